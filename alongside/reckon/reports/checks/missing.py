"""What is left empty: cells of a table, boxes of a form, places that were to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alongside.reckon.reports.checks.grids import Grid, is_blank
from alongside.reckon.reports.outline import each_text, passages, tables
from alongside.reckon.reports.report import Confidence, Finding, Report

_TO_FILL = re.compile(
    r"\[\s*\]|\[(?:insert|add|tbc|to be (?:confirmed|added|completed)|date|amount|figure|number|x+)\b(?![^\]]*(?:removed|redacted))[^\]]*\]|"
    r"\bTBC\b|\bTBA\b|\bX{2,}\b|£X+\b|\?{2,}|Error! (?:Reference|Bookmark)|\blorem ipsum\b|"
    r"<insert[^>]*>|\bto be (?:inserted|completed here)\b|_{4,}",
)
_BOX = re.compile(
    r"(?P<label>[A-Z][^:?]{4,80})[:?]\s*(?:-|–|\.)?|(?P<asked>[A-Z].{4,80}\))\s*[-–]+"
)
# A line that ends in a colon and is followed by what it announces.
_WORKED_OUT = re.compile(
    r"\b(?:net|increase|decrease|change|difference|less|balance|total|all|both|new)\b",
    re.I,
)
_ANNOUNCES = re.compile(
    r"follow|below|that|includ|recommend|contact|section|document|are|is|to", re.I
)


def check(report: Report) -> Iterator[Finding]:
    for where, _, table in tables(report):
        yield from _cells(where, Grid(table))
        yield from _form(where, table.rows)
        yield from _words(where, Grid(table))
    for passage in each_text(report):
        if match := _TO_FILL.search(passage.text):
            yield Finding(
                "missing",
                passage.where,
                f"“{match[0]}” was to be filled in.",
                "Write what is meant.",
                "likely",
            )
    yield from _boxes(report)


def _cells(where: str, grid: Grid) -> Iterator[Finding]:
    for row, cells in enumerate(grid.body):
        if not any(cell.strip() for cell in cells[1:]):
            continue  # a heading within the table
        for column in grid.numeric:
            if grid.figures[row][column] is None and _is_missing(
                cells[column], grid, row, column
            ):
                blank = cells[column].strip()
                printed = f"holds “{blank}”" if blank else "is empty"
                sure: Confidence = (
                    "worth a look" if blank in ("-", "–", "—", "*", "c") else "likely"
                )
                yield Finding(
                    "missing",
                    where,
                    f"{grid.label(row)}, {grid.name(column)}: the cell {printed}, where the others of "
                    "its column hold figures.",
                    "Write the figure, or say why there is none.",
                    sure,
                )
        if not cells[0].strip() and len(grid.body) > 2 and any(grid.figures[row]):
            yield Finding(
                "missing",
                where,
                f"Row {row + 1} has no name.",
                "Say what the row is of.",
                "worth a look",
            )


def _words(where: str, grid: Grid) -> Iterator[Finding]:
    """Yield the one cell that is empty of a column of words, where all others are filled."""
    if len(grid.heads) < 3 or len(grid.body) < 3 or not grid.table.heads:
        return
    for column in range(1, len(grid.heads)):
        blank = [at for at, row in enumerate(grid.body) if not row[column].strip()]
        if column in grid.numeric or len(blank) != 1 or grid.is_total(blank[0]):
            continue
        yield Finding(
            "missing",
            where,
            f"{grid.label(blank[0])}, {grid.name(column)}: the cell is empty, where all others of "
            "its column are filled.",
            "Fill it in, or say why it does not apply.",
            "likely",
        )


def _is_missing(cell: str, grid: Grid, row: int, column: int) -> bool:
    filled = sum(bool(each[column]) for each in grid.figures)
    blanks = sum(is_blank(each[column]) for each in grid.body)
    if (
        blanks > 1
        and blanks * 4 > len(grid.body)
        or _WORKED_OUT.search(grid.label(row))
    ):
        return False  # a column that is not for every row
    if row == len(grid.body) - 1 and "100%" in grid.body[row]:
        return False  # the whole, of which not every column tells
    dash = cell.strip() in ("-", "–", "—")
    if grid.is_total(row) and grid.is_rate(column):
        return False  # an average has no total
    return (
        filled >= 2 and (is_blank(cell) or dash) and filled * 3 >= 2 * len(grid.figures)
    )


def _form(where: str, rows: Sequence[Sequence[str]]) -> Iterator[Finding]:
    """Yield what is left empty of a form: a table of labels, each with what is filled in."""
    if (
        len(rows[0]) != 2
        or sum(bool(row[1].strip()) for row in rows) * 3 < len(rows) * 2
    ):
        return
    for label, told in rows:
        if label.strip() and not told.strip("-–. "):
            yield Finding(
                "missing",
                where,
                f"“{label}” is left empty.",
                "Fill it in, or say why it does not apply.",
                "likely",
            )


def _boxes(report: Report) -> Iterator[Finding]:
    told = passages(report)
    boxes = {each.at for each in told if re.match(r"[A-Z][^.:]{3,80}:", each.text)}
    for passage in told:
        match = _BOX.fullmatch(passage.text)
        if (
            not match
            or passage.items
            or not _is_box(report, passage.at, bool(passage.number), boxes)
        ):
            continue
        label = (match["label"] or match["asked"] or "").strip()
        if _ANNOUNCES.search(label.split()[-1]):
            continue
        yield Finding(
            "missing",
            passage.where,
            f"“{label}” is left empty.",
            "Fill it in, or say why it does not apply.",
            "likely",
        )


def _is_box(report: Report, at: int, numbered: bool, boxes: set[int]) -> bool:
    """Whether a label stands in a form: numbered with others, and nothing announced below."""
    near = {at - 2, at - 1, at + 1, at + 2} & boxes
    between = {at - 1, at + 1} <= boxes
    return between or (numbered and (bool(near) or len(boxes) >= 3))
