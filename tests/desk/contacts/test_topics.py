"""The list of topics: added and named anew, and no two of one name."""

from __future__ import annotations

from html import unescape

import pytest

from alongside.desk.contacts.models import Topic


@pytest.fixture
def sam(client, town):
    client.force_login(town.sam)
    return client


def said(client, address: str, **told) -> str:
    return unescape(client.post(address, told, follow=True).content.decode())


@pytest.mark.parametrize("name", ["Meeting", "meeting", " MEETING "])
def test_a_topic_of_the_same_name_is_refused_in_whatever_letters(sam, name):
    before = Topic.objects.count()
    page = said(sam, "/contacts/topics/", name=name)
    assert "There is a topic of this name already: Meeting." in page
    assert Topic.objects.count() == before


def test_one_that_is_off_the_list_is_put_back_instead(sam):
    Topic.objects.filter(code="document").update(active=False)
    page = said(sam, "/contacts/topics/", name="Document")
    assert "Document, off the list. Put it back on." in page


def test_a_name_that_another_topic_had_before_may_be_given_again(sam):
    meeting = Topic.objects.get(code="meeting")
    address = f"/contacts/topics/{meeting.pk}/"
    assert "was changed" in said(sam, address, name="Conference", order="1", active="on")  # fmt: skip
    assert "is on the list" in said(sam, "/contacts/topics/", name="Meeting")
    assert Topic.objects.get(name="Meeting").code == "meeting-2"


def test_a_name_without_letters_or_figures_has_a_code_all_the_same(sam):
    said(sam, "/contacts/topics/", name="？！")
    assert Topic.objects.get(name="？！").code == "topic"


def test_no_topic_is_named_as_another_is(sam):
    meeting = Topic.objects.get(code="meeting")
    page = said(sam, f"/contacts/topics/{meeting.pk}/", name="complaint", order="1", active="on")  # fmt: skip
    assert "There is a topic of this name already: Complaint." in page
