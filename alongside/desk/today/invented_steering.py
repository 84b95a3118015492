"""The invented steering group: who sits on it, and a year of what it decided."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.decisions.actions import add_body
from alongside.desk.decisions.models import Body, Decision, Vote
from alongside.desk.decisions.voting_actions import add_member
from alongside.desk.support.evidence import evidence_of
from alongside.desk.support.models import Proposal, TaskVersion
from alongside.desk.support.proposal_actions import in_words, make_change
from alongside.desk.workforce.models import Team

SITTING = ("senior_support_officer", "service_manager", "team_manager", "social_worker", "analyst")  # fmt: skip
QUORUM = 3


class Change(NamedTuple):
    """A change: how many days ago it was proposed and decided (None: it waits), and votes."""

    what: str
    code: str
    new: dict[str, Any]
    why: str
    by: str
    proposed: int
    decided: int | None
    votes: tuple[tuple[str, str, str], ...]
    of_disability: bool = False


CHANGES = (
    Change(
        "change", "type-chronology", {"reference_minutes": 75},
        "What was timed in six weeks of spring took 72 minutes on average, and not 60.",
        "senior_support_officer", 262, 248,
        (
            ("service_manager", "for", "The timing is plain."),
            ("team_manager", "for", "It is what I see in my team."),
            ("social_worker", "for", "A marked file takes longer than we thought."),
            ("analyst", "abstain", "Eleven timings are few."),
        ),
    ),
    Change(
        "add", "",
        {
            "name": "Order equipment that was agreed for a disabled child",
            "kind": "support", "reference_minutes": 30,
            "example": "Order the bath seat that the occupational therapist agreed, and see it delivered.",
            "boundary": "A support officer orders what was agreed; what a child needs, the social worker and the therapist assess.",
        },
        "Asked for in free words fourteen times in a quarter, by one team alone.",
        "senior_support_officer", 170, 156,
        (
            ("service_manager", "for", "It frees the workers, and needs no judgement once it is agreed."),
            ("team_manager", "for", "As a task of that team alone."),
            ("analyst", "for", "The counts are there."),
        ),
        of_disability=True,
    ),
    Change(
        "change", "supervise-contact", {"kind": "support", "reference_minutes": 90},
        "The contact centre is full in the holidays, and officers know the families.",
        "team_manager", 96, 84,
        (
            ("team_manager", "for", "We would keep the hours the court gave."),
            ("service_manager", "against", "It is observed and recorded for court: not without training."),
            ("senior_support_officer", "against", "This is how a role is diluted."),
            ("social_worker", "against", "I have to rely on that record in court."),
        ),
    ),
    Change(
        "change", "book-transport",
        {"boundary": "A support officer books what was agreed, and travels with no child; whether a child may travel alone or with whom, the social worker decides."},
        "Twice this month an officer was asked to sit in the taxi.",
        "senior_support_officer", 9, None,
        (
            ("team_manager", "for", "Better said before it happens a third time."),
            ("analyst", "for", "Two requests, both of one team."),
        ),
    ),
)  # fmt: skip


def steer(people: dict[str, User], today: date) -> None:
    """Put people on the group, and let it decide what it decided."""
    clerk = people["hr_adviser"]
    group = add_body(
        by=clerk, name="Support officers’ steering group", kind="steering_group",
        quorum=QUORUM,
    )  # fmt: skip
    for role in SITTING:
        since = today - timedelta(300)
        add_member(by=clerk, body=group, user=people[role], since=since)
    for change in CHANGES:
        _propose(group, change, people, today)


def _propose(
    group: Body, change: Change, people: dict[str, User], today: date
) -> Proposal:
    by, day = people[change.by], today - timedelta(change.proposed)
    disability = Team.objects.filter(kind=Team.Kind.DISABILITY).first()
    proposal = Proposal(
        what=change.what, why=change.why, proposed_by=by, proposed_on=day,
        effective_on=day + timedelta(28), team=disability if change.of_disability else None,
        **_said(change),
    )  # fmt: skip
    proposal.evidence = evidence_of(by, proposal.task, day)
    proposal.decision = Decision.objects.create(
        body=group,
        reference=str(proposal)[:150],
        what=in_words(proposal),
        recorded_by=by,
    )
    proposal.save()
    _vote(proposal.decision, change, people, today)
    if change.decided:
        _decide(proposal, change, people, today - timedelta(change.decided))
    return proposal


def _said(change: Change) -> dict[str, Any]:
    """What the task is to be: what it is, where nothing else is said."""
    if not change.code:
        return dict(change.new)
    stands = TaskVersion.objects.filter(task__code=change.code).latest("from_on")
    names = ("task", "name", "kind", "example", "boundary", "reference_minutes")
    return {name: getattr(stands, name) for name in names} | change.new


def _vote(
    decision: Decision, change: Change, people: dict[str, User], today: date
) -> None:
    day = today - timedelta((change.decided or 3) + 2)
    at = timezone.make_aware(datetime.combine(day, time(11, 30)))
    Vote.objects.bulk_create(
        Vote(
            decision=decision, by=people[role], choice=choice, reason=reason, cast_at=at
        )
        for role, choice, reason in change.votes
    )


def _decide(
    proposal: Proposal, change: Change, people: dict[str, User], day: date
) -> None:
    choices = [choice for _, choice, _ in change.votes]
    carried = choices.count("for") > choices.count("against")
    decision = proposal.decision
    decision.state = Decision.State.DECIDED if carried else Decision.State.REFUSED
    decision.decided_on = day
    decision.full_clean()
    decision.save()
    if carried:
        make_change(by=people["service_manager"], proposal=proposal)
