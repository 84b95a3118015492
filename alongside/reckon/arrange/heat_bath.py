"""Arranging a public set: one meeting after another drawn anew among all its places.

A meeting is taken out, what each of its starts in each room would cost is reckoned at once
(`numpy`), and one is drawn with a probability that falls with its cost: the heat bath, or
Gibbs sampler, of Geman and Geman (1984), with a temperature that falls as the time runs
out. The best arrangement seen is kept; towards the end comfort alone is improved.

While it is hot, a hard conflict weighs a few medium points, so that the meetings can pass
through one another; as it cools the conflicts harden, until they weigh more than all else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from alongside.reckon.arrange.public import PublicPlace, PublicSet
from alongside.reckon.arrange.score import BREAK, OVERLAP, STABLE_WITHIN, Score, score

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

SEEK, SEEK_MEDIUM = (
    0.25,
    0.02,
)  # of the time, again and again: first no hard conflict at all
SEEK_HOT, SEEK_COLD = (
    1.0,
    0.1,
)  # in grains of a hard conflict, while medium weighs little
ROOM = 2.0  # times as much where two meetings stand in one room
SOFT_AT_FIRST, FIRM_AT_LAST = 6.0, 300.0  # medium points a grain of a hard conflict
CYCLES = (
    5  # times it is heated anew, each as long: the best of several beats one long run
)
NEVER = 1e9
HOT, COLD = 4.0, 0.3  # medium points
WARM, COOL = 60.0, 3.0  # soft points, in the last part
MEDIUM_AT_LAST = 1000.0  # soft points
LAST_PART = 0.85  # of the time, from when on the medium points are settled
A_WHILE = 0.5  # seconds between two tellings of progress
TIE = 1e-4  # medium points a soft point, before


@dataclass(frozen=True)
class Limit:
    """How long to search: seconds of a clock, or a number of rounds for a sure repeat."""

    seconds: float = 10.0
    rounds: int | None = None
    clock: Callable[[], float] = monotonic


def first_fit(given: PublicSet) -> list[PublicPlace]:
    """Return the greedy arrangement: the longest and largest first, each where it costs least."""
    bath = _Bath(given)
    bath.fill()
    return bath.places()


def arrange_public(
    given: PublicSet,
    limit: Limit,
    seed: int = 0,
    progress: Callable[[Score, float], None] | None = None,
) -> list[PublicPlace]:
    """Return the best places found within the limit, one for each meeting.

    `progress` is told each better score, and the seconds since the start. The same seed
    and the same number of rounds give the same places.
    """
    began, draw = limit.clock(), np.random.default_rng(seed)
    bath = _Bath(given)
    bath.fill()
    best, kept, rounds, done = bath.standing(), bath.places(), 0, 0.0
    told = limit.clock()
    while done < 1.0 and len(given.pinned) < len(given.meetings):
        if done > LAST_PART and not bath.settled:
            bath.settle(kept)
        bath.round(draw, bath.cooled(done))
        now = bath.standing()
        bath.seeking &= now[0] < 0
        if now > best:
            best, kept = now, bath.places()
            if progress and limit.clock() - told > A_WHILE:
                told = limit.clock()
                progress(score(given, kept), told - began)
        rounds += 1
        spent = (limit.clock() - began) / limit.seconds
        done = rounds / limit.rounds if limit.rounds else spent
    return kept


class _Bath:
    """Where all meetings stand, and what it would cost to stand elsewhere."""

    def __init__(self, given: PublicSet) -> None:
        self.given, self.settled = given, False
        self.count, self.grains = len(given.meetings), len(given.days)
        self.length = np.array([each.length for each in given.meetings], dtype=np.int64)
        self.hard, self.medium, self.shared = _conflicts(given)
        self.barred = np.stack([_barred(given, n) for n in range(self.count)])
        caps = np.array(given.capacities)
        self.fits = [caps >= each.seats for each in given.meetings]
        self.waste = np.maximum(0, caps[None, :] - caps[:, None]).sum(1).astype(float)
        self.start = np.full(self.count, -1)
        self.room = np.full(self.count, -1)
        self.seeking, self.firmness = True, 1 / SEEK_MEDIUM
        self._weigh(SEEK_MEDIUM, TIE * SEEK_MEDIUM)

    def _weigh(self, medium: float, soft: float) -> None:
        """Set what each level weighs, and put every meeting that stands into the sums."""
        self.unit, self.soft = medium, soft
        apart = self.soft * OVERLAP * (1 - np.eye(self.count))
        self.weight = medium * (self.firmness * self.hard + self.medium) + apart
        self.field = np.zeros((self.count, self.grains))
        self.taken = np.zeros((len(self.given.rooms), self.grains))
        self.begins = np.zeros(self.grains + 1)
        self.ends = np.zeros(self.grains + 1)
        for n in np.flatnonzero(self.start >= 0):
            self._mark(int(n), 1)

    def fill(self) -> None:
        """Put the pinned where they stand, and each other where it costs least."""
        for n, place in self.given.pinned.items():
            self._put(n, place.start, place.room)
        size = [-each.length * each.seats for each in self.given.meetings]
        for n in np.argsort(size, kind="stable"):
            if self.start[n] < 0:
                at = int(np.argmin(self._costs(int(n))))
                self._put(int(n), at % self.grains, at // self.grains)

    def settle(self, places: Sequence[PublicPlace]) -> None:
        """Begin the last part from the best so far: medium points stand, soft ones improve."""
        self.start = np.array([place.start for place in places])
        self.room = np.array([place.room for place in places])
        self.settled, self.firmness = True, FIRM_AT_LAST
        self._weigh(MEDIUM_AT_LAST, 1.0)

    def cooled(self, done: float) -> float:
        """Return the temperature after a part of the time, and harden the conflicts by it."""
        if self.settled:
            part = min(1.0, (done - LAST_PART) / (1 - LAST_PART))
            return float(WARM * (COOL / WARM) ** part)
        if self.seeking:
            part = (done / SEEK) % 1.0
            return float(SEEK_HOT * (SEEK_COLD / SEEK_HOT) ** part)
        self.seeking = False
        part = (done / LAST_PART * CYCLES) % 1.0
        firmness = SOFT_AT_FIRST * (FIRM_AT_LAST / SOFT_AT_FIRST) ** part
        if self.unit < 1.0 or not 0.9 < firmness / self.firmness < 1.1:
            self.firmness = float(firmness)
            self._weigh(1.0, TIE)
        return float(HOT * (COLD / HOT) ** part)

    def round(self, draw: np.random.Generator, temperature: float) -> None:
        """Draw every meeting that is not pinned anew, once."""
        for n in draw.permutation(self.count):
            if n in self.given.pinned:
                continue
            self._mark(n, -1)
            costs = self._costs(n).ravel()
            odds = np.cumsum(np.exp((costs.min() - costs) / temperature))
            at = int(np.searchsorted(odds, draw.random() * odds[-1], side="right"))
            self._put(n, at % self.grains, at // self.grains)

    def places(self) -> list[PublicPlace]:
        pairs = zip(self.start, self.room, strict=True)
        return [PublicPlace(int(start), int(room)) for start, room in pairs]

    def standing(self) -> tuple[float, float, float]:
        """Return the score of what stands, but for what no place can change."""
        start, end = self.start, self.start + self.length
        over = np.minimum(end[:, None], end) - np.maximum(start[:, None], start)
        over = np.maximum(0, over) * (1 - np.eye(self.count))
        crowd = over * (self.room[:, None] == self.room)
        hard = ((over * self.hard) + crowd).sum() / 2
        gap = start[None, :] - start[:, None]
        near = (gap > 0) & (gap <= self.length[:, None] + STABLE_WITHIN)
        moved = near & (self.room[:, None] != self.room)
        soft = (end - 1).sum() + BREAK * (end[:, None] == start).sum()
        soft += OVERLAP * over.sum() / 2 + self.waste[self.room].sum()
        soft += (self.shared * moved).sum()
        return -float(hard), -float((over * self.medium).sum() / 2), -float(soft)

    def _put(self, n: int, start: int, room: int) -> None:
        self.start[n], self.room[n] = start, room
        self._mark(n, 1)

    def _mark(self, n: int, by: int) -> None:
        """Count a meeting into the sums that others are reckoned from, or out of them."""
        start, length = self.start[n], self.length[n]
        end = start + length
        self.field[:, start:end] += by * self.weight[:, n, None]
        self.taken[self.room[n], start:end] += by
        self.begins[start] += by
        self.ends[min(end, self.grains)] += by

    def _costs(self, n: int) -> Floats:
        """Return what each room (row) and start (column) costs a meeting that is out."""
        length = int(self.length[n])
        stops = np.minimum(np.arange(self.grains) + length, self.grains)
        time = _over(self.field[n], stops) + self.barred[n]
        time += self.soft * (stops + BREAK * (self.begins[stops] + self.ends[:-1]))
        costs = self.unit * self.firmness * _over(self.taken, stops) * ROOM
        costs += time + self.soft * self.waste[:, None]
        costs[~self.fits[n]] += NEVER
        return np.asarray(costs + self._moving(n, stops)) if self.settled else costs

    def _moving(self, n: int, stops: Counts) -> Floats:
        """Return for each room and start how many would be sent to another room around it."""
        others = np.flatnonzero(self.shared[n] * (np.arange(self.count) != n))
        shared, start = self.shared[n, others], self.start[others]
        wide, rooms = self.grains + 1, len(self.taken)
        at = self.room[others] * wide
        after = np.bincount(at + start, shared, rooms * wide).reshape(rooms, wide)
        first = np.minimum(start + 1, self.grains)
        until = np.minimum(start + self.length[others] + STABLE_WITHIN + 1, self.grains)
        step = np.bincount(at + first, shared, rooms * wide)
        step -= np.bincount(at + until, shared, rooms * wide)
        before = np.cumsum(step.reshape(rooms, wide), axis=1)[:, : self.grains]
        sums = np.cumsum(after, axis=1)
        ends = np.minimum(stops + STABLE_WITHIN, self.grains)
        both = before + sums[:, ends] - sums[:, : self.grains]
        return np.asarray(both.sum(0) - both)


def _over(values: Floats, stops: Counts) -> Floats:
    """Return the sum of values from each place to its stop, the stop not included."""
    sums = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, out=sums[..., 1:])
    return np.asarray(sums[..., stops] - sums[..., :-1])


def _conflicts(given: PublicSet) -> tuple[Floats, Floats, Floats]:
    """Return for each two meetings the hard and medium points a grain, and who shares them."""
    everybody = {
        who for each in given.meetings for who in (*each.required, *each.preferred)
    }
    number = {who: n for n, who in enumerate(sorted(everybody))}
    must = np.zeros((len(given.meetings), len(number)))
    may = np.zeros_like(must)
    for n, meeting in enumerate(given.meetings):
        np.add.at(must[n], [number[who] for who in meeting.required], 1)
        np.add.at(may[n], [number[who] for who in meeting.preferred], 1)
    others = 1 - np.eye(len(given.meetings))
    shared = (must + may) @ (must + may).T
    return (
        must @ must.T * others,
        (must @ may.T + may @ must.T + may @ may.T) * others,
        shared * others,
    )


def _barred(given: PublicSet, n: int) -> Floats:
    """Return a prohibitive cost at each start that would run over midnight or past the end."""
    days, length = np.array(given.days), given.meetings[n].length
    barred = np.full(len(days), NEVER)
    if length <= len(days):
        last = days[length - 1 :]
        barred[: len(last)] = np.where(days[: len(last)] == last, 0.0, NEVER)
    return barred
