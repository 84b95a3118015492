"""Figures told more than once, and not alike: in two paragraphs, or in one and a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from alongside.reckon.reports.amounts import Amount, amounts
from alongside.reckon.reports.checks.grids import Grid
from alongside.reckon.reports.days import days, months
from alongside.reckon.reports.outline import each_text, is_background, tables
from alongside.reckon.reports.report import Finding, Report
from alongside.reckon.reports.wording import sentences, stem, stems

_BEFORE, _AFTER = 70, 70
_ALIKE = 0.6
_REACH = 200  # figures between two that are compared
_NOUN = re.compile(
    r"(?:\s(?!(?:in|of|and|are|is|was|were|has|have|had|will|who|that|to|for|at|by|with|on)\b)[\w’'-]+){1,5}"
)
_OTHERS = re.compile(
    r"\b(?:additional|further|another|other|remaining|more|target|between|up to|at least|from|extra)\b",
    re.IGNORECASE,
)
_DIFFERENT = re.compile(
    r"\b(?:previous\w*|last year|increas\w+|reduc\w+|rose|fell|from|now|would|if|additional|further|"
    r"remaining|instead|compared|target|original\w*|each|per)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Told:
    """A figure in its sentence, with the stems of the words around it."""

    where: str
    sentence: str
    amount: Amount
    around: frozenset[str]
    counted: frozenset[str]

    @cached_property
    def names(self) -> frozenset[str]:
        """The names in the sentence: what tells Ash from Beech."""
        return frozenset(re.findall(r"(?<!^)\b[A-Z]\w+", self.sentence))

    @cached_property
    def is_plain(self) -> bool:
        """Whether the sentence tells no day, and no change or other thing."""
        return not (_is_dated(self.sentence) or _DIFFERENT.search(self.sentence))


def check(report: Report) -> Iterator[Finding]:
    told = [
        _told(passage.where, sentence, amount)
        for passage in each_text(report)
        if not is_background(passage.section)
        for sentence in sentences(passage.text)
        for amount in amounts(sentence)
    ]
    yield from _misprints(told)
    yield from _swapped(told)
    yield from _same_things(told)
    yield from _same_words(told)
    yield from _against_tables(report, told)


def _told(where: str, sentence: str, amount: Amount) -> Told:
    before = sentence[max(0, amount.start - _BEFORE) : amount.start]
    after = sentence[amount.end : amount.end + _AFTER]
    of = re.match(r"(?:\s[\w’'-]+){1,3}", sentence[amount.end :])
    counted = frozenset(stems(of[0])) if of else frozenset()
    return Told(where, sentence, amount, frozenset(stems(f"{before} {after}")), counted)


def _misprints(told: Sequence[Told]) -> Iterator[Finding]:
    """Yield sums of money that differ by one digit, or by two changed round, said of one thing."""
    money = [
        each for each in told if each.amount.unit == "£" and each.amount.value >= 1000
    ]
    values = [each.amount.value for each in money]
    seen: set[tuple[Decimal, Decimal]] = set()
    for at, one in enumerate(money):
        for other in money[at + 1 : at + 1 + _REACH]:
            pair = (one.amount.value, other.amount.value)
            if (
                one.where == other.where
                or pair in seen
                or not _is_misprint(one.amount, other.amount)
            ):
                continue
            if len(one.around & other.around) < 2 or _is_worked_out(values, *pair):
                continue
            seen.add(pair)
            yield _finding(one, other, "likely")


def _swapped(told: Sequence[Told]) -> Iterator[Finding]:
    """Yield counts of one thing with two digits changed round: 86 households, and 68."""
    counts = [
        each
        for each in told
        if each.amount.unit == "number" and each.amount.value >= 12 and each.counted
    ]
    values = Counter(each.amount.value for each in counts)
    for at, one in enumerate(counts):
        for other in counts[at + 1 : at + 1 + _REACH]:
            alike = one.counted & other.counted and one.where != other.where
            if not alike or not _is_swapped(one.amount, other.amount):
                continue
            if _DIFFERENT.search(other.sentence) and values[other.amount.value] > 1:
                continue
            yield _finding(one, other, "likely")


def _same_things(told: Sequence[Told]) -> Iterator[Finding]:
    """Yield counts of what bears the same long name: 14, then 16 newly qualified social workers."""
    first: dict[frozenset[str], Told] = {}
    for each in told:
        after = _NOUN.match(each.sentence[each.amount.end :])
        name = frozenset(stems(after[0])) if after else frozenset()
        apart = _OTHERS.search(each.sentence) or _is_dated(each.sentence)
        if len(name) < 3 or each.amount.unit != "number" or apart:
            continue
        one = first.setdefault(name, each)
        if one.amount.value != each.amount.value and one.where != each.where:
            yield _finding(one, each, "likely")


def _is_swapped(one: Amount, other: Amount) -> bool:
    """Whether two neighbouring digits of a figure stand the other way round."""
    a, b = (str(each.value.normalize()).replace("E", "") for each in (one, other))
    apart = [at for at in range(min(len(a), len(b))) if a[at] != b[at]]
    if len(a) != len(b) or len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    return a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]


def _is_misprint(one: Amount, other: Amount) -> bool:
    a, b = (str(int(each.value)) for each in (one, other))
    if one.value == other.value or len(a) != len(b) or one.value % 1 or other.value % 1:
        return False
    apart = [at for at in range(len(a)) if a[at] != b[at]]
    figures = len(a.rstrip("0")) >= 3 and len(b.rstrip("0")) >= 3
    swapped = (
        len(apart) == 2 and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]
    )
    return figures and (len(apart) == 1 or swapped)


def _is_worked_out(values: Sequence[Decimal], one: Decimal, other: Decimal) -> bool:
    """Whether the two are apart by a sum of money that the report tells."""
    return abs(one - other) in values


def _same_words(told: Sequence[Told]) -> Iterator[Finding]:
    """Yield figures of which two sentences say the same, word for word, and the figure differs."""
    seen: set[tuple[str, str]] = set()
    plain = [each for each in told if len(each.around) >= 3 and each.is_plain]
    for at, one in enumerate(plain):
        for other in plain[at + 1 : at + 1 + _REACH]:
            common = len(one.around & other.around)
            if common < 3 or common < _ALIKE * len(one.around | other.around):
                continue
            if one.where == other.where or one.amount.unit != other.amount.unit:
                continue
            if one.names != other.names or (one.where, other.where) in seen:
                continue
            if one.amount.value != other.amount.value and not _agrees(one, other):
                seen.add((one.where, other.where))
                yield _finding(one, other, "likely")


def _agrees(one: Told, other: Told) -> bool:
    """Whether each figure stands in the other's sentence too, or one is the other rounded."""
    in_other = {each.value for each in amounts(other.sentence)}
    in_one = {each.value for each in amounts(one.sentence)}
    coarse = max(one.amount.printed_to, other.amount.printed_to)
    rounded = coarse > min(one.amount.printed_to, other.amount.printed_to)
    near = abs(one.amount.value - other.amount.value) <= coarse / 2
    return (
        one.amount.value in in_other
        or other.amount.value in in_one
        or (rounded and near)
    )


