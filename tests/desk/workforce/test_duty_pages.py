"""The duty rota typed in, copied on and taken away; and the out-of-hours team."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from alongside.desk.access.models import AuditEntry
from alongside.desk.workforce import duty_actions as actions
from alongside.desk.workforce.away_actions import note_absence
from alongside.desk.workforce.duty import hours_by_weekday, out_of_hours
from alongside.desk.workforce.duty_actions import Planned
from alongside.desk.workforce.models import DutyShared, DutyTurn, Team

MONDAY = date(2026, 3, 9)  # the conftest's today is the Tuesday after
TUESDAY = date(2026, 3, 10)


def text(page) -> str:
    return " ".join(page.content.decode().split())


def turns(team) -> list[tuple]:
    return [
        (turn.day, turn.session, turn.worker, turn.manager)
        for turn in team.duty_turns.order_by("day", "pk")
    ]


@pytest.fixture
def week(town):
    return actions.keep_week(
        by=town.mo,
        team=town.north,
        monday=MONDAY,
        turns=[
            Planned(MONDAY, "day", town.wes, town.mo),
            Planned(TUESDAY, "morning", town.wes, None),
            Planned(TUESDAY, "afternoon", town.mo, None),
        ],
    )


def test_a_week_is_typed_in(client, town):
    client.force_login(town.mo)
    page = client.post(
        f"/workforce/duty/{town.north.pk}/2026-03-09/",
        {
            "worker_0": town.wes.pk,
            "manager_0": town.mo.pk,
            "worker_1": town.wes.pk,
            "worker_1_later": "nobody",
            "manager_2_later": town.sam.pk,
        },
        follow=True,
    )
    assert "The week is on the rota." in text(page)
    assert turns(town.north) == [
        (MONDAY, "day", town.wes, town.mo),
        (TUESDAY, "morning", town.wes, None),
        (date(2026, 3, 11), "afternoon", None, town.sam),
    ]
    line = AuditEntry.objects.get(action="keep duty rota")
    assert line.by == town.mo and line.detail == {"week": "2026-03-09", "turns": 3}


def test_what_stands_is_shown_as_it_was_typed_and_saved_unchanged(client, town, week):
    client.force_login(town.mo)
    address = f"/workforce/duty/{town.north.pk}/2026-03-09/"
    form = client.get(address).context["form"]
    shown = {name: field.initial for name, field in form.fields.items()}
    assert shown["worker_1"] == str(town.wes.pk)
    assert shown["worker_1_later"] == str(town.mo.pk)
    assert shown["manager_0_later"] == ""
    before = turns(town.north)
    client.post(address, shown)
    assert turns(town.north) == before


def test_a_day_on_which_the_office_stays_closed_is_not_asked_for(client, town):
    client.force_login(town.mo)
    page = client.get(f"/workforce/duty/{town.north.pk}/2026-03-30/")
    assert "Thursday 2 April" in text(page)
    assert "Friday 3 April" not in text(page), "Good Friday"


@pytest.mark.parametrize("written", ["2026-03-10", "2026-02-30", "monday"])
def test_a_week_begins_on_a_monday_that_there_is(client, town, written):
    client.force_login(town.mo)
    page = client.get(f"/workforce/duty/{town.north.pk}/{written}/")
    assert page.status_code == 404


def test_who_supports_the_team_is_no_duty_worker(client, town):
    client.force_login(town.mo)
    page = client.post(
        f"/workforce/duty/{town.north.pk}/2026-03-09/", {"worker_0": town.asha.pk}
    )
    assert "worker_0" in page.context["form"].errors
    assert not DutyTurn.objects.exists()


def test_nobody_types_in_another_teams_week(client, town):
    client.force_login(town.mo)
    address = f"/workforce/duty/{town.south.pk}/2026-03-09/"
    assert client.post(address, {"manager_0": town.mo.pk}).status_code == 404
    assert client.post(address + "copy/").status_code == 404
    assert not DutyTurn.objects.exists()


def test_a_week_is_copied_to_the_next_and_leaves_what_stands(client, town, week):
    actions.keep_week(
        by=town.mo, team=town.north, monday=date(2026, 3, 16),
        turns=[Planned(date(2026, 3, 16), "day", town.mo, None)],
    )  # fmt: skip
    client.force_login(town.mo)
    page = client.post(f"/workforce/duty/{town.north.pk}/2026-03-09/copy/", follow=True)
    assert "1 day was copied." in text(page)
    assert turns(town.north)[3:] == [
        (date(2026, 3, 16), "day", town.mo, None),
        (date(2026, 3, 17), "morning", town.wes, None),
        (date(2026, 3, 17), "afternoon", town.mo, None),
    ]
    again = client.post(f"/workforce/duty/{town.north.pk}/2026-03-09/copy/")
    assert "There is nothing to copy" in text(again)


def test_a_bank_holiday_is_not_copied_to(town):
    monday = date(2026, 3, 30)  # Easter Monday is a week later
    actions.keep_week(
        by=town.mo, team=town.north, monday=monday,
        turns=[Planned(monday, "day", town.wes, None),
               Planned(date(2026, 3, 31), "day", town.wes, None)],
    )  # fmt: skip
    made = actions.copy_week(by=town.mo, team=town.north, monday=monday)
    assert [turn.day for turn in made] == [date(2026, 4, 7)]


def test_copied_from_february_to_29_february(town):
    monday = date(2028, 2, 21)
    actions.keep_week(
        by=town.mo, team=town.north, monday=monday,
        turns=[Planned(date(2028, 2, 22), "day", town.wes, None)],
    )  # fmt: skip
    made = actions.copy_week(by=town.mo, team=town.north, monday=monday)
    assert [turn.day for turn in made] == [date(2028, 2, 29)]


def test_today_shows_each_team_and_whom_to_ring(client, town, week):
    client.force_login(town.asha)
    page = text(client.get("/workforce/duty/"))
    assert "Morning:</span> Wes Okafor" in page
    assert "has not been said yet" in page
    assert "Mondays 8:30am to 5:00pm" in page


def test_a_team_on_anothers_rota_shows_that_one_and_keeps_none(client, town, week):
    client.force_login(town.sam)
    client.post(f"/workforce/duty/{town.south.pk}/share/", {"kept_with": town.north.pk})
    page = text(client.get(f"/workforce/duty/{town.south.pk}/"))
    assert "Wes Okafor" in page and "On the rota of" not in page
    assert "Type it in" not in page
    refused = client.post(
        f"/workforce/duty/{town.south.pk}/2026-03-16/", {"manager_0": town.sam.pk}
    )
    assert "stands on the rota of North. Change it there." in text(refused)
    back = client.post(
        f"/workforce/duty/{town.north.pk}/share/", {"kept_with": town.south.pk}
    )
    assert back.status_code == 200 and back.context["form"].errors
    client.post(f"/workforce/duty/{town.south.pk}/share/", {"kept_with": ""})
    assert not DutyShared.objects.exists()


def test_away_is_shown_to_those_who_may_know(client, another, town, week):
    note_absence(
        by=town.mo, user=town.wes, kind="leave", first_on=MONDAY, last_on=MONDAY
    )
    client.force_login(town.mo)
    assert "Away</strong>" in text(client.get(f"/workforce/duty/{town.north.pk}/"))
    another.force_login(town.asha)
    assert "Away</strong>" not in text(another.get(f"/workforce/duty/{town.north.pk}/"))


def test_the_rota_is_taken_away(client, town, week):
    DutyShared.objects.create(team=town.south, kept_with=town.north)
    client.force_login(town.mo)
    page = client.get("/workforce/duty/duty.xlsx")
    rows = list(load_workbook(BytesIO(page.content)).active.values)
    assert rows[3][1:] == ("All day", "North, South", "Wes Okafor", "Mo Hassan")
    assert len(rows) == 6
    assert AuditEntry.objects.get(action="export duty rota").detail == {"rows": 3}


HOURS = {f"{which}_{day}": at for day in range(5)
         for which, at in (("opens", "09:00"), ("closes", "17.15"))}  # fmt: skip
TEAM = {"name": "Emergency duty team", "telephone": "0300 000 0000", "email": ""}


def test_out_of_hours_is_kept(client, town):
    client.force_login(town.sam)
    client.post("/workforce/duty/out-of-hours/", TEAM | HOURS)
    client.post("/workforce/duty/out-of-hours/", TEAM | HOURS | {"name": "Night team"})
    assert out_of_hours().name == "Night team"
    assert hours_by_weekday()[4].closes == time(17, 15)
    assert "Night team" in text(client.get("/workforce/duty/"))


def test_a_day_left_empty_stays_closed(client, town):
    client.force_login(town.sam)
    client.post(
        "/workforce/duty/out-of-hours/", TEAM | HOURS | {"opens_4": "", "closes_4": ""}
    )
    assert sorted(hours_by_weekday()) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"closes_0": ""}, "closes_0", "Enter when the office closes on Monday"),
        ({"closes_0": "09:00"}, "closes_0", "closes before it opens"),
        ({"opens_0": "nine"}, "opens_0", "Enter a time, like 8:30am"),
        ({"telephone": "ask Jo"}, "telephone", "Enter a telephone number in figures"),
        ({"email": "night team"}, "email", "Enter an e-mail address"),
    ],
)
def test_what_is_wrong_is_said(client, town, given, field, said):
    client.force_login(town.sam)
    page = client.post("/workforce/duty/out-of-hours/", TEAM | HOURS | given)
    assert said in str(page.context["form"].errors[field])
    assert out_of_hours() is None


def test_on_a_day_the_office_stays_closed_the_next_open_day_is_shown(
    client, town, monkeypatch
):
    saturday = date(2026, 4, 4)  # and then comes Easter Monday
    monkeypatch.setattr(timezone, "localdate", lambda *_: saturday)
    DutyTurn.objects.create(team=town.north, day=date(2026, 4, 7), worker=town.wes)
    client.force_login(town.asha)
    page = text(client.get("/workforce/duty/"))
    assert "stays closed today. On duty on Tuesday 7 April" in page
    assert "Wes Okafor" in page


def test_who_signs_in_no_more_is_not_copied(town, week):
    town.wes.is_active = False
    town.wes.save()
    actions.copy_week(by=town.mo, team=town.north, monday=MONDAY)
    assert turns(town.north)[3:] == [
        (date(2026, 3, 16), "day", None, town.mo),
        (date(2026, 3, 17), "afternoon", town.mo, None),
    ]


def test_a_team_on_whose_rota_another_stands_keeps_its_own(client, town, week):
    DutyShared.objects.create(team=town.south, kept_with=town.north)
    east = Team.objects.create(name="East")
    client.force_login(town.sam)
    page = client.post(
        f"/workforce/duty/{town.north.pk}/share/", {"kept_with": east.pk}
    )
    assert "Other teams stand on the rota of North." in text(page)
    assert DutyShared.objects.count() == 1


def test_until_when_the_office_is_open(client, town, monkeypatch):
    monkeypatch.setattr(
        timezone, "now", lambda: datetime(2026, 3, 10, 16, 59, tzinfo=UTC)
    )
    client.force_login(town.asha)
    assert "open now, until 5:00pm" in text(client.get("/workforce/duty/"))
