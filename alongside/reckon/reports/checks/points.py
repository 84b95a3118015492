"""Percentage points: per cent where points are meant, or where nobody can tell which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alongside.reckon.reports.amounts import Amount, amounts, of_unit, said
from alongside.reckon.reports.checks.movements import (
    BETTER,
    MOVES,
    for_points,
    is_change,
    near_change,
    pairs,
)
from alongside.reckon.reports.outline import each_text
from alongside.reckon.reports.report import Finding, Report
from alongside.reckon.reports.wording import sentences

_CHANGE_OF = re.compile(
    r"\b(?:change|difference|movement|rise|fall|increase|decrease|gap)s? of "
    r"(?P<by>\d+(?:\.\d+)?)\s?(?:%|per\s?cent\b)(?: or more| or less)?"
    r"(?P<of>[^.;,]{0,40}\b(?:share|percentage|proportion|rate)\b)",
    re.IGNORECASE,
)
_BY_TO = re.compile(
    rf"{MOVES.pattern}\s(?:\w+\s)?"
    r"by\s(?:about\s|around\s|some\s|a\s)?(?P<by>\d+(?:\.\d+)?\s?(?:%|per\s?cent\b))\sto\s(?:just\s|about\s|around\s)?"
    r"(?P<after>\d+(?:\.\d+)?\s?(?:%|per\s?cent\b))(?!\s?points?)",
    re.IGNORECASE,
)


def check(report: Report) -> Iterator[Finding]:
    for passage in each_text(report):
        told = sentences(passage.text)
        for at, sentence in enumerate(told):
            found = amounts(sentence)
            so_far = " ".join(told[: at + 1])
            meant = list(_points(passage.where, sentence, found, so_far))
            yield from meant or _either(passage.where, sentence, so_far)
            yield from _rule_in_points(passage.where, sentence)


def _points(
    where: str, sentence: str, found: Sequence[Amount], so_far: str
) -> Iterator[Finding]:
    """Yield a percentage by which one percentage moved to another, where points are meant.

    The first may stand in a sentence before: "it was 14.4%; ... decreased by 5.4% to 9%".
    """
    shares = of_unit(found, "%")
    by = [each for each in shares if is_change(sentence, each)]
    levels = [each for each in shares if each not in by]
    if len(by) != 1 or not levels or len(levels) > 2 or any(pairs(sentence, found)):
        return
    word = near_change(sentence, by[0])
    after = levels[-1]
    earlier = of_unit(amounts(so_far), "%")[-8:] if len(levels) == 1 else levels[:1]
    for before in earlier:
        apart = abs(before.value - after.value)
        if not apart or abs(apart - by[0].value) > before.printed_to / 2:
            continue
        way = word is None or (before.value < after.value) == bool(word["up"])
        if way and (word or BETTER.search(sentence)):
            yield for_points(where, by[0], before, after)
            return


def _either(where: str, sentence: str, so_far: str) -> Iterator[Finding]:
    """Yield "decreased by 5.4% to 9%" where nothing before tells what it came from.

    Not where points cannot be meant: nothing rises by 20 points to 3.6%.
    """
    match = _BY_TO.search(sentence)
    if not match:
        return
    by, after = amounts(match["by"])[0], amounts(match["after"])[0]
    way = 1 if match["up"] else -1
    points = after.value - way * by.value
    relative = after.value / (1 + way * by.value / 100) if by.value < 100 else points
    told = [each.value for each in of_unit(amounts(so_far.replace(match[0], "")), "%")]
    half = after.printed_to / 2
    known = any(abs(each - way) <= half for each in told for way in (points, relative))
    if known or not 0 < points <= 100 or any(pairs(sentence, amounts(sentence))):
        return
    yield Finding(
        "percentage points",
        where,
        f"“{' '.join(match[0].split())}” may be from {said(points, '%')}, or from "
        f"{said(relative, '%')}.",
        f"Say what it came from; write “{said(by.value, 'number')} percentage points” where "
        "that is meant.",
        "likely",
    )


def _rule_in_points(where: str, sentence: str) -> Iterator[Finding]:
    """Yield "a change of 5% or more in the share", which is 5 points or a twentieth of it."""
    if match := _CHANGE_OF.search(sentence):
        yield Finding(
            "percentage points",
            where,
            f"“{' '.join(match[0].split())}” may be {match['by']} points, or {match['by']}% of the share.",
            f"Write “{match['by']} percentage points” where that is meant.",
            "likely",
        )
