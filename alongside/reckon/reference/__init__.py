"""Reference data: each file's origin, licence and date stand in SOURCES.md."""

import csv
from collections.abc import Iterator
from datetime import date
from importlib.resources import files


def bank_holidays(file: str) -> Iterator[tuple[str, date, str]]:
    """Yield each bank holiday of a file here: nation (empty for England), day, name."""
    text = files(__name__).joinpath(file).read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield row.get("nation", ""), date.fromisoformat(row["day"]), row["name"]
