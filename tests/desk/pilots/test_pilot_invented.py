"""The invented council's pilots: each role finds one that runs."""

from __future__ import annotations

from datetime import date

from alongside.desk.pilots.models import LogEntry, Pilot
from alongside.desk.pilots.plan_actions import Part
from alongside.desk.today.invented_pilots import _running
from alongside.desk.workforce.models import Team

TODAY = date(2026, 3, 10)


def test_one_of_them_is_running_and_has_a_log(town):
    arms = {Team.objects.create(name="East"): Part("pilot")}
    arms[town.north] = Part("comparison")
    _running({"analyst": town.ana, "service_manager": town.sam}, arms, TODAY)
    pilot = Pilot.objects.get()
    assert pilot.stands(TODAY) == "Running" and pilot.locked_on < pilot.starts_on
    assert LogEntry.objects.get().month == date(2026, 3, 1)
