"""A time in care: its legal statuses, placements, and the episodes they make."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.reckon.council.names import postcode
from alongside.reckon.council.shape import (
    LEFT_CARE,
    LEGAL_STATUS,
    MOVED_BECAUSE,
    NEWLY_ADULT,
    PLACEMENT,
    about,
    between,
)
from alongside.reckon.council.story import Case, Story

_OWN_PROVISION = {"U1": 0.6, "U3": 0.9, "U4": 0.55, "U6": 0.55, "P1": 0.0, "K2": 0.2}


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a child lives from a day until a day: code, provider, postcode, URN."""

    key: str
    start: int
    end: int
    code: str
    provider: str
    postcode: str
    urn: str | None
    left_because: str


@dataclass(frozen=True, slots=True)
class Status:
    """A legal status from a day until a day, by its code in the SSDA903."""

    start: int
    end: int
    code: str


@dataclass(slots=True)
class Adoption:
    """The days on the way to adoption, as day numbers; 0 for one never reached."""

    decided: int
    order: int
    matched: int
    placed: int
    adopted: int
    reversed: int
    fostered: int


@dataclass(slots=True)
class Period:
    """A period of care: continuous, whatever the placements and statuses within it."""

    key: str
    start: int
    end: int
    left: str
    alone: bool
    statuses: list[Status]
    placements: list[Placement]
    adoption: Adoption | None = None

    def placed_on(self, day: int) -> Placement:
        """Return where the child was living on a day of the period."""
        return next(p for p in reversed(self.placements) if p.start <= day)

    def status_on(self, day: int) -> Status:
        return next(s for s in reversed(self.statuses) if s.start <= day)


def period_of_care(story: Story, case: Case) -> Period | None:
    """Return the period of care in a case, or nothing where the child stays at home."""
    turns, child = case.turns, case.child
    start = max(turns.care_start, child.born + 1)
    end = min(turns.care_end, child.adult, case.episode.close)
    if not turns.care_start or start + 2 >= end:
        return None
    alone = _came_alone(story, case, start)
    case.need = "N8" if alone else "N1" if case.need in ("N8", "N9") else case.need
    adoption = _adoption(story, case, start, end)
    period = Period(story.key("LA"), start, end, "", alone, [], [], adoption)
    period.left = _left(story, case, period)
    period.statuses = list(_statuses(story, period))
    period.placements = list(_placements(story, case, period))
    return period


def _came_alone(story: Story, case: Case, start: int) -> bool:
    """Return whether the child is an unaccompanied asylum seeker: teenagers only."""
    grown = start - case.child.born > 14.3 * 365
    return grown and len(story.family.children) == 1 and story.rng.random() < 0.4


def _left(story: Story, case: Case, period: Period) -> str:
    """Return the SSDA903 reason for which the period of care ends."""
    if period.end >= case.child.adult:
        return NEWLY_ADULT.draw(story.rng)
    if period.adoption and period.adoption.adopted:
        return "E11" if story.rng.random() < 0.5 else "E12"
    return LEFT_CARE.draw(story.rng)


def _adoption(story: Story, case: Case, start: int, end: int) -> Adoption | None:
    """Return the way to adoption: young children in care over a year only."""
    young = start - case.child.born < 4 * 365
    if not young or end - start < 560 or case.turns.need_start:
        return None
    if story.rng.random() > 0.4:
        return None
    decided = story.pace.on_or_after(start + between(story.rng, (150, 230)))
    order = story.pace.on_or_after(decided + between(story.rng, (20, 60)))
    fostered = start + 40 if story.rng.random() < 0.15 else 0
    if story.rng.random() < 0.12:
        changed = story.pace.on_or_after(order + between(story.rng, (120, 260)))
        return Adoption(decided, order, 0, 0, 0, changed, fostered)
    return _adopted(story, Adoption(decided, order, 0, 0, end, 0, fostered))


def _adopted(story: Story, way: Adoption) -> Adoption:
    """Put the match and the move between the placement order and the adoption order."""
    room = way.adopted - way.order
    way.matched = story.pace.on_or_after(way.order + int(room * 0.35))
    way.placed = way.matched + between(story.rng, (10, 35))
    return way


def _statuses(story: Story, period: Period) -> list[Status]:
    """Return the legal statuses, one after another, filling the period of care."""
    steps = [(period.start, "V2" if period.alone else LEGAL_STATUS.draw(story.rng))]
    if steps[0][1] in ("L1", "L2", "J1"):
        days = {"L1": 3, "L2": 8, "J1": 60}[steps[0][1]]
        steps.append((period.start + days, "C1" if story.rng.random() < 0.7 else "V2"))
    day, code = steps[-1]
    if code == "C1" and story.rng.random() < 0.85:
        steps.append((story.pace.on_or_after(day + about(story.rng, 220, 120)), "C2"))
    if period.adoption:
        steps = [step for step in steps if step[0] < period.adoption.order - 7]
        steps.append((period.adoption.order, "E1"))
    steps = [step for step in steps if step[0] < period.end]
    ends = [start for start, _ in steps[1:]] + [period.end]
    return [Status(s, e, c) for (s, c), e in zip(steps, ends, strict=True)]


def _placements(story: Story, case: Case, period: Period) -> list[Placement]:
    """Return the placements, one after another, filling the period of care."""
    rng, day = story.rng, period.start
    way = period.adoption
    last = way.placed if way and way.placed else period.end
    steps: list[tuple[int, str]] = []
    while day < last:
        code = _suits(PLACEMENT.draw(rng), case, day)
        steps.append((day, code))
        mean = 6 if code == "T4" else 300 if len(steps) == 1 else 620
        day += about(rng, mean, 2)
    if last < period.end:
        steps.append((last, "A5" if rng.random() < 0.8 else "A6"))
    ends = [start for start, _ in steps[1:]] + [period.end]
    return [_placed(story, s, e, c) for (s, c), e in zip(steps, ends, strict=True)]


def _suits(code: str, case: Case, day: int) -> str:
    """Return a placement code that suits the child's age, in place of one drawn."""
    age = (day - case.child.born) / 365
    if age < 15.9 and code == "H5":
        return "U6"
    if (age < 8 and code in ("K2", "K1")) or (age > 2 and code == "R3"):
        return "U6"
    return code


def _placed(story: Story, start: int, end: int, code: str) -> Placement:
    rng = story.rng
    own = rng.random() < _OWN_PROVISION.get(code, 0.3)
    provider = "PR0" if code == "P1" else "PR1" if own else "PR4"
    number = int(rng.random() * 8100)
    urn = f"SC{900000 + number}" if code[0] in "KU" and not own else None
    because = MOVED_BECAUSE.draw(rng)
    where = postcode(rng.random() < (0.9 if own else 0.5), number)
    return Placement(story.key("PL"), start, end, code, provider, where, urn, because)
