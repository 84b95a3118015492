"""Every export of an invented council, put into one folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from alongside.reckon.council.annex_a import write_workbook
from alongside.reckon.council.build import Council, build
from alongside.reckon.council.ssd import write_tables, write_zip
from alongside.reckon.council.ssda903 import write_returns
from alongside.reckon.council.staff_files import write_absence, write_staff


def write(children: int, seed: int, as_at: date, folder: Path) -> list[Path]:
    """Build an invented council and write its exports, faults and all; return the paths.

    Raises ValueError for fewer than 1 child, and OutsideCalendar where the bank
    holidays of the years before the day are not known.
    """
    return list(write_exports(build(children, seed, as_at), as_at, folder))


def write_exports(
    council: Council, as_at: date, folder: Path, faults: bool = True
) -> list[Path]:
    """Write what the council's systems would export on a day; return the paths.

    annex_a.xlsx, ssda903/*.csv, ssd/*.csv with the same as ssd.zip, staff.csv and
    absence.csv. With `faults`, about one row in two hundred is spoiled on purpose.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return list(_written(council, as_at, folder, faults))


def _written(
    council: Council, as_at: date, folder: Path, faults: bool
) -> Iterator[Path]:
    about = (
        f"{council.name}: {council.children} open children, seed {council.seed}, "
        f"as at {as_at:%d %B %Y}."
    )
    records = council.extract(as_at, faults)
    tables = write_tables([records], folder / "ssd", about)
    yield write_workbook(records, as_at, folder / "annex_a.xlsx", about)
    yield from write_returns(records, as_at, folder / "ssda903", about)
    yield from tables
    yield write_zip(tables, folder / "ssd.zip")
    yield write_staff(council.workers, as_at, folder / "staff.csv")
    absences = council.absences
    yield write_absence(absences, council.workers, as_at, folder / "absence.csv")
