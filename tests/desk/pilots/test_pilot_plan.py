"""A pilot's plan: named in advance, locked, and changed only beside itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from hashlib import sha256
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.pilots import plan_actions as actions
from alongside.desk.pilots.models import Pilot, Promise
from alongside.desk.workforce.models import Team
from tests.house.pilots_subjects import PLAN, a_pilot

TODAY = date(2026, 3, 10)
SENT = {
    "name": "Support officers", "question": "Are more audits good where they work?",
    "indicator": "good_or_better", "better": "higher", "worthwhile": "10",
    "also": ["inadequate"], "chosen_how": "volunteers",
    "baseline_first": "January 2025", "starts_on": "2025-07", "ends_on": "Dec 2025",
    "startup_months": "1",
}  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def planned(town):
    return a_pilot(town, (town.north, town.south))


def page(client, user, address) -> str:
    client.force_login(user)
    return unescape(client.get(address).content.decode())


def test_it_is_planned_on_one_page(client, town):
    client.force_login(town.ana)
    client.post("/pilots/plan/", SENT)
    pilot = Pilot.objects.get()
    assert (pilot.source, pilot.indicator) == ("audits", "good_or_better")
    assert (pilot.starts_on, pilot.ends_on) == (date(2025, 7, 1), date(2025, 12, 1))
    assert pilot.worthwhile == Decimal(10)
    plan = page(client, town.ana, f"/pilots/{pilot.pk}/plan/")
    assert "10 points" in plan and "They volunteered" in plan and "Not locked" in plan


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"chosen_how": "worst"}, "Say on which figures they were the worst"),
        ({"also": ["leavers_local"]}, "Of another kind than the primary figure"),
        ({"indicator": "named"}, "Enter the figure’s name in the table"),
        ({"starts_on": "soon"}, "The first month of the pilot must be a month"),
        (
            {"ends_on": "June 2025"},
            "A pilot cannot end before it starts. It starts in July 2025",
        ),
        (
            {"starts_on": "Jan 2025"},
            "At least one month must stand before the pilot, which starts in January 2025",
        ),
        (
            {"starts_on": "May 2025", "ends_on": "Feb 2025"},
            'href="#id_ends_on">A pilot cannot end before it starts. It starts in May 2025',
        ),
        ({"startup_months": "40"}, "Start-up months left out must be 6 or less"),
        ({"worthwhile": "500"}, "A share cannot change by 500 percentage points"),
    ],
)
def test_what_does_not_fit_is_asked_for(client, town, sent, told):
    client.force_login(town.sam)
    answer = client.post("/pilots/plan/", SENT | sent)
    assert told in unescape(answer.content.decode())
    assert not Pilot.objects.exists()


def test_once_locked_a_change_needs_a_reason_and_both_stand(client, town, planned):
    actions.lock_plan(by=town.sam, pilot=planned)
    changed = SENT | {"startup_months": "0", "ends_on": "March 2026"}
    address = f"/pilots/{planned.pk}/plan/change/"
    client.force_login(town.sam)
    told = client.post(address, changed).content.decode()
    assert "Say why it is changed" in told
    planned.refresh_from_db()
    assert planned.ends_on == date(2025, 12, 1)
    client.post(address, changed | {"reason": "The Committee extended it."})
    plan = page(client, town.mo, f"/pilots/{planned.pk}/plan/")
    assert "The Committee extended it." in plan
    assert "Last month of the pilot: was December 2025; now March 2026" in plan
    assert planned.amendments.get().by == town.sam


def test_a_locked_plan_does_not_change_without_a_word(town, planned):
    actions.lock_plan(by=town.sam, pilot=planned)
    with pytest.raises(ValidationError, match="Say why it is changed"):
        actions.change_plan(by=town.sam, pilot=planned, worthwhile=Decimal(2))
    with pytest.raises(ValidationError, match="Say why it is changed"):
        actions.set_teams(by=town.sam, pilot=planned, parts={})
    with pytest.raises(ValidationError, match="Nothing was changed"):
        actions.change_plan(by=town.sam, pilot=planned, reason="For luck")
    assert planned.teams.count() == 2


def test_it_is_locked_once_and_with_both_arms(town, planned):
    alone = a_pilot(town, (town.north,), name="Alone")
    with pytest.raises(ValidationError, match="There is no comparison team"):
        actions.lock_plan(by=town.sam, pilot=alone)
    actions.lock_plan(by=town.sam, pilot=planned)
    with pytest.raises(ValidationError, match="locked already, on 10 March 2026"):
        actions.lock_plan(by=town.ana, pilot=planned)
    planned.refresh_from_db()
    assert (planned.locked_by, planned.locked_on) == (town.sam, TODAY)
    assert AuditEntry.objects.filter(action="lock plan").count() == 1


def test_by_lot_needs_lots(town):
    pilot = a_pilot(town, (town.north, town.south), chosen_how="lot")
    with pytest.raises(ValidationError, match="no lots were drawn"):
        actions.lock_plan(by=town.sam, pilot=pilot)


def test_lots_are_drawn_once_kept_and_can_be_drawn_again(client, town):
    pilot = a_pilot(town, (town.north, town.south), chosen_how="lot")
    more = [Team.objects.create(name=name) for name in ("East", "West")]
    teams = [town.north, town.south, *more]
    client.force_login(town.sam)
    sent = {"teams": [t.pk for t in teams], "number": "2", "seed": "3 14 15 26 41 58"}
    client.post(f"/pilots/{pilot.pk}/plan/lots/", sent)
    pilot.refresh_from_db()
    by_hand = sorted(
        teams,
        key=lambda t: sha256(f"3 14 15 26 41 58|{t.name}".encode()).hexdigest(),
    )[:2]
    assert pilot.draw.drawn == sorted(team.name for team in by_hand)
    again = client.post(f"/pilots/{pilot.pk}/plan/lots/", sent | {"seed": "other"})
    assert "They stand as they fell" in unescape(again.content.decode())
    with pytest.raises(ValidationError, match="no lots"):
        actions.set_teams(
            by=town.sam, pilot=pilot, parts={town.north: actions.Part("comparison")}
        )
    assert actions.lock_plan(by=town.sam, pilot=pilot).locked


def test_teams_are_set_on_their_page(client, town, planned):
    east = Team.objects.create(name="East")
    client.force_login(town.sam)
    sent = {f"arm_{team.pk}": "comparison" for team in (town.north, town.south)}
    sent |= {f"arm_{east.pk}": "pilot", f"from_{east.pk}": "September 2025"}
    client.post(f"/pilots/{planned.pk}/plan/teams/", sent)
    parts = {each.team.name: each for each in planned.teams.all()}
    assert parts["East"].starts_on == date(2025, 9, 1)
    assert {name for name, each in parts.items() if each.arm == "comparison"} == {
        "North",
        "South",
    }


@pytest.mark.parametrize(
    ("starts", "ends", "stands"),
    [
        (date(2026, 4, 1), date(2026, 9, 1), "Planned"),
        (date(2026, 1, 1), date(2026, 3, 1), "Running"),
        (date(2025, 7, 1), date(2026, 2, 1), "Over"),
    ],
)
def test_where_it_stands_follows_from_its_dates(starts, ends, stands):
    pilot = Pilot(starts_on=starts, ends_on=ends, locked_on=date(2025, 1, 1))
    assert pilot.stands(TODAY) == stands
    pilot.locked_on = None
    assert pilot.stands(TODAY) == "Being planned"


def promised(town, pilot, **told) -> Promise:
    usual = {"what": "What it came to", "to_whom": "Committee", "owner": town.mo}
    usual |= {"due_on": date(2026, 3, 9)} | told
    return actions.add_promise(by=town.sam, pilot=pilot, **usual)


def test_who_promised_says_that_it_was_kept(client, town, planned):
    promise = promised(town, planned)
    assert "Past its day" in page(client, town.mo, "/pilots/")
    client.post(
        f"/pilots/promises/{promise.pk}/",
        {"kept_on": "10 3 2026", "kept_how": "Report 7, paragraph 4"},
    )
    plan = page(client, town.mo, f"/pilots/{planned.pk}/plan/")
    assert "Reported on 10 March 2026, late: Report 7, paragraph 4" in plan
    with pytest.raises(ValidationError, match="kept already"):
        actions.keep_promise(by=town.sam, promise=promise, kept_on=TODAY, kept_how="So")


def test_another_teams_pilot_is_as_if_it_were_not_there(client, town):
    east = Team.objects.create(name="East")
    other = a_pilot(town, (town.south, east), name="Another thing")
    promised(town, other, owner=town.sam, what="A thing promised")
    seen = page(client, town.mo, "/pilots/")
    assert "Another thing" not in seen and "A thing promised" not in seen
    for part in ("", "plan/", "log/", "months/"):
        assert client.get(f"/pilots/{other.pk}/{part}").status_code == 404


def test_the_plan_of_the_test_is_one_that_the_form_makes():
    assert set(PLAN) <= {field.name for field in Pilot._meta.get_fields()}
