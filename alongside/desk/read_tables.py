"""The tables of a file that somebody uploaded, and their rows by the columns they named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError

from alongside.desk.in_memory import in_memory
from alongside.reckon.intake.gate import Refused
from alongside.reckon.intake.reports import Seen, look
from alongside.reckon.intake.values import Cell, tidy


def tables_of(contents: bytes, name: str) -> list[Seen]:
    """Return the tables of a file that have rows. Raises ValidationError with what to do."""
    with in_memory(contents, name) as path:
        try:
            found = [seen for seen in look(path) if seen.rows]
        except Refused as refused:
            raise ValidationError(f"{refused.what} {refused.do}") from None
    if not found:
        raise ValidationError(
            "No table was found in this file. Put a row of headings above the rows, no two "
            "of them alike."
        )
    return found


def rows_of(
    seen: Seen, columns: Mapping[str, str]
) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Yield each row that holds anything: its number in the sheet, its cells by field."""
    places = {c: seen.headers.index(header) for c, header in columns.items() if header}
    for n, row in enumerate(seen.sheet.rows[1:], 1):
        if any(map(tidy, row)):
            yield (
                seen.sheet.row_number(n),
                {c: row[at] if at < len(row) else "" for c, at in places.items()},
            )
