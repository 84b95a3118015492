"""What would be the case of more, or of a greater share: told, and not what proportion gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from alongside.reckon.reports.amounts import Amount, amounts, of_unit, said
from alongside.reckon.reports.outline import each_text
from alongside.reckon.reports.report import Finding, Report
from alongside.reckon.reports.wording import sentences, stem

_IF = re.compile(
    r"\b(?:if|were|at this rate|on this basis|extrapolat\w+|pro rata|scal\w+ up|project\w+|"
    r"would)\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"\b(?:assum\w+|because|at (?:the|a) (?:unit|marginal)|model|range|between|unit cost|"
    r"calculated|taking|holding|each cost|cost now)\b",
    re.IGNORECASE,
)
_SO = re.compile(r"[,;]\s(?:so|which means|on that basis|at that rate|if|and)\b|;\s")
_MEASURED = re.compile(
    r"^\s(?:hours|days|sessions|visits|calls|weeks)\b", re.IGNORECASE
)
_IS_CHANGE = re.compile(r"\bby\s(?:about\s|another\s)?$", re.IGNORECASE)
_MORE = re.compile(r"^\s(?:more|less|higher|lower|extra)\b", re.IGNORECASE)
_COUNTED = re.compile(r"^\s(?:[a-z-]+\s){0,2}?(?P<of>[a-z]{4,})\b")
_PERIOD = re.compile(
    r"^[\s-]*(?:full\s)?(?P<of>months?|weeks?|quarters?)\b", re.IGNORECASE
)
_MONTHS = {"month": Decimal(1), "quarter": Decimal(3), "week": Decimal(12) / 52}
_PARTS_OF_A_YEAR = {
    "first quarter": Decimal(3),
    "one quarter": Decimal(3),
    "first half": Decimal(6),
}
_PART_OF_A_YEAR = re.compile("|".join(_PARTS_OF_A_YEAR), re.IGNORECASE)
_FULL_YEAR = re.compile(
    r"\b(?:full[\s-]year|a year|annually|per year|per annum|over (?:a|the) year|12 months|twelve months)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Scaled:
    """A sum of money, and the share or the number that it is told for."""

    money: Amount
    size: Amount
    of: str


def check(report: Report) -> Iterator[Finding]:
    for passage in each_text(report):
        told = sentences(passage.text)
        for at, sentence in enumerate(told):
            if not _IF.search(sentence) or _HOW.search(sentence):
                continue
            yield from _by_time(passage.where, sentence)
            if not any(_IF.search(each) and "£" in each for each in told[:at]):
                yield from _by_size(passage.where, told[:at], sentence)


def _by_size(where: str, before: Sequence[str], sentence: str) -> Iterator[Finding]:
    """Yield a sum for a share or a number, not in proportion to that for another."""
    within = _two_in_one(sentence)
    if within:
        yield from _in_proportion(where, *within)
        return
    for told in _scaled(sentence):
        bases = [
            base for each in before[-3:] for base in _scaled(each) if base.of == told.of
        ]
        if bases:
            yield from _in_proportion(where, bases[-1], told)
            return


def _two_in_one(sentence: str) -> tuple[Scaled, Scaled] | None:
    """Return the two of "three teams saved £24,000, so all 15 teams would save £180,000"."""
    halves = _SO.split(sentence, maxsplit=1)
    if len(halves) != 2:
        return None
    for base in _scaled(halves[0]):
        for told in _scaled(halves[1]):
            if base.of == told.of:
                return base, told
    return None


def _scaled(sentence: str) -> list[Scaled]:
    """Return a sentence's only sum of money with each share, or each count of a thing."""
    found = amounts(sentence)
    money = of_unit(found, "£") or [
        each for each in found if _MEASURED.match(sentence[each.end :])
    ]
    if len(money) != 1:
        return []
    shares = [
        Scaled(money[0], each, "%")
        for each in of_unit(found, "%")
        if not _IS_CHANGE.search(sentence[: each.start])
        and not _MORE.match(sentence[each.end :])
    ]
    counts = [
        Scaled(money[0], each, stem(counted["of"]))
        for each in of_unit(found, "number")
        if each.value > 1
        and each not in money
        and (counted := _COUNTED.match(sentence[each.end :]))
    ]
    return [*(shares if len(shares) == 1 else []), *counts]


def _in_proportion(where: str, base: Scaled, told: Scaled) -> Iterator[Finding]:
    if not base.size.value or base.size.value == told.size.value:
        return
    cost, printed = base.money, told.money
    low = _low(cost) * _low(told.size) / _high(base.size)
    high = _high(cost) * _high(told.size) / max(_low(base.size), Decimal("0.01"))
    half = printed.printed_to / 2
    if told.of != "%":
        low, high = (
            _low(cost) * told.size.value / base.size.value,
            _high(cost) * told.size.value / base.size.value,
        )
        half = max(half, printed.value / 100)
    if low - half <= printed.value <= high + half:
        return
    come_to = cost.value * told.size.value / base.size.value
    yield Finding(
        "extrapolation",
        where,
        f"{cost.written} for {base.size.written} is {said(come_to.quantize(Decimal(1)), cost.unit)} for "
        f"{told.size.written} in proportion, and {printed.written} is printed without saying how.",
        "Say what is held constant, or correct the estimate.",
        "likely",
    )


def _by_time(where: str, sentence: str) -> Iterator[Finding]:
    """Yield a year's cost that is not that of so many months in proportion."""
    found = amounts(sentence)
    money = of_unit(found, "£")
    periods = [
        _PARTS_OF_A_YEAR[each.lower()] for each in _PART_OF_A_YEAR.findall(sentence)
    ]
    periods += [
        each.value * _MONTHS[match["of"].lower().rstrip("s")]
        for each in found
        if each.unit == "number" and (match := _PERIOD.match(sentence[each.end :]))
    ]
    if len(money) != 2 or len(periods) != 1 or not _FULL_YEAR.search(sentence):
        return
    part, year = money
    come_to = part.value * 12 / periods[0]
    rough = part.printed_to * 12 / periods[0] / 2 + year.printed_to / 2
    apart = abs(come_to - year.value) > rough
    if periods[0] < 12 and apart and part.value < year.value < 4 * come_to:
        yield Finding(
            "extrapolation",
            where,
            f"{part.written} for {said(periods[0], 'number')} months is {said(come_to, '£')} a year "
            f"in proportion, and {year.written} is printed without saying how.",
            "Say what is held constant, or correct the estimate.",
            "likely",
        )


def _low(amount: Amount) -> Decimal:
    return amount.value - amount.printed_to / 2


def _high(amount: Amount) -> Decimal:
    return amount.value + amount.printed_to / 2
