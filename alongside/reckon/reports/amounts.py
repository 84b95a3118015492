"""The figures in a sentence: pounds, percentages, points and counts, as they are printed.

`printed_to` is what the last digit that was printed stands for: 0.1 of "14.4%", 100,000 of
"£9.5 million", 1 of "£20,000". What may be rounding and what may not follows from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

Unit: TypeAlias = Literal["£", "%", "points", "number"]

_MANY = {
    "k": 3,
    "thousand": 3,
    "m": 6,
    "mn": 6,
    "million": 6,
    "bn": 9,
    "billion": 9,
}
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        start=1,
    )
}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"""
    (?P<minus>[-−](?=£))?
    (?P<pound>£)\s?(?P<money>{_NUMBER})(?:\s?(?P<many>k|mn?|bn|thousand|million|billion)\b)?
    | (?<![\w£.,/-])(?P<share>{_NUMBER})\s?
      (?:(?P<points>%[\s-]?points?|(?:percentage|per\ cent)[\s-]points?|points\b|pp\b)
         |(?P<percent>%|per\s?cent\b))
    | (?<![\w£.,/:-])(?P<count>{_NUMBER})(?![\w%/:]|[.,]\d|-\d)
    | \b(?P<word>{"|".join(NUMBER_WORDS)})\b(?!-)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# A number after one of these names a thing, and counts nothing.
_NAMING = re.compile(
    r"\b(?:chapter|part|article|rule|volume|annex|paragraphs?|paras?|sections?|tables?|appendix|appendices|annex|figure|chart|grade|"
    r"band|scale|scp|level|page|item|part|option|recommendations?|phase|year|quarter|"
    r"regulation|schedule|version|no|number|ofsted|act|stage|tier|key stage|box)\s*$|\b(?:no|para|fig|paras|reg)\.\s*$",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"  # of a day or a year
)
_OF_A_DAY = re.compile(rf"\s*{_MONTH}", re.IGNORECASE)
_AFTER_A_MONTH = re.compile(rf"{_MONTH}\.?,?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Amount:
    """A figure: its value, its unit, what its last printed digit stands for, its place."""

    value: Decimal
    unit: Unit
    printed_to: Decimal
    start: int
    end: int
    written: str


def amounts(text: str) -> list[Amount]:
    """Return the figures of a text in order; days, years and numbers of things left out."""
    return list(_amounts(text))


@lru_cache(maxsize=20_000)  # each check asks of each sentence again
def _amounts(text: str) -> tuple[Amount, ...]:
    found = (_amount(text, match) for match in _FIGURE.finditer(text))
    return tuple(each for each in found if each)


def only_amount(cell: str) -> Amount | None:
    """Return the figure that is all a cell holds, else nothing: "1,204", "£3.2m", "(12)"."""
    bare = cell.strip().strip("*")
    negative = re.fullmatch(r"\((.+)\)|[-−–](?=[\d£])(.+)", bare)
    inner = (negative[1] or negative[2]) if negative else bare
    inner = re.sub(r"^\+", "", inner.strip())
    found = _FIGURE.fullmatch(inner)
    if not found or found["word"]:
        return None
    amount = _amount(inner, found, naming=False)
    if amount and negative:
        return Amount(
            -amount.value, amount.unit, amount.printed_to, 0, len(cell), cell.strip()
        )
    return amount


def of_unit(found: Sequence[Amount], unit: Unit) -> list[Amount]:
    return [each for each in found if each.unit == unit]


def zeros(amount: Amount) -> Decimal:
    """Return what a whole number may have been rounded to: 1,000 of £98,000, 1 of £98,001."""
    value, unit = abs(amount.value), amount.printed_to
    while value and unit >= 1 and value % (unit * 10) == 0:
        unit *= 10
    return unit


def pounds(value: Decimal) -> str:
    """Return a sum as it is printed: £97,000, £1,504.20, -£12."""
    sign, size = ("-" if value < 0 else ""), abs(value)
    return (
        f"{sign}£{size:,.0f}" if size == size.to_integral() else f"{sign}£{size:,.2f}"
    )


def said(value: Decimal, unit: Unit) -> str:
    """Return a figure as it is printed, with its unit; no more than two decimals."""
    if unit == "£":
        return pounds(value)
    plain = f"{value:,.2f}".rstrip("0").rstrip(".")
    return {"%": f"{plain}%", "points": f"{plain} points"}.get(unit, plain)


def _amount(text: str, match: re.Match[str], naming: bool = True) -> Amount | None:
    if match["word"]:
        if _NAMING.search(_before(text, match)):
            return None
        value = Decimal(NUMBER_WORDS[match["word"].lower()])
        return Amount(value, "number", Decimal(1), *match.span(), match[0])
    digits = (match["money"] or match["share"] or match["count"]).replace(",", "")
    if match["count"] and naming and _names_something(text, match, digits):
        return None
    unit: Unit = "number"
    if match["pound"]:
        unit = "£"
    elif match["share"]:
        unit = "points" if match["points"] else "%"
    power = _MANY[match["many"].lower()] if match["many"] else 0
    decimals = len(digits.partition(".")[2])
    value = Decimal(digits).scaleb(power) * (-1 if match["minus"] else 1)
    step = Decimal(1).scaleb(power - decimals)
    return Amount(value + 0, unit, step, *match.span(), match[0])


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(match.start() - 30, 0) : match.start()]


def _names_something(text: str, match: re.Match[str], digits: str) -> bool:
    before, after = _before(text, match), text[match.end() : match.end() + 30]
    year = re.fullmatch(r"(?:19|20)\d\d", digits) and "," not in match[0]
    return bool(
        _NAMING.search(before)
        or _OF_A_DAY.match(after)
        or (
            year
            and not re.match(r"\s(?:cases|children|posts|hours|days|pounds)", after)
        )
        or (_AFTER_A_MONTH.search(before) and not after.startswith("%"))
        or digits.startswith("0")
        and len(digits) > 2
        and "." not in digits
    )
