"""How the council changes its rules: one proposes, another signs off, all is reckoned anew."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from difflib import get_close_matches
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.casework import applying, store
from alongside.desk.casework.actions import STOPPED, one_at_a_time
from alongside.desk.casework.comparison import Comparison
from alongside.desk.casework.models import Extract
from alongside.desk.casework.projection import project
from alongside.desk.casework.reading import records_with
from alongside.desk.casework.rule_models import RuleChange
from alongside.desk.casework.rulebook import edition, own_rules
from alongside.reckon.events import EVENTS
from alongside.reckon.rulebook import BadRulebook, Rulebook, Written, with_own

CODE = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
MAX_LENGTH = 200_000


@transaction.atomic
def propose_rule_change(*, by: User, text: str, file_name: str, why: str) -> RuleChange:
    """Put a change before those who may sign it off; nothing is counted by it yet."""
    change = RuleChange(
        text=text,
        file_name=file_name[-200:],
        why=why,
        proposed_by=by,
        stored_as=uuid.uuid4().hex,
        step="Waiting to be worked out",
    )
    with_change(change.written)
    change.codes = list(change.written.entries())
    keep(change, by=by, action="propose rule change", rules=change.codes)
    transaction.on_commit(partial(_enqueue, "work_out_rule_change", change.pk))
    return change


@transaction.atomic
def sign_off_rule_change(
    *, by: User, change: RuleChange, body: str, decided_on: date
) -> RuleChange:
    """Say which body agreed to a change, and when; it is put to work in the background."""
    change = _locked(change)
    if change.state != RuleChange.State.PROPOSED and not (
        change.state == RuleChange.State.APPLYING and change.stopped
    ):
        raise ValidationError(
            f"This change is {_said(change)}: it cannot be signed off."
        )
    if by == change.proposed_by:
        raise ValidationError("You proposed this. Somebody else must sign it off.")
    if decided_on > timezone.localdate():
        raise ValidationError("The day it was agreed is in the future.")
    _nothing_else_under_way(change)
    change.signed_by, change.body, change.decided_on = by, body.strip(), decided_on
    with_change(change.written)
    change.state, change.step = RuleChange.State.APPLYING, "Waiting to be put to work"
    change.beat_at = timezone.now()
    keep(change, by=by, action="sign off rule change", rules=change.codes)
    transaction.on_commit(partial(_enqueue, "put_rule_change_to_work", change.pk))
    return change


@transaction.atomic
def withdraw_rule_change(*, by: User, change: RuleChange) -> RuleChange:
    """Give up a change that is not in force; it stays in the history."""
    change = _locked(change)
    if change.state != RuleChange.State.PROPOSED and not change.stopped:
        raise ValidationError(
            f"This change is {_said(change)}: it cannot be taken back."
        )
    change.state, change.step = RuleChange.State.WITHDRAWN, ""
    change.save(update_fields=["state", "step"])
    record(by=by, action="withdraw rule change", subject=change, rules=change.codes)
    transaction.on_commit(partial(store.forget, change.stored_as))
    return change


def work_out_rule_change(change: RuleChange) -> None:
    """Reckon the export in force by the change, and keep what it would move, sealed.

    The work of a background task. What is held is not touched.
    """
    rules = with_change(change.written)
    projection = _projected(change, Extract.objects.in_force(), rules)
    with transaction.atomic():
        found = Comparison()
        if projection is not None:
            found = applying.compare_with_held(projection, rules)
        change = _locked(change)
        if change.state == RuleChange.State.PROPOSED:
            _keep(change, found)
            change.step = ""
            change.save(update_fields=["counts", "step"])


def put_rule_change_to_work(change: RuleChange) -> None:
    """Reckon by the change and write what it moves: the work of a background task.

    Begun anew where an export was applied meanwhile.
    """
    done = False
    while not done:
        base = Extract.objects.in_force()
        rules = with_change(change.written)
        projection = _projected(change, base, rules)
        done = _written(change, base, projection, rules)


@transaction.atomic
def _written(change, base, projection, rules: Rulebook) -> bool:
    """Write clocks and change together, whole or not at all; False where too late."""
    one_at_a_time()
    change = _locked(change)
    if change.state != RuleChange.State.APPLYING:
        return True
    if Extract.objects.in_force() != base:
        return False
    found = Comparison()
    if projection is not None:
        found = applying.write(base, projection, rules)
        base.gaps = projection["gaps"]
        base.save(update_fields=["gaps"])
    _keep(change, found)
    change.state, change.step = RuleChange.State.IN_FORCE, ""
    change.number, change.in_force_at = edition() + 1, timezone.now()
    change.save()
    record(
        by=change.signed_by,
        action="put rule change to work",
        subject=change,
        number=change.number,
        **change.counts,
    )
    return True


@transaction.atomic
def give_up(change: RuleChange, why: str = STOPPED) -> None:
    """After work that failed: what is held is as it was, and a person can try again."""
    change = _locked(change)
    if change.working:
        change.step = why[:200]
        change.beat_at = timezone.now() - timedelta(days=1)
        change.save(update_fields=["step", "beat_at"])


def with_change(written: Written) -> Rulebook:
    """Return the rulebook as it would be. Raises ValidationError, naming file and line."""
    if len(written.text) > MAX_LENGTH:
        raise ValidationError(
            f"The file has {len(written.text):,} characters; a rulebook has at most "
            f"{MAX_LENGTH:,}. Choose the file that holds only this council's rules."
        )
    try:
        rules = with_own([*own_rules(), written])
    except BadRulebook as problem:
        raise ValidationError(str(problem)) from None
    if problem := next(_faults(written, rules), None):
        raise ValidationError(problem)
    return rules


def _faults(written: Written, rules: Rulebook) -> Iterator[str]:
    codes = list(written.entries())
    if not codes:
        yield f"{written.name} holds no rule. A rule begins with a line like [S47_ICPC]."
    for code in codes:
        if not CODE.fullmatch(code):
            yield (
                f"{written.at(code)}: {code!r} is no code for a rule. Write it in "
                "capitals, figures and underscores, 40 at most, like CP_VISIT_8W."
            )
        for key in ("starts", "completed_by", "ended_by"):
            for name in getattr(rules[code], key):
                if name not in EVENTS:
                    yield _no_such_event(written.at(code, key), code, key, name)


def _no_such_event(place: str, code: str, key: str, name: str) -> str:
    near = get_close_matches(name, EVENTS, n=3, cutoff=0.4)
    hint = f" Near it are {', '.join(near)}." if near else ""
    return f"{place}: {code}: {key}: There is no event {name!r}.{hint}"


def _projected(change: RuleChange, base: Extract | None, rules: Rulebook):
    """Return what the export in force comes to by these rules; None where none is."""
    if base is None:
        return None
    step = partial(say_step, change)
    step("Opening the export in force")
    records = records_with(base)
    return project(records, rules, base.newest_day, step).to_json()


def say_step(change: RuleChange, step: str) -> None:
    """Note progress where the page sees it, outside any transaction of the work."""
    now = timezone.now()
    RuleChange.objects.filter(pk=change.pk).update(step=step, beat_at=now)


def _keep(change: RuleChange, found: Comparison) -> None:
    # What was marked done and is open still is news of an export, not of a rule.
    found.told.pop("disagreeing", None)
    store.keep_json(change.stored_as, "told", found.told)
    rewritten = (
        len(found.create) + len(found.update) + len(found.gone) + len(found.drop)
    )
    change.counts = found.counts() | {"rewritten": rewritten}


def _nothing_else_under_way(change: RuleChange) -> None:
    applying_now = RuleChange.objects.filter(state=RuleChange.State.APPLYING)
    if applying_now.exclude(pk=change.pk).exists():
        raise ValidationError(
            "Another change is being put to work. Wait until it is done, then look at "
            "this one again."
        )


def _said(change: RuleChange) -> str:
    return change.get_state_display().lower()


def _locked(change: RuleChange) -> RuleChange:
    return RuleChange.objects.select_for_update(of=("self",)).get(pk=change.pk)


def _enqueue(task: str, pk: int) -> None:
    from alongside.desk.casework import tasks

    getattr(tasks, task).enqueue(pk)
