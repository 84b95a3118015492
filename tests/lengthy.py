"""Which tests are lengthy: `make test-fast` leaves them out, as when last measured.

One test in six takes four fifths of the time of all that are quick. `make lengthy`
measures them again, and writes `lengthy.txt` anew: a test a line, whatever its parameters.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

LIST = Path(__file__).with_name("lengthy.txt")
A_LENGTH = 0.2  # seconds, of a test and of what it alone set up


def listed() -> frozenset[str]:
    """Return the names of the lengthy tests, as `tests/desk/test_x.py::test_y`."""
    return frozenset(LIST.read_text().split())


def name_of(test: str) -> str:
    return test.partition("[")[0]


class Measured:
    """Writes the list from the tests that were run, once they have all ended."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report) -> None:
        self.taken[report.nodeid] += report.duration

    def pytest_sessionfinish(self) -> None:
        if "PYTEST_XDIST_WORKER" not in os.environ:
            found = {name_of(t) for t, s in self.taken.items() if s >= A_LENGTH}
            LIST.write_text("".join(f"{name}\n" for name in sorted(found)))
