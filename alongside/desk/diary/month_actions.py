"""Propose a month, work it out in the background, and book what a person accepts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.diary.models import Meeting, Proposal, ProposedPlace, Resource
from alongside.desk.diary.month_asked import (
    ask_for_all,
    to_be_placed,
    without_a_meeting,
)
from alongside.desk.diary.place_actions import place_meeting
from alongside.desk.diary.supposing import as_supposed, said, used
from alongside.desk.diary.to_place import ToPlace, problem_of
from alongside.desk.diary.wall import at_wall
from alongside.reckon.arrange.costs import Levels
from alongside.reckon.arrange.explain import why
from alongside.reckon.arrange.problem import Place, Problem
from alongside.reckon.arrange.solver import Arrangement, arrange

SECONDS = 20
State = Proposal.State


@transaction.atomic
def propose(*, by: User, until: date, supposed: Mapping | None = None) -> Proposal:
    """Note that a month is to be proposed: of what is due by a day and has no time yet.

    Raises ValidationError where nothing is to be arranged by then.
    """
    if not (without_a_meeting(by, until) or to_be_placed(by, until)):
        raise ValidationError("Nothing is to be arranged by then. Choose a later day")
    proposal = Proposal.objects.create(
        by=by, until=until, seconds=SECONDS, supposed=dict(supposed or {}),
        what_if=said(supposed or {}),
    )  # fmt: skip
    record(by=by, action="propose month", subject=proposal)
    return proposal


def work_out(*, proposal: Proposal) -> Proposal:
    """Find places: greedy at once, then better ones while time lasts, each kept as found.

    First a meeting is asked for, for each clock that has none.
    """
    meetings = _ask(proposal)
    shared = list(Resource.objects.in_use().of_kind(*Resource.SHARED).by_name())
    asked = [ToPlace.of(each, shared) for each in meetings]
    problem = as_supposed(
        problem_of(asked, timezone.localdate()), proposal.supposed, shared
    )

    def tell(found: Arrangement) -> None:
        _keep(proposal, found, State.WORKING)

    found = arrange(problem, proposal.seconds, progress=tell, workers=1)
    _keep(proposal, found, State.READY)
    _explain(proposal, found)
    return proposal


def _ask(proposal: Proposal) -> list[Meeting]:
    """Ask for each meeting in a transaction of its own: meanwhile others can write, and
    what was asked for stands, should the work be broken off and begun again."""
    dues = without_a_meeting(proposal.by, proposal.until)
    nobody = ask_for_all(by=proposal.by, dues=dues, today=timezone.localdate())
    return _begin(proposal, nobody)


@transaction.atomic
def _begin(proposal: Proposal, nobody: int) -> list[Meeting]:
    meetings = to_be_placed(proposal.by, proposal.until)
    # Work may be begun twice: what the first beginning made then stands already.
    ProposedPlace.objects.bulk_create(
        [ProposedPlace(proposal=proposal, meeting=each) for each in meetings],
        ignore_conflicts=True,
    )
    proposal.meetings, proposal.nobody = len(meetings), nobody
    proposal.state = State.WORKING
    proposal.save()
    return meetings


@transaction.atomic
def stop(*, proposal: Proposal, problem: str) -> None:
    """Say that a proposal could not be worked out; what was found of it stays."""
    proposal.state, proposal.problem = State.FAILED, problem[:300]
    proposal.save()


@transaction.atomic
def _keep(proposal: Proposal, found: Arrangement, state: str) -> None:
    rows = {each.meeting_id: each for each in proposal.places.all()}
    reasons = found.reasons
    for key, row in rows.items():
        _put(row, found.problem, found.places.get(str(key)))
        against = [term.said for term in reasons[str(key)]] or ["nothing against it"]
        told = [*used(found.places.get(str(key))), *against]
        row.why = "; ".join(told)[:600]
    fields = ("starts_at", "room", "chair", "interpreter", "why")
    ProposedPlace.objects.bulk_update(rows.values(), fields)
    _keep_cost(proposal, found.cost)
    proposal.state, proposal.proved = state, found.proved
    proposal.save()


def _keep_cost(proposal: Proposal, cost: Levels) -> None:
    if proposal.first_law is None:
        proposal.first_law, proposal.first_comfort = cost.law, cost.comfort
    proposal.law, proposal.comfort = cost.law, cost.comfort


def _put(row: ProposedPlace, problem: Problem, place: Place | None) -> None:
    row.starts_at = None
    row.room_id = row.chair_id = row.interpreter_id = None
    if place is None:
        return
    starts = problem.timeline.moment(place.start)
    row.starts_at = at_wall(starts.date(), starts.time())
    row.room_id, row.chair_id = _key(place.room), _key(place.chair)
    row.interpreter_id = _key(place.interpreter)


def _key(resource: str | None) -> int | None:
    """Return the key of a resource; none of one that was only supposed."""
    return int(resource) if resource and resource.isdecimal() else None


@transaction.atomic
def _explain(proposal: Proposal, found: Arrangement) -> None:
    """Say of each meeting that was left out why, and what would make room."""
    names = {
        str(each.pk): each.name
        for each in Resource.objects.filter(attendances__meeting__proposed__proposal=proposal)
    }  # fmt: skip
    for meeting in found.unplaced:
        told = why(found.problem, found.places, meeting.id)
        for key, name in sorted(names.items(), key=lambda each: -len(each[0])):
            told = told.replace(f"without {key}", f"without {name}")
        proposal.places.filter(meeting=int(meeting.id)).update(why=told[:600])


def accept(*, by: User, proposal: Proposal, places: Collection[ProposedPlace]) -> int:
    """Book the places chosen, each by itself; say of each that could not be, why.

    Returns how many were booked. Raises ValidationError for a proposal that is not
    ready, or that rests on what was only supposed.
    """
    if proposal.state != State.READY or proposal.what_if:
        raise ValidationError("Nothing of this proposal can be booked.")
    return sum(_accept_one(by, each) for each in places)


def _accept_one(by: User, place: ProposedPlace) -> bool:
    try:
        place_meeting(
            by=by, meeting=place.meeting, starts_at=place.starts_at,
            chosen=place.chosen, revision=place.meeting.revision,
        )  # fmt: skip
    except ValidationError as refusal:
        place.refused = " ".join(refusal.messages)[:300]
        place.save()
        return False
    return True
