"""Work done in the background, so that no page waits for it."""

from __future__ import annotations

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks import task

from alongside.desk.access.work import once, see_to
from alongside.desk.casework import actions, reading, rule_actions
from alongside.desk.casework.digest import next_monday
from alongside.desk.casework.digest_actions import write_digests
from alongside.desk.casework.models import Extract, RuleChange


class WorkFailed(Exception):
    """Work that broke, told without the words of what broke it: they may name a child."""


@task()
def read_extract(pk: int) -> None:
    extract = Extract.objects.get(pk=pk)
    if extract.state == Extract.State.READING:
        _carried_out(reading.work_out, extract, actions.give_up)


@task()
def apply_extract(pk: int) -> None:
    extract = Extract.objects.get(pk=pk)
    if extract.state == Extract.State.APPLYING:
        _carried_out(actions.write_extract, extract, actions.give_up)


@task()
def work_out_rule_change(pk: int) -> None:
    change = RuleChange.objects.get(pk=pk)
    if change.state == RuleChange.State.PROPOSED:
        _carried_out(rule_actions.work_out_rule_change, change, rule_actions.give_up)


@task()
def put_rule_change_to_work(pk: int) -> None:
    change = RuleChange.objects.get(pk=pk)
    if change.state == RuleChange.State.APPLYING:
        _carried_out(rule_actions.put_rule_change_to_work, change, rule_actions.give_up)


EARLY = time(6, 30)


@task()
def monday_digests() -> None:
    """Write this week's digests, and ask to be done again early next Monday."""
    today = timezone.localdate()
    write_digests(today)
    again = timezone.make_aware(datetime.combine(next_monday(today), EARLY))
    once(monday_digests, again)


def expect_digests() -> None:
    """See that digests are written, now and each Monday: asked when the desk starts."""
    see_to(monday_digests)


def _carried_out(work, subject: Extract | RuleChange, give_up) -> None:
    try:
        work(subject)
    except ValidationError as refusal:
        give_up(subject, " ".join(refusal.messages))
    except Exception as problem:
        give_up(subject)
        kind, name = subject._meta.model_name, type(problem).__name__
        failed = WorkFailed(f"{work.__name__}, {kind} {subject.pk}: {name}")
        raise failed.with_traceback(problem.__traceback__) from None
