"""Two windows at one contact or one answer card: the second is told of the first."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from alongside.desk.contacts.card_actions import set_answer_card
from alongside.desk.contacts.models import AnswerCard, ContactVersion, Topic
from alongside.desk.people.adult_actions import add_adult, link_adult
from tests.desk.contacts.calling import logged


def text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def shown(page) -> dict[str, str]:
    return {"seen": re.search(r'name="seen"[^>]* value="([^"]*)"', text(page))[1]}


@pytest.fixture
def taken(client, town):
    """A contact of Asha's about Robin, and what its form holds."""
    contact = logged(town.asha, child=town.robin)
    client.force_login(town.asha)
    form = {
        "channel": "phone", "caller_said": "A teacher", "caller_kind": "school",
        "child": town.robin.case_id, "team": contact.team_id, "topic": contact.topic_id,
        "said": contact.said, "why": "Heard wrongly",
    }  # fmt: skip
    return contact, f"/contacts/{contact.pk}/correct/", form


def test_the_second_window_at_a_contact_is_told_of_the_first(client, town, taken):
    contact, address, form = taken
    first, second = shown(client.get(address)), shown(client.get(address))
    client.post(address, form | first | {"said": "He has a bruise on his arm."})
    page = client.post(address, form | second | {"said": "On his leg."})
    told = text(page)
    assert "What was said: changed by Asha Patel, on " in told
    assert "It is now He has a bruise on his arm." in told and "On his leg." in told
    assert ContactVersion.objects.count() == 1
    client.post(address, form | shown(page) | {"said": "On his leg."})
    contact.refresh_from_db()
    assert contact.said == "On his leg." and ContactVersion.objects.count() == 2


def test_what_nobody_touched_takes_the_newer_value(client, town, taken):
    contact, address, form = taken
    seen = shown(client.get(address))
    payment = Topic.objects.get(code="meeting")
    client.post(address, form | seen | {"child": "", "topic": payment.pk})
    page = client.post(address, form | seen | {"said": "On his leg."})
    assert "Child’s id in the case system: changed by Asha Patel" in text(page)
    assert f'value="{town.robin.case_id}"' not in text(page)
    assert ContactVersion.objects.count() == 1


@pytest.fixture
def gran(town):
    greta = add_adult(by=town.asha, name="Greta Hale", kind="family")
    link_adult(by=town.asha, adult=greta, child=town.robin, relationship="grandparent")
    return greta


def test_the_second_window_at_a_card_is_told_who_set_what_and_keeps_its_words(
    client, town, gran
):
    client.force_login(town.wes)
    address = f"/contacts/card/{town.robin.pk}/set/"
    seen, until = shown(client.get(address)), timezone.localdate() + timedelta(30)
    set_answer_card(
        by=town.mo, child=town.robin, on=timezone.localdate(), seen=0,
        told={gran: ["worker"]}, review_on=until, do_not_tell="Not where he lives.",
    )  # fmt: skip
    mine = {
        "do_not_tell": "Nothing of the school.", f"adult_{gran.pk}": ["worker", "school"],
        "review_on": f"{until.day} {until.month} {until.year}",
    }  # fmt: skip
    page = client.post(address, mine | seen)
    told = text(page)
    assert "Mo Hassan set this card on " in told
    assert "it is now “Not where he lives.”" in told
    assert "it is now Who the worker is, and who covers today" in told
    assert "holds until: it is now" not in told, "the same in both"
    assert "Nothing of the school." in told and AnswerCard.objects.count() == 1
    client.post(address, mine | shown(page))
    latest = AnswerCard.objects.newest_first().first()
    assert (latest.number, latest.set_by) == (2, town.wes)
    assert latest.do_not_tell == "Nothing of the school."
