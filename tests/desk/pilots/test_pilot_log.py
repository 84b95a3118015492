"""While a pilot runs: what blurs it, who was there, what changed in a team."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.pilots import during_actions as actions
from alongside.desk.pilots.models import Exposure, LogEntry
from alongside.desk.workforce.models import MonthlyFigure, Team
from tests.house.pilots_subjects import a_pilot

JULY = date(2025, 7, 1)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 3, 10))


@pytest.fixture
def pilot(town):
    return a_pilot(
        town, (town.north, town.south), source="months", indicator="leavers_local",
        better="lower", also=[],
    )  # fmt: skip


def page(client, user, address) -> str:
    client.force_login(user)
    return unescape(client.get(address).content.decode())


def test_it_is_noted_and_seen_by_the_teams_it_is_of(client, town, pilot):
    client.force_login(town.sam)
    for team, what in ((town.north, "Two workers left"), (town.south, "One was lent")):
        client.post(
            f"/pilots/{pilot.pk}/log/note/",
            {"team": team.pk, "month": "July 2025", "kind": "moved", "what": what},
        )
    assert LogEntry.objects.count() == 2
    seen = page(client, town.mo, f"/pilots/{pilot.pk}/log/")
    assert "Two workers left" in seen and "One was lent" not in seen
    assert "One was lent" in page(client, town.ana, f"/pilots/{pilot.pk}/log/")


def test_who_was_there_is_kept_once_a_month(client, town, pilot):
    client.force_login(town.ana)
    for fte in ("1.5", "2"):
        sent = {"team": town.north.pk, "month": "2025-07", "fte": fte}
        client.post(f"/pilots/{pilot.pk}/log/exposure/", sent)
    assert Exposure.objects.get().fte == Decimal(2)
    assert "2.00" in page(client, town.mo, f"/pilots/{pilot.pk}/log/")


def test_only_of_a_team_that_takes_part_in_a_month_that_has_begun(town, pilot):
    east = Team.objects.create(name="East")
    with pytest.raises(ValidationError, match="East takes no part"):
        actions.set_exposure(by=town.sam, pilot=pilot, team=east, month=JULY, fte=1)
    with pytest.raises(ValidationError, match="April 2026 has not begun"):
        actions.set_exposure(
            by=town.sam, pilot=pilot, team=town.north, month=date(2026, 4, 1), fte=1
        )


def test_a_chart_says_that_something_changed_and_never_why(client, town, pilot):
    for n in range(20):
        for team in (town.north, town.south):
            MonthlyFigure.objects.create(
                indicator="leavers_local", team=team, by=town.hal, came="typed",
                month=date(2024 + n // 12, n % 12 + 1, 1), as_at=date(2026, 1, 1),
                numerator=9 if n > 12 and team == town.north else 1, denominator=16,
                baseline=n < 12,
            )  # fmt: skip
    seen = page(client, town.ana, f"/pilots/{pilot.pk}/months/")
    assert seen.count("Something changed in this team: Leavers") == 1
    assert "Varies as before" in seen and "because" not in seen
    actions.remark(
        by=town.sam, pilot=pilot, team=town.south, month=JULY,
        indicator="leavers_local", text="The office moved.",
    )  # fmt: skip
    assert "July 2025: The office moved." in page(
        client, town.ana, f"/pilots/{pilot.pk}/months/"
    )
    mine = page(client, town.mo, f"/pilots/{pilot.pk}/months/")
    assert "The office moved." not in mine
    assert "North" in mine and "South" not in mine


def test_a_remark_stands_beside_a_figure(client, town, pilot):
    client.force_login(town.sam)
    client.post(
        f"/pilots/{pilot.pk}/log/remark/",
        {"team": town.north.pk, "month": "July 2025", "indicator": "leavers_local",
         "text": "A manager left."},
    )  # fmt: skip
    assert "A manager left." in page(client, town.mo, f"/pilots/{pilot.pk}/log/")
