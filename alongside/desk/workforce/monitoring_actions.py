"""Monthly figures typed, imported or counted; and limits drawn anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.workforce.models import Team
from alongside.desk.workforce.monitoring_models import (
    LimitsAnew,
    MonthlyFigure,
    last_day,
)
from alongside.reckon.indicators.workforce import MONTHLY, RATIOS
from alongside.reckon.indicators.workforce.ratio import SHARE
from alongside.reckon.monitoring import BASELINE, month_said


class Numbers(NamedTuple):
    """What one month of one team comes to."""

    team: Team
    month: date
    numerator: Decimal
    denominator: Decimal


@transaction.atomic
def type_figure(
    *,
    by: User,
    indicator: str,
    team: Team,
    month: date,
    numerator: Decimal,
    denominator: Decimal,
    as_at: date | None = None,
) -> MonthlyFigure:
    """Keep two numbers that somebody typed, in place of those kept before."""
    held = MonthlyFigure.objects.select_for_update().filter(
        indicator=indicator, team=team, month=month
    )
    before = held.first()
    was = before.numbers if before else None
    numbers = Numbers(team, month, numerator, denominator)
    figure = _filled(before, by, indicator, numbers, MonthlyFigure.Came.TYPED, as_at)
    figure.save()
    _freeze(indicator, [team.pk])
    record(
        by=by, action="type monthly figure", subject=figure, indicator=indicator,
        team=team.pk, month=month.isoformat(), was=was, **figure.numbers,
    )  # fmt: skip
    return figure


@transaction.atomic
def import_figures(
    *, by: User, indicator: str, rows: Iterable[Numbers]
) -> list[MonthlyFigure]:
    """Keep the rows of a table, all or none: one line of the trail, with what they replace."""
    return _keep_rows(by, indicator, list(rows), MonthlyFigure.Came.IMPORTED)


@transaction.atomic
def keep_counted(
    *, by: User, indicator: str, rows: Iterable[Numbers], as_at: date
) -> list[MonthlyFigure]:
    """Keep what the desk counted itself; what a person typed or imported stands beside it.

    Returns the figures that are the desk's own.
    """
    rows = list(rows)
    said = MonthlyFigure.objects.exclude(came=MonthlyFigure.Came.COUNTED).filter(
        indicator=indicator, month__in={row.month for row in rows}
    )
    theirs = {(each.team_id, each.month): each for each in said.select_for_update()}
    ours = [row for row in rows if (row.team.pk, row.month) not in theirs]
    _keep_beside(theirs, rows, as_at)
    return _keep_rows(by, indicator, ours, MonthlyFigure.Came.COUNTED, as_at)


def _keep_beside(
    theirs: dict[tuple[int, date], MonthlyFigure], rows: list[Numbers], as_at: date
) -> None:
    """Keep beside what a person said of a month what the desk counts of it."""
    beside = []
    for row in rows:
        if figure := theirs.get((row.team.pk, row.month)):
            figure.counted_numerator = row.numerator
            figure.counted_denominator = row.denominator
            figure.counted_as_at = as_at
            beside.append(figure)
    names = ["counted_numerator", "counted_denominator", "counted_as_at"]
    MonthlyFigure.objects.bulk_update(beside, names, batch_size=500)


@transaction.atomic
def draw_limits_anew(
    *, by: User, indicator: str, team: Team, month: date, reason: str
) -> LimitsAnew:
    """Draw a chart's limits anew from a month on, and keep why."""
    _check_indicator(indicator)
    there = MonthlyFigure.objects.filter(team=team, indicator=indicator)
    if not there.filter(month=month).exists():
        raise ValidationError(
            f"There is no figure for {month_said(month)}. Choose a month on the chart."
        )
    made = LimitsAnew(indicator=indicator, team=team, month=month, reason=reason, by=by)
    made.full_clean()
    made.save()
    _forget_baseline(made)
    _freeze(indicator, [team.pk])
    record(
        by=by, action="draw limits anew", subject=made, indicator=indicator,
        team=team.pk, month=month.isoformat(),
    )  # fmt: skip
    return made


