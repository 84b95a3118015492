"""What the next import reckons: a child in a hundred changed, and a week of a council's work.

    python benchmarks/next_import.py [OPEN]

The desk reckons anew only the children whom an export changes. Each time is held against
reckoning all that it holds; both come to the same, or it is said that they do not.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

AS_AT = date(2026, 11, 6)


def main(children: int) -> None:
    os.environ |= {
        "ALONGSIDE_HOME": tempfile.mkdtemp(prefix="alongside-bench-"),
        "DJANGO_SETTINGS_MODULE": "alongside.desk.settings",
    }
    import django

    django.setup()
    from alongside.reckon.council import build

    council = build(children, 1, AS_AT + timedelta(7))
    first, second = (council.extract(AS_AT + timedelta(days)) for days in (0, 7))
    known = sorted(first.children())
    print(f"{len(known):,} children, {first.count():,} rows")
    print(
        f"{'':<36}{'wall s':>8}{'processor s':>13}{'children':>10}{'of the whole':>14}"
    )
    once = _one_in_a_hundred(first, known)
    compare("a child in a hundred has a visit", first, once, AS_AT)
    compare("a week on", first, second, AS_AT + timedelta(7))


def _one_in_a_hundred(records: Any, known: list[str]) -> Any:
    more = replace(records, rows=dict(records.rows))
    more.rows["ssd_cin_visits"] = [
        *records.rows["ssd_cin_visits"],
        *(
            {"cinv_cin_visit_id": f"new {child}", "cinv_person_id": child,
             "cinv_cin_visit_date": AS_AT, "cinv_cin_visit_seen": "Y"}
            for child in known[::100]
        ),
    ]  # fmt: skip
    return more


def compare(name: str, first: Any, second: Any, as_at: date) -> None:
    from alongside.desk.casework.projection import Before, project
    from alongside.reckon.rulebook import england

    before = Before(first, project(first, england(), AS_AT).to_json(), AS_AT)
    whole, (took, work) = timed(lambda: project(second, england(), as_at))
    print(f"{name + ', whole':<36}{took:>8.2f}{work:>13.2f}")
    again, (some, less) = timed(
        lambda: project(second, england(), as_at, before=before)
    )
    anew = before.anew(second, as_at, again.manner)
    print(
        f"{name + ', again':<36}{some:>8.2f}{less:>13.2f}{len(anew):>10,}"
        f"{some / took:>8.2f} wall{less / work:>6.2f} processor"
    )
    print(f"they come to the same: {'yes' if again == whole else 'NO'}")


def timed(work: Callable[[], Any]) -> tuple[Any, tuple[float, float]]:
    started = time.perf_counter(), time.process_time()
    found = work()
    return found, (time.perf_counter() - started[0], time.process_time() - started[1])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
