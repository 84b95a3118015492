"""Book a meeting, hold a time for it, move it, let go of it, cancel it.

Each is one transaction over everybody and everything the meeting takes: all of it is
taken, or none. The database refuses an hour that is given away already; what is asked for
is inserted in the order of the resources, so that two who want the same wait and do not
block each other. No name of anybody is written into the trail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.diary.clocks_actions import mark_arranged, take_mark_off
from alongside.desk.diary.invitation_actions import tell_people
from alongside.desk.diary.models import Meeting, MeetingChange, Occupancy
from alongside.desk.diary.next_slots import next_slots
from alongside.desk.diary.no_double_booking import is_double_booking, is_passing
from alongside.desk.diary.taken import Stretch, Taken, in_the_way, why
from alongside.desk.diary.wall import wall_said

TRIES = 6
HOLD = timedelta(minutes=30)
State = Meeting.State
Done = TypeVar("Done")


def book_meeting(
    *,
    by: User,
    meeting: Meeting,
    starts_at: datetime,
    travel: Iterable[Stretch] = (),
    revision: int | None = None,
) -> Meeting:
    """Promise everybody's time to a meeting, from a moment on, and return the meeting.

    `travel` are stretches of the ways there and back. `revision` is the one that was
    seen: another is refused. Raises Taken where somebody's time is given away already,
    and ValidationError for a meeting that is booked, or over.
    """
    travel = tuple(travel)
    change = partial(_book, by, meeting, starts_at, travel, revision)
    return all_or_none(by, meeting, wanted(meeting, starts_at, travel), change)


def hold_meeting(
    *,
    by: User,
    meeting: Meeting,
    starts_at: datetime,
    travel: Iterable[Stretch] = (),
    revision: int | None = None,
) -> Meeting:
    """Keep a time for a meeting for half an hour, as `book_meeting` would take it."""
    travel = tuple(travel)
    change = partial(_hold, by, meeting, starts_at, travel, revision)
    return all_or_none(by, meeting, wanted(meeting, starts_at, travel), change)


def move_meeting(
    *,
    by: User,
    meeting: Meeting,
    starts_at: datetime,
    why: str,
    note: str = "",
    travel: Iterable[Stretch] = (),
    revision: int | None = None,
) -> Meeting:
    """Give up the time a meeting has and take another, at once or not at all."""
    travel = tuple(travel)
    change = partial(_move, by, meeting, starts_at, why, note.strip(), travel, revision)
    return all_or_none(by, meeting, wanted(meeting, starts_at, travel), change)


@transaction.atomic
def release_meeting(
    *, by: User, meeting: Meeting, revision: int | None = None
) -> Meeting:
    """Let go of the time that is on hold for a meeting."""
    meeting = locked(meeting, revision, State.ON_HOLD)
    _let_go(meeting)
    _untimed(meeting)
    record(by=by, action="release hold", subject=meeting)
    return meeting


@transaction.atomic
def cancel_meeting(
    *,
    by: User,
    meeting: Meeting,
    why: str,
    note: str = "",
    revision: int | None = None,
) -> Meeting:
    """Call a meeting off, and everybody with it. Its number and its past stay."""
    meeting = locked(meeting, revision, State.ASKED, State.ON_HOLD, State.BOOKED)
    booked = meeting.state == State.BOOKED
    _let_go(meeting)
    if booked:
        _note_change(by, meeting, MeetingChange.What.CANCELLED, why, note, None)
    meeting.state = State.CANCELLED
    save_anew(meeting)
    if booked:
        tell_people(by=by, meeting=meeting)
        take_mark_off(by=by, meeting=meeting)
    record(by=by, action="cancel meeting", subject=meeting, why=why)
    return meeting


def _book(by, meeting, starts_at, travel, revision) -> Meeting:
    meeting = locked(meeting, revision, State.ASKED, State.ON_HOLD)
    forgotten = _take(meeting, starts_at, travel, Occupancy.State.CONFIRMED)
    meeting.state = State.BOOKED
    meeting.arranged_by, meeting.arranged_at = by, timezone.now()
    save_anew(meeting)
    tell_people(by=by, meeting=meeting)
    mark_arranged(by=by, meeting=meeting)
    record(by=by, action="book meeting", subject=meeting, **forgotten)
    return meeting


def _hold(by, meeting, starts_at, travel, revision) -> Meeting:
    meeting = locked(meeting, revision, State.ASKED, State.ON_HOLD)
    until = timezone.now() + HOLD
    forgotten = _take(meeting, starts_at, travel, Occupancy.State.HELD, until)
    meeting.state, meeting.arranged_by = State.ON_HOLD, by
    save_anew(meeting)
    record(by=by, action="hold time", subject=meeting, **forgotten)
    return meeting


def _move(by, meeting, starts_at, why, note, travel, revision) -> Meeting:
    meeting = locked(meeting, revision, State.BOOKED)
    if meeting.starts_at == starts_at:
        raise ValidationError("The meeting is at that time already. Choose another.")
    _note_change(by, meeting, MeetingChange.What.MOVED, why, note, starts_at)
    forgotten = _take(meeting, starts_at, travel, Occupancy.State.CONFIRMED)
    save_anew(meeting)
    tell_people(by=by, meeting=meeting)
    mark_arranged(by=by, meeting=meeting)
    record(by=by, action="move meeting", subject=meeting, why=why, **forgotten)
    return meeting


def all_or_none(
    by: User, meeting: Meeting, stretches: list[Stretch], change: Callable[[], Done]
) -> Done:
    """Do a change that takes these stretches in one transaction, and return what it does.

    Again, where two came into each other's way. Raises Taken where one is not free.
    """
    for last in [False] * (TRIES - 1) + [True]:
        try:
            with transaction.atomic():
                return change()
        except IntegrityError as problem:
            if not is_double_booking(problem):
                raise
            if standing := in_the_way(stretches, meeting):
                slots = next_slots(meeting, stretches[0].starts_at)
                raise Taken(why(by, standing), slots) from None
        except OperationalError as problem:
            if last or connection.in_atomic_block or not is_passing(problem):
                raise
    raise Taken(
        "Somebody took this time and gave it up again meanwhile. Try once more."
    )


def _take(
    meeting: Meeting,
    starts_at: datetime,
    travel: tuple[Stretch, ...],
    state: str,
    until: datetime | None = None,
) -> dict[str, int]:
    """Take everybody's time for a meeting in place of what it had; count holds let go."""
    now = timezone.now()
    if starts_at <= now:
        raise ValidationError("This time has passed. Choose one that is to come.")
    forgotten = _forget_expired(now)
    _let_go(meeting)
    meeting.starts_at = starts_at
    meeting.ends_at = starts_at + timedelta(minutes=meeting.length)
    meeting.wall_start = wall_said(starts_at)
    stretches = wanted(meeting, starts_at, travel)
    if not stretches:
        raise ValidationError("Nobody takes part yet. Add who is to be there.")
    for each in stretches:
        Occupancy.objects.create(
            meeting=meeting, resource_id=each.resource, starts_at=each.starts_at,
            ends_at=each.ends_at, kind=each.kind, state=state, until=until,
        )  # fmt: skip
    return {"holds_let_go": forgotten} if forgotten else {}


