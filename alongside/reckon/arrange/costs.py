"""What a place costs, in three levels that are never traded: law, disruption, comfort.

The one file of weights: the ranked slots, the greedy month, the solver and the sentences
on the page all ask here. One day late is worse than any number of meetings moved; one
meeting moved is worse than any number of early starts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from alongside.reckon.arrange.diaries import Diaries, due_number
from alongside.reckon.arrange.problem import (
    AT_ONCE,
    ONLINE,
    Meeting,
    Place,
    Problem,
)
from alongside.reckon.arrange.timeline import A_DAY, bits
from alongside.reckon.clock import days_apart

LAW, DISRUPTION, COMFORT = range(3)

NOT_PLACED = 1000  # by severity
LATE = 10  # by severity, each working day past the due day
MOVED, MOVED_EACH = 20, 2  # a booked meeting moved; each person told of it
MOVED_SOON, SOON = 3, 7  # times as much within so many days of today
ANOTHER_ROOM = 1  # each person told that the time stands and the room does not
ANOTHER_CHAIR = 5  # a booked chair replaced
MISSING = 4  # each person who may come and cannot
OVER_TENTATIVE = 4  # each person who must come, over a tentative entry
NOT_USUAL_CHAIR = 3
CROWDED = 5  # each meeting of a person beyond what they bear in a day
EARLY_OR_LATE = 2  # in person, before 09:30 or after 16:30
OVER_LUNCH = 1  # across any of 12:00 to 13:00
WAITING = 1  # each working day since the window opened
SHORT_NOTICE = 2  # each working day short of a notice: more than a day of waiting saves

HALF_NINE, NOON, ONE, HALF_FOUR = 38, 48, 52, 66


class Levels(NamedTuple):
    """Points at each level; less is better, and an earlier level outweighs all later ones."""

    law: int = 0
    disruption: int = 0
    comfort: int = 0


class Term(NamedTuple):
    """One reason, with its level, its points and its words."""

    level: int
    points: int
    said: str


def levels(terms: Iterable[Term]) -> Levels:
    """Return the sum of the terms at each level."""
    sums = [0, 0, 0]
    for term in terms:
        sums[term.level] += term.points
    return Levels(*sums)


def of_start(problem: Problem, meeting: Meeting, start: int) -> Iterator[Term]:
    """Yield what a start costs by itself, whoever comes."""
    day, hour = divmod(start, A_DAY)
    yield from of_date(problem, meeting, day)
    yield from of_hour(meeting, hour)
    yield from of_moving(problem, meeting, start)
    if meeting.booked is None or meeting.booked.start != start:
        yield from of_notice(problem, meeting, day)


def of_date(problem: Problem, meeting: Meeting, day: int) -> Iterator[Term]:
    """Yield what it costs that a meeting stands on a day of the line."""
    late = day - due_number(problem, meeting)
    if late > 0:
        said = f"{counted(late, 'working day')} past its due day"
        if meeting.due < problem.today:
            said = (
                "its due day has passed already"  # days are counted from the first left
            )
        yield Term(LAW, LATE * meeting.severity * late, said)
    waited = day - problem.timeline.first_from(meeting.opens)
    if waited > 0:
        said = f"{counted(waited, 'working day')} after the first possible day"
        yield Term(COMFORT, WAITING * waited, said)


def of_notice(problem: Problem, meeting: Meeting, day: int) -> Iterator[Term]:
    """Yield what it costs that people hear of a meeting late, unless it is booked there.

    Each day of the line counts by which it stands before a notice from today is over.
    """
    short = problem.noticed - day
    if short > 0 and meeting.kind not in AT_ONCE:
        said = f"{counted(short, 'working day')} short of a week’s notice"
        yield Term(COMFORT, SHORT_NOTICE * short, said)


def of_hour(meeting: Meeting, hour: int) -> Iterator[Term]:
    """Yield what it costs that a meeting begins at a grain of the day."""
    ends = hour + meeting.length
    if meeting.mode != ONLINE and hour < HALF_NINE:
        yield Term(COMFORT, EARLY_OR_LATE, "begins before 9:30am")
    if meeting.mode != ONLINE and ends > HALF_FOUR:
        yield Term(COMFORT, EARLY_OR_LATE, "ends after 4:30pm")
    if hour < ONE and ends > NOON:
        yield Term(COMFORT, OVER_LUNCH, "runs into lunch, 12pm to 1pm")


def of_moving(problem: Problem, meeting: Meeting, start: int) -> Iterator[Term]:
    """Yield what it costs that a booked meeting stands at another time."""
    if meeting.booked is None or start == meeting.booked.start:
        return
    stood = problem.timeline.moment(meeting.booked.start).date()
    told = counted(meeting.told, "person", "people")
    points = MOVED + MOVED_EACH * meeting.told
    said = f"moved from where it is booked, with {told} to tell"
    if days_apart(problem.today, stood) < SOON:
        points, said = points * MOVED_SOON, f"{said} within the week"
    yield Term(DISRUPTION, points, said)


def of_room(meeting: Meeting, start: int, room: str | None) -> Iterator[Term]:
    """Yield what another room costs where the booked time stands."""
    booked = meeting.booked
    if booked is not None and booked.start == start and booked.room != room:
        yield Term(DISRUPTION, ANOTHER_ROOM * meeting.told, "in another room")


def of_chair(meeting: Meeting, chair: str | None) -> Iterator[Term]:
    """Yield what it costs that this person chairs."""
    booked = meeting.booked
    if booked is not None and booked.chair is not None and booked.chair != chair:
        yield Term(DISRUPTION, ANOTHER_CHAIR, "another chair than the one booked")
    if chair is not None and meeting.usual_chair not in (None, chair):
        yield Term(COMFORT, NOT_USUAL_CHAIR, "not the usual chair")


def of_tentative(people: int) -> Iterator[Term]:
    if people:
        said = f"over a tentative entry of {counted(people, 'person', 'people')}"
        yield Term(COMFORT, OVER_TENTATIVE * people, said)


def of_missing(people: int) -> Iterator[Term]:
    if people:
        said = f"{counted(people, 'person', 'people')} who may come cannot"
        yield Term(COMFORT, MISSING * people, said)


def of_crowding(meetings: int) -> Iterator[Term]:
    if meetings:
        said = f"a crowded day for {counted(meetings, 'person', 'people')}"
        yield Term(COMFORT, CROWDED * meetings, said)


def not_placed(meeting: Meeting) -> Term:
    return Term(LAW, NOT_PLACED * meeting.severity, "has no place")


def tentative(diaries: Diaries, meeting: Meeting, person: str, start: int) -> bool:
    """Return whether a person would come over a tentative entry."""
    first, last = meeting.part(person)
    return bool(diaries.own[person].soft & bits(start + first, start + last))


def of_month(problem: Problem, places: Mapping[str, Place]) -> dict[str, list[Term]]:
    """Return what each meeting of a month costs, and why.

    A crowded day is told with those meetings of it that are beyond what is borne.
    """
    diaries = Diaries(problem, places)
    found = {key: list(_of_one(diaries, key)) for key in problem.meetings}
    for key, meetings in _crowding(problem, places).items():
        found[key].extend(of_crowding(meetings))
    return found


def _of_one(diaries: Diaries, key: str) -> Iterator[Term]:
    meeting = diaries.problem.meetings[key]
    place = diaries.places.get(key)
    if place is None:
        yield not_placed(meeting)
        return
    yield from of_start(diaries.problem, meeting, place.start)
    yield from of_room(meeting, place.start, place.room)
    yield from of_chair(meeting, place.chair)
    must = {*meeting.required, place.chair, place.interpreter} - {None}
    yield from of_tentative(
        sum(tentative(diaries, meeting, each, place.start) for each in must if each)
    )
    yield from of_missing(len(diaries.absent[key]))


def _crowding(problem: Problem, places: Mapping[str, Place]) -> dict[str, int]:
    """Return for each meeting how many people it finds beyond what they bear that day."""
    seen: dict[tuple[str, int], int] = {}
    found: dict[str, int] = {}
    for key in sorted(places, key=lambda each: (places[each].start, each)):
        for person in problem.meetings[key].required:
            limit = problem.people[person].day_limit
            day = places[key].start // A_DAY
            seen[person, day] = seen.get((person, day), 0) + 1
            if limit is not None and seen[person, day] > limit:
                found[key] = found.get(key, 0) + 1
    return found


def total(problem: Problem, places: Mapping[str, Place]) -> Levels:
    """Return what a month costs at each level."""
    return levels(
        term for terms in of_month(problem, places).values() for term in terms
    )


class Scale(NamedTuple):
    """Weights that put the three levels into one number, none able to outweigh the one before."""

    law: int
    disruption: int

    def of(self, cost: Levels) -> int:
        return cost.law * self.law + cost.disruption * self.disruption + cost.comfort

    def apart(self, number: int) -> Levels:
        """Return the levels that a number stands for."""
        law, rest = divmod(number, self.law)
        return Levels(law, *divmod(rest, self.disruption))


def scale(problem: Problem) -> Scale:
    """Return weights for a problem: each more than all that can come at the levels below."""
    comfort = disruption = 1
    for meeting in problem.meetings.values():
        people = len(meeting.required) + len(meeting.optional) + 2
        comfort += WAITING * len(problem.timeline.days) + NOT_USUAL_CHAIR + 5
        comfort += SHORT_NOTICE * problem.noticed
        comfort += (2 * MISSING + OVER_TENTATIVE + CROWDED) * people
        if meeting.booked is not None:
            disruption += MOVED_SOON * (MOVED + MOVED_EACH * meeting.told)
            disruption += ANOTHER_CHAIR
    return Scale(comfort * disruption, comfort)


def counted(number: int, one: str, more: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "person", "people"), counted(3, "working day")
    ('1 person', '3 working days')
    """
    return f"{number} {one if number == 1 else more or one + 's'}"
