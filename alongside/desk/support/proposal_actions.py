"""Propose a change of the catalogue; and make it, once the steering group has decided."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.decisions.actions import record_decision
from alongside.desk.decisions.models import Body, Decision
from alongside.desk.said import day_said
from alongside.desk.support.evidence import evidence_of
from alongside.desk.support.models import Proposal, Task, TaskVersion
from alongside.desk.workforce.models import Team

What = Proposal.What
NEW = ("name", "kind", "example", "boundary", "reference_minutes", "releases")


@transaction.atomic
def propose(
    *,
    by: User,
    body: Body,
    what: str,
    why: str,
    effective_on: date,
    task: Task | None = None,
    team: Team | None = None,
    **new,
) -> Proposal:
    """Put a change before the body that decides on the catalogue.

    `new` is what the task is to be: name, kind, example, boundary, reference_minutes,
    releases; of one to be withdrawn, its name alone. Refuses a day that has passed, a body that does
    not vote, and a second proposal of the same task and team while one is awaited.
    """
    today = timezone.localdate()
    _refuse_before(effective_on, today)
    _refuse_twice(what, task, team, new["name"])
    if not body.quorum:
        raise ValidationError(
            {
                "body": f"{body} has no quorum, so nobody votes there. Choose another body."
            }
        )
    made = Proposal(
        what=what, task=task, team=team, why=why.strip(), effective_on=effective_on,
        evidence=evidence_of(by, task, today), proposed_by=by, proposed_on=today, **new,
    )  # fmt: skip
    made.decision = record_decision(
        by=by, body=body, reference=str(made)[:150], what=in_words(made), conditions="",
        state=Decision.State.AWAITED, decided_on=None,
    )  # fmt: skip
    return keep(made, by=by, action="propose catalogue change", what=what)


def _refuse_before(effective_on: date, today: date) -> None:
    if effective_on < today:
        raise ValidationError(
            {
                "effective_on": f"A change begins today or later, and not on "
                f"{day_said(effective_on)}."
            }
        )


def _refuse_twice(what: str, task: Task | None, team: Team | None, name: str) -> None:
    if what == What.ADD and Task.objects.filter(code=slugify(name)[:60]).exists():
        raise ValidationError(
            {
                "name": "There is a task of this name already. Propose to change that one."
            }
        )
    waiting = Proposal.objects.awaited().filter(team=team)
    same = Q(task=task) if task else Q(name=name, what=What.ADD)
    if standing := waiting.filter(same).first():
        raise ValidationError(
            f"A change of this was proposed on {day_said(standing.proposed_on)}, and "
            "waits to be decided."
        )


def in_words(proposal: Proposal) -> str:
    """Say the whole of a proposal, as those who vote on it read it."""
    lines = [f"{proposal}.", f"To begin on {day_said(proposal.effective_on)}."]
    if proposal.what != What.WITHDRAW:
        minutes = proposal.reference_minutes
        lines += [
            f"Whose work: {proposal.get_kind_display()}"
            + (
                f", {minutes} minutes, of which a social worker would otherwise have "
                f"spent {proposal.releases}%."
                if minutes
                else "."
            ),
            f"For example: {proposal.example}",
            f"Boundary: {proposal.boundary}",
        ]
    return "\n".join([*lines, f"Evidence: {proposal.why}"])


@transaction.atomic
def make_change(*, by: User | None, proposal: Proposal) -> None:
    """Make what was decided: the versions before it end, and the new one begins."""
    start = proposal.begins_on
    task = proposal.task or Task.objects.create(code=slugify(proposal.name)[:60])
    versions = task.versions.select_for_update(of=("self",)).filter(team=proposal.team)
    later = versions.filter(from_on__gte=start).order_by("from_on").first()
    if later and later.from_on == start:
        raise ValidationError(
            f"Another version of this task begins on {day_said(start)}. Close the vote on "
            "another day."
        )
    running = Q(until_on=None) | Q(until_on__gte=start)
    for version in versions.filter(running, from_on__lt=start):
        version.until_on, version.ended_by = start - timedelta(1), proposal.decision
        keep(version, by=by, action="end task version")
    if proposal.what != What.WITHDRAW:
        _begin(by, proposal, task, start, later)


def _begin(by, proposal, task, start: date, later: TaskVersion | None) -> None:
    version = TaskVersion(
        task=task, team=proposal.team, decision=proposal.decision, from_on=start,
        until_on=later.from_on - timedelta(1) if later else None,
        **{name: getattr(proposal, name) for name in NEW},
    )  # fmt: skip
    keep(version, by=by, action="begin task version")
    if proposal.task is None:
        proposal.task = task
        proposal.save(update_fields=["task"])
