"""Runs one contender over a nation in a process of its own; prints what it took as JSON.

python -m benchmarks.nation.run CONTENDER STORE
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np

from benchmarks.nation import made


def product(path: Path) -> tuple[Counter[str], float, float]:
    """The reckoning itself, from the events in its store to columns of clocks."""
    from alongside.reckon.dues.by_search import search
    from alongside.reckon.dues.due import STATUSES
    from alongside.reckon.stores import connect

    with connect() as store:
        _in_memory(store, path)
        started = time.perf_counter(), time.process_time()
        found = np.zeros(len(STATUSES), np.int64)
        for clocks in search(store, made.AS_AT):
            found += np.bincount(clocks.status, minlength=len(STATUSES))
        wall, work = _since(started)
    return Counter(dict(zip(STATUSES, found.tolist(), strict=True))), wall, work


def statement(path: Path) -> tuple[Counter[str], float, float]:
    """The portable statement, counted in the store so that no row need leave it."""
    from alongside.reckon.dues.statement import STATEMENT
    from alongside.reckon.stores import connect

    question = f"select status, count(*) from ({STATEMENT}) as due group by status"
    with connect() as store:
        _in_memory(store, path)
        started = time.perf_counter(), time.process_time()
        found = store.ask(question, {"as_at": made.AS_AT})
        wall, work = _since(started)
    return Counter(dict(found)), wall, work  # type: ignore[arg-type]


def _in_memory(store, path: Path) -> None:
    """Put a nation into a store in memory, where the rivals have theirs."""
    store.run("set threads = 2")
    store.run(f"attach '{path}' as nation (read_only)")
    store.run("copy from database nation to memory")
    store.run("detach nation")


def floor(path: Path) -> tuple[Counter[str], float, float]:
    from benchmarks.nation import floor as rival

    return _rival(rival.reckon, rival.read(path, made.rules()))


def pandas(path: Path) -> tuple[Counter[str], float, float]:
    from benchmarks.nation import analyst

    return _rival(analyst.reckon, analyst.read(path, made.rules()))


def pandas_as_of(path: Path) -> tuple[Counter[str], float, float]:
    from benchmarks.nation import analyst

    return _rival(analyst.reckon_quickly, analyst.read(path, made.rules()))


def _rival(reckon, held) -> tuple[Counter[str], float, float]:
    started = time.perf_counter(), time.process_time()
    found = reckon(held)
    return found, *_since(started)


def _since(started: tuple[float, float]) -> tuple[float, float]:
    return time.perf_counter() - started[0], time.process_time() - started[1]


CONTENDERS = (product, statement, floor, pandas, pandas_as_of)


def main(name: str, path: Path) -> None:
    [contender] = [each for each in CONTENDERS if each.__name__ == name]
    found, wall, work = contender(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    said = {
        "wall": wall, "processor": work, "peak": peak,
        "clocks": found.total(), "statuses": {name: n for name, n in found.items() if n},
    }  # fmt: skip
    print(json.dumps(said))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
