"""What posts cost for so many months, or so many of them, of a yearly cost told nearby."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from alongside.reckon.figures import rounded
from alongside.reckon.reports.amounts import Amount, amounts, of_unit, said
from alongside.reckon.reports.outline import Passage, argument, passages
from alongside.reckon.reports.report import Finding, Report
from alongside.reckon.reports.wording import sentences

_YEARLY_AFTER = re.compile(
    r"^\s(?:a|per|each) (?:full )?(?:year|annum)\b|^\sannually\b|^\swith on-costs",
    re.IGNORECASE,
)
_YEARLY_BEFORE = re.compile(
    r"\b(?:yearly|annual|full[\s-]year) (?:\w+\s)?(?:cost|sum|budget|salary) (?:of|is)\s$|\bpost\b[^.£]{0,40}\b(?:is|costs)\s$",
    re.IGNORECASE,
)
_A_SHORTER = re.compile(
    r"^\s(?:a|an|per|each)\s(?:month|week|hour|day|session|visit)", re.IGNORECASE
)
_MONTHS = re.compile(r"^[\s-]months?\b", re.IGNORECASE)
_POSTS = re.compile(
    r"^\s(?:[\w-]+\s){0,3}?(?:posts?|fte|together|of them|workers|officers|practitioners|administrators|therapists)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\bboth\b|\bthe two\b", re.IGNORECASE)
_COSTS = re.compile(
    r"\b(?:costs?|costing|cost of|come(?:s)? to|is|be|are|together|for|posts)\s(?:therefore\s|about\s)?$",
    re.IGNORECASE,
)
_NEAR = Decimal("0.35")
_FEW = 6  # of yearly costs and of counts: more are a table, told as a list


def check(report: Report) -> Iterator[Finding]:
    told = argument(report)
    money = {
        each.value
        for one in passages(report)
        for each in of_unit(amounts(one.whole), "£")
    }
    for before, passage in zip([None, *told], told, strict=False):
        yield from _passage(before, passage, money)


def _passage(
    before: Passage | None, passage: Passage, money: set[Decimal]
) -> Iterator[Finding]:
    nearby = before.whole if before and before.section == passage.section else ""
    bases = _yearly(f"{nearby} {passage.whole}")[:_FEW]
    if not bases:
        return
    counts, so_far = _counts(nearby), set[Decimal]()
    for sentence in sentences(passage.whole):
        own, months = _counts(sentence), _months(sentence)
        counts |= own
        so_far = months or so_far
        if not (months or own):
            continue
        for told in _sums(sentence, bases):
            readings = list(_readings(bases, counts, so_far))
            if any(_same(value, told) for value, _ in readings) or _is_other(
                told, months, money
            ):
                continue
            yield from _finding(passage.where, told, readings)


def _yearly(text: str) -> list[Amount]:
    """Return the sums that are told as a year's."""
    return [
        each
        for each in of_unit(amounts(text), "£")
        if _YEARLY_AFTER.match(text[each.end : each.end + 40])
        or _YEARLY_BEFORE.search(text[max(each.start - 60, 0) : each.start])
    ]


def _counts(text: str) -> set[Decimal]:
    found = {
        each.value
        for each in of_unit(amounts(text), "number")
        if 1 < each.value <= 60 and _POSTS.match(text[each.end : each.end + 60])
    }
    return found | ({Decimal(2)} if _BOTH.search(text) else set())


def _months(text: str) -> set[Decimal]:
    return {
        each.value
        for each in of_unit(amounts(text), "number")
        if 0 < each.value < 12 and _MONTHS.match(text[each.end : each.end + 20])
    }


def _sums(sentence: str, bases: Sequence[Amount]) -> list[Amount]:
    """Return the sums of a sentence that are said to be a cost, and are no rate."""
    yearly = {each.value for each in bases}
    return [
        each
        for each in of_unit(amounts(sentence), "£")
        if each.value not in yearly
        and _COSTS.search(sentence[max(each.start - 40, 0) : each.start])
        and not _A_SHORTER.match(sentence[each.end :])
        and not _YEARLY_AFTER.match(sentence[each.end :])
    ]


def _readings(
    bases: Sequence[Amount], counts: set[Decimal], months: set[Decimal]
) -> Iterator[tuple[Decimal, str]]:
    """Yield what a yearly cost may come to, with the sum in words."""
    for base, count, month in product(
        bases, [Decimal(1), *sorted(counts)[:_FEW]], [Decimal(12), *sorted(months)]
    ):
        if count == 1 and month == 12:
            continue
        many = f"{said(count, 'number')} times " if count > 1 else ""
        long = f" for {said(month, 'number')} months" if month < 12 else ""
        yield base.value * count * month / 12, f"{many}{base.written} a year{long}"


def _same(value: Decimal, told: Amount) -> bool:
    """Whether a value is the sum told; each of several posts may have been rounded first."""
    return abs(value - told.value) <= max(told.printed_to, Decimal(3))


def _is_other(told: Amount, months: set[Decimal], money: set[Decimal]) -> bool:
    """Whether it is so many months of another sum of the report."""
    return any(_same(other * month / 12, told) for other in money for month in months)


def _finding(
    where: str, told: Amount, readings: Sequence[tuple[Decimal, str]]
) -> Iterator[Finding]:
    near = [
        each for each in readings if abs(each[0] - told.value) <= _NEAR * told.value
    ]
    if near:
        value, words = min(near, key=lambda each: abs(each[0] - told.value))
        yield Finding(
            "rate recomputed",
            where,
            f"{words} is {said(rounded(value, 0), '£')}, and {told.written} is printed.",
            "Correct the sum, the months or the number of posts.",
            "likely",
        )