def _keep_rows(
    by: User, indicator: str, rows: list[Numbers], came: str, as_at: date | None = None
) -> list[MonthlyFigure]:
    held = {
        (figure.team_id, figure.month): figure
        for figure in MonthlyFigure.objects.select_for_update().filter(
            indicator=indicator, month__in={row.month for row in rows}
        )
    }
    replaced = [
        figure for row in rows if (figure := held.get((row.team.pk, row.month)))
    ]
    was = [{"figure": each.pk} | each.numbers for each in replaced]
    figures = [
        _filled(held.get((row.team.pk, row.month)), by, indicator, row, came, as_at)
        for row in rows
    ]
    for figure in replaced:
        figure.save()
    MonthlyFigure.objects.bulk_create([each for each in figures if not each.pk])
    _freeze(indicator, {each.team_id for each in figures})
    record(
        by=by, action=f"{came} monthly figures", indicator=indicator,
        rows=len(figures), replaced=was,
    )  # fmt: skip
    return figures


def _freeze(indicator: str, teams: Iterable[int]) -> None:
    """Mark the first twelve months of each phase that has as many and none marked yet.

    Limits come from those from then on: a month added before or among them moves nothing.
    """
    starts = defaultdict(list)
    drawn = LimitsAnew.objects.filter(indicator=indicator, team__in=teams)
    for team, month in drawn.values_list("team", "month"):
        starts[team].append(month)
    phases = defaultdict(list)
    there = MonthlyFigure.objects.filter(indicator=indicator, team__in=teams)
    for figure in there.only("team", "month", "baseline").order_by("month"):
        number = sum(first <= figure.month for first in starts[figure.team_id])
        phases[figure.team_id, number].append(figure)
    marked = []
    for figures in phases.values():
        if sum(each.baseline for each in figures) < BASELINE <= len(figures):
            for place, figure in enumerate(figures):
                figure.baseline = place < BASELINE
            marked += figures
    MonthlyFigure.objects.bulk_update(marked, ["baseline"], batch_size=500)


def _forget_baseline(anew: LimitsAnew) -> None:
    """From a month of new limits to the next such month, nothing is frozen yet."""
    same = {"indicator": anew.indicator, "team": anew.team_id}
    following = MonthlyFigure.objects.filter(**same, month__gte=anew.month)
    later = LimitsAnew.objects.filter(**same, month__gt=anew.month).order_by("month")
    if (until := later.values_list("month", flat=True).first()) is not None:
        following = following.filter(month__lt=until)
    following.update(baseline=False)


def _filled(
    held: MonthlyFigure | None,
    by: User,
    indicator: str,
    numbers: Numbers,
    came: str,
    as_at: date | None,
) -> MonthlyFigure:
    """Return the figure of a month with these numbers in it, checked and not saved."""
    _check(indicator, numbers)
    team, month = numbers.team, numbers.month.replace(day=1)
    figure = held or MonthlyFigure(indicator=indicator, team=team, month=month)
    figure.numerator, figure.denominator = numbers.numerator, numbers.denominator
    figure.as_at = as_at or min(last_day(month), timezone.localdate())
    figure.came, figure.by, figure.at = came, by, timezone.now()
    figure.full_clean(exclude=["team", "by"], validate_unique=False)
    return figure


def _check(indicator: str, numbers: Numbers) -> None:
    _check_indicator(indicator)
    where = f"{numbers.team}, {month_said(numbers.month)}"
    if numbers.month > timezone.localdate():
        raise ValidationError(
            f"{where}: the month has not begun. Choose an earlier one."
        )
    if not numbers.denominator:
        raise ValidationError(f"{where}: of 0 there is no figure. Leave the month out.")
    if numbers.denominator < RATIOS[indicator].least:
        raise ValidationError(
            f"{where}: of so few people it would tell what each of them was away or owed. "
            "Leave the team out."
        )
    part_of = RATIOS[indicator].nature == SHARE
    if part_of and numbers.numerator > numbers.denominator:
        raise ValidationError(
            f"{where}: {numbers.numerator:f} of {numbers.denominator:f} is more than "
            "all. Check which number is which."
        )
    if part_of and any(n != n.to_integral_value() for n in numbers[2:]):
        raise ValidationError(
            f"{where}: these are counted one by one. Give whole numbers."
        )


def _check_indicator(indicator: str) -> None:
    if indicator not in {ratio.name for ratio in MONTHLY}:
        raise ValidationError("Choose one of the figures that are watched each month.")
