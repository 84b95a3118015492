"""Figures of a moment without their day: "currently", with no "as at" near."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alongside.reckon.reports.amounts import amounts
from alongside.reckon.reports.days import days, months
from alongside.reckon.reports.outline import Passage, argument, tables
from alongside.reckon.reports.report import Finding, Paragraph, Report
from alongside.reckon.reports.wording import sentences

_NOW = re.compile(
    r"\b(?:current(?:ly)?|at present|now (?:has|have|stands?|holds?)|presently|latest|to date|today)\b",
    re.IGNORECASE,
)
_OF_A_MOMENT = re.compile(
    r"\b(?:caseloads?|vacanc\w+|vacant|agency|turnover|sickness|absence|in post|open cases|waiting|"
    r"children (?:looked after|in need|in care)|establishment|backlog|outstanding|cases)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:as (?:at|of)|at the end of|on \d|\d{4}[/-]\d\d|quarter|Q[1-4]|20\d\d|last (?:month|week|year))\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\bas (?:at|of)\b", re.IGNORECASE)
_DO = "Say the day that the figures are of: “as at 30 September 2026”."


def check(report: Report) -> Iterator[Finding]:
    noted = _noted(report)
    for passage in argument(report):
        yield from _passage(passage, noted)
    yield from _tables(report, noted)


def _passage(passage: Passage, noted: bool) -> Iterator[Finding]:
    if _is_dated(passage.whole) or noted:
        return
    for sentence in sentences(passage.text):
        counted = [
            each
            for each in amounts(sentence)
            if each.unit in ("number", "%") and not each.written.isalpha()
        ]
        if _NOW.search(sentence) and _OF_A_MOMENT.search(sentence) and counted:
            yield Finding(
                "as-at date",
                passage.where,
                f"{counted[0].written} is told as current, without its day.",
                _DO,
                "worth a look",
            )
            return


def _tables(report: Report, noted: bool) -> Iterator[Finding]:
    for where, at, table in tables(report):
        heads = " ".join(" ".join(row) for row in table.rows[: table.heads])
        about = f"{table.caption} {heads}"
        around = " ".join(_text(part) for part in report.parts[max(0, at - 2) : at + 3])
        if noted or not _OF_A_MOMENT.search(about):
            continue
        figures = any(
            char.isdigit()
            for row in table.rows[table.heads :]
            for cell in row
            for char in cell
        )
        if figures and not _is_dated(f"{about} {around} {_first_column(table.rows)}"):
            yield Finding(
                "as-at date",
                where,
                "The table tells of a moment, and no day is given for it.",
                _DO,
                "worth a look",
            )


def _first_column(rows: Sequence[Sequence[str]]) -> str:
    return " ".join(row[0] for row in rows)


def _text(part: object) -> str:
    return part.text if isinstance(part, Paragraph) else ""


def _is_dated(text: str) -> bool:
    return bool(_DATED.search(text) or days(text) or months(text))


def _noted(report: Report) -> bool:
    """Whether a note of its own tells the day: a footnote, or a line below a table."""
    return any(
        isinstance(part, Paragraph)
        and len(part.text) < 120
        and _NOTE.search(part.text)
        and _is_dated(part.text)
        for part in report.parts
    )
