"""The findings of an export as the desk keeps them: weighed, and told which list each is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from alongside.desk.casework.models import Extract, Finding
from alongside.reckon.dues.weights import weigh
from alongside.reckon.intake import Reading
from alongside.reckon.intake.findings import Finding as Found
from alongside.reckon.rulebook import Rulebook


class Clock(NamedTuple):
    """As much of a clock as weighs a finding."""

    child_id: str
    code: str


def weighed(
    found: Iterable[Found], rulebook: Rulebook, dues: Iterable[list[Any]]
) -> list[Found]:
    """Return findings with their weights, the heaviest first, by the clocks they touch."""
    return weigh(found, rulebook, [Clock(row[0], row[1]) for row in dues])


def hidden(found: Found) -> Found:
    """Return a finding without whose it is, and without what stands in the cell."""
    return replace(found, child=None, held="")


def lists_of(reading: Reading) -> list[dict[str, Any]]:
    """Return the lists as they are told, each with the tables of records it fills."""
    return [part.to_json() | {"tables": list(part.tables)} for part in reading.lists]


def rows_of(extract: Extract, reading: Reading) -> Iterator[Finding]:
    """Yield the findings as rows, not yet saved."""
    by_sheet = {part.sheet: part for part in reading.lists}
    for found in reading.findings:
        part = by_sheet.get(found.sheet)
        fills = found.fills[0].partition(".")[0] if found.fills else ""
        yield Finding(
            extract=extract,
            kind=found.kind,
            sheet=(found.sheet or "")[:80],
            row=found.row,
            child=(found.child or "")[:60],
            column=(found.column or "")[:120],
            what=found.what,
            do=found.do,
            weight=found.weight,
            held=found.held[:300],
            table=fills or (part.tables[-1] if part and part.tables else ""),
            list=(part.name if part else fills)[:80],
        )
