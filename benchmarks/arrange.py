"""Arranging meetings: how good, how soon, beside greedy and beside Timefold's Java core.

    python benchmarks/arrange.py [SECONDS] [FOLDER OF FURTHER PUBLIC SETS]

SECONDS (300) of processor time for each public set and seed, of which there are five; a
month of 50, 200 and 800 meetings of our own gets a fifth of that, by the clock on the
wall. One meeting's slots are timed among the 800.

Timefold gets the same processor time for each of the same seeds, where TIMEFOLD_PYTHON names
the Python of an environment that has its wheel (`pip install timefold==1.24.0b0`) and Java 17
is on the machine; else it is left out, and said so. Its wheel is no dependency of ours.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import statistics
import subprocess
import sys
from pathlib import Path
from time import process_time

from alongside.reckon.arrange.check import broken
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.greedy import greedy
from alongside.reckon.arrange.heat_bath import Limit, arrange_public, first_fit
from alongside.reckon.arrange.invented import invented
from alongside.reckon.arrange.public import PublicPlace, PublicSet, public_set
from alongside.reckon.arrange.reading import read_problem
from alongside.reckon.arrange.score import Score, score
from alongside.reckon.arrange.slots import ranked
from alongside.reckon.arrange.solver import arrange

SETS = Path(__file__).parents[1] / "tests" / "data" / "meetings"
PEER = Path(__file__).with_name("peers") / "with_timefold.py"
TIMEFOLD = os.environ.get("TIMEFOLD_PYTHON")
SEEDS, SOON, SEARCHES = 5, 10.0, 300


def main(seconds: float, more: Path | None) -> None:
    slots()
    for meetings in (50, 200, 800):
        month(meetings, seconds / 5)
    paths = [*SETS.glob("*.json.gz"), *(more.glob("*.json*") if more else ())]
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
    print(
        f"public {number}: greedy {greedy_}; {SOON:g} s {soon}; {seconds:g} s median {middle}, "
        f"best {found[-1]}, worst {found[0]}; {beside(given, seconds)}",
        flush=True,
    )


def beside(given: PublicSet, seconds: float) -> str:
    """Say what Timefold makes of a set, scored as ours is; or why it was not run."""
    if not TIMEFOLD:
        return "Timefold not run: TIMEFOLD_PYTHON names no environment with its wheel"
    found = sorted(by_timefold(given, seconds, seed) for seed in range(SEEDS))
    return f"Timefold median {found[SEEDS // 2]}, best {found[-1]}, worst {found[0]}"


def by_timefold(given: PublicSet, seconds: float, seed: int) -> Score:
    lines = [" ".join(map(str, given.capacities)), " ".join(map(str, given.days))]
    for each in given.meetings:
        lines.append(
            f"{each.length};{' '.join(each.required)};{' '.join(each.preferred)}"
        )
    command = [TIMEFOLD, PEER, str(seconds), str(seed)]
    done = subprocess.run(command, input="\n".join(lines), text=True, stdout=subprocess.PIPE, check=True)  # fmt: skip
    places = (map(int, line.split()) for line in done.stdout.splitlines())
    return score(given, [PublicPlace(*place) for place in places])


def run(given: PublicSet, seconds: float, seed: int) -> Score:
    limit = Limit(seconds, clock=process_time)
    return score(given, arrange_public(given, limit, seed))


if __name__ == "__main__":
    main(
        float(sys.argv[1]) if len(sys.argv) > 1 else 300.0,
        Path(sys.argv[2]) if len(sys.argv) > 2 else None,
    )
