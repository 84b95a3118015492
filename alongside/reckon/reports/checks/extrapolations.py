"""What would be the case if a share were another: told, and not what proportion gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from alongside.reckon.reports.amounts import Amount, amounts, of_unit, said
from alongside.reckon.reports.outline import each_text
from alongside.reckon.reports.report import Finding, Report
from alongside.reckon.reports.wording import sentences

_IF = re.compile(
    r"\b(?:if|were|at this rate|on this basis|extrapolat\w+|pro rata|scal\w+ up|project\w+|would (?:be|cost|rise|reach|become))\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"\b(?:assum\w+|because|at (?:the|a) (?:unit|marginal)|model|range|between|unit cost|"
    r"calculated|taking|holding)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"^[\s-]*(?:full\s)?(?P<of>months?|weeks?|quarters?|years?)\b", re.IGNORECASE
)
_MONTHS = {
    "month": Decimal(1),
    "quarter": Decimal(3),
    "year": Decimal(12),
    "week": Decimal(12) / 52,
}
_FULL_YEAR = re.compile(
    r"\b(?:full[\s-]year|a year|annually|per year|per annum|over (?:a|the) year|12 months|twelve months)\b",
    re.I,
)


def check(report: Report) -> Iterator[Finding]:
    for passage in each_text(report):
        if _IF.search(passage.text):
            yield from _by_share(passage.where, passage.text)
            yield from _by_time(passage.where, passage.text)


def _by_share(where: str, text: str) -> Iterator[Finding]:
    """Yield a cost at one share that is not in proportion to the cost at another."""
    found = amounts(text)
    telling = [each for each in sentences(text) if _IF.search(each)]
    for sentence in telling:
        shares, money = of_unit(amounts(sentence), "%"), of_unit(amounts(sentence), "£")
        if len(shares) != 1 or len(money) != 1 or _HOW.search(sentence):
            continue
        start = text.index(sentence)
        base_money = [each for each in of_unit(found, "£") if each.end <= start]
        base_share = [each for each in of_unit(found, "%") if each.end <= start]
        if base_money and base_share:
            one = _beside(text, base_money[-1], base_share)
            yield from _in_proportion(
                where, (one, base_money[-1]), (shares[0], money[0])
            )


def _beside(text: str, money: Amount, shares: list[Amount]) -> Amount:
    """Return the share that stands nearest to a sum of money."""
    return min(
        shares,
        key=lambda each: min(abs(each.start - money.end), abs(money.start - each.end)),
    )


def _in_proportion(
    where: str, base: tuple[Amount, Amount], told: tuple[Amount, Amount]
) -> Iterator[Finding]:
    (share, cost), (other, printed) = base, told
    if not share.value or share.value == other.value:
        return
    low = _low(cost) * _low(other) / _high(share)
    high = _high(cost) * _high(other) / max(_low(share), Decimal("0.01"))
    if low - printed.printed_to / 2 <= printed.value <= high + printed.printed_to / 2:
        return
    come_to = cost.value * other.value / share.value
    yield Finding(
        "extrapolation",
        where,
        f"{cost.written} at {share.written} is {said(come_to.quantize(printed.printed_to / 10), '£')} at {other.written} in proportion, and "
        f"{printed.written} is printed without saying how.",
        "Say what is held constant, or correct the estimate.",
        "likely",
    )


def _by_time(where: str, text: str) -> Iterator[Finding]:
    """Yield a year's cost that is not that of so many months in proportion."""
    for sentence in sentences(text):
        found = amounts(sentence)
        money = of_unit(found, "£")
        periods = [
            (each.value * _MONTHS[match["of"].lower().rstrip("s")])
            for each in found
            if each.unit == "number" and (match := _PERIOD.match(sentence[each.end :]))
        ]
        if (
            len(money) != 2
            or len(periods) != 1
            or not _FULL_YEAR.search(sentence)
            or _HOW.search(sentence)
        ):
            continue
        part, year = money
        come_to = part.value * 12 / periods[0]
        rough = part.printed_to * 12 / periods[0] / 2 + year.printed_to / 2
        if (
            periods[0] < 12
            and abs(come_to - year.value) > rough
            and part.value < year.value < 4 * come_to
        ):
            yield Finding(
                "extrapolation",
                where,
                f"{part.written} for {said(periods[0], 'number')} months is {said(come_to, '£')} a year in "
                f"proportion, and {year.written} is printed without saying how.",
                "Say what is held constant, or correct the estimate.",
                "likely",
            )


def _low(amount: Amount) -> Decimal:
    return amount.value - amount.printed_to / 2


def _high(amount: Amount) -> Decimal:
    return amount.value + amount.printed_to / 2
