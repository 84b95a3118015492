"""What a figure of a report is now, read where it is kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone

from alongside.desk.committee.figure_models import ReportFigure
from alongside.desk.committee.report_models import Report
from alongside.desk.money.grant_register import account_of
from alongside.desk.pilots.models import Pilot, WorkedOut
from alongside.desk.pilots.plan_words import indicator_said, month_said
from alongside.desk.pilots.told import Told
from alongside.desk.said import day_said
from alongside.desk.workforce.models import MonthlyFigure

Source, Measure = ReportFigure.Source, ReportFigure.Measure


class Now(NamedTuple):
    """A figure's value as it would be typed ("" where there is none now), its day, its source."""

    value: str
    as_at: date | None
    behind: str


def figures_now(report: Report) -> list[tuple[ReportFigure, Now]]:
    """Return each figure of a report with what it is now, and what is behind it."""
    pilots: dict[int, Told | None] = {}
    return [
        (each, _now(each, pilots))
        for each in report.figures.select_related("team", "pilot", "grant")
    ]


def _now(figure: ReportFigure, pilots: dict[int, Told | None]) -> Now:
    if figure.source == Source.INDICATOR:
        return _month(figure)
    if figure.source == Source.PILOT:
        if figure.pilot_id not in pilots:
            pilots[figure.pilot_id] = last_told(figure.pilot)
        return _pilot(figure, pilots[figure.pilot_id])
    if figure.source == Source.MONEY:
        return _grant(figure)
    return Now(figure.value, figure.as_at, figure.document)


def last_told(pilot: Pilot) -> Told | None:
    """Return what a pilot came to when it was last worked out, whoever asks."""
    found = WorkedOut.objects.filter(pilot=pilot).select_related("pilot")
    last = found.latest_first().first()
    return Told(last) if last else None


def _month(figure: ReportFigure) -> Now:
    kept = MonthlyFigure.objects.filter(
        indicator=figure.indicator, team=figure.team, month=figure.month
    ).first()
    behind = (
        f"{indicator_said(figure.indicator)}, {figure.team}, {month_said(figure.month)}"
    )
    exact = kept.reckoned.exact if kept else None
    return Now(
        "" if exact is None else _plain(exact), kept.as_at if kept else None, behind
    )


def _pilot(figure: ReportFigure, told: Told | None) -> Now:
    if told is None:
        return Now("", None, f"{figure.pilot}: not worked out")
    behind = (
        f"{figure.pilot}: {figure.get_measure_display().lower()}, as worked out on "
        f"{day_said(told.day)}"
    )
    value = measured(told)[figure.measure]
    return Now("" if value is None else _plain(Decimal(str(value))), told.day, behind)


def _grant(figure: ReportFigure) -> Now:
    """Return where a grant stands, as at its last entry: a day without one changes nothing."""
    account = account_of(figure.grant, timezone.localdate())
    days = [each.happened_on for each in account.entries]
    behind = f"{figure.grant}: {figure.get_measure_display().lower()}"
    value = getattr(account.stands, figure.measure)
    return Now(_plain(value), max(days, default=None), behind)


def measured(told: Told) -> dict[str, float | None]:
    """Return what a pilot came to, by measure; None where nothing bounds a limit."""
    pilot, comparison, gap = told.three
    return {
        Measure.GAP: gap.value,
        Measure.GAP_LOW: gap.low,
        Measure.GAP_HIGH: gap.high,
        Measure.PILOT: pilot.value,
        Measure.COMPARISON: comparison.value,
    }


def _plain(value: Decimal) -> str:
    """Return a number as it is typed: no exponent, and six decimals at most."""
    return f"{round(value, 6).normalize():f}"
