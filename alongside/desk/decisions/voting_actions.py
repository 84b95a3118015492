"""Who sits on a body, and how its members decide: one vote each, with a reason."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.decisions.actions import awaited, settle
from alongside.desk.decisions.models import Body, BodyMember, Decision, Vote
from alongside.desk.decisions.voting import Tally


@transaction.atomic
def set_quorum(*, by: User, body: Body, quorum: int | None) -> Body:
    """Say how many members must vote; or, with None, that decisions are only recorded."""
    body = Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    body.quorum = quorum
    return keep(body, by=by, action="set quorum", fields=["quorum"], quorum=quorum)


@transaction.atomic
def add_member(*, by: User, body: Body, user: User, since: date) -> BodyMember:
    member = BodyMember(body=body, user=user, since=since)
    added = "add member of body"
    return keep(member, by=by, action=added, subject=body, person=user.pk)


@transaction.atomic
def end_member(*, by: User, member: BodyMember, until: date) -> BodyMember:
    member = BodyMember.objects.select_for_update(of=("self",), no_key=True).get(
        pk=member.pk
    )
    member.until = until
    return keep(
        member, by=by, action="end member of body", fields=["until"],
        subject=member.body, person=member.user_id,
    )  # fmt: skip


@transaction.atomic
def cast_vote(*, by: User, decision: Decision, choice: str, reason: str) -> Vote:
    """Vote, or change one’s vote, on something that the body still has before it."""
    decision = _before_members(by, decision)
    vote = Vote.objects.filter(decision=decision, by=by).first()
    vote = vote or Vote(decision=decision, by=by)
    vote.choice, vote.reason, vote.cast_at = choice, reason.strip(), timezone.now()
    return keep(vote, by=by, action="cast vote", subject=decision, choice=choice)


@transaction.atomic
def close_vote(*, by: User, decision: Decision, on: date) -> Decision:
    """Count the votes of those who sit on the body on this day, and decide by them."""
    decision = _before_members(by, decision)
    if by.pk == decision.recorded_by_id:
        raise ValidationError(
            "You proposed this. Ask another member to close the vote on it."
        )
    tally = Tally.of(decision, on)
    if not tally.quorate:
        raise ValidationError(
            f"{tally.others} of the {tally.quorum} members needed have voted, whoever "
            f"proposed it not counted. Ask the others of {decision.body} to vote."
        )
    counted = {f"votes_{choice}": found for choice, found in tally.counts.items()}
    return settle(by, decision, tally.state, on, quorum=tally.quorum, **counted)


def _before_members(by: User, decision: Decision) -> Decision:
    """Return the decision, locked; refuse whoever does not sit on its body today."""
    decision = awaited(decision)
    if not decision.body.quorum:
        raise ValidationError(
            f"{decision.body} does not vote here: its decisions are only recorded."
        )
    if not BodyMember.objects.current().of(by).filter(body=decision.body).exists():
        raise ValidationError(f"Only members of {decision.body} vote on this.")
    return decision
