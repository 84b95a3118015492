"""The main job at size: a workbook of 20,000 children read, reckoned, imported, listed.

    python benchmarks/main_job.py [CHILDREN]

Prints seconds of wall and processor time for each step, each with its ratio to a limit,
and the worklist page's time at 20,000 open clocks. Rivals: what the fastest spreadsheet
reader alone needs for the same workbook, and a page's limit of 200 milliseconds.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

AS_AT = date(2026, 11, 6)


@contextmanager
def timed(name: str, limit: float | None = None) -> Iterator[Callable[[], float]]:
    wall, work = time.perf_counter(), time.process_time()
    yield lambda: time.perf_counter() - wall
    wall, work = time.perf_counter() - wall, time.process_time() - work
    ratio = f"  {wall / limit:5.2f} of the limit of {limit:g} s" if limit else ""
    print(f"{name:<44} {wall:7.2f} s wall {work:7.2f} s processor{ratio}", flush=True)


def workbook(children: int, folder: Path, as_at: date) -> Path:
    from alongside.reckon.council import build
    from alongside.reckon.council.annex_a import write_workbook

    council = build(children, 1, AS_AT + timedelta(7))
    path = folder / f"annex_a-{as_at}.xlsx"
    write_workbook(council.extract(as_at), as_at, path, f"Seed 1, as at {as_at}")
    return path


def main(children: int) -> None:
    home = Path(tempfile.mkdtemp(prefix="alongside-bench-"))
    os.environ |= {
        "ALONGSIDE_HOME": str(home),
        "ALONGSIDE_INVENTED": "1",
        "DJANGO_SETTINGS_MODULE": "alongside.desk.settings",
    }
    with timed(f"inventing {children:,} children, two workbooks"):
        weeks = [workbook(children, home, AS_AT + timedelta(days)) for days in (0, 7)]
    print(f"each workbook is {weeks[0].stat().st_size / 1e6:.1f} MB")
    reckoning(weeks[0])
    desk(weeks, home)


def reckoning(path: Path) -> None:
    from python_calamine import CalamineWorkbook

    from alongside.reckon.clock import Clock
    from alongside.reckon.dues import dues
    from alongside.reckon.intake import read
    from alongside.reckon.rulebook import england

    with timed("calamine alone, every cell of the workbook"):
        started = time.perf_counter()
        book = CalamineWorkbook.from_path(str(path))
        cells = sum(
            len(row)
            for name in book.sheet_names
            for row in book.get_sheet_by_name(name).to_python()
        )
        alone = time.perf_counter() - started
    with timed("alongside reads it"):
        started = time.perf_counter()
        reading = read(path, as_at=AS_AT)
        ours = time.perf_counter() - started
    print(
        f"{cells:,} cells, {reading.records.count():,} records, {ours / alone:.1f} times calamine alone"
    )
    for address in ("duckdb://", "sqlite://"):
        with timed(f"reckoned on {address}"):
            found = dues(reading.records, england(), Clock.england(), AS_AT, address)
    print(f"{len(found):,} clocks")


def desk(weeks: list[Path], home: Path) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from alongside.desk.access.invented import invent_sign_ins
    from alongside.desk.casework import actions, reading

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    people = {user.role.code: user for user, _ in invent_sign_ins()}
    for number, path in enumerate(weeks):
        as_at = AS_AT + timedelta(7 * number)
        with timed(f"import {number + 1}: read, reckoned, compared, applied", 20.0):
            extract = actions.upload_extract(
                by=people["analyst"],
                name=path.name,
                contents=path.read_bytes(),
                as_at=as_at,
            )
            reading.work_out(extract)
            actions.apply_extract(by=people["analyst"], extract=extract)
            actions.write_extract(extract)
        print({kind: count for kind, count in extract.counts.items() if count})
    pages(people)


def pages(people) -> None:
    from django.test import Client

    from alongside.desk.casework.models import Due

    print(f"{Due.objects.open().count():,} open clocks")
    client = Client()
    client.force_login(
        people["service_manager"], "alongside.desk.access.backends.Backend"
    )
    for path in (
        "/",
        "/timescales/",
        "/timescales/?when=overdue",
        "/timescales/?page=40",
    ):
        taken = []
        for _ in range(12):
            started = time.perf_counter()
            assert client.get(path, HTTP_HOST="localhost").status_code == 200
            taken.append(time.perf_counter() - started)
        middle = statistics.median(taken[2:])
        print(
            f"{path:<44} {middle * 1000:7.0f} ms  {middle / 0.2:5.2f} of the limit of 200 ms"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
