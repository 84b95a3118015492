"""The panel of a pilot, drawn from what the desk holds: monthly figures, or grades of audits.

Audits of a child whose record is restricted are left out for everybody, as they are from
the monthly figures: so the panel is the same whoever asks for it.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import NamedTuple

from django.core.exceptions import ValidationError

from alongside.desk.people.models import Restriction
from alongside.desk.pilots.during_models import Exposure, LogEntry
from alongside.desk.pilots.plan_models import Pilot, PilotTeam
from alongside.desk.pilots.plan_words import month_said
from alongside.desk.quality.audit_models import Audit, scale
from alongside.desk.workforce.monitoring_models import MonthlyFigure, last_day
from alongside.reckon.clock import months_from
from alongside.reckon.indicators.workforce.ratio import MEASURE
from alongside.reckon.pilots.panel import CONTAMINATED, DELIVERED, WIDE
from alongside.reckon.pilots.table import LONG


class Drawn(NamedTuple):
    """A panel as CSV, and in words where it came from."""

    text: str
    came: str


def panel_of(pilot: Pilot) -> Drawn:
    """Return the panel that the desk holds for a pilot. Refuses where it holds none."""
    if pilot.source == Pilot.Source.AUDITS:
        return _of_audits(pilot)
    rows = [*_of_months(pilot), *_of_log(pilot)]
    if not any(row[2] == pilot.indicator for row in rows):
        raise ValidationError(
            "No monthly figure of this kind is kept for the pilot’s teams from "
            f"{month_said(pilot.baseline_first)} to {month_said(pilot.ends_on)}."
        )
    header = (*LONG, "numerator", "denominator")
    return Drawn(_csv(header, rows), "Monthly figures kept on this desk")


def quarter(month: date) -> str:
    """2026Q1, of the calendar's quarters, as a panel writes them."""
    return f"{month.year}Q{(month.month + 2) // 3}"


def _of_months(pilot: Pilot) -> Iterator[tuple]:
    """Yield a row for each figure; with its two numbers where they are counted."""
    found = MonthlyFigure.objects.filter(
        team__in=pilot.teams.values("team"),
        indicator__in=[pilot.indicator, *pilot.also],
        month__gte=pilot.baseline_first,
        month__lte=pilot.ends_on,
    )
    for each in found.select_related("team").order_by(
        "indicator", "team__name", "month"
    ):
        exact = each.reckoned.exact
        if exact is None:
            continue
        counted = each.ratio.nature != MEASURE
        parts = (each.numerator, each.denominator) if counted else ("", "")
        value = exact.quantize(Decimal("0.0001"))
        yield each.team.name, f"{each.month:%Y-%m}", each.indicator, value, *parts


def _of_log(pilot: Pilot) -> Iterator[tuple]:
    """Yield who was there, and which months something blurred, as the verdict reads them.

    Who was there is a share of the most that any team had in any month. Before the pilot
    there was nobody, where nobody says otherwise; in its months, what is not said is missing.
    """
    there, log = _there(pilot), blurred(pilot)
    for (team, month), share in there.items():
        yield team, f"{month:%Y-%m}", DELIVERED, share, "", ""
    if log:
        for team, month in _cells(pilot):
            blur = int((team, month) in log)
            yield team, f"{month:%Y-%m}", CONTAMINATED, blur, "", ""


def _cells(pilot: Pilot) -> Iterator[tuple[str, date]]:
    """Yield each team and month of a pilot, from the first before to its last."""
    teams = pilot.teams.values_list("team__name", flat=True)
    after = months_from(pilot.ends_on, 1)
    for team in sorted(teams):
        for month in months(pilot.baseline_first, after):
            yield team, month


def _there(pilot: Pilot) -> dict[tuple[str, date], Decimal]:
    """Return who was there, by team and month, as a share of the most; what is known."""
    told = Exposure.objects.filter(pilot=pilot)
    rows = told.values_list("team__name", "month", "fte")
    present = {(team, month): fte for team, month, fte in rows}
    if not (most := max(present.values(), default=Decimal(0))):
        return {}
    before = {cell: Decimal(0) for cell in _cells(pilot) if cell[1] < pilot.starts_on}
    return {cell: round(fte / most, 4) for cell, fte in (before | present).items()}


def blurred(pilot: Pilot) -> set[tuple[str, date]]:
    """Return the teams and months of the log, and those before a pilot team's own start."""
    log = LogEntry.objects.filter(pilot=pilot).values_list("team__name", "month")
    late = PilotTeam.objects.filter(pilot=pilot, starts_on__isnull=False)
    return set(log) | {
        (part.team.name, month)
        for part in late.select_related("team")
        for month in months(pilot.starts_on, part.starts_on)
    }


def months(first: date, before: date) -> Iterator[date]:
    """Yield the first days of the months from one on, up to another left out."""
    while first < before:
        yield first
        first = date.fromordinal(last_day(first).toordinal() + 1)


def _of_audits(pilot: Pilot) -> Drawn:
    """Count the grades of each team's audits by quarter: the grade that counts of each."""
    grades = [grade.pk for grade in scale()]
    if len(grades) != 4:
        raise ValidationError(
            f"The council’s scale has {len(grades)} grades, and this reckoning knows four. "
            "Upload a table of the shares instead."
        )
    hidden = Restriction.objects.open().values("child__case_id")
    found = (
        Audit.objects.between(pilot.baseline_first, last_day(pilot.ends_on))
        .filter(team__in=pilot.teams.values("team"))
        .exclude(case_id__in=hidden)
        .counted()
    )
    counted: Counter[tuple[str, str, int]] = Counter()
    for team, day, grade in found.values_list("team__name", "audited_on", "counts_as"):
        counted[team, quarter(day), grade] += 1
    cells = sorted({(team, period) for team, period, _ in counted})
    if not cells:
        raise ValidationError(
            "No audit of the pilot’s teams is kept from "
            f"{month_said(pilot.baseline_first)} to {month_said(pilot.ends_on)}."
        )
    graded = [[counted[*cell, grade] for grade in grades] for cell in cells]
    beside = _by_quarter(pilot)
    rows = [
        (*cell, *row, sum(row), *(each.get(cell, "") for each in beside.values()))
        for cell, row in zip(cells, graded, strict=True)
    ]
    header = (*WIDE, "n", *beside)
    return Drawn(_csv(header, rows), "Case audits kept on this desk, by quarter")


def _by_quarter(pilot: Pilot) -> dict[str, dict[tuple[str, str], object]]:
    """Return who was there, as the mean of a quarter's months, and which it blurs; by name.

    A quarter is contaminated where one month of it is. Nothing where nobody said anything.
    """
    shares: defaultdict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for (team, month), share in _there(pilot).items():
        shares[team, quarter(month)].append(share)
    means = {cell: round(sum(each) / len(each), 4) for cell, each in shares.items()}
    log = {(team, quarter(month)) for team, month in blurred(pilot)}
    cells = {(team, quarter(month)) for team, month in _cells(pilot)}
    blurs = {cell: int(cell in log) for cell in cells} if log else {}
    found = {DELIVERED: means, CONTAMINATED: blurs}
    return {name: told for name, told in found.items() if told}


def _csv(header: Sequence[str], rows: Sequence[Sequence]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
