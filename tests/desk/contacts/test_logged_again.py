"""A call logged twice by going back is asked about, and another like it can be logged."""

from __future__ import annotations

import re
from html import unescape
from uuid import uuid4

import pytest

from alongside.desk.contacts.models import CallBack, Contact, Draft
from tests.desk.contacts.calling import london
from tests.desk.contacts.test_log_contact import NEW, filled

CALL_BACK = {
    "outcome": "call_back",
    "call_back-preset": "morning",
    "call_back-number": "01632 960 123",
}


@pytest.fixture
def asha(client, town):
    client.force_login(town.asha)
    return client


def text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def key_on(page) -> str:
    return re.search(r'name="send_key" value="([^"]+)"', text(page))[1]


def test_the_same_from_a_page_fetched_anew_is_asked_about_and_then_logged(asha):
    asha.post(NEW, filled(caller_sought="gran"))
    first = Contact.objects.get()
    page = asha.post(NEW, filled())
    assert "You logged this already at" in text(page)
    assert f"Contact {first.reference}. Log it again as another call?" in text(page)
    assert "Log it again as another call</button>" in text(page)
    assert Contact.objects.get() == first
    assert not Draft.objects.exists(), "it stands, and is not listed as not logged"
    asha.post(NEW, filled(send_key=key_on(page)))
    assert Contact.objects.count() == 2 and not Draft.objects.exists()


def test_a_call_back_promised_within_the_hour_is_the_same_a_minute_later(
    asha, town, now_is
):
    now_is(london(10))
    form = filled(**CALL_BACK, **{"call_back-to": town.asha.pk})
    form |= {"call_back-preset": "hour"}
    asha.post(NEW, form)
    now_is(london(10, 1))
    told = text(asha.post(NEW, form, follow=True))
    assert "This was sent before" in told and "Nothing was added again" in told
    page = asha.post(NEW, filled(**form | {"send_key": str(uuid4())}))
    assert "You logged this already at 10:00am today" in text(page)
    assert CallBack.objects.count() == Contact.objects.count() == 1


def test_what_was_changed_and_sent_again_is_not_lost(asha, town):
    form = filled(child=town.robin.pk)
    asha.post(NEW, form)
    page = asha.post(NEW, form | {"said": "And she wept"})
    assert "was sent before" in text(page) and "And she wept" in text(page)
    assert Contact.objects.count() == 1
    asha.post(NEW, form | {"said": "And she wept", "send_key": key_on(page)})
    assert Contact.objects.filter(said="And she wept").count() == 1


def test_the_same_of_a_colleague_is_a_call_of_theirs(asha, another, town):
    asha.post(NEW, filled())
    another.force_login(town.sef)
    another.post(NEW, filled())
    assert Contact.objects.count() == 2
