"""The outline of a family's life with the council: who, which paths, and the turns.

An outline is drawn cheaply, so that a council can count how many children would be open
on a day before a single visit is made up. The details are drawn afterwards from the
same stream of chance, so one seed always gives one life.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from alongside.reckon.council.pace import Pace
from alongside.reckon.council.shape import (
    ASSESSED,
    ASSESSED_LATE,
    BACK_AGAIN,
    CHILDREN_IN_FAMILY,
    CONFERENCE,
    CONFERENCE_LATE,
    ELDEST_AGE,
    LAGS,
    PATHS,
    about,
    between,
)
from alongside.reckon.council.teams import FOREVER, Team


@dataclass(slots=True)
class Turns:
    """The days on which a spell turns, as day numbers; 0 where it does not.

    A family's children share one of these for as long as they go the same way.
    """

    path: str
    start: int
    assessed: int = 0
    strategy: int = 0
    conference: int = 0
    plan_end: int = 0
    need_start: int = 0
    need_end: int = 0
    care_start: int = 0
    care_end: int = 0
    close: int = 0


@dataclass(slots=True)
class Child:
    """A child: a number, a birthday (day number, perhaps still to come), 18th birthday."""

    number: int
    born: int
    adult: int


@dataclass(slots=True)
class Episode:
    """One child's referral episode. `close` is FOREVER where nothing closes it in sight.

    `seen` and `closed_seen` are the days on which the referral and its closing were
    typed in: what counts as open on a day is what the case system showed.
    """

    child: int
    turns: Turns
    close: int
    seen: int
    closed_seen: int

    def open_on(self, day: int) -> bool:
        return self.seen <= day < self.closed_seen


@dataclass(slots=True)
class Spell:
    """A family's time with the council, from one referral or contact to its end."""

    path: str
    start: int
    episodes: list[Episode] = field(default_factory=list)


@dataclass(slots=True)
class Family:
    """A family's children and spells, and the teams whose patch it lives in."""

    number: int
    children: list[Child]
    spells: list[Spell]
    front: Team
    district: Team
    care: Team
    disability: Team

    @property
    def first_known(self) -> int:
        """The day before the first contact or referral: the day the names are taken."""
        return self.spells[0].start - 1

    def open_on(self, day: int) -> int:
        """Return how many children the case system shows as open on a day."""
        return sum(e.open_on(day) for s in self.spells for e in s.episodes)


