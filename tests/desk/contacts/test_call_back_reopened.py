"""A call-back that was kept by mistake: open again as it was, and what was said stays."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.core.exceptions import ValidationError

from alongside.desk.access.models import AuditEntry
from alongside.desk.contacts.callback_actions import give_up_call_back
from alongside.desk.contacts.callback_models import CallBack
from alongside.desk.contacts.measures import Month
from alongside.desk.contacts.reopen_actions import reopen_call_back
from alongside.desk.shares import Fraction
from tests.desk.contacts.calling import london
from tests.desk.contacts.promising import number, owed, promised, tried

State = CallBack.State


@pytest.fixture(autouse=True)
def ten(now_is):
    return now_is(london(10))


@pytest.fixture
def kept(town):
    """Promised for Wes by 3pm, and kept by him at 10am."""
    call_back = promised(town)
    tried(town.wes, call_back, "through")
    return call_back


def text(answer) -> str:
    return unescape(answer.content.decode())


def kept_of_the_north(town) -> Fraction:
    return Month(town.mo, date(2026, 3, 1), london(18)).lines()[town.north.pk].kept


def test_open_again_as_before_and_counted_so(town, kept):
    assert kept_of_the_north(town) == Fraction(1, 1)
    reopen_call_back(by=town.wes, call_back=kept, why="Pressed by mistake")
    kept.refresh_from_db()
    assert (
        kept.state(london(11)) == State.DUE and kept.state(london(16)) == State.MISSED
    )
    assert owed(town.wes) == [kept] and kept_of_the_north(town) == Fraction(0, 1)
    with pytest.raises(ValidationError, match="Nobody has tried to ring yet"):
        give_up_call_back(by=town.wes, call_back=kept, why="By post")
    tried(town.wes, kept, "through")
    assert kept_of_the_north(town) == Fraction(1, 1)


def test_both_lines_stay_in_its_history_and_in_the_trail(client, town, kept):
    client.force_login(town.wes)
    page = f"/contacts/call-backs/{kept.pk}/"
    assert f'href="{page}reopen/"' in text(client.get(page))
    assert "Enter what happened" in text(client.post(f"{page}reopen/", {"why": ""}))
    done = text(client.post(f"{page}reopen/", {"why": "A bad line"}, follow=True))
    assert "Yes, I got through</h3>" in done and "Wes Okafor. A bad line" in done
    assert "Were you able to get through?" in done and "reopen/" not in done
    found = AuditEntry.objects.filter(subject_id=str(kept.pk)).order_by("sequence")
    did = [each.action for each in found if each.subject_type == "contacts.CallBack"]
    assert [each for each in did if "see" not in each] == [
        "promise call-back", "try call-back", "reopen call-back",
    ]  # fmt: skip


def test_only_by_whoever_said_so_and_who_manages_them(client, town, kept):
    for user, status in ((town.asha, 404), (town.sam, 404), (town.mo, 200)):
        client.force_login(user)
        address = f"/contacts/call-backs/{kept.pk}/"
        assert client.get(f"{address}reopen/").status_code == status
        assert ("reopen/" in text(client.get(address))) == (status == 200)
    with pytest.raises(ValidationError, match="Only Wes Okafor or whoever manages"):
        reopen_call_back(by=town.asha, call_back=kept, why="I know better")
    reopen_call_back(by=town.mo, call_back=kept, why="Wes told me")
    with pytest.raises(ValidationError, match="not kept"):
        reopen_call_back(by=town.wes, call_back=kept, why="Pressed by mistake")


def test_the_number_is_said_to_have_worked_when_it_last_did(town, now_is):
    known = number(town)
    first = promised(town, **known)
    tried(town.wes, first, "through")
    second = promised(town, **known)
    now_is(london(11))
    tried(town.wes, second, "through")
    for call_back, worked_at in ((second, london(10)), (first, None)):
        reopen_call_back(by=town.wes, call_back=call_back, why="A mistake")
        known["point"].refresh_from_db()
        assert known["point"].worked_at == worked_at