def wanted(
    meeting: Meeting, starts_at: datetime, travel: Iterable[Stretch] = ()
) -> list[Stretch]:
    """Return what a meeting takes of each, in the one order in which all ask for it."""
    ends_at = starts_at + timedelta(minutes=meeting.length)
    attending = meeting.attendances.standing()
    own = [
        Stretch(each.resource_id, *each.stretch(starts_at, ends_at))
        for each in attending
    ]
    return sorted([*own, *travel])


def _let_go(meeting: Meeting) -> None:
    meeting.occupancies.live().update(state=Occupancy.State.RELEASED)


def _forget_expired(now: datetime) -> int:
    """Let go of holds whose time is over: the database cannot look at the clock.

    Those that another lets go of at the same moment are left to them.
    """
    over = Occupancy.objects.expired(now).order_by("resource", "pk")
    if connection.features.has_select_for_update_skip_locked:
        over = over.select_for_update(skip_locked=True, of=("self",))
    keys = dict(over.values_list("pk", "meeting"))
    if keys:
        Occupancy.objects.filter(pk__in=keys).update(state=Occupancy.State.RELEASED)
        Meeting.objects.filter(pk__in=keys.values(), state=State.ON_HOLD).update(
            state=State.ASKED, starts_at=None, ends_at=None, wall_start=""
        )
    return len(keys)


def _untimed(meeting: Meeting) -> None:
    meeting.state, meeting.starts_at, meeting.ends_at = State.ASKED, None, None
    meeting.wall_start = ""
    save_anew(meeting)


def locked(meeting: Meeting, revision: int | None, *states: str) -> Meeting:
    """Lock a meeting; refuse one that was changed meanwhile, or cannot be changed so."""
    found = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if revision is not None and found.revision != revision:
        raise ValidationError(
            "Somebody changed this meeting while you looked at it. Look at it again, and "
            "then change it."
        )
    if found.state not in states:
        raise ValidationError(
            f"This meeting is {found.get_state_display().lower()}. Nothing was changed."
        )
    return found


def save_anew(meeting: Meeting) -> None:
    """Save a meeting that was changed, as one that was seen before no more."""
    meeting.revision += 1
    meeting.full_clean()
    meeting.save()


def _note_change(by, meeting: Meeting, what: str, why: str, note: str, now_at) -> None:
    change = MeetingChange(
        meeting=meeting, what=what, why=why, note=note.strip(), by=by,
        was_at=meeting.starts_at, now_at=now_at,
    )  # fmt: skip
    change.full_clean()
    change.save()
