"""Whoever has left is out the day after their last one, and those who must know are told."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone

from alongside.desk.access.actions import change_role, let_back_in
from alongside.desk.access.models import AuditEntry, Role
from alongside.desk.messages.models import Message
from alongside.desk.workforce.models import StaffMember
from alongside.desk.workforce.staff_actions import change_staff_member

LAST = date(2026, 3, 27)


@pytest.fixture
def day(monkeypatch):
    """Return what makes it another day."""

    def becomes(day: date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda *_: day)

    becomes(LAST)
    return becomes


@pytest.fixture
def leaver(town, day):
    """Wes, whom HR says leaves on Friday; Mo manages him."""
    mo = StaffMember.objects.create(number="101", name="Mo Hassan", user=town.mo)
    wes = StaffMember.objects.create(
        number="102", name="Wes Okafor", user=town.wes, line_manager=mo
    )
    return change_staff_member(by=town.hal, staff=wes, left_on=LAST)


def may_come_in(client) -> bool:
    return client.get("/account/").status_code == 200


def test_the_last_day_is_worked_and_the_next_is_not(client, town, leaver, day):
    client.force_login(town.wes)
    call_command("end_leavers")
    assert may_come_in(client), "the last day is a working day"
    day(date(2026, 3, 28))
    call_command("end_leavers")
    assert not may_come_in(client)
    line = AuditEntry.objects.get(action="deactivate person")
    assert (line.by, line.detail) == (None, {"why": "last day", "last_day": "2026-03-27"})  # fmt: skip


def test_administrators_and_the_line_manager_are_told_once(town, leaver, day):
    day(date(2026, 3, 28))
    call_command("end_leavers")
    call_command("end_leavers")
    told = Message.objects.filter(kind="leaver")
    assert {each.to for each in told} == {town.adi, town.mo} and len(told) == 2
    assert all("Wes" not in each.subject for each in told)
    assert all("last day was 27 March 2026" in each.body for each in told)


def test_a_last_day_told_too_late_ends_the_sign_in_there_and_then(town, leaver, day):
    ben = StaffMember.objects.create(number="104", name="Ben Carter", user=town.ben)
    change_staff_member(by=town.hal, staff=ben, left_on=date(2026, 3, 20))
    town.ben.refresh_from_db()
    town.wes.refresh_from_db()
    assert (town.ben.is_active, town.wes.is_active) == (False, True)


def test_who_is_let_back_in_stays_in_until_another_last_day(town, leaver, day):
    day(date(2026, 3, 28))
    call_command("end_leavers")
    let_back_in(by=town.adi, user=town.wes)
    call_command("end_leavers")
    town.wes.refresh_from_db()
    assert town.wes.is_active
    day(date(2026, 4, 2))
    change_staff_member(by=town.hal, staff=leaver, left_on=date(2026, 4, 1))
    town.wes.refresh_from_db()
    assert not town.wes.is_active


@pytest.mark.parametrize("reason", ["role_here", "made_permanent"])
def test_who_only_changed_places_stays(town, leaver, day, reason):
    day(date(2026, 3, 28))
    change_staff_member(by=town.hal, staff=leaver, leaving_reason=reason)
    town.wes.refresh_from_db()
    assert town.wes.is_active


def test_the_only_administrator_is_not_shut_out_and_is_told_why(town, day):
    adi = StaffMember.objects.create(number="9", name="Adi Morgan", user=town.adi)
    day(date(2026, 3, 28))
    change_staff_member(by=town.hal, staff=adi, left_on=LAST)
    call_command("end_leavers")
    town.adi.refresh_from_db()
    assert town.adi.is_active
    assert Message.objects.get().subject == "Nobody else administers this"
    role = Role.objects.get(code="administrator")
    change_role(by=town.adi, user=town.sam, role=role)
    call_command("end_leavers")
    town.adi.refresh_from_db()
    assert not town.adi.is_active
