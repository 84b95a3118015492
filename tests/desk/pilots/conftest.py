"""Pilots as tests have them: the report's own, and one of seven teams over a year."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from alongside.desk.pilots import plan_actions
from alongside.desk.pilots.plan_actions import Part
from alongside.desk.workforce.models import MonthlyFigure, Team
from tests.house.pilots_subjects import PLAN

PILOT = ("Bassetlaw DCPT", "CDS", "Broxtowe & Rushcliffe DCPT", "LAC")
OTHERS = ("Ashfield DCPT", "Gedling DCPT", "Mansfield DCPT", "Newark DCPT")


@pytest.fixture
def of_report(town):
    """The report's own pilot, as a plan: four teams and four others, one quarter each side."""
    parts = {}
    for arm, names in (("pilot", PILOT), ("comparison", OTHERS)):
        parts |= {Team.objects.create(name=name): Part(arm) for name in names}
    pilot = plan_actions.plan_pilot(
        by=town.sam, **PLAN | {
            "source": "upload", "also": ["inadequate"], "cost": 437_000,
            "baseline_first": date(2015, 1, 1), "starts_on": date(2015, 4, 1),
            "ends_on": date(2015, 6, 1),
        },
    )  # fmt: skip
    plan_actions.set_teams(by=town.sam, pilot=pilot, parts=parts)
    plan_actions.add_initiative(
        by=town.sam, pilot=pilot, what="Signs of Safety", team=None,
        first=date(2015, 1, 1),
    )  # fmt: skip
    return plan_actions.lock_plan(by=town.sam, pilot=pilot)


@pytest.fixture
def of_months(town, monkeypatch):
    """A pilot of three teams beside four, on caseloads; it takes four cases off each."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 3, 10))
    teams = [Team.objects.create(name=f"Team {n}") for n in range(7)]
    for place, team in enumerate(teams):
        for n in range(12):
            less = 4 if place < 3 and n >= 6 else 0
            MonthlyFigure.objects.create(
                indicator="caseload_local", team=team, by=town.hal, came="typed",
                month=date(2025, n + 1, 1), as_at=date(2026, 1, 1),
                numerator=10 * (18 + (place * 7 + n * 3) % 5 / 5 - less), denominator=10,
            )  # fmt: skip
    chosen = {
        "source": "months", "indicator": "caseload_local", "better": "lower",
        "worthwhile": 1, "also": [], "startup_months": 1,
    }  # fmt: skip
    pilot = plan_actions.plan_pilot(by=town.sam, **PLAN | chosen)
    arms = ["pilot"] * 3 + ["comparison"] * 4
    parts = {team: Part(arm) for team, arm in zip(teams, arms, strict=True)}
    plan_actions.set_teams(by=town.sam, pilot=pilot, parts=parts)
    return plan_actions.lock_plan(by=town.sam, pilot=pilot)
