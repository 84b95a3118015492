"""The invented council's pilots: each role finds one that runs."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from alongside.desk.pilots.models import LogEntry, Pilot
from alongside.desk.pilots.plan_actions import Part
from alongside.desk.today.invented_pilots import _over, _running
from alongside.desk.workforce.models import Team

TODAY = date(2026, 3, 10)


def test_one_of_them_is_running_and_has_a_log(town):
    arms = {Team.objects.create(name="East"): Part("pilot")}
    arms[town.north] = Part("comparison")
    _running({"analyst": town.ana, "service_manager": town.sam}, arms, TODAY)
    pilot = Pilot.objects.get()
    assert pilot.stands(TODAY) == "Running" and pilot.locked_on < pilot.starts_on
    assert LogEntry.objects.get().month == date(2026, 3, 1)


def test_it_is_made_though_midnight_passes_meanwhile(town, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY + timedelta(1))
    arms = {Team.objects.create(name="East"): Part("pilot")}
    arms[town.north] = Part("comparison")
    people = {"analyst": town.ana, "service_manager": town.sam, "team_manager": town.mo}
    pilot = _over(people, arms, date(2025, 1, 1), date(2025, 12, 1), TODAY)
    first = pilot.promises.order_by("pk").first()
    assert first.kept_on == first.added_on == date(2026, 3, 11)
