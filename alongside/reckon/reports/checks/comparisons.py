"""Words of size against figures: "doubled", "more than half", "below the average"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from alongside.reckon.reports.amounts import Amount, amounts, said
from alongside.reckon.reports.checks.movements import pairs
from alongside.reckon.reports.outline import each_text
from alongside.reckon.reports.report import Finding, Report
from alongside.reckon.reports.wording import sentences

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
_OF_PARTS = {
    "half": Decimal(50),
    "a third": Decimal(100) / 3,
    "one third": Decimal(100) / 3,
    "two thirds": Decimal(200) / 3,
    "a quarter": Decimal(25),
    "one quarter": Decimal(25),
    "three quarters": Decimal(75),
    "a fifth": Decimal(20),
    "one in three": Decimal(100) / 3,
    "one in four": Decimal(25),
    "one in five": Decimal(20),
    "one in ten": Decimal(10),
    "the majority": Decimal(50),
    "most": Decimal(50),
    "a minority": Decimal(50),
    "almost all": Decimal(80),
    "nearly all": Decimal(80),
    "the vast majority": Decimal(70),
}
_AT_LEAST = {"the majority", "most", "almost all", "nearly all", "the vast majority"}
_HOW = (
    r"(?P<how>(?:more|less|fewer) than |over |under |about |around |nearly |almost |"
    r"just (?:over|under) |at least )?"
)
_WORD = rf"\b(?P<part>{'|'.join(_OF_PARTS).replace(' ', '[ -]')})\b"
_SHARE = r"(?P<share>\d+(?:\.\d+)?)\s?(?:%|per\s?cent\b)"
_OF = r"(?<![\d,.])(?P<count>\d+) (?:out )?of (?:the )?(?P<whole>\d+)(?![\d,])"
_PARTS = (
    re.compile(rf"{_HOW}{_WORD}(?:(?!\d)[^.;(]){{0,60}}\(\s?(?:{_SHARE}|{_OF})", re.I),
    re.compile(
        rf"{_HOW}{_WORD}(?:(?!\d)[^.;(]){{0,60}}[,–]\s(?:{_SHARE}|{_OF})\s?[,–]", re.I
    ),
    re.compile(
        rf"(?:{_SHARE}|{_OF})(?:,\s|\sor\s|\)?,?\sor\s){_HOW}{_WORD}(?!\s\()", re.I
    ),
)
_COMPARED = re.compile(
    r"\b(?:is|are|was|were|remains?|stands?|stood)\s(?:[\w-]+\s){0,2}?(?:(?P<below>below|lower than|less than|fewer than|under|better than|beneath)|"
    r"(?P<above>above|higher than|more than|greater than|over|in excess of))\b(?!\s(?:the\s)?\w+\s(?:of\s)?(?:age))",
    re.IGNORECASE,
)


def check(report: Report) -> Iterator[Finding]:
    for passage in each_text(report):
        for sentence in sentences(passage.text):
            found = amounts(sentence)
            yield from _times(passage.where, sentence, found)
            yield from _parts(passage.where, sentence)
            yield from _comparison(passage.where, sentence, found)


def _times(where: str, sentence: str, found: Sequence[Amount]) -> Iterator[Finding]:
    match = _TIMES.search(sentence)
    if not match:
        return
    how = match["word"].lower()
    factor = next((value for start, value in _FACTORS.items() if start in how), None)
    for before, after in pairs(sentence, found):
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
    for match in (each for pattern in _PARTS for each in pattern.finditer(sentence)):
        part = _OF_PARTS[match["part"].lower().replace("-", " ")]
        share = _share(match)
        how = (match["how"] or "").lower().strip()
        if match["part"].lower() in _AT_LEAST:
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
                f"“{(match['how'] or '') + match['part']}” is said of {said(share, '%')}.",
                "Correct the word, or the figure.",
                "certain" if how and abs(share - part) >= 1 else "likely",
            )


def _share(match: re.Match[str]) -> Decimal:
    if match["share"]:
        return Decimal(match["share"])
    return 100 * Decimal(match["count"]) / max(Decimal(match["whole"]), Decimal(1))


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
            r"\b(?:average|target|limit|ceiling|figure|rate|mean|maximum)\b",
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
