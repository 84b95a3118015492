"""What is said of every row or period of a table: "rose in all four teams", "fell each quarter"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alongside.reckon.reports.amounts import Amount
from alongside.reckon.reports.checks.grids import Grid
from alongside.reckon.reports.checks.movements import MOVES
from alongside.reckon.reports.outline import Passage, each_text, tables
from alongside.reckon.reports.report import Finding, Report
from alongside.reckon.reports.wording import sentences, stems

_EVERY = re.compile(
    r"\b(?:in|for|at|across|over) (?:all|every|each|both)(?: of)?(?: the)?(?: \w+){0,2}?\s"
    r"(?P<of>quarter|month|year|term|week|team|area|service|district|library|school|site|group|office|centre|libraries)s?\b"
    r"|\b(?P<each>quarter|month|year) (?:on|after|by) (?:quarter|month|year)\b",
    re.IGNORECASE,
)
_PERIODS = {"quarter", "month", "year", "term", "week"}
_PERIOD = re.compile(
    r"\b(?:19|20)\d\d\b|\bQ[1-4]\b|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_REACH = 4  # parts between a table and what is said of it


def check(report: Report) -> Iterator[Finding]:
    placed = [(where, at, Grid(table)) for where, at, table in tables(report)]
    for passage in each_text(report):
        for sentence in sentences(passage.text):
            every, moves = _EVERY.search(sentence), list(MOVES.finditer(sentence))
            if not every or len({bool(each["up"]) for each in moves}) != 1:
                continue
            near = [each for each in placed if abs(each[1] - passage.at) <= _REACH]
            if near:
                where, _, grid = min(near, key=lambda each: abs(each[1] - passage.at))
                of = (every["of"] or every["each"]).lower()
                yield from _against(passage, where, grid, of, moves[0], stems(sentence))


def _against(
    passage: Passage,
    where: str,
    grid: Grid,
    of: str,
    word: re.Match[str],
    words: set[str],
) -> Iterator[Finding]:
    steps = _over_rows(grid, words) if of in _PERIODS else _over_columns(grid, words)
    against = [
        (label, before, after)
        for label, before, after in steps
        if before.value != after.value
        and (after.value > before.value) != bool(word["up"])
    ]
    if against and len(against) < len(steps):
        label, before, after = against[0]
        yield Finding(
            "words against figures",
            passage.where,
            f"“{word[0]}” is said of every {of}, and {where} has {before.written}, then "
            f"{after.written}, for {label}.",
            "Correct the words, or the table.",
            "likely",
        )


def _over_rows(grid: Grid, words: set[str]) -> list[tuple[str, Amount, Amount]]:
    """Return the steps from a period's row to the next, where the rows are periods."""
    rows = [at for at in range(len(grid.body)) if not grid.is_total(at)]
    if len(rows) < 3 or not all(_PERIOD.search(grid.label(at)) for at in rows):
        return []
    columns = [
        at for at in grid.numeric if stems(grid.heads[at]) & words
    ] or grid.numeric
    if len(columns) != 1:
        return []
    told = [(grid.label(at), grid.figures[at][columns[0]]) for at in rows]
    return [
        (label, before, after)
        for (_, before), (label, after) in zip(told, told[1:], strict=False)
        if before and after
    ]


def _over_columns(grid: Grid, words: set[str]) -> list[tuple[str, Amount, Amount]]:
    """Return the steps from each row's earlier figure to its later one."""
    shares = [at for at in grid.numeric if _unit(grid, at) == "%"]
    columns = shares if len(shares) == 2 else grid.numeric
    if len(columns) != 2:
        return []
    first, second = columns
    return [
        (grid.label(row), before, after)
        for row, figures in enumerate(grid.figures)
        if not grid.is_total(row)
        and (before := figures[first])
        and (after := figures[second])
    ]


def _unit(grid: Grid, column: int) -> str:
    return next((row[column].unit for row in grid.figures if row[column]), "")  # type: ignore[union-attr]
