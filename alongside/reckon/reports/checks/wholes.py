"""Percentages of a whole: rows and columns that should come to 100, and shares of a total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from alongside.reckon.reports.amounts import Amount, amounts, of_unit, said
from alongside.reckon.reports.checks.grids import Grid
from alongside.reckon.reports.outline import each_text, tables
from alongside.reckon.reports.report import Confidence, Finding, Report
from alongside.reckon.reports.wording import sentences

HUNDRED = Decimal(100)
_SHARE = re.compile(
    r"(?:%|percent\w*|per cent|share|proportion)\s*(?:of\b.*|\(%\))?$|%", re.IGNORECASE
)
_PARTED = re.compile(
    r"\b(?:of (?:whom|which|these|those)|split|made up of|divided|breakdown|broken down|"
    r"the (?:rest|remainder|remaining|other))\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"\b(?:compared|increase|rose|fell|target|average)\b", re.I)
_OF_ALL = re.compile(r"\(%|% of|percentage", re.IGNORECASE)
_COUNTS = re.compile(r"number|count|cases|£|cost|\bn\b|total", re.IGNORECASE)
_MOVED = re.compile(r"\b(?:from|to|by|in 20|or)\b", re.IGNORECASE)
_BAD_SHARE = "Correct the percentages, and say how many cases they are of."


def check(report: Report) -> Iterator[Finding]:
    for where, _, table in tables(report):
        grid = Grid(table)
        yield from _rows(where, grid)
        yield from _columns(where, grid)
        yield from _shares_of_total(where, grid)
    for passage in each_text(report):
        for sentence in sentences(passage.text):
            yield from _in_words(passage.where, sentence)


@dataclass(frozen=True)
class _Group:
    row: int
    cells: list[Amount | None]

    @property
    def there(self) -> list[Amount]:
        return [each for each in self.cells if each]

    @property
    def sum(self) -> Decimal:
        return sum((each.value for each in self.there), Decimal(0))

    @property
    def whole(self) -> bool:
        return len(self.there) == len(self.cells)

    def fits(self) -> bool:
        return abs(self.sum - HUNDRED) < most_off(self.there, self.sum > HUNDRED)


def most_off(cells: Sequence[Amount], above: bool) -> Decimal:
    """Return how far percentages may be from 100 by rounding: half a unit for each.

    What is printed as 0 was never rounded up, so it cannot make a sum too great.
    """
    moved = [each for each in cells if each.value or not above]
    return sum((each.printed_to for each in moved), Decimal(0)) / 2


def _rows(where: str, grid: Grid) -> Iterator[Finding]:
    columns = [at for at in range(1, len(grid.heads)) if _is_percent(grid, at)]
    size = _group_size(grid, columns)
    if not size:
        return
    for group in _groups(grid, columns, size):
        off = abs(group.sum - HUNDRED)
        if not group.there or group.fits():
            continue
        if not group.whole:
            yield _implied(where, grid, group)
        elif len(group.there) >= 2 and off >= most_off(
            group.there, group.sum > HUNDRED
        ):
            yield _off(where, grid.label(group.row), group)


def _is_percent(grid: Grid, column: int) -> bool:
    cells = [row[column] for row in grid.figures]
    told = [each for each in cells if each]
    shares = sum(each.unit == "%" for each in told)
    about = grid.heads[column] if grid.heads[column] else ""
    headed = "%" in about or (
        _OF_ALL.search(grid.table.caption) and not _COUNTS.search(about)
    )
    plain = all(
        each.unit in ("%", "number") and 0 <= each.value <= HUNDRED for each in told
    )
    return bool(told) and (shares * 2 > len(told) or bool(headed and plain))


def _group_size(grid: Grid, columns: Sequence[int]) -> int:
    """Return how many columns make a whole, as most rows have it; 0 where none do."""
    best, most = 0, 0
    for parts in (1, 2, 3, 4):
        if not columns or len(columns) % parts or len(columns) // parts < 2:
            continue
        size = len(columns) // parts
        groups = [each for each in _groups(grid, columns, size) if each.whole]
        right = sum(each.fits() for each in groups)
        near = sum(abs(each.sum - HUNDRED) <= 12 for each in groups)
        few = len(groups) <= 2 and near == len(groups) and size >= 3
        if groups and (right * 10 >= len(groups) * 6 or few) and right + few > most:
            best, most = size, right + few
    return best


def _groups(grid: Grid, columns: Sequence[int], size: int) -> list[_Group]:
    starts = range(0, len(columns), size)
    return [
        _Group(row, [figures[at] for at in columns[start : start + size]])
        for start in starts
        for row, figures in enumerate(grid.figures)
    ]


def _implied(where: str, grid: Grid, group: _Group) -> Finding:
    left = HUNDRED - group.sum
    printed = " + ".join(each.written for each in group.there)
    missing = len(group.cells) - len(group.there)
    told = (
        f" The one that is missing would be {said(left, '%')}."
        if missing == 1 and left >= 0
        else ""
    )
    return Finding(
        "percentages of a whole",
        where,
        f"{grid.label(group.row)}: {printed} is {said(group.sum, '%')}, and "
        f"{missing} of {len(group.cells)} figures is missing.{told}",
        "Write the missing figure, or say why there is none.",
        "likely",
    )


def _off(where: str, label: str, group: _Group) -> Finding:
    printed = " + ".join(each.written for each in group.there)
    limit = most_off(group.there, group.sum > HUNDRED)
    sure: Confidence = "certain" if abs(group.sum - HUNDRED) > limit else "likely"
    why = (
        "more than rounding can do"
        if sure == "certain"
        else "rounding does this only if every figure was exactly on a half"
    )
    return Finding(
        "percentages of a whole",
        where,
        f"{label}: {printed} is {said(group.sum, '%')}, not 100%: {why}.",
        _BAD_SHARE,
        sure if len(group.there) > 2 or sure == "certain" else "worth a look",
    )


def _columns(where: str, grid: Grid) -> Iterator[Finding]:
    """Yield columns of shares that do not come to 100, where a last row says they should."""
    for column in range(1, len(grid.heads)):
        cells = [(row, figures[column]) for row, figures in enumerate(grid.figures)]
        if not _is_percent(grid, column):
            continue
        parts = [cell for row, cell in cells if cell and not grid.is_total(row)]
        totals = [cell for row, cell in cells if cell and grid.is_total(row)]
        group = _Group(0, list(parts))
        whole = len(totals) == 1 and abs(totals[0].value - HUNDRED) <= 1
        told = whole and abs(group.sum - HUNDRED) <= 40
        head = _SHARE.search(grid.heads[column]) and re.search(
            r"\bof\b|share", grid.heads[column]
        )
        near = head and not totals and abs(group.sum - HUNDRED) <= 12
        if (
            len(parts) >= 2
            and (told or (near and len(parts) >= 3))
            and not group.fits()
        ):
            yield _off(where, grid.name(column), group)


def _shares_of_total(where: str, grid: Grid) -> Iterator[Finding]:
    """Yield percentages that are not their count's share of all counts, as the others are."""
    for column in grid.numeric:
        for share in (at for at in range(1, len(grid.heads)) if _is_percent(grid, at)):
            if share == column or _is_percent(grid, column) or grid.is_rate(column):
                continue
            yield from _of_counts(where, grid, column, share)


