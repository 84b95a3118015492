"""What is wrong in a report, or worth a look: one file for each kind of check.

A check takes a report and nothing else, and yields what it found. `certain` is kept for
arithmetic that no reading makes right: rounding is always allowed for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from alongside.reckon.reports.checks import (
    as_at,
    background,
    captions,
    columns,
    comparisons,
    dates,
    exempt,
    extrapolations,
    laid_out,
    missing,
    movements,
    named_parts,
    names,
    numbering,
    part_years,
    points,
    products,
    recommending,
    references,
    repeated,
    sections,
    shares,
    sums,
    totals,
    trends,
    wholes,
)
from alongside.reckon.reports.report import Finding, Report
from alongside.reckon.reports.template import Template

CHECKS: tuple[Callable[[Report], Iterable[Finding]], ...] = (
    totals.check,
    columns.check,
    sums.check,
    products.check,
    part_years.check,
    wholes.check,
    shares.check,
    movements.check,
    points.check,
    comparisons.check,
    trends.check,
    extrapolations.check,
    repeated.check,
    recommending.check,
    references.check,
    named_parts.check,
    captions.check,
    numbering.check,
    dates.check,
    missing.check,
    as_at.check,
    sections.check,
    background.check,
    exempt.check,
    names.check,
)
_ORDER = {"certain": 0, "likely": 1, "worth a look": 2}


def check(report: Report, template: Template | None = None) -> list[Finding]:
    """Return what all checks found, the surest first, else in the report's own order.

    With a template, also the sections of it that the report lacks.
    """
    places = {
        where: at for at, (where, _) in reversed(list(enumerate(report.placed())))
    }
    found = dict.fromkeys(each for kind in CHECKS for each in kind(report))
    if template:
        found |= dict.fromkeys(laid_out.check_against(report, template))
    last = len(places)
    return sorted(
        found,
        key=lambda each: (_ORDER[each.confidence], places.get(each.where, last)),
    )
