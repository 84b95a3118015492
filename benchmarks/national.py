"""The reckoning at the size of the nation, against a floor and against pandas, in one run.

    python benchmarks/national.py [CHILDREN]

400,000 children with 10 million events, 128 rules, some 36 million clocks, on two threads
(`benchmarks/nation/made.py` says how they are made). Each contender runs in a process of
its own; all start with the events in hand, and all come to the same counts, or are named
as not doing so. Takes some ten minutes and 2 GB of disk.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SIZES = (10_000, 50_000, 100_000, 400_000)
CHILD = 0.005
"""Seconds in which one child's clocks are to be reckoned."""


def main(children: int) -> None:
    from benchmarks.nation.made import nation

    sizes = sorted({size for size in SIZES if size < children} | {children})
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        stores = {size: Path(folder) / f"{size}.duckdb" for size in sizes}
        for size, path in stores.items():
            nation(size, path)
        against_rivals(stores[children], children)
        by_size(stores)
        one_child(stores[sizes[0]])


def against_rivals(path: Path, children: int) -> None:
    print(f"{children:,} children, 128 rules, two threads")
    print(f"{'':<28}{'wall s':>8}{'processor s':>13}{'peak GB':>9}{'clocks':>13}")
    floor = ran("floor", path, "the floor, by hand")
    ours = ran("product", path, "alongside")
    pandas = ran("pandas", path, "pandas: merge, group")
    quick = ran("pandas_as_of", path, "pandas: merge_asof")
    ratio("alongside to the floor", ours, floor, "at most 3")
    ratio("pandas to alongside", pandas, ours, "at least 5")
    ratio("pandas with merge_asof to alongside", quick, ours)
    print(f"{'gigabytes of memory':<40}{ours['peak']:>6.2f}  (under 4)")
    told(floor, ours, pandas, quick)


def told(floor: dict, ours: dict, *rivals: dict) -> None:
    """Say whether all came to the same; the floor leaves out what cannot be computed."""
    same = all(each["statuses"] == floor["statuses"] for each in rivals)
    print(f"pandas comes to the floor's counts: {'yes' if same else 'NO'}")
    for status in ("met", "late"):
        agrees = ours["statuses"][status] == floor["statuses"][status]
        print(f"alongside comes to the floor's {status}: {'yes' if agrees else 'NO'}")
    print(f"and in all to {ours['statuses']}")


def by_size(stores: dict[int, Path]) -> None:
    print(f"\n{'children':<28}{'wall s':>8}{'clocks':>13}{'s a million clocks':>20}")
    for size, path in stores.items():
        took = measure("product", path)
        each = took["wall"] / took["clocks"] * 1e6
        print(f"{size:<28,}{took['wall']:>8.2f}{took['clocks']:>13,}{each:>20.3f}")
    took = measure("statement", stores[min(stores)])
    each = took["wall"] / took["clocks"] * 1e6
    print(
        f"{'the statement, on the first':<28}{took['wall']:>8.2f}{took['clocks']:>13,}{each:>20.3f}"
    )


def one_child(path: Path) -> None:
    """Time the clocks of each of 1,000 children alone, from that child's events.

    The best of three times is taken, so that another program's turn is not counted.
    """
    from itertools import groupby

    from alongside.reckon.clock import Clock
    from alongside.reckon.dues import happenings, reckon_child
    from alongside.reckon.rulebook import england
    from alongside.reckon.stores import connect
    from benchmarks.nation.made import AS_AT, rules

    with connect(f"duckdb:///{path}") as store:
        events = sorted(happenings(store), key=lambda event: event.child)
        held = frozenset(
            str(name) for (name,) in store.ask("select table_name from held")
        )
    lives = [list(life) for _, life in groupby(events, key=lambda event: event.child)]
    print(
        f"\n{'one child, by hand':<28}{'middle ms':>10}{'99th centile':>14}{'of 5 ms':>9}"
    )
    for name, book in (("the rules as shipped", england()), ("128 rules", rules())):
        taken = []
        for life in lives[:: len(lives) // 1000]:
            times = []
            for _ in range(3):
                started = time.perf_counter()
                reckon_child(life, book, Clock.england(), AS_AT, held)
                times.append(time.perf_counter() - started)
            taken.append(min(times))
        middle, last = statistics.median(taken), statistics.quantiles(taken, n=100)[98]
        print(f"{name:<28}{middle * 1e3:>10.2f}{last * 1e3:>14.2f}{last / CHILD:>9.2f}")


def ran(contender: str, path: Path, name: str) -> dict:
    took = measure(contender, path)
    print(
        f"{name:<28}{took['wall']:>8.2f}{took['processor']:>13.2f}"
        f"{took['peak']:>9.2f}{took['clocks']:>13,}",
        flush=True,
    )
    return took


def measure(contender: str, path: Path) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.nation.run", contender, str(path)],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def ratio(name: str, one: dict, other: dict, bound: str = "") -> None:
    """Say a ratio of wall time, and of work: where a machine is shared, they differ."""
    wall, work = (one[took] / other[took] for took in ("wall", "processor"))
    said = f"  ({bound})" if bound else ""
    print(f"{name:<40}{wall:>6.2f} wall{work:>7.2f} processor{said}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400_000)
