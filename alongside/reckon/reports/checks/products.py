"""What so many cost at so much each, worked out again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from alongside.reckon.reports.amounts import Amount, amounts, of_unit, said
from alongside.reckon.reports.outline import each_text
from alongside.reckon.reports.report import Finding, Report
from alongside.reckon.reports.wording import sentences

_EACH = re.compile(
    r"^\s*(?:each\b|apiece|per\b|an?\s(?:head|post|place|child|worker|person|session|visit|month|"
    r"week|year|hour|day)\b|for each\b|for every\b|(?:a|per) (?:fte|fte post)\b)",
    re.IGNORECASE,
)
_EACH_BEFORE = re.compile(
    r"\b(?:each (?:costs?|costing|is|at|post costs)|unit cost(?: of)?|per \w+ (?:cost )?(?:of|is)|(?:post|place) costs?)\s*$",
    re.I,
)
_TOTAL = re.compile(
    r"(?:total\w*|costs?|costing|come(?:s)? to|making|giving|amount(?:s|ing)? to|equat\w+ to|"
    r"equivalent to|is|would be|will be|or|=|budget of|sum of|of)\s*(?:a |an |about )?(?:total )?(?:of |to )?$",
    re.IGNORECASE,
)
_IN_ALL = re.compile(r"\s(?:in (?:all|total)|altogether)\b", re.IGNORECASE)
_ROUGHLY = re.compile(
    r"(?:about|around|approximately|nearly|almost|over|more than|at least|up to|some|between)\s*$",
    re.I,
)
_IN_A_YEAR = {"month": 12, "week": 52, "quarter": 4}
_RATES = re.compile(
    r"£[\d,.]+\s(?:a|per|each)\s(?P<of>month|week|quarter),?\s(?:or|which is|equal to|that is|i\.e\.)\s"
    r"(?P<year>£[\d,.]+)\s(?:a|per)\s(?:year|annum)",
    re.IGNORECASE,
)
_USUAL = (
    Decimal(12),
    Decimal(52),
    Decimal("52.14"),
    Decimal(37),
    Decimal(7),
    Decimal(5),
    Decimal(4),
)


def check(report: Report) -> Iterator[Finding]:
    for passage in each_text(report):
        for sentence in sentences(passage.text):
            yield from _sentence(passage.where, sentence)
            yield from _per_year(passage.where, sentence)


def _sentence(where: str, sentence: str) -> Iterator[Finding]:
    found = amounts(sentence)
    money = of_unit(found, "£")
    units = [each for each in money if _is_each(sentence, each)]
    if len(units) != 1 or len(money) != 2:
        return
    [unit] = units
    [total] = [each for each in money if each is not unit]
    counts = [each for each in found if each.unit == "number" and each.value > 0]
    if (
        not counts
        or _ROUGHLY.search(sentence[: total.start])
        or not _is_total(sentence, unit, total)
    ):
        return
    if any(_same(each, total, unit) for each in _products(unit.value, counts)):
        return
    count = min(counts, key=lambda each: abs(each.end - unit.start))
    come_to = unit.value * count.value
    near = bool(total.value) and Decimal("0.4") <= come_to / total.value <= Decimal(
        "2.5"
    )
    yield Finding(
        "rate recomputed",
        where,
        f"{count.written} at {unit.written} is {said(come_to, '£')}, and {total.written} is printed.",
        "Correct the sum, the number or the price of one.",
        ("certain" if len(counts) == 1 else "likely") if near else "worth a look",
    )


def _per_year(where: str, sentence: str) -> Iterator[Finding]:
    """Yield a rate for a month or a week beside another for a year: "or £16,000 a year"."""
    match = _RATES.search(sentence)
    if not match:
        return
    found = of_unit(amounts(match[0]), "£")
    times = _IN_A_YEAR[match["of"].lower()]
    if len(found) != 2 or _ROUGHLY.search(sentence[: match.start("year")]):
        return
    short, year = found
    low, high = (short.value + sign * short.printed_to / 2 for sign in (-1, 1))
    rough = max(year.printed_to / 2, year.value / 100)
    if low * times - rough <= year.value <= high * times + rough:
        return
    yield Finding(
        "rate recomputed",
        where,
        f"{short.written} a {match['of']} is {said(short.value * times, '£')} a year, and {year.written} "
        "is printed.",
        "Correct one of the two.",
        "likely",
    )


def _is_each(sentence: str, amount: Amount) -> bool:
    return bool(
        _EACH.match(sentence[amount.end :])
        or _EACH_BEFORE.search(sentence[: amount.start])
    )


def _is_total(sentence: str, unit: Amount, total: Amount) -> bool:
    between = sentence[unit.end : total.start] if unit.end < total.start else ""
    if _IN_ALL.match(sentence[total.end :]):
        return True
    said_so = bool(_TOTAL.search(sentence[: total.start])) or "(" in between
    return said_so or (
        total.start < unit.start and " at " in sentence[total.end : unit.start]
    )


def _products(unit: Decimal, counts: Sequence[Amount]) -> Iterator[Decimal]:
    """Yield what a price comes to with any of the counts beside it, a year's months among them."""
    factors = [each.value for each in counts][:5]
    for size in range(1, len(factors) + 1):
        for chosen in combinations(factors, size):
            times = Decimal(1)
            for each in chosen:
                times *= each
            yield unit * times
            yield from (unit * times * usual for usual in _USUAL)
            yield unit * times / 12
            yield unit * times / 52
    yield unit * sum(factors, Decimal(0))
    yield from (unit * usual for usual in _USUAL)
    yield unit * 37 * 52


def _same(value: Decimal, total: Amount, unit: Amount) -> bool:
    times = abs(value / unit.value) if unit.value else Decimal(1)
    allowed = (total.printed_to + unit.printed_to * times) / 2
    return abs(value - total.value) <= allowed
