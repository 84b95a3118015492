"""How the addresses of pilots are filled for tests/house/matrix.csv."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.desk.pilots.models import Pilot, Promise
from alongside.desk.pilots.plan_actions import Part, lock_plan, plan_pilot, set_teams
from alongside.desk.pilots.verdict_actions import work_out
from alongside.desk.workforce.models import Team

PLAN = {
    "name": "Support officers", "question": "Are more audits good where they work?",
    "source": "audits", "indicator": "good_or_better", "better": "higher",
    "worthwhile": 10, "also": ["inadequate"], "chosen_how": "volunteers",
    "baseline_first": date(2025, 1, 1), "starts_on": date(2025, 7, 1),
    "ends_on": date(2025, 12, 1), "startup_months": 0,
}  # fmt: skip


def a_pilot(town, teams, **chosen) -> Pilot:
    """A pilot of these teams: the first with it, the others to compare."""
    pilot = plan_pilot(by=town.sam, **PLAN | chosen)
    arms = ["pilot"] + ["comparison"] * (len(teams) - 1)
    parts = {team: Part(arm) for team, arm in zip(teams, arms, strict=True)}
    return set_teams(by=town.sam, pilot=pilot, parts=parts)


def pilot(town, where):
    """A pilot in which the North takes part, or one of two other teams."""
    east = Team.objects.create(name="East")
    return {"pk": a_pilot(town, ((town.north, east), (town.south, east))[where]).pk}


def promise(town, where):
    made = Promise.objects.create(
        pilot_id=pilot(town, where)["pk"],
        what="What it came to",
        to_whom="Committee",
        due_on=date(2026, 3, 2),
        owner=town.sam,
        added_on=date(2025, 6, 1),
    )
    return {"pk": made.pk}


FIGURES = """team,period,indicator,value,numerator,denominator
{0},2025-05,good,50,5,10
{0},2025-06,good,60,6,10
{0},2025-07,good,70,7,10
East,2025-05,good,40,4,10
East,2025-06,good,60,6,10
East,2025-07,good,50,5,10
"""


def worked_out(town, where):
    """A pilot of the North and the East, or of the South and the East, worked out."""
    east = Team.objects.create(name="East")
    first = (town.north, town.south)[where]
    chosen = {"source": "upload", "indicator": "good", "also": []}
    made = lock_plan(by=town.sam, pilot=a_pilot(town, (first, east), **chosen))
    table = SimpleUploadedFile("a.csv", FIGURES.format(first.name).encode())
    work_out(by=town.sam, pilot=made, file=table)
    return {"pk": made.pk}


SUBJECTS = {
    "pilot": pilot,
    "promise": promise,
    "worked_out": worked_out,
    "pilot_pack": lambda town, where: worked_out(town, where) | {"form": "docx"},
}