class Sketcher:
    """Draws the outlines of families, who come to notice from day `first` to `last`."""

    def __init__(self, pace: Pace, teams: list[Team], first: int, last: int) -> None:
        self._pace, self._first, self._last = pace, first, last
        self._front = [team for team in teams if team.kind == "assessment"]
        self._districts = [team for team in teams if team.kind == "district"]
        self._care = [team for team in teams if team.kind == "care"]
        self._disability = [team for team in teams if team.kind == "disability"]

    def family(self, number: int, rng: Random) -> Family:
        """Return one family, the same for the same number and stream of chance."""
        came = self._first + int(rng.random() * (self._last - self._first))
        path = PATHS.draw(rng)
        family = Family(
            number,
            self._children(rng, number, came, path),
            [],
            self._front[int(rng.random() * 2)],
            self._districts[int(rng.random() * 3)],
            self._care[int(rng.random() * 2)],
            self._disability[0],
        )
        self._live(rng, family, came, path)
        return family

    def _children(self, rng: Random, number: int, came: int, path: str) -> list[Child]:
        """Return siblings, eldest first; one of negative age is still to be born."""
        low, high = ELDEST_AGE.draw(rng)
        age = low * 365 + int(rng.random() * (high - low) * 365)
        if path == "leaver":  # somebody who left care at 16 or 17
            age = 5860 + int(rng.random() * 710)
        if path in ("protection", "care") and rng.random() < 0.05:
            age = -int(20 + rng.random() * 150)
        children: list[Child] = []
        size = 1 if path == "leaver" else CHILDREN_IN_FAMILY.draw(rng)
        for n in range(size):
            if age < -190:
                break
            born = came - age
            adult = self._pace.months(born, 216)
            children.append(Child(number * 6 + n + 1, born, adult))
            age -= 330 + int(rng.random() * 1100)
        return children

    def _live(self, rng: Random, family: Family, came: int, path: str) -> None:
        """Give a family its spells: at most four, the last perhaps still going on."""
        for _ in range(4):
            spell = self._spell(rng, family, came, path)
            family.spells.append(spell)
            ended = max((e.close for e in spell.episodes), default=came)
            if rng.random() > BACK_AGAIN or ended > self._last or path == "leaver":
                return
            came, path = ended + 10 + about(rng, 210), PATHS.draw(rng)
            path = "contact" if path == "leaver" else path
            if came > self._last:
                return

    def _spell(self, rng: Random, family: Family, came: int, path: str) -> Spell:
        start = came if rng.random() < 0.05 else self._pace.on_or_after(came)
        spell = Spell(path, start)
        if path in ("contact", "leaver"):
            return spell
        turns = self._turns(rng, family, path, start)
        lesser: Turns | None = None
        for child in family.children:
            own = turns
            if _goes_another_way(rng, path):
                lesser = lesser or self._turns(rng, family, "need", start)
                own = lesser
            if child.adult > start + 14:
                spell.episodes.append(_episode(rng, child, own))
        return spell

    def _turns(self, rng: Random, family: Family, path: str, start: int) -> Turns:
        turns = Turns(path, start)
        if path in ("no_action", "error"):
            turns.close = self._pace.after(start, 1 + (rng.random() < 0.1))
            return turns
        turns.assessed = self._assessed(rng, family, start)
        turns.close = self._pace.on_or_after(turns.assessed + between(rng, (0, 8)))
        if path.startswith("protection") or rng.random() < 0.32:
            self._enquire(rng, family, turns)
        if path in ("need", "disability"):
            mean = 820 if path == "disability" else 225
            self._plan_need(rng, turns, turns.assessed, mean)
        if path.startswith("protection"):
            self._protect(rng, turns)
        if "care" in path:
            self._look_after(rng, turns)
        return turns

    def _assessed(self, rng: Random, family: Family, start: int) -> int:
        """Return the day the assessment is authorised."""
        timely = rng.random() < family.front.in_time
        band = (ASSESSED if timely else ASSESSED_LATE).draw(rng)
        return self._pace.after(start, between(rng, band))

    def _enquire(self, rng: Random, family: Family, turns: Turns) -> None:
        """Add a strategy discussion and, for a plan, a conference that makes it."""
        day = turns.start + int(rng.random() ** 2 * 24)
        turns.strategy = day if rng.random() < 0.3 else self._pace.on_or_after(day)
        if turns.path.startswith("protection"):
            timely = rng.random() < family.district.in_time - 0.04
            band = (CONFERENCE if timely else CONFERENCE_LATE).draw(rng)
            turns.conference = self._pace.after(turns.strategy, between(rng, band))
            turns.assessed = min(turns.assessed, turns.conference)

    def _plan_need(self, rng: Random, turns: Turns, after: int, mean: int) -> None:
        turns.need_start = self._pace.on_or_after(after + between(rng, (0, 11)))
        length = about(rng, mean, 35)
        turns.need_end = self._pace.on_or_after(turns.need_start + length)
        turns.close = self._pace.on_or_after(turns.need_end + between(rng, (0, 3)))

    def _protect(self, rng: Random, turns: Turns) -> None:
        """Let a plan run, then step down to a plan of need, or close."""
        length = 75 + int(rng.weibullvariate(270, 1.4))
        turns.plan_end = self._pace.on_or_after(turns.conference + length)
        turns.close = self._pace.on_or_after(turns.plan_end + between(rng, (0, 6)))
        if turns.path == "protection" and rng.random() < 0.75:
            turns.need_start = turns.plan_end
            ends = turns.plan_end + about(rng, 110, 28)
            turns.need_end = turns.close = self._pace.on_or_after(ends)

    def _look_after(self, rng: Random, turns: Turns) -> None:
        """Let a time in care run; a plan of protection ends as it begins."""
        begins = turns.start if rng.random() < 0.25 else turns.start + about(rng, 45, 1)
        if turns.plan_end:
            share = 0.3 + rng.random() * 0.6
            begins = int(turns.conference + share * (turns.plan_end - turns.conference))
            turns.plan_end = self._pace.on_or_after(begins)
        brief = rng.random() < 0.27
        turns.care_start = begins
        turns.care_end = begins + (
            about(rng, 75, 3) if brief else about(rng, 1500, 150)
        )
        self._after_care(rng, turns)

    def _after_care(self, rng: Random, turns: Turns) -> None:
        turns.close = self._pace.on_or_after(turns.care_end)
        if rng.random() < 0.3:
            turns.need_start = self._pace.on_or_after(turns.care_end)
            ends = turns.need_start + about(rng, 120, 28)
            turns.need_end = turns.close = self._pace.on_or_after(ends)


def _goes_another_way(rng: Random, path: str) -> bool:
    """Return whether one sibling's needs turn out less than the others'."""
    chance = {"protection": 0.07, "care": 0.28, "protection_care": 0.2}.get(path, 0.0)
    return chance > 0 and rng.random() < chance


def _episode(rng: Random, child: Child, turns: Turns) -> Episode:
    """Return a child's episode, which ends at 18 at the latest."""
    close = min(turns.close or FOREVER, child.adult)
    seen = turns.start + LAGS.draw(rng)
    closed_seen = max(seen, close) + LAGS.draw(rng)
    if turns.path == "error":
        closed_seen = seen + between(rng, (4, 14))
    return Episode(child.number, turns, close, seen, closed_seen)
