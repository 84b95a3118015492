"""Two windows at one row: the second is told what changed and by whom, and goes on."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest

from alongside.desk.access.audit import record_read
from alongside.desk.workforce import holding_actions, staff_actions
from alongside.desk.workforce.models import StaffMember

APRIL, MAY = date(2026, 4, 30), date(2026, 5, 31)


def text(answer) -> str:
    return unescape(answer.content.decode())


def seen(page) -> str:
    return re.search(r'name="seen" value="([^"]+)"', text(page))[1]


@pytest.fixture
def nia(ledger, client):
    client.force_login(ledger.town.hal)
    return ledger.staff("Nia Grant", number="81")


@pytest.fixture
def where(nia):
    return f"/workforce/staff/{nia.pk}/change/"


def typed(**values):
    return {
        "name": "Nia Grant", "number": "81", "engaged": "employee",
        "contracted_hours": "37", "standard_hours": "37",
    } | values  # fmt: skip


def change(by, nia, **values):
    return staff_actions.change_staff_member(by=by, staff=nia, **values)


def test_what_a_second_window_saves_does_not_put_back_what_the_first_changed(client, nia, where):  # fmt: skip
    first, second = seen(client.get(where)), seen(client.get(where))
    client.post(where, typed(contracted_hours="30", seen=first))
    page = client.post(where, typed(registration="SW123", seen=second))
    nia.refresh_from_db()
    assert (nia.contracted_hours, nia.registration) == (30, "")
    told = text(page)
    assert "Contracted hours a week: changed by Hal" in told
    assert "It is now 30.00. The new value stands here" in told
    assert 'name="registration" value="SW123"' in told
    assert 'name="contracted_hours" value="30.00"' in told
    again = typed(registration="SW123", contracted_hours="30.00", seen=seen(page))
    assert client.post(where, again).status_code == 302
    nia.refresh_from_db()
    assert (nia.contracted_hours, nia.registration) == (30, "SW123")


def test_what_was_typed_over_what_another_changed_is_kept_on_the_page(client, ledger, nia, where):  # fmt: skip
    opened = seen(client.get(where))
    change(
        ledger.town.mo, nia, left_on=APRIL, leaving_reason="retired", registration="SW1"
    )
    change(ledger.town.sam, nia, joined_on=date(2025, 1, 6))
    page = client.post(where, typed(left_on="31 5 2026", seen=opened))
    told = text(page)
    assert "Last day: changed by Mo Hassan, on " in told
    assert "It is now 30 April 2026. What you typed is kept here" in told
    assert "Why they left: changed by Mo Hassan" in told and "now Retired." in told
    assert "Joined the council on: changed by Sam" in told
    assert "Payroll number: changed" not in told
    for part, value in (("left_on_month", "5"), ("joined_on_day", "6"), ("joined_on_year", "2025")):  # fmt: skip
        assert re.search(f'name="{part}" value="{value}"', told), part
    nia.refresh_from_db()
    assert nia.left_on == APRIL


def test_the_same_sent_twice_changes_nothing_and_is_not_refused(client, nia, where):
    sent = typed(contracted_hours="30", seen=seen(client.get(where)))
    assert client.post(where, sent).status_code == 302
    assert client.post(where, sent).status_code == 302


def test_what_was_only_read_meanwhile_is_no_change(client, ledger, nia, where):
    opened = seen(client.get(where))
    record_read(by=ledger.town.mo, action="read something", subject=nia)
    sent = typed(contracted_hours="30", seen=opened)
    assert client.post(where, sent).status_code == 302


def test_a_manager_set_by_a_post_is_told_by_whom(client, ledger, nia, where):
    mo = ledger.staff("Mo Hassan")
    opened = seen(client.get(where))
    put(ledger, nia, ledger.post("N1", line_manager=mo), by=ledger.town.sam)
    told = text(client.post(where, typed(seen=opened)))
    assert "Line manager: changed by Sam" in told and "It is now Mo Hassan." in told
    nia.refresh_from_db()
    assert nia.line_manager == mo


def test_hours_from_a_file_of_hr_are_told_by_whom(client, ledger, nia, where):
    opened = seen(client.get(where))
    StaffMember.objects.update(contracted_hours=Decimal(30))
    record_read(by=ledger.town.mo, action="import HR export")
    told = text(client.post(where, typed(seen=opened)))
    assert "Contracted hours a week: changed by Mo Hassan, on " in told


@pytest.mark.parametrize("forged", ["x", "of another"])
def test_what_was_not_seen_of_this_row_is_refused(client, ledger, nia, where, forged):
    if forged == "of another":
        other = ledger.staff("Ola Frey")
        forged = seen(client.get(f"/workforce/staff/{other.pk}/change/"))
    page = client.post(where, typed(contracted_hours="30", seen=forged))
    assert "Open this page anew" in text(page)
    nia.refresh_from_db()
    assert nia.contracted_hours == 37


def put(ledger, staff, post, by=None):
    return holding_actions.put_in_post(
        by=by or ledger.by, post=post, staff=staff, basis="substantive", fte=Decimal(1),
        since=date(2026, 1, 5), until=None, home=None, backfilled_by=None,
    )  # fmt: skip


def test_the_last_day_of_a_holding_is_not_overwritten_unawares(client, ledger, nia):
    holding = put(ledger, nia, ledger.post("N1"))
    where = f"/workforce/holdings/{holding.pk}/end/"
    opened = seen(client.get(where))
    holding_actions.end_holding(by=ledger.town.mo, holding=holding, until=APRIL)
    page = client.post(where, {"until": "31 5 2026", "seen": opened})
    assert "Last day in the post: changed by Mo Hassan, on " in text(page)
    assert "It is now 30 April 2026. What you typed is kept here" in text(page)
    assert 'name="until_month" value="5"' in text(page)
    holding.refresh_from_db()
    assert holding.until == APRIL
    client.post(where, {"until": "31 5 2026", "seen": seen(page)})
    holding.refresh_from_db()
    assert holding.until == MAY
