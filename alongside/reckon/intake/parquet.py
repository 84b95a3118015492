"""Parquet files as cells: one file is one table, its columns' names above its rows.

DuckDB is the reader here, of a file and of nothing else: what is read goes the way of
every other file, and no store is opened.
"""

from __future__ import annotations

import glob
import os
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

from alongside.reckon.intake.gate import MAX_BYTES, MAX_INFLATED, Refused
from alongside.reckon.intake.values import Cell
from alongside.reckon.intake.workbook import Sheet

ENDING = ".parquet"


def sheet_of(path: Path, name: str = "") -> Sheet:
    """Return a Parquet file as a sheet of cells, its first row the columns' names, under
    the file's name or another.

    Raises Refused where it is damaged, or would swell beyond what is safe to open.
    """
    import duckdb

    place = glob.escape(str(path))  # DuckDB takes a * in a name for many files
    if path.stat().st_size > MAX_BYTES:
        raise Refused(_LARGE, "Export fewer years to a file.")
    try:
        with duckdb.connect(config={"temp_directory": ""}) as engine:
            asked = "select sum(total_uncompressed_size) from parquet_metadata(?)"
            (size,) = engine.execute(asked, [place]).fetchall()[0]
            if (size or 0) > MAX_INFLATED:
                raise Refused(_LARGE, "Export fewer years to a file.")
            found = engine.execute("select * from read_parquet(?)", [place])
            headers = [str(column[0]) for column in found.description or ()]
            rows = found.fetchall()
    except duckdb.Error:
        raise Refused(
            "The Parquet file is damaged or was cut short.", "Export it again, in full."
        ) from None
    return Sheet(
        name or path.name, [list(headers), *([_cell(v) for v in row] for row in rows)]
    )


def sheet_in(name: str, content: bytes) -> Sheet:
    """Return a Parquet file that came in a zip as a sheet of cells; it stays in memory
    where the system lets it. Raises Refused as `sheet_of` does.
    """
    if not hasattr(os, "memfd_create"):
        with tempfile.TemporaryDirectory(prefix="alongside-") as folder:
            path = Path(folder, "table")
            path.write_bytes(content)
            return sheet_of(path, name)
    with open(os.memfd_create("table"), "wb") as file:
        file.write(content)
        file.flush()
        return sheet_of(Path(f"/proc/self/fd/{file.fileno()}"), name)


_LARGE = (
    f"The file is larger than {MAX_BYTES / 1e6:,.0f} MB, or "
    f"{MAX_INFLATED / 1e6:,.0f} MB unpacked, the most that is read."
)


def _cell(value: object) -> Cell:
    """A value as a workbook would have given it; true and false as a flag is written."""
    if isinstance(value, bool):
        return "Y" if value else "N"
    if isinstance(value, (str, int, float, date)):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    return "" if value is None else str(value)
