"""What a pilot's months look like meanwhile: charts by arm and team, and who was there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from alongside.desk.access.models import User
from alongside.desk.pilots.models import Exposure, Pilot, PilotTeam, Remark
from alongside.desk.pilots.plan_words import indicator_said
from alongside.desk.workforce.models import Team
from alongside.desk.workforce.monitoring_picture import picture
from alongside.desk.workforce.monitoring_series import of_team
from alongside.reckon.monitoring import ALL_RANGES

MONTHLY_OF = {"good_or_better": "audits_good_local", "inadequate": "audits_inadequate_local"}  # fmt: skip


class TeamCharts(NamedTuple):
    """A team's charts of the pilot's figures, each with its picture and its remarks."""

    team: Team
    drawn: list
    changed: list[str]


def team_charts(user: User, pilot: Pilot) -> dict[str, list[TeamCharts]]:
    """Return the charts of each arm's teams that this person sees.

    The primary figure comes first, each with what was remarked of it.
    `changed` has the figures in which the latest month breaks a rule: that something
    changed in the team, and nothing of why.
    """
    wanted = [MONTHLY_OF.get(name, name) for name in (pilot.indicator, *pilot.also)]
    remarks = _remarks_by_figure(user, pilot)
    seen = set(Team.objects.visible_to(user).values_list("pk", flat=True))
    found: defaultdict[str, list[TeamCharts]] = defaultdict(list)
    for part in pilot.teams.select_related("team"):
        if part.team_id in seen:
            series = [
                each
                for each in of_team(user, part.team, ALL_RANGES)
                if each.ratio.name in wanted
            ]
            series.sort(key=lambda each: wanted.index(each.ratio.name))
            drawn = [
                (each, picture(each), remarks[part.team_id, each.ratio.name])
                for each in series
            ]
            changed = [each.ratio.title for each in series if each.signalled]
            found[PilotTeam.Arm(part.arm).label].append(
                TeamCharts(part.team, drawn, changed)
            )
    return dict(found)


def _remarks_by_figure(user: User, pilot: Pilot) -> dict[tuple, list[Remark]]:
    """Return what was remarked of each team's figure, by month."""
    found: defaultdict[tuple, list[Remark]] = defaultdict(list)
    for each in Remark.objects.visible_to(user).filter(pilot=pilot).in_order():
        found[each.team_id, MONTHLY_OF.get(each.indicator, each.indicator)].append(each)
    return found


class ExposureTable(NamedTuple):
    """FTE present, a row a month and a column a team; None where nobody said."""

    teams: list[str]
    rows: list[tuple[date, list]]


def exposure_table(exposure: Iterable[Exposure]) -> ExposureTable:
    held = {(each.month, each.team.name): each.fte for each in exposure}
    teams = sorted({team for _, team in held})
    months = sorted({month for month, _ in held})
    rows = [(month, [held.get((month, team)) for team in teams]) for month in months]
    return ExposureTable(teams, rows)


def remarks_said(remarks: Iterable[Remark]) -> list[tuple[Remark, str]]:
    return [(each, indicator_said(each.indicator)) for each in remarks]
