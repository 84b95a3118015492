"""The desk's meetings and diaries as a problem that `reckon.arrange` can place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.desk.diary.models import Attendance, Meeting, Resource, Travel
from alongside.desk.diary.when_free import FAMILY, WHOLE_DAYS, WhenFree, resources_of
from alongside.desk.holidays import clock_in_force
from alongside.reckon.arrange import problem as arrange
from alongside.reckon.arrange.problem import LATE_DAYS, SEVERITY
from alongside.reckon.arrange.timeline import GRAIN, Timeline

AHEAD = 25  # working days looked at for a meeting that has no last day in time
BEARS = 3  # meetings a day of a social worker, beyond which it tells on them
MODES = {
    Meeting.Mode.IN_PERSON: arrange.IN_PERSON,
    Meeting.Mode.HYBRID: arrange.HYBRID,
    Meeting.Mode.ONLINE: arrange.ONLINE,
}
WEIGHS = {
    "strategy": "strategy discussion",
    "icpc": "initial conference",
    "rcpc": "review conference",
    "core_group": "core group",
    "child_in_need": "child in need meeting",
    "cla_review": "looked-after review",
    "pep": "personal education plan",
    "supervision": "supervision",
    "panel": "panel",
}


@dataclass(frozen=True)
class ToPlace:
    """A meeting to be placed, and whom or what may be chosen for it.

    Of chairs, interpreters and rooms one is chosen of each that are given; what takes
    part in the meeting already is not chosen again.
    """

    meeting: Meeting
    attending: tuple[Attendance, ...]
    chairs: tuple[Resource, ...] = ()
    interpreters: tuple[Resource, ...] = ()
    rooms: tuple[Resource, ...] = ()

    @classmethod
    def of(cls, meeting: Meeting, shared: Sequence[Resource]):
        """Choose from what is shared: a chair where the kind needs one and nobody chairs.

        An interpreter of the language asked for is chosen unless one takes part, and a
        room unless the meeting is online. A room that takes part already is the only one.
        """
        attending = tuple(meeting.attendances.standing().in_order())
        roles = {each.role for each in attending}
        own_room = [each.resource for each in attending if each.role == "room"]
        return cls(
            meeting,
            attending,
            tuple(_of_kind(shared, "chair") if _needs_chair(meeting, roles) else ()),
            tuple(_interpreters(meeting, roles, shared)),
            tuple(own_room or _of_kind(shared, "room")),
        )

    @property
    def people(self) -> list[Attendance]:
        return [each for each in self.attending if each.role != "room"]


def _of_kind(shared: Iterable[Resource], kind: str) -> list[Resource]:
    return [each for each in shared if each.kind == kind]


def _interpreters(
    meeting: Meeting, roles: Collection[str], shared: Iterable[Resource]
) -> Iterator[Resource]:
    language = meeting.language.casefold()
    if language and "interpreter" not in roles:
        for each in _of_kind(shared, "interpreter"):
            if each.language.casefold() == language:
                yield each


def _needs_chair(meeting: Meeting, roles: Collection[str]) -> bool:
    quorum = meeting.about.quorum_on(meeting.due_on or date.max)
    return bool(quorum and "chair" in quorum.all_of and "chair" not in roles)


def problem_of(asked: Sequence[ToPlace], today: date) -> arrange.Problem:
    """Return the problem of placing these meetings, from the day after today on.

    Meetings, people and rooms are known by their keys in the database, as text. What is
    late already has the first week to be held in.
    """
    days = days_to_look_at([each.meeting for each in asked], today)
    others = [r for each in asked for r in (*each.chairs, *each.interpreters)]
    others += [room for each in asked for room in each.rooms]
    meetings = [each.meeting for each in asked]
    resources = resources_of(meetings, others)
    free = WhenFree(resources, days, but_for=meetings)
    rooms = [each for each in resources if each.kind == Resource.Kind.ROOM]
    people = [each for each in resources if each.kind != Resource.Kind.ROOM]
    return arrange.Problem(
        Timeline(days),
        {str(each.pk): person for each, person in _people(people, free, asked)},
        {str(each.pk): _room(each, free) for each in rooms},
        {str(each.meeting.pk): _meeting(each, days) for each in asked},
        today,
        travel=Travel.objects.minutes(),
        apart=tuple(pair for each in asked for pair in _apart(each.people)),
    )


def days_to_look_at(meetings: Iterable[Meeting], today: date) -> tuple[date, ...]:
    """Return the working days from tomorrow up to a week past the last day in time."""
    clock = clock_in_force()
    usual = clock.working_days(today, AHEAD)
    last = max([each.due_on or usual for each in meetings] + [today])
    first = clock.number(clock.working_days(today, 1))
    until = clock.number(clock.working_days(last, LATE_DAYS))
    return tuple(clock.working_days(today, n + 1) for n in range(until - first + 1))


def _people(
    people: Iterable[Resource], free: WhenFree, asked: Iterable[ToPlace]
) -> Iterator[tuple[Resource, arrange.Person]]:
    workers, said = set(), {}
    for each in asked:
        family = {a.resource_id for a in each.people if a.role in FAMILY}
        workers |= {a.resource_id for a in each.people if a.role == "social_worker"}
        for resource, busy in free.family(each.meeting, family).items():
            said.setdefault(resource, []).extend(busy)
    for each in people:
        busy = (*free.busy(each), *said.get(each.pk, ()))
        bears = BEARS if each.pk in workers else None
        yield (
            each,
            arrange.Person(str(each.pk), WHOLE_DAYS, busy, free.leave(each), bears),
        )


def _room(room: Resource, free: WhenFree) -> arrange.Room:
    return arrange.Room(str(room.pk), room.capacity, room.place, free.busy(room))


def _meeting(asked: ToPlace, days: tuple[date, ...]) -> arrange.Meeting:
    meeting, people = asked.meeting, asked.people
    kind = WEIGHS.get(meeting.kind, "other")
    return arrange.Meeting(
        str(meeting.pk),
        -(-meeting.length // GRAIN) * GRAIN,
        tuple(str(each.resource_id) for each in people if each.required),
        max(meeting.earliest_on or days[0], days[0]),
        meeting.due_on or days[-1 - LATE_DAYS],
        kind,
        SEVERITY[kind],
        tuple(str(each.resource_id) for each in people if not each.required),
        MODES[Meeting.Mode(meeting.mode)],
        tuple(str(each.pk) for each in asked.chairs),
        interpreters=tuple(str(each.pk) for each in asked.interpreters),
        slices={
            str(each.resource_id): _whole_grains(each.after, each.until)
            for each in people
            if each.after is not None and each.until is not None
        },
        rooms=tuple(str(each.pk) for each in asked.rooms),
    )


def _whole_grains(after: int, until: int) -> tuple[int, int]:
    """Return minutes from and to which somebody is there, in whole quarters of an hour."""
    return after // GRAIN * GRAIN, -(-until // GRAIN) * GRAIN


def _apart(people: Sequence[Attendance]) -> Iterator[tuple[str, str]]:
    """Yield those who have each their own stretch, and none in common: they must not meet."""
    own = [each for each in people if each.after is not None]
    for n, one in enumerate(own):
        for other in own[n + 1 :]:
            if one.until <= other.after or other.until <= one.after:
                yield str(one.resource_id), str(other.resource_id)
