"""Limits stay as they were drawn, gaps are said, and months of other teams are not judged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from alongside.desk.workforce import monitoring_actions as actions
from alongside.desk.workforce.models import MonthlyFigure
from alongside.desk.workforce.monitoring_picture import picture
from alongside.desk.workforce.monitoring_series import of_team, together
from alongside.reckon.monitoring import ALL_RANGES

CALM = (18, 20, 19, 17) * 3
URL = "/workforce/monitoring/"


def kept(town, team, values, first=0):
    """Keep a caseload a month from January 2024 on, so many months later or earlier."""
    rows = [
        actions.Numbers(
            team, date(2024 + (first + n) // 12, (first + n) % 12 + 1, 1),
            Decimal(value * 10), Decimal(10),
        )
        for n, value in enumerate(values)
    ]  # fmt: skip
    actions.import_figures(by=town.hal, indicator="caseload_local", rows=rows)


def only(series):
    (one,) = series
    return one


def test_a_month_added_before_moves_no_limit(town):
    kept(town, town.north, [*CALM, 19, 18])
    before = only(of_team(town.mo, town.north, ALL_RANGES))
    kept(town, town.north, [90], first=-1)
    after = only(of_team(town.mo, town.north, ALL_RANGES))
    assert after.months[0].month == date(2023, 12, 1)
    assert after.latest.limits == before.latest.limits
    assert after.months[0].rules == ("outside",)
    assert MonthlyFigure.objects.filter(baseline=True).count() == 12


def test_a_month_added_in_a_gap_moves_no_limit_and_ends_the_gap(town):
    kept(town, town.north, CALM[:3])
    kept(town, town.north, [*CALM[3:], 19, 18], first=4)
    before = only(of_team(town.mo, town.north, ALL_RANGES))
    said = "There is no figure for April 2024: the line is broken there, and no run goes over it."  # fmt: skip
    assert said in before.says
    drawn = picture(before)
    assert drawn.trace.count("M") == 2
    assert drawn.dots[3].x - drawn.dots[2].x == 2 * (drawn.dots[1].x - drawn.dots[0].x)
    kept(town, town.north, [40], first=3)
    after = only(of_team(town.mo, town.north, ALL_RANGES))
    assert after.latest.limits == before.latest.limits
    assert said not in after.says and picture(after).trace.count("M") == 1


def test_limits_drawn_anew_come_from_the_months_after(town):
    kept(town, town.north, [*CALM, *[30] * 12])
    actions.draw_limits_anew(
        by=town.hal, indicator="caseload_local", team=town.north,
        month=date(2024, 7, 1), reason="Another service.",
    )  # fmt: skip
    series = only(of_team(town.mo, town.north, ALL_RANGES))
    # July to December 2024: 19, 17, 18, 20, 19, 17; then six of 30.
    assert series.latest.middle == "24.2"
    assert series.months[0].limits.high is None


def test_a_month_of_one_team_does_not_judge_all(client, town):
    kept(town, town.north, [*CALM, 90, 18])
    kept(town, town.south, CALM)
    kept(town, town.south, [19], first=13)
    series = only(together(town.sam, ALL_RANGES))
    alone = series.months[12]
    assert (alone.rules, alone.expected) == ((), "Cannot tell")
    said = (
        "Cannot tell of January 2025: it covers 1 of 2 teams, and the limits are of 2."
    )
    assert said in series.says
    assert not any("outside" in month.rules for month in series.months)
    assert series.latest.expected != "Cannot tell"
    client.force_login(town.sam)
    page = client.get(URL).content.decode()
    assert page.count(said) == 2, "Once to read, once in the picture's text."


def test_of_months_of_two_other_teams_the_limits_say_so(town):
    kept(town, town.north, [90], first=12)
    kept(town, town.south, CALM)
    series = only(together(town.sam, ALL_RANGES))
    assert (
        series.latest.doubt == "it covers 1 of 2 teams, and the limits are of 1 other"
    )
