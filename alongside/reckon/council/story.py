"""What the tellers of a family's life share: its dice, its casebook, its workers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from alongside.reckon.council.casebook import Casebook
from alongside.reckon.council.outline import Child, Episode, Family, Turns
from alongside.reckon.council.pace import Pace
from alongside.reckon.council.shape import CHANGED_BECAUSE, LAGS, Mix, about
from alongside.reckon.council.teams import FOREVER, Staff, Team, Worker

_UNTIL_ALLOCATED = Mix({0: 48, 1: 27, 2: 12, 3: 6, 5: 4, 9: 2, 16: 1})


@dataclass(frozen=True, slots=True)
class Hold:
    """A worker holds a case from a day until a day, and why it then passed on."""

    worker: Worker
    team: Team
    start: int
    end: int
    reason: str | None


@dataclass(slots=True)
class Story:
    """One family's life as it is told. `horizon` is the last day anything happens."""

    rng: Random
    pace: Pace
    book: Casebook
    staff: Staff
    family: Family
    horizon: int
    _chains: dict[tuple[str, int], list[Hold]] = field(default_factory=dict)
    _shared: dict[tuple[str, str, int], list[int]] = field(default_factory=dict)
    _keys: int = 0

    def key(self, kind: str) -> str:
        """Return a fresh key: the kind of row, the family's number and a count."""
        self._keys += 1
        return f"{kind}{self.family.number}-{self._keys}"

    def lag(self, day: int) -> int:
        """Return the day on which something that happened on `day` is typed in."""
        return day + LAGS.draw(self.rng)

    def together(
        self, what: str, turns: Turns, days: Callable[[], list[int]]
    ) -> list[int]:
        """Return days that siblings share (a visit, a meeting), drawn once for all."""
        name = (what, turns.path, turns.start)
        if name not in self._shared:
            self._shared[name] = days()
        return self._shared[name]

    def chain(self, team: Team, start: int) -> list[Hold]:
        """Return who in a team holds the family's case, one after another, from a day."""
        if (team.team_id, start) not in self._chains:
            self._chains[team.team_id, start] = self._drawn(team, start)
        return self._chains[team.team_id, start]

    def _drawn(self, team: Team, start: int) -> list[Hold]:
        holds: list[Hold] = []
        day = self.pace.after(start, _UNTIL_ALLOCATED.draw(self.rng))
        while day <= self.horizon:
            worker = team.someone(self.rng, day)
            if worker is None:
                day += 7
                continue
            end, reason = self._passes_on(worker, day)
            holds.append(Hold(worker, team, day, end, reason))
            day = end if self.rng.random() < 0.8 else self.pace.after(end, 3)
        return holds

    def _passes_on(self, worker: Worker, day: int) -> tuple[int, str]:
        """Return when and why a worker's case goes to another."""
        change = day + about(self.rng, 700, 20)
        away = self.staff.long_absence.get(worker.worker_id, FOREVER)
        if away <= day:
            away = FOREVER
        end = min(change, away, worker.left)
        if end == worker.left:
            return max(end, day + 1), "LEFTRL"
        return end, "ABSENC" if end == away else CHANGED_BECAUSE.draw(self.rng)


@dataclass(slots=True)
class Case:
    """One child's referral episode as it is told: its keys, its workers, its end."""

    child: Child
    episode: Episode
    person: str
    referral: str
    need: str
    holds: list[Hold]

    @property
    def turns(self) -> Turns:
        return self.episode.turns

    def holder(self, day: int) -> Hold | None:
        """Return who holds the case on a day, or held it last before."""
        found = None
        for hold in self.holds:
            if hold.start > day:
                break
            found = hold
        return found

    def worker(self, day: int) -> str | None:
        held = self.holder(day)
        return held.worker.worker_id if held else None

    def ended(self, day: int, seen: int) -> int:
        """Return when an end is recorded: when the case closes at the latest."""
        return min(seen, self.episode.closed_seen) if day else FOREVER


def person_id(number: int) -> str:
    """Return a child's identifier: 900001 and on, some with the leading zero of old."""
    return f"{'0' if number % 17 == 3 else ''}{900000 + number}"


def visit_days(
    story: Story, start: int, end: int, limit: int, in_time: float
) -> list[int]:
    """Return the days of visits, at most `limit` working days apart when in time."""
    rng, pace = story.rng, story.pace
    days: list[int] = []
    end = min(end, story.horizon)
    while True:
        if rng.random() < in_time:
            gap = limit - int(rng.random() ** 1.6 * limit * 0.6)
        else:
            gap = limit + 1 + int(rng.expovariate(0.3))
        start = pace.after(start, gap)
        if start > end:
            return days
        days.append(start)


def review_days(
    story: Story, first_due: int, end: int, months: int, in_time: float
) -> list[tuple[int, int]]:
    """Return reviews as (due, held): the first by a day, later ones by months."""
    rng, pace = story.rng, story.pace
    found: list[tuple[int, int]] = []
    due, end = first_due, min(end, story.horizon)
    while True:
        early = 4 + int(rng.random() ** 2 * 24)
        late = -1 - int(rng.expovariate(1 / 12))
        held = pace.on_or_after(due - (early if rng.random() < in_time else late))
        if held > end:
            return found
        found.append((due, held))
        due = pace.months(held, months)
