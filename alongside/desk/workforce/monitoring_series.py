"""The monthly figures of a team, or of the teams together, as charts with their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

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
KINDS = {SHARE: P, RATE: U}
KINDS_SAID = {
    P: "A p chart: a share of things counted one by one",
    U: "A u chart: a count over what it could happen to",
    XMR: "An XmR chart: one measure a month",
}


@dataclass(frozen=True)
class Made:
    """A month's figure before it is charted: how it came, and whether it may be judged."""

    month: date
    figure: RatioFigure
    came: str
    baseline: bool
    doubt: str = ""
    counted: RatioFigure | None = None


class Part(NamedTuple):
    """What one team adds to a month of the teams together."""

    team: int
    numerator: Decimal
    denominator: Decimal
    as_at: date
    came: str
    baseline: bool


@dataclass(frozen=True)
class Month:
    """One month of a series: its figure, how it came, and where it lies on the chart."""

    month: date
    figure: RatioFigure
    came: str
    limits: Limits
    rules: tuple[str, ...]
    first_of_phase: bool
    doubt: str = ""
    counted: RatioFigure | None = None  # by the desk itself, where it counts otherwise

    @property
    def expected(self) -> str:
        """Where the month would lie if nothing had changed, in the figure's unit."""
        if self.doubt:
            return "Cannot tell"
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
            Made(
                figure.month,
                figure.reckoned,
                figure.get_came_display(),
                figure.baseline,
                counted=figure.counted_otherwise,
            )
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
        _series(ratio, _of_teams(ratio, found, teams), [], mode, "these teams")
        for ratio in MONTHLY
        if (found := sorted(months[ratio.name].items()))
    ]


def _added(figures) -> dict[str, dict[date, list[Part]]]:
    """Return the teams' figures of each month of each indicator."""
    found: dict[str, dict[date, list]] = defaultdict(lambda: defaultdict(list))
    for indicator, month, *part in figures.order_by("came", "pk").values_list(
        "indicator", "month", *Part._fields
    ):
        found[indicator][month].append(Part(*part))
    return found


def _of_teams(
    ratio: Ratio, months: list[tuple[date, list[Part]]], teams: int
) -> list[Made]:
    """Return the months of the teams together, each with how many of them it covers.

    Those of the teams that most months cover (of as many, the latest) are judged. A month
    of others is shown, and is not put beside their limits: it is of other work.
    """
    covered = [frozenset(each.team for each in parts) for _, parts in months]
    usual = max(reversed(covered), key=covered.count)
    made = []
    for (month, parts), those in zip(months, covered, strict=True):
        of = (len(those), max(teams, len(those)))
        doubt = ""
        if those != usual:
            doubt = f"it covers {of[0]} of {of[1]} teams, and the limits are of {len(usual)}"
            if len(those) == len(usual):
                doubt += " other" if len(usual) == 1 else " others"
        figure = RatioFigure(
            ratio, _sum(each.numerator for each in parts),
            _sum(each.denominator for each in parts), min(each.as_at for each in parts), of,
        )  # fmt: skip
        ways = dict.fromkeys(MonthlyFigure.Came(each.came).label for each in parts)
        frozen = all(each.baseline for each in parts)
        made.append(Made(month, figure, " and ".join(ways).capitalize(), frozen, doubt))
    return made


def _sum(numbers: Iterable[Decimal]) -> Decimal:
    return sum(numbers, Decimal(0))


def _series(
    ratio: Ratio, months: list[Made], anew: list[LimitsAnew], mode: str, where: str
) -> Series:
    kind = KINDS.get(ratio.nature, XMR)
    points = [
        Point(
            each.month, float(each.figure.numerator), float(each.figure.denominator),
            each.baseline, each.doubt,
        )
        for each in months
    ]  # fmt: skip
    phases = [Phase(each.month, each.reason) for each in anew]
    whole = chart(kind, points, phases, mode=mode, least=0.0)
    first = max(0, len(points) - SHOWN)
    lately = tuple(each for each in whole.signals if each.last >= first)
    made = replace(whole, signals=lately)
    starts = {phase.first for phase in phases}
    return Series(
        ratio, made,
        tuple(
            Month(
                each.month, each.figure, each.came, row.limits, row.rules,
                each.month in starts, each.doubt, each.counted,
            )
            for each, row in zip(months[first:], made.rows[first:], strict=True)
        ),
        tuple(summary(made, where, first)), tuple(anew), KINDS_SAID[kind],
        MODES[mode] if kind == XMR else made.rows[-1].limits.how,
    )  # fmt: skip