def _of_counts(where: str, grid: Grid, column: int, share: int) -> Iterator[Finding]:
    rows = [
        (row, count, told)
        for row, figures in enumerate(grid.figures)
        if (count := figures[column])
        and (told := figures[share])
        and not grid.is_total(row)
    ]
    whole = sum((count.value for _, count, _ in rows), Decimal(0))
    if whole <= 0 or len(rows) < 3:
        return
    wrong = [each for each in rows if not _is_share(each[1].value, whole, each[2])]
    if len(rows) - len(wrong) < max(2, 2 * len(wrong)):
        return
    for row, count, told in wrong:
        right = said(100 * count.value / whole, "%")
        yield Finding(
            "percentages of a whole",
            where,
            f"{grid.label(row)}: {told.written} is printed, but {count.written} of "
            f"{said(whole, count.unit)} is {right}.",
            "Correct the percentage, or the count.",
            "certain",
        )


def _is_share(count: Decimal, whole: Decimal, told: Amount) -> bool:
    return abs(100 * count / whole - told.value) <= told.printed_to / 2


def _is_list(sentence: str, parts: Sequence[Amount]) -> bool:
    """Whether percentages stand in one list, close to 100: "48% for, 31% against and 26% …"."""
    told = sum((each.value for each in parts), Decimal(0))
    if not 3 <= len(parts) <= 7 or abs(told - HUNDRED) > 8:
        return False
    between = [
        sentence[one.end : other.start]
        for one, other in zip(parts, parts[1:], strict=False)
    ]
    short = all(len(each) <= 45 and not _MOVED.search(each) for each in between)
    return short and bool(re.search(r"\band\b", between[-1]))


def _in_words(where: str, sentence: str) -> Iterator[Finding]:
    """Yield percentages that are said to part a whole and do not come to 100."""
    parts = of_unit(amounts(sentence), "%")
    if _OTHERWISE.search(sentence):
        return
    if not _PARTED.search(sentence) and not _is_list(sentence, parts):
        return
    rest = re.search(r"\bthe (?:rest|remainder|remaining|other)\b", sentence, re.I)
    if rest and not any(each.start > rest.start() for each in parts):
        return
    group = _Group(0, list(parts))
    few = len(parts) < (2 if rest else 3)
    if few or group.fits() or abs(group.sum - HUNDRED) > 20:
        return
    yield _off(where, "The parts in this sentence", group)
