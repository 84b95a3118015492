"""Movements: "fell" with a rise, a change that is another, per cent where points are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from alongside.reckon.reports.amounts import Amount, amounts, said
from alongside.reckon.reports.checks.clauses import another_clause
from alongside.reckon.reports.outline import each_text
from alongside.reckon.reports.report import Finding, Report
from alongside.reckon.reports.wording import sentences

_UP = r"rose|risen|rises?|rising|increas\w+|grew|grown|grow(?:s|ing|th)?|climb\w*|went up|gone up|up"
_DOWN = (
    r"fell|fallen|falls?|falling|decreas\w+|reduc\w+|dropp?\w*|declin\w+|went down|gone down|"
    r"down|shr[aiu]nk\w*|lower(?:ed|ing)|cut"
)
MOVES = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?!-)", re.IGNORECASE)
# "(…) in 2024, a fall of", "to 800 in the spring term, which is an increase of"
_WHICH_IS = re.compile(
    r"(?:\s\([^)]*\))?(?:\s(?!to\b|from\b)[\w/’'-]+){0,7}?\s?(?:,|:|–|—|-)?\s"
    r"(?:(?:which|this|that) is )?(?:an?|the)\s(?=[a-z])"
)
_BY = re.compile(
    r"\bby\s+(?:about\s|around\s|some\s|a\s|over\s|nearly\s|almost\s)?$|"
    r"(?:increase|rise|fall|decrease|reduction|drop|growth) of\s(?:about\s)?$|"
    r"\(\s?(?:a |an )?(?:[+-]|up |down )?$|,\s(?:a |an )$|"
    r"\b(?:up|down|rose|fell|risen|fallen|increased|decreased|grew|grown|dropped|improved)\s$|"
    r"\b(?:improvement|difference|gap|change|saving) of\s(?:about\s)?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s(?:\w+\s){0,2}$")
_TO = re.compile(r"\bto\s(?:\w+\s){0,2}$")
_AT = re.compile(r"\b(?:to|at|was|is|were|are)\s(?:\w+\s){0,2}$")
_AGAINST = re.compile(r"\b(?:from|compared (?:with|to)|against)\s(?:\w+\s){0,4}$")
_WAS = re.compile(r"\b(?:was|were|stood at)\s$")
_AND_NOW = re.compile(
    r"^(?:\s\w+)?\s(?:in|at|on)\s[\w\s]{2,25}\sand\s(?:(?:is|are|was|were)\s)?(?:\w+\s){0,2}$"
)
_EARLIER = re.compile(
    r"\(\s?(?:in\s)?(?:19|20)\d\d(?:[/-]\d\d)?:?\s$"
)  # "9.8 days (2024: 9.1"
BETTER = re.compile(r"\b(?:improv|worse|differ|gap|chang)", re.IGNORECASE)
_BY_AFTER = re.compile(
    r"^\s(?:\w+\s)?(?:increase|rise|fall|reduction|decrease|drop|growth|improvement)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Move:
    """A movement that a sentence tells: from, to, the word's way, and what it is told by."""

    before: Amount
    after: Amount
    word: str
    up: bool
    by: Amount | None


def check(report: Report) -> Iterator[Finding]:
    for passage in each_text(report):
        told = sentences(passage.text)
        for sentence in told:
            found = amounts(sentence)
            for move in _moves(sentence, found):
                yield from _way(passage.where, move)
                yield from _by(passage.where, move)
        for two in zip(told, told[1:], strict=False):
            yield from _over_two(passage.where, two)


