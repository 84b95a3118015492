"""The number of a caller who is not known here: asked for, kept sealed, and shown to ring."""

from __future__ import annotations

import pytest

from alongside.desk.contacts.models import CallBack, Contact
from tests.desk.contacts.calling import logged, london
from tests.desk.contacts.promising import number
from tests.desk.contacts.promising import promised as promise
from tests.desk.contacts.test_log_contact import NEW, filled, text

GIVEN = "07700 900 982"


@pytest.fixture
def asha(client, town, now_is):
    now_is(london(10))
    client.force_login(town.asha)
    return client


def promised(town, **told) -> dict:
    told = {"to": town.asha.pk, "preset": "today"} | told
    told = {f"call_back-{name}": value for name, value in told.items()}
    return filled(outcome="call_back", **told)


def test_it_is_asked_for_and_unknown_means_no(asha, town):
    page = asha.post(NEW, promised(town))
    assert "Enter the number to ring them on" in text(page)
    page = asha.post(NEW, promised(town, number="two"))
    assert "two is not a telephone number" in text(page)
    assert not Contact.objects.exists()
    asha.post(NEW, promised(town, number=GIVEN))
    made = CallBack.objects.get()
    assert made.reached_by.said == "07700 900982"
    assert b"7700" not in bytes(made.sealed_number)
    page = text(asha.get(f"/contacts/call-backs/{made.pk}/"))
    assert "07700 900982" in page and "Do not ring now" in page
    assert "nobody has told us that it is safe" in page
    assert "I left a message" not in page


def test_they_said_that_it_is_safe_to_ring_and_nothing_else(asha, town):
    asha.post(NEW, promised(town, number=GIVEN, safe_to_ring="yes"))
    made = CallBack.objects.get()
    page = text(asha.get(f"/contacts/call-backs/{made.pk}/"))
    assert "Safe to ring at any time" in page and "Do not ring now" not in page
    assert not made.may_tell and not made.may_leave_voicemail


def test_of_one_who_is_known_none_is_asked_for_and_theirs_is_kept(asha, town):
    known = number(town)
    told = {"adult": known["adult"].pk, "call_back-number": GIVEN}
    asha.post(NEW, promised(town) | told)
    made = CallBack.objects.get()
    assert made.reached_by == known["point"] and not made.sealed_number


def test_the_number_that_they_gave_last_is_rung(asha, town):
    for given in (GIVEN, "01632 960 123"):
        again = promised(town, number=given) | {"child": town.robin.pk, "said": given}
        asha.post(NEW, again)
    assert CallBack.objects.get().reached_by.said == "01632 960123"


def test_a_draft_keeps_it_as_typed(asha, town):
    typed = promised(town, number=GIVEN, safe_to_ring="yes") | {"ask": "callers"}
    page = text(asha.post(NEW, typed))
    assert f'value="{GIVEN}"' in page
    assert '<option value="yes" selected>' in page


def test_promised_after_the_contact_it_is_asked_for_as_well(asha, town):
    page = f"/contacts/call-backs/of/{logged(town.asha).pk}/"
    told = {"to": town.asha.pk, "preset": "today", "channel": "phone", "about": "It"}
    assert "Enter the number to ring them on" in text(asha.post(page, told))
    asha.post(page, told | {"number": GIVEN})
    assert CallBack.objects.get().reached_by.said == "07700 900982"


def test_where_none_is_kept_that_is_said_once_and_no_number_is_wrong(asha, town):
    made = promise(town)
    page = text(asha.get(f"/contacts/call-backs/{made.pk}/"))
    assert page.count("No number is kept: see what the caller said.") == 1
    assert "No message can be sent." in page
    assert "Wrong number" not in page and "No answer" in page
    with_one = promise(town, **number(town))
    assert "Wrong number" in text(asha.get(f"/contacts/call-backs/{with_one.pk}/"))
