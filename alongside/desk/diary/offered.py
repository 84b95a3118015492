"""The times that are offered for one meeting, in words, and why others are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from alongside.desk.access.templatetags.times import time_said
from alongside.desk.diary.models import Meeting, Resource
from alongside.desk.diary.to_place import ToPlace, problem_of
from alongside.desk.diary.wall import at_wall
from alongside.desk.said import weekday_said
from alongside.reckon.arrange.diaries import Diaries, window
from alongside.reckon.arrange.slots import Slot, ranked
from alongside.reckon.arrange.timeline import starts_in

OFFERED = 12


@dataclass(frozen=True)
class Offer:
    """A time that is offered: `key` tells it apart on the page."""

    key: str
    slot: Slot
    chosen: Mapping[str, Resource]
    absent: tuple[str, ...]
    late: bool

    @property
    def starts_at(self) -> datetime:
        return _start(self.slot)

    @property
    def when(self) -> str:
        ends_at = self.starts_at + (self.slot.ends - self.slot.starts)
        hours = f"{time_said(self.starts_at)} to {time_said(ends_at)}"
        return f"{weekday_said(self.slot.starts.date())}, {hours}"

    @property
    def where(self) -> str:
        return ", ".join(each.name for each in self.chosen.values())

    @property
    def reasons(self) -> str:
        return "; ".join(self.slot.reasons)


@dataclass(frozen=True)
class Scarce:
    """How many starts in the window somebody leaves, taken alone."""

    name: str
    starts: int


@dataclass(frozen=True)
class Offers:
    """`interpreted` is whether whoever is to interpret takes part, or can be chosen."""

    offers: Sequence[Offer]
    scarce: Sequence[Scarce]
    interpreted: bool

    def find(self, key: str) -> Offer | None:
        return next((each for each in self.offers if each.key == key), None)

    def key_at(self, starts_at: datetime | None) -> str | None:
        """Return the key of the offer of a moment; None where none is of it."""
        found = (each.key for each in self.offers if each.starts_at == starts_at)
        return next(found, None)


def offers_for(meeting: Meeting, today: date, every: bool = False) -> Offers:
    """Return the best times for a meeting; where there are none, who leaves the fewest.

    They do not overlap, so that there is something to choose between; of `every` start
    each is offered. Those that people were asked about last, and the one on hold, are
    among them while they are free.
    """
    shared = list(Resource.objects.in_use().of_kind(*Resource.SHARED).by_name())
    asked = ToPlace.of(meeting, shared)
    problem = problem_of([asked], today)
    diaries, wanted = Diaries(problem), problem.meetings[str(meeting.pk)]
    found = ranked(diaries, wanted, limit=None)
    if not every:
        kept, best = _kept(meeting), list(islice(_apart(found), OFFERED))
        found = [each for each in found if each in best or _start(each) in kept]
    names = {str(each.resource_id): each.resource.name for each in asked.people}
    chosen = {str(each.pk): each for each in shared}
    offers = [_offer(each, chosen, names, meeting) for each in found]
    scarce = [] if offers else _scarce(diaries, wanted, names)
    return Offers(offers, scarce, _interpreted(asked))


def _start(slot: Slot) -> datetime:
    return at_wall(slot.starts.date(), slot.starts.time())


def _apart(slots: Iterable[Slot]) -> Iterator[Slot]:
    """Yield those that overlap with none before them."""
    before: list[Slot] = []
    for slot in slots:
        if all(slot.ends <= one.starts or one.ends <= slot.starts for one in before):
            before.append(slot)
            yield slot


def _interpreted(asked: ToPlace) -> bool:
    there = any(each.role == "interpreter" for each in asked.attending)
    return bool(there or asked.interpreters or not asked.meeting.language)


def _kept(meeting: Meeting) -> set[datetime]:
    """Return the times that were asked about in the last poll, and the one on hold."""
    poll = meeting.polls.latest()
    asked = poll.times.values_list("starts_at", flat=True) if poll else ()
    return {*asked, meeting.starts_at} - {None}


def _offer(slot: Slot, shared, names: Mapping[str, str], meeting: Meeting) -> Offer:
    place = slot.place
    picked = {"room": place.room, "chair": place.chair, "interpreter": place.interpreter}  # fmt: skip
    chosen = {role: shared[key] for role, key in picked.items() if key}
    ids = "-".join(str(each.pk) for each in chosen.values())
    late = bool(meeting.due_on and slot.starts.date() > meeting.due_on)
    absent = tuple(sorted(names[each] for each in slot.absent))
    return Offer(f"{slot.starts:%Y-%m-%dT%H:%M}-{ids}", slot, chosen, absent, late)


def _scarce(diaries: Diaries, wanted, names: Mapping[str, str]) -> list[Scarce]:
    """Return for each who must come how many starts they could make, the fewest first."""
    within = window(diaries.problem, wanted)
    found = []
    for person in wanted.required:
        first, last = wanted.part(person)
        free = starts_in(diaries.free(person, None), last - first, first) & within
        found.append(Scarce(names[person], free.bit_count()))
    return sorted(found, key=lambda each: each.starts)
