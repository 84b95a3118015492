"""Arranging meetings: how good, how soon, beside greedy and beside Timefold's Java core.

    python benchmarks/arrange.py [SECONDS] [FOLDER OF FURTHER PUBLIC SETS]

SECONDS (300) of processor time for each public set and seed, of which there are five; a
month of 50, 200 and 800 meetings of our own gets a fifth of that, by the clock on the
wall. One meeting's slots are timed among the 800. Timefold is not run from here: its
wheel `timefold` 1.24.0b0 carries Java jars and belongs to an environment of its own;
trials with it (one thread, about 292 s of processor time each) gave 0/-189/-9503 on the
set of 50 and 0/-256/-27322 on that of 100, and stand beside ours as they were taken.
"""

from __future__ import annotations

import gzip
import json
import random
import statistics
import sys
from pathlib import Path
from time import process_time

from alongside.reckon.arrange.check import broken
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.greedy import greedy
from alongside.reckon.arrange.heat_bath import Limit, arrange_public, first_fit
from alongside.reckon.arrange.invented import invented
from alongside.reckon.arrange.public import PublicSet, public_set
from alongside.reckon.arrange.reading import read_problem
from alongside.reckon.arrange.score import Score, score
from alongside.reckon.arrange.slots import ranked
from alongside.reckon.arrange.solver import arrange

SETS = Path(__file__).parents[1] / "tests" / "data" / "meetings"
TIMEFOLD = {50: "0/-189/-9503", 100: "0/-256/-27322"}
SEEDS, SOON, SEARCHES = 5, 10.0, 300


def main(seconds: float, more: Path | None) -> None:
    slots()
    for meetings in (50, 200, 800):
        month(meetings, seconds / 5)
    paths = [*SETS.glob("*.json.gz"), *(more.glob("*.json") if more else ())]
    sets = (public_set(json.loads(text(path))) for path in paths)
    for given in sorted(sets, key=lambda each: len(each.meetings)):
        public(given, seconds)


def text(path: Path) -> bytes:
    read = path.read_bytes()
    return gzip.decompress(read) if path.suffix == ".gz" else read


def slots() -> None:
    problem = read_problem(invented(800, 1))
    places = greedy(problem)
    taken, draw = [], random.Random(1)
    diaries = Diaries(problem, places)
    for meeting in draw.sample(list(problem.meetings.values()), SEARCHES):
        if meeting.id in diaries.places:
            place = diaries.take(meeting)
            began = process_time()
            ranked(diaries, meeting)
            taken.append((process_time() - began) * 1000)
            diaries.put(meeting, place)
    late = statistics.quantiles(taken, n=100)[98]
    print(
        f"one meeting among 800: median {statistics.median(taken):.2f} ms, "
        f"99th centile {late:.2f} ms of processor time (bar 5)"
    )


def month(meetings: int, seconds: float) -> None:
    problem = read_problem(invented(meetings, 1))
    told = []
    began = process_time()
    found = arrange(problem, seconds, progress=told.append)
    first, ratio = told[0].cost, "equal"
    if sum(first):
        ratio = f"{sum(found.cost) / sum(first):.2f} of greedy"
    rules = len(broken(problem, found.places, found.absent))
    print(
        f"month of {meetings}: greedy {tuple(first)}, found {tuple(found.cost)} ({ratio}), "
        f"bound {tuple(found.bound or ())}, proved {found.proved}, "
        f"{rules} rules broken, {process_time() - began:.0f} s of processor time",
        flush=True,
    )


def public(given: PublicSet, seconds: float) -> None:
    number, greedy_ = len(given.meetings), score(given, first_fit(given))
    soon = run(given, SOON, 0)
    found = sorted(run(given, seconds, seed) for seed in range(SEEDS))
    middle = found[SEEDS // 2]
    beside = TIMEFOLD.get(number, "not run")
    print(
        f"public {number}: greedy {greedy_}; {SOON:g} s {soon}; {seconds:g} s median {middle}, "
        f"best {found[-1]}, worst {found[0]}; Timefold {beside}",
        flush=True,
    )


def run(given: PublicSet, seconds: float, seed: int) -> Score:
    limit = Limit(seconds, clock=process_time)
    return score(given, arrange_public(given, limit, seed))


if __name__ == "__main__":
    main(
        float(sys.argv[1]) if len(sys.argv) > 1 else 300.0,
        Path(sys.argv[2]) if len(sys.argv) > 2 else None,
    )