def pairs(sentence: str, found: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    """Yield figures that a sentence moves between: from the first to the second."""
    for at, one in enumerate(found):
        lead = sentence[max(one.start - 60, 0) : one.start]
        for other in found[at + 1 : at + 5]:
            between = sentence[one.end : other.start]
            if len(between) > 110 or one.unit != other.unit or one.unit == "points":
                continue
            if _FROM.search(lead) and _TO.search(between):
                yield one, other
                break
            if _WAS.search(lead) and _AND_NOW.search(between):
                yield one, other
                break
            against = _AT.search(lead) and _AGAINST.search(between)
            if (against and not another_clause(between)) or _EARLIER.search(between):
                yield other, one
                break


def _moves(sentence: str, found: Sequence[Amount]) -> Iterator[Move]:
    for before, after in pairs(sentence, found):
        start = min(before.start, after.start)
        word = _nearest(sentence, start, max(before.end, after.end))
        by = [
            each
            for each in found
            if abs(each.start - start) < 140
            and each not in (before, after)
            and is_change(sentence, each)
            and not another_clause(_between(sentence, (before, after), each))
        ]
        change = by[0] if len(by) == 1 else None
        if word:
            yield Move(before, after, word[0], bool(word["up"]), change)
        elif change and BETTER.search(sentence):
            yield Move(before, after, "", after.value > before.value, change)


def _between(sentence: str, two: tuple[Amount, Amount], by: Amount) -> str:
    """Return what stands between two figures and one that may be their change."""
    start, end = min(each.start for each in two), max(each.end for each in two)
    return sentence[by.end : start] if by.end <= start else sentence[end : by.start]


def is_change(sentence: str, amount: Amount) -> bool:
    """Whether a figure is by how much something moved, and not where it came to."""
    return bool(
        _BY.search(sentence[max(amount.start - 40, 0) : amount.start])
        or _BY_AFTER.match(sentence[amount.end :])
    )


def _nearest(sentence: str, start: int, end: int) -> re.Match[str] | None:
    """Return the word of movement that belongs to two figures: close before, else close after."""
    if within := list(MOVES.finditer(sentence, start, end)):
        return within[-1]
    before = list(MOVES.finditer(sentence, max(start - 85, 0), start))
    before = [each for each in before if start - each.end() <= 75]
    clause = sentence[max(0, start - 75) : start]
    if before and not another_clause(sentence[before[-1].end() : start]):
        ways = {bool(each["up"]) for each in before[-2:]}
        return before[-1] if len(ways) == 1 or start - before[-1].end() <= 25 else None
    after = _WHICH_IS.match(sentence[end:])
    if after and not clause.strip().endswith(":"):
        start = end + after.end()
        return MOVES.search(sentence, start, start + 28)
    return None


def _way(where: str, move: Move) -> Iterator[Finding]:
    if (
        move.before.value == move.after.value
        or (move.after.value > move.before.value) == move.up
    ):
        return
    yield Finding(
        "words against figures",
        where,
        f"“{move.word}” is said of a change from {move.before.written} to {move.after.written}, "
        f"which is a {'fall' if move.up else 'rise'}.",
        "Correct the word, or the figures.",
        "certain",
    )


def _by(where: str, move: Move) -> Iterator[Finding]:
    by, before, after = move.by, move.before, move.after
    if by is None or before.value <= 0:
        return
    apart = abs(after.value - before.value)
    relative = 100 * apart / before.value
    if by.unit == "%":
        points = before.unit == "%" and by.value == apart
        if points and abs(by.value - relative) > by.printed_to / 2:
            yield for_points(where, by, before, after)
        if points or _may_be_relative(by, before, after):
            return
        right = said(relative, "%")
        right += f", or {said(apart, 'points')}" if before.unit == "%" else ""
    elif by.unit == before.unit or (by.unit == "points" and before.unit == "%"):
        if abs(by.value - apart) <= _rough(by, before, after):
            return
        right = said(apart, by.unit)
    else:
        return
    yield Finding(
        "change recomputed",
        where,
        f"From {before.written} to {after.written} is a change of {right}, and {by.written} is "
        "printed.",
        "Correct the change, or the figures that it comes of.",
        "certain",
    )


def _rough(by: Amount, before: Amount, after: Amount) -> Decimal:
    """Return how far a change may lie from that of its printed figures; counts are exact."""
    if by.printed_to >= 1 and by.unit == "number":
        return Decimal(0)
    return (by.printed_to + before.printed_to + after.printed_to) / 2


def _may_be_relative(by: Amount, before: Amount, after: Amount) -> bool:
    """Whether a percentage may be the change between two figures, each rounded as printed."""
    whole = before.unit == "number" and before.printed_to == after.printed_to == 1
    start, end = (
        Decimal(0) if whole else each.printed_to / 2 for each in (before, after)
    )
    ratios = [
        (after.value + sign * end) / max(before.value - sign * start, Decimal("0.001"))
        for sign in (-1, 1)
    ]
    least, most = sorted(abs(each - 1) * 100 for each in ratios)
    if min(ratios) <= 1 <= max(ratios):
        least = Decimal(0)
    half = by.printed_to / 2
    return least - half <= by.value <= most + half


def for_points(where: str, by: Amount, before: Amount, after: Amount) -> Finding:
    apart = abs(after.value - before.value)
    relative = 100 * apart / abs(before.value)
    return Finding(
        "percentage points",
        where,
        f"{by.written} is said of a change from {before.written} to {after.written}: that is "
        f"{said(apart, 'points')} of percentage, and a change of {said(relative, '%')}.",
        f"Write “{said(apart, 'number')} percentage points”.",
        "likely",
    )


def near_change(sentence: str, by: Amount) -> re.Match[str] | None:
    near = [
        each
        for each in MOVES.finditer(sentence)
        if 0 <= by.start - each.end() <= 40 or 0 <= each.start() - by.end <= 12
    ]
    return near[-1] if near else None


def _over_two(where: str, told: Sequence[str]) -> Iterator[Finding]:
    """Yield a change told in one sentence of a figure of the sentence before it.

    "It was £3.12 million. In 2024/25 it was £3.58 million, an increase of 17.4%."
    """
    first, second = told
    after = [each for each in amounts(second) if not is_change(second, each)]
    by = [
        each
        for each in amounts(second)
        if each not in after and each.unit in ("%", "points")
    ]
    if len(by) != 1 or len(after) != 1 or after[0].written.isalpha():
        return
    if by[0].start < after[0].start:
        return  # "a rise of 5% would cost £850,000" tells no change of the cost
    before = [each for each in amounts(first) if each.unit == after[0].unit]
    word = near_change(second, by[0])
    if (
        len(before) == 1
        and word
        and before[0].value
        and not before[0].written.isalpha()
    ):
        yield from _by(
            where, Move(before[0], after[0], word[0], bool(word["up"]), by[0])
        )
