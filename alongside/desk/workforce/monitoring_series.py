"""The monthly figures of a team, or of the teams together, as charts with their words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, Min, Sum

from alongside.desk.workforce.models import Team
from alongside.desk.workforce.monitoring_models import LimitsAnew, MonthlyFigure
from alongside.reckon.indicators.workforce import MONTHLY, Ratio, RatioFigure
from alongside.reckon.indicators.workforce.ratio import RATE, SHARE
from alongside.reckon.monitoring import (
    MODES,
    XMR,
    Chart,
    Limits,
    P,
    Phase,
    Point,
    U,
    chart,
    summary,
)

SHOWN = 36  # months on a page; the limits are drawn from all there are
Made = tuple[date, RatioFigure, str]
KINDS = {SHARE: P, RATE: U}
KINDS_SAID = {
    P: "A p chart: a share of things counted one by one",
    U: "A u chart: a count over what it could happen to",
    XMR: "An XmR chart: one measure a month",
}


@dataclass(frozen=True)
class Month:
    """One month of a series: its figure, how it came, and where it lies on the chart."""

    month: date
    figure: RatioFigure
    came: str
    limits: Limits
    rules: tuple[str, ...]
    first_of_phase: bool

    @property
    def expected(self) -> str:
        """Where the month would lie if nothing had changed, in the figure's unit."""
        low, high = (self._said(each) for each in (self.limits.low, self.limits.high))
        if not (low or high):
            return ""
        return f"{low or '0'} to {high or 'no limit'}"

    @property
    def middle(self) -> str:
        return self._said(self.limits.middle)

    def _said(self, value: float | None) -> str:
        if value is None:
            return ""
        ratio = self.figure.ratio
        return str(ratio.round(Decimal(value) * ratio.scale))


@dataclass(frozen=True)
class Series:
    """One indicator over months: its chart, what the chart says, and its phases."""

    ratio: Ratio
    chart: Chart
    months: tuple[Month, ...]
    says: tuple[str, ...]
    phases: tuple[LimitsAnew, ...]
    kind: str
    mode: str

    @property
    def latest(self) -> Month:
        return self.months[-1]

    @property
    def signalled(self) -> bool:
        """Whether the latest month breaks a rule."""
        return bool(self.chart.latest)


def of_team(user, team: Team, mode: str) -> list[Series]:
    """Return the series of one team that this person sees, in the registry's order."""
    figures = MonthlyFigure.objects.visible_to(user).of(team).in_order()
    anew = LimitsAnew.objects.visible_to(user).of(team).select_related("by")
    by_indicator = defaultdict(list)
    for figure in figures:
        by_indicator[figure.indicator].append(
            (figure.month, figure.reckoned, figure.get_came_display())
        )
    phases = defaultdict(list)
    for each in anew:
        phases[each.indicator].append(each)
    return [
        _series(ratio, by_indicator[ratio.name], phases[ratio.name], mode, "this team")
        for ratio in MONTHLY
        if by_indicator[ratio.name]
    ]


def together(user, mode: str) -> list[Series]:
    """Return the series of all teams this person sees, their numbers added up."""
    seen = Team.objects.visible_to(user)
    if user.may("keep_establishment"):
        seen = Team.objects.all()
    teams = seen.active().count()
    months = _added(MonthlyFigure.objects.visible_to(user).filter(team__active=True))
    return [
        _series(
            ratio, [_of_teams(ratio, month, parts, teams) for month, parts in found],
            [], mode, "these teams",
        )
        for ratio in MONTHLY
        if (found := sorted(months[ratio.name].items()))
    ]  # fmt: skip


def _added(figures) -> dict[str, dict[date, list[dict]]]:
    """Return the sums of each month of each indicator, a part for each way they came."""
    sums = figures.order_by().values("indicator", "month", "came").annotate(
        above=Sum("numerator"), below=Sum("denominator"), teams=Count("team"),
        oldest=Min("as_at"),
    )  # fmt: skip
    found: dict[str, dict[date, list[dict]]] = defaultdict(lambda: defaultdict(list))
    for row in sums.order_by("came"):
        found[row["indicator"]][row["month"]].append(row)
    return found


def _of_teams(ratio: Ratio, month: date, parts: list[dict], teams: int) -> Made:
    """Return one month of the teams together, and how many of them it covers."""
    above, below = (
        sum((round(part[name], 2) for part in parts), Decimal(0))
        for name in ("above", "below")
    )
    covers = sum(part["teams"] for part in parts)
    figure = RatioFigure(
        ratio, above, below, min(part["oldest"] for part in parts),
        (covers, max(teams, covers)),
    )  # fmt: skip
    ways = " and ".join(MonthlyFigure.Came(part["came"]).label for part in parts)
    return month, figure, ways.capitalize()


def _series(
    ratio: Ratio, months: list[Made], anew: list[LimitsAnew], mode: str, where: str
) -> Series:
    kind = KINDS.get(ratio.nature, XMR)
    points = [
        Point(month, float(figure.numerator), float(figure.denominator))
        for month, figure, _ in months
    ]
    phases = [Phase(each.month, each.reason) for each in anew]
    whole = chart(kind, points, phases, mode=mode, least=0.0)
    first = max(0, len(points) - SHOWN)
    lately = tuple(each for each in whole.signals if each.last >= first)
    made = replace(whole, signals=lately)
    starts = {phase.first for phase in phases}
    return Series(
        ratio, made,
        tuple(
            Month(month, figure, came, row.limits, row.rules, month in starts)
            for (month, figure, came), row in zip(
                months[first:], made.rows[first:], strict=True
            )
        ),
        tuple(summary(made, where)), tuple(anew), KINDS_SAID[kind],
        MODES[mode] if kind == XMR else made.rows[-1].limits.how,
    )  # fmt: skip
