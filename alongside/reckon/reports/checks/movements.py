"""Words against figures: "fell" with a rise, per cent for points, "doubled", "more than half"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from alongside.reckon.reports.amounts import Amount, amounts, of_unit, said
from alongside.reckon.reports.outline import each_text
from alongside.reckon.reports.report import Finding, Report
from alongside.reckon.reports.wording import sentences

_UP = r"rose|risen|rises?|rising|increas\w+|grew|grown|grow(?:s|ing|th)?|climb\w*|went up|gone up|up"
_DOWN = (
    r"fell|fallen|falls?|falling|decreas\w+|reduc\w+|dropp?\w*|declin\w+|went down|gone down|"
    r"down|shr[aiu]nk\w*|lower(?:ed|ing)|cut"
)
_MOVES = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?!-)", re.IGNORECASE)
_IMPROVED = re.compile(r"\b(?:improv|worsen|deteriorat)\w*", re.IGNORECASE)
_FILL = r"(?:\s[a-z][\w'’-]*){0,5}?"
_AT = r"(?:\s\([^)]*\))?"
_TIMES = re.compile(
    r"\b(?P<word>(?:more than |almost |nearly )?(?:doubl\w+|halv\w+|trebl\w+|tripl\w+|quadrupl\w+))\b",
    re.IGNORECASE,
)
_FACTORS = {
    "doubl": Decimal(2),
    "halv": Decimal("0.5"),
    "trebl": Decimal(3),
    "tripl": Decimal(3),
    "quadr": Decimal(4),
}
_BY = re.compile(
    r"\bby\s+(?:about\s|around\s|some\s|a\s|over\s|nearly\s|almost\s)?$|(?:increase|rise|fall|decrease|reduction|drop) of\s$|\(\s?(?:a |an )?(?:[+-]|up |down )?$|,\s(?:a |an )$",
    re.I,
)
_OF_PARTS = {
    "half": Decimal(50),
    "a third": Decimal(100) / 3,
    "one third": Decimal(100) / 3,
    "two thirds": Decimal(200) / 3,
    "two-thirds": Decimal(200) / 3,
    "a quarter": Decimal(25),
    "one quarter": Decimal(25),
    "three quarters": Decimal(75),
    "three-quarters": Decimal(75),
    "a fifth": Decimal(20),
    "one in three": Decimal(100) / 3,
    "one in four": Decimal(25),
    "one in five": Decimal(20),
    "one in ten": Decimal(10),
    "the majority": Decimal(50),
    "most": Decimal(50),
    "a minority": Decimal(50),
}
_PART = re.compile(
    rf"(?P<how>(?:more|less|fewer) than |over |under |about |around |nearly |almost |just (?:over|under) |at least )?"
    rf"\b(?P<part>{'|'.join(_OF_PARTS)})\b(?:(?!\d)[^.;(]){{0,60}}\(\s?(?P<share>\d+(?:\.\d+)?)\s?(?:%|per\s?cent\b)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:is|are|was|were|remains?|stands?|stood)\s(?:[\w-]+\s){0,2}?(?:(?P<below>below|lower than|less than|fewer than|under|better than|beneath)|"
    r"(?P<above>above|higher than|more than|greater than|over|in excess of))\b(?!\s(?:the\s)?\w+\s(?:of\s)?(?:age))",
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
        for at, sentence in enumerate(told):
            found = amounts(sentence)
            for move in _moves(sentence, found):
                yield from _way(passage.where, move)
                yield from _by(passage.where, move)
            yield from _points(passage.where, sentence, found, " ".join(told[: at + 1]))
            yield from _times(passage.where, sentence, found)
            yield from _parts(passage.where, sentence)
            yield from _comparison(passage.where, sentence, found)


def _pairs(sentence: str, found: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    """Yield figures that a sentence moves between: from the first to the second."""
    for at, one in enumerate(found):
        lead = sentence[: one.start]
        for other in found[at + 1 :]:
            between = sentence[one.end : other.start]
            if len(between) > 110 or one.unit != other.unit or one.unit == "points":
                continue
            if re.search(r"\bfrom\s(?:\w+\s){0,2}$", lead) and re.search(
                r"\bto\s(?:\w+\s){0,2}$", between
            ):
                yield one, other
                break
            if re.search(
                r"\b(?:to|at|was|is|were|are)\s(?:\w+\s){0,2}$", lead
            ) and re.search(
                r"\b(?:from|compared (?:with|to)|against)\s(?:\w+\s){0,4}$", between
            ):
                yield other, one
                break


def _moves(sentence: str, found: Sequence[Amount]) -> Iterator[Move]:
    for before, after in _pairs(sentence, found):
        start = min(before.start, after.start)
        end = max(before.end, after.end)
        word = _nearest(sentence, start, end)
        if word is None:
            continue
        by = [
            each
            for each in found
            if each not in (before, after)
            and _BY.search(sentence[: each.start])
            and abs(each.start - start) < 140
        ]
        yield Move(
            before, after, word[0], bool(word["up"]), by[0] if len(by) == 1 else None
        )


def _nearest(sentence: str, start: int, end: int) -> re.Match[str] | None:
    """Return the word of movement that belongs to two figures: close before, else close after."""
    before = [
        each for each in _MOVES.finditer(sentence[:start]) if start - each.end() <= 75
    ]
    clause = sentence[max(0, start - 75) : start]
    if before and not re.search(
        r";|\bwhile\b|\bwhereas\b|\bbut\b", sentence[before[-1].end() : start]
    ):
        ways = {bool(each["up"]) for each in before[-2:]}
        return before[-1] if len(ways) == 1 or start - before[-1].end() <= 25 else None
    after = re.match(
        r"[\s,–-]*(?:\([^)]*\))?[\s,–-]*(?:which is |this is |that is )?(?:an?|the)\s+(?:\w+\s)?",
        sentence[end:],
    )
    if after and not clause.strip().endswith(":"):
        return _MOVES.match(sentence, end + after.end())
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
    if by is None or not before.value:
        return
    apart = abs(after.value - before.value)
    relative = 100 * apart / abs(before.value)
    rough = (before.printed_to + after.printed_to) / 2
    if by.unit == "%":
        spread = (100 * rough / abs(before.value)) * (1 + after.value / before.value)
        if abs(by.value - relative) <= by.printed_to / 2 + abs(spread):
            return
        if before.unit == "%" and abs(by.value - apart) <= rough + by.printed_to / 2:
            yield _for_points(where, by, before, after)
            return
        right = f"{said(relative, '%')}" + (
            f", or {said(apart, 'points')}" if before.unit == "%" else ""
        )
    elif by.unit == "points" and before.unit == "%" or by.unit == before.unit:
        fine = by.printed_to < 1 or by.unit == "£"
        if abs(by.value - apart) <= (rough + by.printed_to / 2 if fine else Decimal(0)):
            return
        right = said(apart, by.unit)
    else:
        return
    yield Finding(
        "change recomputed",
        where,
        f"From {before.written} to {after.written} is a change of {right}, and {by.written} is printed.",
        "Correct the change, or the figures that it comes of.",
        "certain",
    )


def _for_points(where: str, by: Amount, before: Amount, after: Amount) -> Finding:
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


_BY_TO = re.compile(
    r"\bby\s(?P<by>\d+(?:\.\d+)?)\s?(?:%|per\s?cent\b)(?P<between>[^.;]{0,50}?)\bto\s(?P<to>\d+(?:\.\d+)?)\s?(?:%|per\s?cent\b)",
    re.I,
)


def _points(
    where: str, sentence: str, found: Sequence[Amount], sofar: str
) -> Iterator[Finding]:
    """Yield "by 5.4% to 9%", where the figure before it shows that points are meant."""
    match = _BY_TO.search(sentence)
    if (
        not match
        or re.search(r"\bfrom\b", match[0])
        or re.search(r"\bfrom\s\d", sentence[match.end() : match.end() + 30])
    ):
        return
    by, to = Decimal(match["by"]), Decimal(match["to"])
    earlier = [
        each
        for each in of_unit(amounts(sofar), "%")
        if abs(abs(each.value - to) - by) <= each.printed_to / 2
    ]
    word = _nearest(sentence, match.start(), match.end())
    for before in earlier:
        if word and (before.value < to) == bool(word["up"]) and before.value != to:
            shares = of_unit(found, "%")
            by_amount = next(each for each in shares if each.value == by)
            after = next(
                each for each in shares if each.value == to and each is not by_amount
            )
            yield _for_points(where, by_amount, before, after)
            return


def _times(where: str, sentence: str, found: Sequence[Amount]) -> Iterator[Finding]:
    match = _TIMES.search(sentence)
    if not match:
        return
    how = match["word"].lower()
    factor = next((value for start, value in _FACTORS.items() if start in how), None)
    for before, after in _pairs(sentence, found):
        if (
            factor is None
            or not before.value
            or min(before.start, after.start) - match.end() > 75
        ):
            continue
        ratio = after.value / before.value
        if how.startswith("more") and (
            ratio > factor if factor > 1 else ratio < factor
        ):
            continue
        allowed = (
            Decimal("0.12")
            if how.startswith(("almost", "nearly", "more"))
            else Decimal("0.08")
        )
        if abs(ratio / factor - 1) <= allowed:
            continue
        yield Finding(
            "words against figures",
            where,
            f"“{match['word']}” is said of a change from {before.written} to {after.written}, "
            f"which is {said(ratio, 'number')} times as much.",
            "Correct the word, or the figures.",
            "certain" if abs(ratio / factor - 1) > Decimal("0.2") else "likely",
        )


def _parts(where: str, sentence: str) -> Iterator[Finding]:
    for match in _PART.finditer(sentence):
        share, part = Decimal(match["share"]), _OF_PARTS[match["part"].lower()]
        how = (match["how"] or "").lower().strip()
        if match["part"].lower() in ("the majority", "most"):
            how = "more than"
        if match["part"].lower() == "a minority":
            how = "less than"
        if how in ("more than", "over", "just over", "at least"):
            right = share > part - Decimal("0.5") if how == "at least" else share > part
        elif how in ("less than", "fewer than", "under", "just under"):
            right = share < part
        else:
            right = abs(share - part) <= 5
        if not right:
            yield Finding(
                "words against figures",
                where,
                f"“{(match['how'] or '') + match['part']}” is said of {match['share']}%.",
                "Correct the word, or the figure.",
                "certain" if how and abs(share - part) >= 1 else "likely",
            )


def _comparison(
    where: str, sentence: str, found: Sequence[Amount]
) -> Iterator[Finding]:
    """Yield "18% is below the average of 16%"."""
    for match in _COMPARED.finditer(sentence):
        if match[0].lower().endswith("better than"):
            continue
        before = [
            each
            for each in found
            if each.end <= match.start() and match.start() - each.end <= 45
        ]
        after = [each for each in found if 0 < each.start - match.end() <= 60]
        if not before or not after:
            continue
        one, other = before[-1], after[0]
        between = sentence[match.end() : other.start]
        if (
            one.unit != other.unit
            or one.unit == "points"
            or re.search(r"[.;]|\bby\b", between)
        ):
            continue
        if one.unit == "number" and not re.search(
            r"\b(?:average|target|limit|ceiling|figure|rate|mean|of|maximum)\b|^\s$",
            between,
        ):
            continue
        below = bool(match["below"])
        if one.value == other.value or (one.value < other.value) == below:
            continue
        yield Finding(
            "words against figures",
            where,
            f"{one.written} is said to be {'below' if below else 'above'} {other.written}, and is "
            f"{'above' if below else 'below'} it.",
            "Correct the word, or the figures.",
            "likely",
        )
