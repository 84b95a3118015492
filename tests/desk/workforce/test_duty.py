"""Whom to turn to at a moment: the rota, who is away, and when the office closes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.holidays import FILE
from alongside.desk.workforce.away_actions import arrange_cover, note_absence
from alongside.desk.workforce.duty import (
    duty_manager,
    duty_worker,
    managers_of,
    out_of_hours,
)
from alongside.desk.workforce.duty_rota import open_days
from alongside.desk.workforce.models import (
    Absence,
    DutyShared,
    DutyTurn,
    Membership,
    OfficeHours,
    OutOfHours,
    StaffMember,
)
from alongside.desk.workforce.office import Office
from alongside.reckon.clock import LONDON

WEDNESDAY = date(2026, 3, 4)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), LONDON)


def turn(team, session="day", worker=None, manager=None, day=WEDNESDAY):
    return DutyTurn.objects.create(
        team=team, day=day, session=session, worker=worker, manager=manager
    )


@pytest.fixture
def rae(town):
    """A second social worker of the North."""
    user = User.objects.create(
        username="rae@town.example", full_name="Rae Dunn", role=town.wes.role
    )
    since = date(2025, 9, 1)
    Membership.objects.create(user=user, team=town.north, how="works_in", since=since)
    return user


def test_who_is_on_the_rota_is_on_duty(town):
    turn(town.north, worker=town.wes, manager=town.sam)
    assert duty_worker(town.north, at(WEDNESDAY, 10)) == town.wes
    assert duty_manager(town.north, at(WEDNESDAY, 10)) == town.sam


def test_nobody_on_the_rota_is_the_teams_manager(town):
    assert duty_worker(town.north, at(WEDNESDAY, 10)) == town.mo
    assert duty_manager(town.north, at(WEDNESDAY, 10)) == town.mo
    assert duty_worker(town.south, at(WEDNESDAY, 10)) is None, "nobody manages it"


def test_with_a_manager_on_the_rota_alone_the_manager_is_told(town):
    turn(town.north, manager=town.sam)
    assert duty_worker(town.north, at(WEDNESDAY, 10)) == town.sam


def test_the_half_day_goes_before_the_whole_and_the_afternoon_begins_at_noon(town, rae):
    turn(town.north, worker=town.wes)
    turn(town.north, "afternoon", worker=rae)
    assert duty_worker(town.north, at(WEDNESDAY, 11, 59)) == town.wes
    assert duty_worker(town.north, at(WEDNESDAY, 12)) == rae


def test_the_day_is_londons(town, rae):
    summer = date(2026, 7, 1)
    turn(town.north, worker=town.wes, day=summer)
    turn(town.north, worker=rae, day=date(2026, 7, 2))
    late = datetime(2026, 7, 1, 22, 59, tzinfo=UTC)  # 23:59 in London
    assert duty_worker(town.north, late) == town.wes
    assert duty_worker(town.north, datetime(2026, 7, 1, 23, tzinfo=UTC)) == rae


def test_a_moment_without_a_time_zone_is_refused(town):
    with pytest.raises(ValueError, match="time zone"):
        duty_worker(town.north, datetime(2026, 3, 4, 10))


def test_a_team_may_stand_on_anothers_rota(town):
    DutyShared.objects.create(team=town.south, kept_with=town.north)
    turn(town.north, worker=town.wes)
    assert duty_worker(town.south, at(WEDNESDAY, 10)) == town.wes
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyShared.objects.create(team=town.north, kept_with=town.north)


def test_who_is_away_is_passed_over_whoever_told_of_it(town, rae):
    turn(town.north, worker=rae, manager=town.sam)
    told = StaffMember.objects.create(name="Rae Dunn", user=rae)
    Absence.objects.create(
        staff=told, came="hr", kind="sickness", first_on=WEDNESDAY, noted_by=town.hal
    )
    assert duty_worker(town.north, at(WEDNESDAY, 10)) == town.sam
    assert duty_worker(town.north, at(date(2026, 3, 3), 10)) == town.mo


def test_who_can_no_longer_sign_in_is_passed_over(town, rae):
    turn(town.north, worker=rae)
    rae.is_active = False
    rae.save()
    assert duty_worker(town.north, at(WEDNESDAY, 10)) == town.mo


def test_a_manager_away_is_stood_in_for_by_whoever_covers(town):
    away = note_absence(
        by=town.mo, user=town.mo, kind="leave", first_on=WEDNESDAY, last_on=WEDNESDAY
    )
    assert managers_of(town.north, WEDNESDAY) == [town.mo], "nobody covers: she is told"
    arrange_cover(
        by=town.sam, absence=away, covering=town.sam, since=WEDNESDAY, until=None
    )
    assert managers_of(town.north, WEDNESDAY) == [town.sam]
    assert managers_of(town.north, date(2026, 3, 5)) == [town.mo]


def test_the_database_refuses_two_of_a_session_and_a_turn_of_nobody(town):
    turn(town.north, worker=town.wes)
    for wrong in ({"worker": town.mo}, {"session": "morning"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            turn(town.north, **wrong)


@pytest.mark.parametrize(
    ("moment", "is_open", "why"),
    [
        (at(WEDNESDAY, 8, 29), False, "it opens at half past eight"),
        (at(WEDNESDAY, 8, 30), True, "opening time itself"),
        (at(WEDNESDAY, 16, 59), True, "the last minute"),
        (at(WEDNESDAY, 17), False, "closing time itself"),
        (at(date(2026, 3, 7), 10), False, "a Saturday"),
        (at(date(2026, 4, 3), 10), False, "Good Friday"),
        (at(date(2026, 4, 6), 10), False, "Easter Monday"),
        (at(date(2024, 2, 29), 10), True, "29 February, a Thursday"),
        (datetime(2026, 3, 27, 16, 59, tzinfo=UTC), True, "before the clocks go on"),
        (datetime(2026, 3, 30, 15, 59, tzinfo=UTC), True, "after: 16:59 in London"),
        (datetime(2026, 3, 30, 16, 0, tzinfo=UTC), False, "after: 17:00 in London"),
        (datetime(2026, 10, 26, 16, 59, tzinfo=UTC), True, "clocks have gone back"),
    ],
)
def test_when_the_office_is_open(db, moment, is_open, why):
    assert bool(Office.in_force().open_at(moment)) is is_open, why


def closes(day: date) -> datetime | None:
    kept = Office.in_force().on(day)
    return kept and kept.closes


def test_when_it_closes(db):
    assert closes(date(2026, 3, 27)) == datetime(2026, 3, 27, 17, tzinfo=UTC)
    assert closes(date(2026, 3, 30)) == datetime(2026, 3, 30, 16, tzinfo=UTC)
    assert closes(date(2024, 2, 29)) == datetime(2024, 2, 29, 17, tzinfo=UTC)
    assert closes(date(2026, 4, 3)) is None, "Good Friday"
    assert closes(date(2026, 3, 28)) is None, "a Saturday"


def test_it_may_open_on_a_saturday_and_close_earlier_on_another_day(db):
    OfficeHours.objects.create(weekday=5, opens=time(9), closes=time(12))
    OfficeHours.objects.filter(weekday=4).update(closes=time(16, 30))
    assert Office.in_force().open_at(at(date(2026, 3, 7), 11))
    assert closes(date(2026, 3, 6)) == at(date(2026, 3, 6), 16, 30)


def test_a_holiday_announced_since_closes_the_office_its_page_and_its_rota(
    client, town, settings, tmp_path, monkeypatch
):
    settings.HOME = tmp_path
    (settings.HOME / FILE).write_text("day,name\n2026-03-04,A day of thanks\n")
    assert Office.in_force().open_at(at(WEDNESDAY, 10)) is None
    assert WEDNESDAY not in open_days(WEDNESDAY, date(2026, 3, 6))
    monkeypatch.setattr(timezone, "now", lambda: at(WEDNESDAY, 10))
    monkeypatch.setattr(timezone, "localdate", lambda *_: WEDNESDAY)
    client.force_login(town.asha)
    page = client.get("/workforce/duty/").content.decode()
    assert "The office is closed now" in page and "Thursday 5 March" in page


def test_one_out_of_hours_team_is_kept(db):
    assert out_of_hours() is None
    kept = OutOfHours.objects.create(
        pk=1, name="Emergency duty team", telephone="0300 000 0000"
    )
    assert out_of_hours() == kept
    with pytest.raises(IntegrityError), transaction.atomic():
        OutOfHours.objects.create(pk=2, name="Another", telephone="0300 000 0001")


def test_who_covers_for_a_manager_and_is_away_too_is_passed_over(town):
    away = note_absence(
        by=town.mo, user=town.mo, kind="leave", first_on=WEDNESDAY, last_on=WEDNESDAY
    )
    arrange_cover(
        by=town.sam, absence=away, covering=town.sam, since=WEDNESDAY, until=None
    )
    note_absence(
        by=town.sam, user=town.sam, kind="leave", first_on=WEDNESDAY, last_on=None
    )
    assert managers_of(town.north, WEDNESDAY) == [town.mo]
