"""Numbers of paragraphs: none is left out, and none stands twice."""

from __future__ import annotations

from collections.abc import Iterator

from alongside.reckon.reports.report import Finding, Paragraph, Report

_DO = "Number the paragraphs again, and check what refers to them."


def check(report: Report) -> Iterator[Finding]:
    numbered = [
        (where, part)
        for where, part in report.placed()
        if isinstance(part, Paragraph) and part.number and not part.number.endswith(")")
    ]
    if any(not part.text for _, part in numbered):
        return  # numbers that lost their words tell of a scan, not of a gap
    by_section = any("." in part.number for _, part in numbered)
    last: dict[tuple[int, ...], int] = {}
    listed = 0
    for where, part in numbered:
        number = tuple(int(each) for each in part.number.split("."))
        series, own = number[:-1], number[-1]
        if not series and by_section and not part.level:
            continue  # a list or a box of its own, in a report numbered by section
        if not series and _is_of_list(own, last.get(()), listed):
            listed = own
            continue
        before = last.get(series)
        if what := _wrong(part.number, series, own, before):
            yield Finding("numbering", where, what, _DO, "likely")
        if series or before is None or own > before:
            last[series] = max(own, before or 0)


def _is_of_list(own: int, last: int | None, listed: int) -> bool:
    """Whether a number begins or continues a list of its own between the paragraphs."""
    if last is None or own == last + 1:
        return False
    return (own == 1 and last > 1) or (listed > 0 and own == listed + 1)


def _wrong(number: str, series: tuple[int, ...], own: int, before: int | None) -> str:
    """Return what is wrong with a number after the one before it; "" where nothing is."""
    if before is None:
        return (
            f"{number} comes first: {_dotted(series, 1)} is left out."
            if series and own in (2, 3)
            else ""
        )
    if 1 < own - before <= 5:
        return f"{number} comes after {_dotted(series, before)}: {_dotted(series, before + 1)} is left out."
    if own == before:
        return f"Two paragraphs are numbered {number}."
    if series and own < before:
        return f"{number} comes after {_dotted(series, before)}."
    return ""


def _dotted(series: tuple[int, ...], own: int) -> str:
    return ".".join(map(str, (*series, own)))
