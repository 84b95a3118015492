"""Sums in sentences and lists: parts and what they are said to come to, and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, product

from alongside.reckon.reports.amounts import Amount, amounts, of_unit, said
from alongside.reckon.reports.checks.rounding import (
    add_up,
    comes_to,
    parts_are_rounder,
    slack,
)
from alongside.reckon.reports.outline import Passage, passages
from alongside.reckon.reports.report import Confidence, Finding, Report
from alongside.reckon.reports.wording import sentences

_MADE_OF = re.compile(
    r"(?:made up of|comprising|comprises|consist(?:s|ing) of|composed of|being the sum of|"
    r"broken down as|split (?:as|between|into)|divided (?:as|between|into)|namely|"
    r"which is the sum of|(?:met|funded|financed|paid for) (?:by|from))\b",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"Of (?:the|these|those|our|all)\b", re.IGNORECASE)
_COVERS = re.compile(
    r"[^.;:£]{0,25}:|[^.;£]{0,60}\b(?:covers?|pays? for|provides?|buys?|is for|goes? (?:to|on)|includes?)\b",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    r"(?:\s[a-z]+){0,2}\s(?:in (?:all|total)|altogether)\b", re.IGNORECASE
)
_BRACKETS = re.compile(r"\([^()]+\)")
_AND = re.compile(r"\band\b|\bplus\b|\+")
_PART_OF = re.compile(r"\bof (?:which|whom|these)\b", re.IGNORECASE)
_COMES_TO = re.compile(
    r"\b(?:totall?ing|totals?|a total of|(?:in|a combined) total(?: of)?|come(?:s)? to|"
    r"altogether|together (?:come to|make|cost|are)|add(?:s)? up to|sum(?:s)? to|giving a total|"
    r"making(?: a total of)?|giving)\b|=",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\b(?:leaving|leaves|balance|remaining|remainder|underspend|overspend|shortfall|"
    r"net (?:cost|saving)|difference|gap)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"made up|as follows|breakdown|broken down|allocat|compris|split|consist|used|:\s*$",
    re.I,
)
_TOTAL_ITEM = re.compile(r"(?:sub-?|grand )?total", re.IGNORECASE)
_MEASURE = re.compile(
    r"[\s-]*(?:year|month|week|day|hour|minute|per cent|times|st\b|nd\b|rd\b|th\b)",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(
    r"(?:about|around|approximately|nearly|almost|over|more than|at least|up to|some)\s*$",
    re.I,
)


def check(report: Report) -> Iterator[Finding]:
    every = [amount for each in passages(report) for amount in amounts(each.whole)]
    money = {each.value for each in of_unit(every, "£")}
    for passage in passages(report):
        for each in (passage, *passage.items):
            for sentence in sentences(each.text):
                yield from _sentence(each.where, sentence)
                yield from _in_brackets(each.where, sentence, amounts(sentence))
        yield from _left(passage, money)
        yield from _list(passage)


def _sentence(where: str, sentence: str) -> Iterator[Finding]:
    found = amounts(sentence)
    made, comes, part = (
        pattern.search(sentence) for pattern in (_MADE_OF, _COMES_TO, _PART_OF)
    )
    if made and (total := _before(found, made.start())):
        yield from _compared(
            where, found, _parts(sentence, found, total, made.end(), 10**9), total
        )
    elif comes and (total := _after(found, comes.end())):
        parts = _parts(sentence, found, total, 0, comes.start())
        if len(parts) < 2:
            parts = (
                _parts(sentence, found, total, total.end, 10**9)
                if re.match(r"\s?[(:]", sentence[total.end :])
                else []
            )
        yield from _compared(where, found, parts, total)
    elif part and (total := _before(found, part.start())):
        parts = _parts(sentence, found, total, part.end(), 10**9)
        if add_up(parts) > total.value or re.search(
            r"\bthe (?:rest|remain\w+|other)\b", sentence[part.end() :]
        ):
            yield from _compared(where, found, parts, total)
    else:
        yield from _of_the(where, sentence, found)


def _of_the(where: str, sentence: str, found: Sequence[Amount]) -> Iterator[Finding]:
    """Yield "Of the 46 posts, 31 are filled, 9 are covered and 7 vacant"; "X pays for …"."""
    start = _OF_THE.match(sentence)
    total = found[0] if found else None
    covers = total and _COVERS.match(sentence[total.end :])
    ends = [each for each in found if _IN_ALL.match(sentence[each.end :])]
    if ends and ends[-1] is not total:
        total = ends[-1]
        parts = _parts(sentence, found, total, 0, total.start)
    elif total and (start or covers):
        parts = _parts(sentence, found, total, total.end, 10**9)
    else:
        return
    apart = abs(add_up(parts) - total.value)
    near = 8 if total.unit == "£" else 20  # groups of people may overlap
    if total in ends or (len(parts) >= 3 and apart * near <= abs(total.value)):
        yield from _compared(where, found, parts, total)


def _before(found: Sequence[Amount], end: int) -> Amount | None:
    """Return the figure that a cue looks back at: no further than a few words."""
    near = [each for each in found if each.end <= end and end - each.end <= 60]
    return near[-1] if near and near[-1].unit in ("£", "number") else None


def _after(found: Sequence[Amount], start: int) -> Amount | None:
    near = [each for each in found if 0 <= each.start - start <= 30]
    return near[0] if near and near[0].unit in ("£", "number") else None


def _parts(
    sentence: str, found: Sequence[Amount], total: Amount, start: int, end: int
) -> list[Amount]:
    """Return the figures between two places that a total may be of: as it is measured."""
    return [
        each
        for each in found
        if start <= each.start < end
        and each is not total
        and each.unit == total.unit
        and not (each.unit == "number" and _MEASURE.match(sentence[each.end :]))
    ]


def _compared(
    where: str, found: Sequence[Amount], parts: Sequence[Amount], total: Amount
) -> Iterator[Finding]:
    if not 2 <= len(parts) <= 12:
        return
    counts = [each for each in found if each.unit == "number" and each is not total]
    if any(comes_to(reading, parts, total) for reading in readings(parts, counts)):
        return
    sums = " + ".join(each.written for each in parts)
    near = abs(add_up(parts) - total.value) * 2 <= abs(total.value)
    if not near and total.unit == "number":
        return
    exact = near and total.unit == "£" and not parts_are_rounder(parts, total)
    sure: Confidence = "certain" if exact else "likely"
    yield Finding(
        "sum",
        where,
        f"{total.written} is said to be the whole, but {sums} is "
        f"{said(add_up(parts), total.unit)}.",
        "Correct the whole, or the part that is wrong.",
        sure if near else "worth a look",
    )


def readings(parts: Sequence[Amount], counts: Sequence[Amount]) -> Iterator[Decimal]:
    """Yield what parts may come to: each once, or times a count that is told beside them.

    Six people at £4,000 and £15,000 are £39,000. Any part may itself be the sum of the
    others, so each is left out in turn.
    """
    yield add_up(parts)
    if len(parts) > 2:
        for left in range(len(parts)):
            without = [each for at, each in enumerate(parts) if at != left]
            if add_up(without) == parts[left].value:
                yield add_up(without)
    times = sorted({each.value for each in counts if 1 < each.value <= 200})[:4]
    if times and len(parts) <= 4 and parts[0].unit == "£":
        for factors in product([Decimal(1), *times], repeat=len(parts)):
            yield sum(
                (
                    each.value * factor
                    for each, factor in zip(parts, factors, strict=True)
                ),
                Decimal(0),
            )


def _in_brackets(
    where: str, sentence: str, found: Sequence[Amount]
) -> Iterator[Finding]:
    """Yield a sum with its parts in brackets after it: "£88,500 (£56,000 from … and £31,500 …)"."""
    for match in _BRACKETS.finditer(sentence):
        total = _before(found, match.start())
        if total is None or total.unit != "£" or not _AND.search(match[0]):
            continue
        parts = _parts(sentence, found, total, match.start(), match.end())
        yield from _compared(where, found, parts, total)


def _left(passage: Passage, money: set[Decimal]) -> Iterator[Finding]:
    """Yield what is said to be left, and is no difference of the figures before it."""
    for each in (passage, *passage.items):
        so_far: list[Amount] = []
        for sentence in sentences(each.text):
            cue = _LEFT.search(sentence)
            found = of_unit(amounts(sentence), "£")
            near = [one for one in found if cue and -60 <= _distance(one, cue) <= 40]
            if near and cue and not _ROUGHLY.search(sentence[: near[0].start]):
                rest = min(
                    near,
                    key=lambda one: (_distance(one, cue) < 0, abs(_distance(one, cue))),
                )
                others = [one for one in (*so_far[-8:], *found[:8]) if one is not rest]
                yield from _rest(each.where, rest, others, money, len(found) == 3)
            so_far += found


def _rest(
    where: str, rest: Amount, others: Sequence[Amount], money: set[Decimal], alone: bool
) -> Iterator[Finding]:
    """Yield a rest that two figures before it do not leave: the only two, or by a misprint."""
    apart = [
        (abs(one.value - other.value), one, other)
        for one, other in combinations(others, 2)
        if one.value != other.value
    ]
    if any(abs(value - rest.value) <= slack(pair, rest) for value, *pair in apart):
        return
    if _differs(rest.value, money) or rest.value in {each.value for each in others}:
        return
    for value, one, other in apart:
        if (alone and len(others) == 2) or is_misprint(value, rest.value):
            yield Finding(
                "sum",
                where,
                f"{rest.written} is said to be left, but {one.written} and {other.written} are "
                f"{said(value, '£')} apart.",
                "Correct what is left, or the figures that it comes of.",
                "likely",
            )
            return


def is_misprint(right: Decimal, printed: Decimal) -> bool:
    """Whether a figure is another with one digit changed, or two changed round."""
    a, b = str(right.to_integral_value()), str(printed.to_integral_value())
    apart = [at for at in range(min(len(a), len(b))) if a[at] != b[at]]
    if len(a) != len(b) or len(a.rstrip("0")) < 2:
        return False
    swapped = len(apart) == 2 and sorted(a) == sorted(b)
    return len(apart) == 1 or swapped


def _distance(amount: Amount, cue: re.Match[str]) -> int:
    return (
        amount.start - cue.end()
        if amount.start >= cue.end()
        else 2 * (cue.start() - amount.end)
    )


def _differs(value: Decimal, money: set[Decimal]) -> bool:
    """Whether two sums that the report tells are so far apart."""
    return any(each + value in money for each in money if each != value)


def _list(passage: Passage) -> Iterator[Finding]:
    """Yield a list whose parts do not come to the figure that introduces it."""
    parts = [
        found[0]
        for item in passage.items
        if (found := of_unit(amounts(item.text), "£"))
    ]
    last = passage.items[-1] if passage.items else None
    if len(parts) < 2 or len(parts) < len(passage.items) or last is None:
        return
    if _TOTAL_ITEM.match(last.text):
        yield from _list_compared(
            last.where, passage, parts[:-1], [parts[-1]], "certain"
        )
        return
    told = of_unit(amounts(passage.text), "£")
    if told and _LIST.search(passage.text) and passage.text.rstrip().endswith(":"):
        yield from _list_compared(passage.where, passage, parts, told, "likely")


def _list_compared(
    where: str,
    passage: Passage,
    parts: Sequence[Amount],
    told: Sequence[Amount],
    sure: Confidence,
) -> Iterator[Finding]:
    if len(parts) < 2 or any(_comes_to(passage, parts, total) for total in told):
        return
    total = min(told, key=lambda each: abs(each.value - add_up(parts)))
    sums = " + ".join(each.written for each in parts)
    near = abs(add_up(parts) - total.value) * 2 <= abs(total.value)
    yield Finding(
        "sum",
        where,
        f"The list comes to {said(add_up(parts), '£')} ({sums}), and {total.written} is "
        "told for it.",
        "Correct the sum, or the item that is wrong.",
        ("certain" if total.unit == "£" and sure == "certain" else "likely")
        if near
        else "worth a look",
    )


def _comes_to(passage: Passage, parts: Sequence[Amount], total: Amount) -> bool:
    counts = [
        each for item in passage.items for each in of_unit(amounts(item.text), "number")
    ]
    return any(comes_to(reading, parts, total) for reading in readings(parts, counts))
