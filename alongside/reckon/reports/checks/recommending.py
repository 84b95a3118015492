"""Recommendations against the body: what is asked for is what the report speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from alongside.reckon.reports.amounts import Amount, amounts, of_unit, said
from alongside.reckon.reports.outline import Passage, argument, recommendations, tables
from alongside.reckon.reports.report import Finding, Report
from alongside.reckon.reports.wording import sentences, stems

_GIVEN = re.compile(
    r"\b(?:allocation|allocated|award(?:ed)?|funding|grant)\b[^.£]{0,80}\b(?:is|are|was|of|totals?)\s(?:about\s)?$",
    re.I,
)
_REST = re.compile(r"\b(?:remaining|remainder|balance|rest)\b", re.IGNORECASE)
_POSTS = re.compile(
    r"^\s(?:additional |new |further |permanent |fixed-term |temporary |full-time |part-time |fte |wte |full-time equivalent )*"
    r"(?P<what>(?:[A-Z(][\w()/-]*\s?|of\s|and\s|the\s){0,6}(?:[Pp]osts?|[Oo]fficers?|[Ww]orkers?|[Aa]dministrators?|[Mm]anagers?|[Pp]ractitioners?|[Pp]laces?))\b"
)


def check(report: Report) -> Iterator[Finding]:
    asked = recommendations(report)
    body = argument(report)
    if not asked or not body:
        return
    told = [amount for each in body for amount in of_unit(amounts(each.whole), "£")]
    in_tables = [
        amount
        for _, _, table in tables(report)
        for row in table.rows
        for cell in row
        for amount in of_unit(
            amounts(
                cell
                if "£" in cell
                else f"£{cell.strip()}"
                if cell.strip()[:1].isdigit()
                else ""
            ),
            "£",
        )
    ]
    values = {each.value for each in (*told, *in_tables)}
    for passage in asked:
        for each in (passage, *passage.items):
            for amount in of_unit(amounts(each.text), "£"):
                if not _is_told(amount, values):
                    yield _unknown(report, each, amount, asked, body)
            yield from _posts(each, body)
            yield from _moved(each, body)


def _is_told(amount: Amount, values: set[Decimal]) -> bool:
    """Whether the body has a figure that this one is, or is rounded to."""
    return any(abs(each - amount.value) <= amount.printed_to / 2 for each in values)


def _unknown(
    report: Report,
    passage: Passage,
    amount: Amount,
    asked: Sequence[Passage],
    body: Sequence[Passage],
) -> Finding:
    """Say that a sum is asked for that the body does not speak of, and what it may be."""
    given = _allocations(body)
    parts = [one for each in asked for one in of_unit(amounts(each.whole), "£")]
    wanted, all_given = _sum(parts), sum(given.values(), Decimal(0))
    what = f"{amount.written} is asked for, and the report speaks of it nowhere else."
    if len(given) >= 2 and _REST.search(passage.text) and wanted != all_given:
        sums = " and ".join(
            f"{said(value, '£')} ({where})" for where, value in given.items()
        )
        what += (
            f" With the other sums asked for it comes to {said(wanted, '£')}, and what is given, "
            f"{sums}, to {said(all_given, '£')}."
        )
    elif near := _nearest(passage, amount, body):
        what += f" The nearest is {near[1]} in {near[0]}."
    return Finding(
        "recommendation",
        passage.where,
        what,
        "Make the recommendation and the body agree.",
        "likely",
    )


def _allocations(body: Sequence[Passage]) -> dict[str, Decimal]:
    """Return what the body says is given, by where: "the allocation is £130,000"."""
    found: dict[str, Decimal] = {}
    for passage in body:
        for sentence in sentences(passage.text):
            for amount in of_unit(amounts(sentence), "£"):
                whole = re.search(
                    r"fund\b", sentence[amount.end : amount.end + 60], re.I
                )
                if (
                    _GIVEN.search(sentence[: amount.start])
                    and not whole
                    and amount.printed_to < 1000
                ):
                    found.setdefault(passage.where, amount.value)
    return found


def _sum(parts: Sequence[Amount]) -> Decimal:
    return sum({each.value for each in parts}, Decimal(0))


def _nearest(
    passage: Passage, amount: Amount, body: Sequence[Passage]
) -> tuple[str, str] | None:
    near = [
        (abs(one.value - amount.value), each.where, one.written)
        for each in body
        for one in of_unit(amounts(each.whole), "£")
        if one.value
        and abs(one.value - amount.value) <= amount.value * Decimal("0.25")
        and stems(each.whole) & stems(passage.text)
    ]
    return (min(near)[1], min(near)[2]) if near else None


def _posts(passage: Passage, body: Sequence[Passage]) -> Iterator[Finding]:
    """Yield a number of posts that the body tells otherwise of the same posts."""
    for amount, what in _counted(passage.text):
        told = {
            other.value: each.where
            for each in body
            for other, name in _counted(each.whole)
            if stems(name) == stems(what) and stems(what)
        }
        if told and amount.value not in told and passage.number:
            (value, where), *_ = told.items()
            yield Finding(
                "recommendation",
                passage.where,
                f"{amount.written} {what} are asked for, and {where} tells of {said(value, 'number')}.",
                "Make the recommendation and the body agree.",
                "likely",
            )


_FROM_TO = re.compile(r"\bfrom (?P<a>£?\d[\d,.]*\d|\d) to (?P<b>£?\d[\d,.]*\d|\d)\b")


def _moved(passage: Passage, body: Sequence[Passage]) -> Iterator[Finding]:
    """Yield "from 38 to 34" where the body has from 38 to 33 of the same thing, and never 34."""
    for match in _FROM_TO.finditer(passage.text):
        told = [
            (each.where, other["b"])
            for each in body
            for other in _FROM_TO.finditer(each.whole)
            if other["a"] == match["a"]
            and len(stems(each.whole) & stems(passage.text)) >= 2
        ]
        if told and match["b"] not in {value for _, value in told}:
            yield Finding(
                "recommendation",
                passage.where,
                f"“{match[0]}” is asked for, and {told[0][0]} has “from {match['a']} to {told[0][1]}”.",
                "Make the recommendation and the body agree.",
                "likely",
            )


def _counted(text: str) -> list[tuple[Amount, str]]:
    return [
        (each, match["what"])
        for each in of_unit(amounts(text), "number")
        if (match := _POSTS.match(text[each.end :]))
    ]
