"""The invented council's records as files: one CSV a table, as a warehouse gives them.

Columns are exactly those of `records/`; dates are ISO (2026-03-31); an empty cell is
a thing not known. A plain file, INVENTED.txt, says that nothing here is real.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from alongside.reckon.council.casebook import KEPT
from alongside.reckon.records import TABLES, Records, Row

MADE_BY = (
    "INVENTED DATA made by `alongside council`, the open-source Alongside project."
)


def write_tables(parts: Iterable[Records], folder: Path, about: str) -> list[Path]:
    """Write every table it keeps into a folder, a part at a time, and return the paths.

    Parts are written as they come, so a council of any size takes little memory.
    """
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / "INVENTED.txt"
    note.write_text(f"{MADE_BY}\n{about}\nNobody in it is real.\n", encoding="utf-8")
    with ExitStack() as stack:
        writers = {name: _writer(stack, folder / f"{name}.csv") for name in KEPT}
        for name, writer in writers.items():
            writer.writerow(TABLES[name].columns)
        for part in parts:
            for name, rows in part.rows.items():
                writers[name].writerows(_cells(name, rows))
    return [note, *(folder / f"{name}.csv" for name in KEPT)]


def _writer(stack: ExitStack, path: Path) -> Any:
    file = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
    return csv.writer(file, lineterminator="\n")


def _cells(table: str, rows: list[Row]) -> Iterable[list[object]]:
    """Yield rows in the order of the columns; a date writes itself as ISO."""
    columns = list(TABLES[table].columns)
    for row in rows:
        yield [row.get(column) for column in columns]


def write_zip(paths: Iterable[Path], to: Path) -> Path:
    """Put files into one zip, byte for byte the same each time."""
    with ZipFile(to, "w", ZIP_DEFLATED) as packed:
        for path in paths:
            entry = ZipInfo(path.name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())
    return to
