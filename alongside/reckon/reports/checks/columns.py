"""Columns worked out from others: what holds in most rows of a table must hold in all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from alongside.reckon.reports.amounts import Amount, said
from alongside.reckon.reports.checks.grids import Grid
from alongside.reckon.reports.outline import tables
from alongside.reckon.reports.report import Confidence, Finding, Report


@dataclass(frozen=True)
class Relation:
    """How a column may come of two others: its sign in words, the sum, and its slack."""

    words: str
    of: Callable[[Decimal, Decimal], Decimal]
    slack: Callable[[Amount, Amount], Decimal]
    head: re.Pattern[str]
    plain: bool = False
    not_of_totals: bool = False


def _half(a: Amount, b: Amount) -> Decimal:
    fine = a.printed_to < 1 or b.printed_to < 1 or "£" in (a.unit, b.unit)
    return (a.printed_to + b.printed_to) / 2 if fine else Decimal(0)


def _of_product(a: Amount, b: Amount) -> Decimal:
    rough = Decimal(0)
    if a.printed_to < 1 or a.unit == "£":
        rough += abs(b.value) * a.printed_to / 2
    if b.printed_to < 1 or b.unit == "£":
        rough += abs(a.value) * b.printed_to / 2
    return rough


def _of_ratio(times: int) -> Callable[[Amount, Amount], Decimal]:
    def rough(a: Amount, b: Amount) -> Decimal:
        share = abs(a.value / b.value) * times
        fine_a = a.printed_to / 2 if a.printed_to < 1 else Decimal(0)
        fine_b = b.printed_to / 2 if b.printed_to < 1 else Decimal(0)
        return fine_a / abs(b.value) * times + share * fine_b / abs(b.value)

    return rough


_CHANGE = re.compile(
    r"change|difference|varia|increase|decrease|movement|gap|balance|over|under|saving",
    re.I,
)
_SUM = re.compile(r"total|sum|all|overall|altogether|combined", re.I)
_EACH = re.compile(r"average|per\b|each|mean|caseload|unit|ratio", re.I)
_SHARE = re.compile(r"%|percent|per cent|share|rate|proportion", re.I)
_COST = re.compile(r"cost|total|value|amount|budget|annual|£", re.I)

RELATIONS = (
    Relation("{b} less {a}", lambda a, b: b - a, _half, _CHANGE, plain=True),
    Relation("{a} and {b} together", lambda a, b: a + b, _half, _SUM, plain=True),
    Relation("{a} divided by {b}", lambda a, b: a / b, _of_ratio(1), _EACH),
    Relation(
        "{a} as a percentage of {b}", lambda a, b: 100 * a / b, _of_ratio(100), _SHARE
    ),
    Relation(
        "the change from {a} to {b} as a percentage of {a}",
        lambda a, b: 100 * (b - a) / a,
        lambda a, b: _of_ratio(100)(b, a) + _of_ratio(100)(a, a),
        _CHANGE,
    ),
    Relation(
        "{a} times {b}", lambda a, b: a * b, _of_product, _COST, not_of_totals=True
    ),
)


def check(report: Report) -> Iterator[Finding]:
    for where, _, table in tables(report):
        grid = Grid(table)
        told: set[tuple[int, int]] = set()
        for found in _relations(grid):
            for row in found.wrong:
                if (row, found.column) not in told:
                    told.add((row, found.column))
                    yield _finding(where, grid, found, row)


@dataclass(frozen=True)
class _Found:
    relation: Relation
    a: int
    b: int
    column: int
    right: int
    wrong: list[int]


def _relations(grid: Grid) -> list[_Found]:
    """Return the relations that most rows keep, those kept by the most first."""
    found = []
    numeric = grid.numeric[:12]
    for a, b, column in permutations(numeric, 3):
        for relation in RELATIONS:
            if relation.words.startswith(("{a} and", "{a} times")) and a > b:
                continue
            if grid.is_total_column(column) and relation.head is _SUM:
                continue  # totals look at these, with all their parts
            tried = _try(grid, relation, a, b, column)
            if tried and tried.wrong:
                found.append(tried)
    return sorted(found, key=lambda each: (-each.right, len(each.wrong)))


def _try(grid: Grid, relation: Relation, a: int, b: int, column: int) -> _Found | None:
    """Return which rows keep a relation and which do not, where most do.

    A head that names it ("Change") needs fewer rows; without one, a column may be the
    difference or the sum of two others in four rows or more, by no chance.
    """
    right: list[int] = []
    wrong: list[int] = []
    for row, figures in enumerate(grid.figures):
        one, other, told = figures[a], figures[b], figures[column]
        if not (one and other and told) or not one.value or not other.value:
            continue
        if relation.not_of_totals and grid.is_total(row):
            continue
        come_to = relation.of(one.value, other.value)
        off = abs(come_to - told.value)
        fits = off <= relation.slack(one, other) + told.printed_to / 2
        (right if fits else wrong).append(row)
    named = bool(relation.head.search(grid.heads[column]))
    least = (1 if len(wrong) == 1 else 2) if named else 4
    if len(right) < max(least, len(wrong) * (1 if named else 3)):
        return None
    if not named and not relation.plain:
        return None
    return _Found(relation, a, b, column, len(right), wrong)


def _finding(where: str, grid: Grid, found: _Found, row: int) -> Finding:
    one, other, told = (
        grid.figures[row][at] for at in (found.a, found.b, found.column)
    )
    assert one and other and told
    come_to = found.relation.of(one.value, other.value)
    words = found.relation.words.format(a=one.written, b=other.written)
    named = found.relation.head.search(grid.heads[found.column])
    far = abs(told.value - come_to) > abs(come_to) / 50
    exact = found.relation.plain or found.relation.not_of_totals
    confidence: Confidence = "likely"
    if named and found.right >= 2 and (exact or far):
        confidence = "certain"
    elif not far and not exact:
        confidence = "worth a look"
    return Finding(
        "column",
        where,
        f"{grid.label(row)}, {grid.name(found.column)}: {told.written} is printed, but "
        f"{words} is {said(come_to, told.unit)}, as the other rows are worked out.",
        "Correct the figure, or the one that it comes of.",
        confidence,
    )