def _is_dated(sentence: str) -> bool:
    return bool(
        days(sentence)
        or months(sentence)
        or re.search(r"\b20\d\d[/-]\d\d|\bQ[1-4]\b", sentence)
    )


def _finding(one: Told, other: Told, sure: str) -> Finding:
    shared = ", ".join(sorted(_words(one, one.around & other.around))[:5])
    return Finding(
        "repeated figure",
        other.where,
        f"{other.amount.written} stands here and {one.amount.written} in {one.where}, of the same "
        f"thing by the words around them ({shared}).",
        "Make them agree, or say what makes them different.",
        "likely" if sure == "likely" else "worth a look",
    )


def _words(told: Told, wanted: frozenset[str]) -> set[str]:
    return {
        word.lower()
        for word in re.findall(r"[A-Za-z]{3,}", told.sentence)
        if stem(word) in wanted
    }


def _against_tables(report: Report, told: Sequence[Told]) -> Iterator[Finding]:
    """Yield a sentence that names a table's row and column, and has another figure."""
    for where, _, table in tables(report):
        grid = Grid(table)
        heads = {column: stems(grid.heads[column]) for column in grid.numeric}
        for row in range(len(grid.body)):
            label = stems(grid.label(row))
            if label and not grid.is_total(row):
                yield from _row_against(where, grid, row, label, heads, told)


def _row_against(
    where: str,
    grid: Grid,
    row: int,
    label: set[str],
    heads: dict[int, set[str]],
    told: Sequence[Told],
) -> Iterator[Finding]:
    others = [stems(grid.label(at)) for at in range(len(grid.body)) if at != row]
    for each in told:
        words = stems(each.sentence)
        alone = not any(
            other and other <= words and not other <= label for other in others
        )
        if not label <= words or not alone or label & set().union(*heads.values()):
            continue
        columns = [at for at, head in heads.items() if head and head <= words]
        if len(columns) != 1 or _is_dated(each.sentence):
            continue
        cell = grid.figures[row][columns[0]]
        row_values = {one.value for one in grid.figures[row] if one}
        same_unit = [
            one
            for one in amounts(each.sentence)
            if cell and _one_unit(one, cell) and not one.written.isalpha()
        ]
        if (
            cell
            and len(same_unit) == 1
            and same_unit[0] is not None
            and each.amount == same_unit[0]
        ):
            value, off = each.amount.value, abs(each.amount.value - cell.value)
            if (
                value not in row_values
                and off > max(each.amount.printed_to, cell.printed_to) / 2
            ):
                yield Finding(
                    "repeated figure",
                    each.where,
                    f"{each.amount.written} stands here, and {where} has {cell.written} for "
                    f"{grid.label(row)}, {grid.name(columns[0])}.",
                    "Make the text and the table agree.",
                    "likely",
                )


def _one_unit(one: Amount, cell: Amount) -> bool:
    return one.unit == cell.unit or (one.unit == "£" and cell.unit == "number")
