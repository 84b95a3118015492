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
    change = partial(_book, by, meeting, starts_at, tuple(travel), revision)
    return _all_or_none(by, meeting, starts_at, tuple(travel), change)


def hold_meeting(
    *,
    by: User,
    meeting: Meeting,
    starts_at: datetime,
    travel: Iterable[Stretch] = (),
    revision: int | None = None,
) -> Meeting:
    """Keep a time for a meeting for half an hour, as `book_meeting` would take it."""
    change = partial(_hold, by, meeting, starts_at, tuple(travel), revision)
    return _all_or_none(by, meeting, starts_at, tuple(travel), change)


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
    change = partial(
        _move, by, meeting, starts_at, why, note.strip(), tuple(travel), revision
    )
    return _all_or_none(by, meeting, starts_at, tuple(travel), change)


@transaction.atomic
def release_meeting(
    *, by: User, meeting: Meeting, revision: int | None = None
) -> Meeting:
    """Let go of the time that is on hold for a meeting."""
    meeting = _locked(meeting, revision, State.ON_HOLD)
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
    meeting = _locked(meeting, revision, State.ASKED, State.ON_HOLD, State.BOOKED)
    booked = meeting.state == State.BOOKED
    _let_go(meeting)
    if booked:
        _note_change(by, meeting, MeetingChange.What.CANCELLED, why, note, None)
    meeting.state = State.CANCELLED
    _save(meeting)
    if booked:
        tell_people(by=by, meeting=meeting)
        take_mark_off(by=by, meeting=meeting)
    record(by=by, action="cancel meeting", subject=meeting, why=why)
    return meeting


def _book(by, meeting, starts_at, travel, revision) -> Meeting:
    meeting = _locked(meeting, revision, State.ASKED, State.ON_HOLD)
    forgotten = _take(meeting, starts_at, travel, Occupancy.State.CONFIRMED)
    meeting.state = State.BOOKED
    meeting.arranged_by, meeting.arranged_at = by, timezone.now()
    _save(meeting)
    tell_people(by=by, meeting=meeting)
    mark_arranged(by=by, meeting=meeting)
    record(by=by, action="book meeting", subject=meeting, **forgotten)
    return meeting


def _hold(by, meeting, starts_at, travel, revision) -> Meeting:
    meeting = _locked(meeting, revision, State.ASKED, State.ON_HOLD)
    until = timezone.now() + HOLD
    forgotten = _take(meeting, starts_at, travel, Occupancy.State.HELD, until)
    meeting.state, meeting.arranged_by = State.ON_HOLD, by
    _save(meeting)
    record(by=by, action="hold time", subject=meeting, **forgotten)
    return meeting


def _move(by, meeting, starts_at, why, note, travel, revision) -> Meeting:
    meeting = _locked(meeting, revision, State.BOOKED)
    if meeting.starts_at == starts_at:
        raise ValidationError("The meeting is at that time already. Choose another.")
    _note_change(by, meeting, MeetingChange.What.MOVED, why, note, starts_at)
    forgotten = _take(meeting, starts_at, travel, Occupancy.State.CONFIRMED)
    _save(meeting)
    tell_people(by=by, meeting=meeting)
    mark_arranged(by=by, meeting=meeting)
    record(by=by, action="move meeting", subject=meeting, why=why, **forgotten)
    return meeting


def _all_or_none(
    by: User,
    meeting: Meeting,
    starts_at: datetime,
    travel: tuple[Stretch, ...],
    change: Callable[[], Meeting],
) -> Meeting:
    """Do a change in one transaction; again, where two came into each other's way."""
    for last in [False] * (TRIES - 1) + [True]:
        try:
            with transaction.atomic():
                return change()
        except IntegrityError as problem:
            if not is_double_booking(problem):
                raise
            wanted = _wanted(meeting, starts_at, travel)
            standing = in_the_way(wanted, meeting)
            if standing:
                raise Taken(why(by, standing), next_slots(meeting, starts_at)) from None
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
    wanted = _wanted(meeting, starts_at, travel)
    if not wanted:
        raise ValidationError("Nobody takes part yet. Add who is to be there.")
    for each in wanted:
        Occupancy.objects.create(
            meeting=meeting, resource_id=each.resource, starts_at=each.starts_at,
            ends_at=each.ends_at, kind=each.kind, state=state, until=until,
        )  # fmt: skip
    return {"holds_let_go": forgotten} if forgotten else {}


def _wanted(
    meeting: Meeting, starts_at: datetime, travel: tuple[Stretch, ...]
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
    _save(meeting)


def _locked(meeting: Meeting, revision: int | None, *states: str) -> Meeting:
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


def _save(meeting: Meeting) -> None:
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
