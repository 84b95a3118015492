"""How many requests were answered, how, and how long they took: counts, and no names.

Each process counts its own and keeps them in a file of its own, in the folder
`counts` of the home; whoever is asked adds up all files there. A count starts at
nought again where that folder is emptied, which Prometheus allows for.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from django.conf import settings

UNDER = ("0.05", "0.1", "0.2", "0.4", "1", "3", "10", "+Inf")  # seconds
WRITTEN_EVERY = 2  # seconds
_lock = threading.Lock()
_counts: Counter[str] = Counter()
_written = 0.0


def count(route: str, status: int, seconds: float) -> None:
    """Count a request that was answered."""
    global _written
    with _lock:
        _counts[f"requests|{route}|{status}"] += 1
        _counts[f"seconds|{route}"] += seconds
        for bound in UNDER:
            _counts[f"under|{route}|{bound}"] += seconds <= float(bound)
        due = time.monotonic() - _written > WRITTEN_EVERY
        if due:
            _written = time.monotonic()
    if due:
        write()


def write() -> None:
    """Write this process's counts where the others look for them, if there is room."""
    folder = Path(settings.COUNTS)
    with suppress(OSError), _lock:
        folder.mkdir(mode=0o700, exist_ok=True)
        waiting = folder / f"{os.getpid()}.new"
        waiting.write_text(json.dumps(_counts))
        waiting.replace(folder / f"{os.getpid()}.json")


def total() -> Counter[str]:
    """Return the counts of all processes together, this one's up to now."""
    write()
    added: Counter[str] = Counter()
    for path in Path(settings.COUNTS).glob("*.json"):
        added.update(json.loads(path.read_text()))
    return added
