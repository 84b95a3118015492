"""Drafts told apart, children kept back until it is known who calls, and words counted."""

from __future__ import annotations

import pytest

from alongside.desk.contacts.models import Contact, Draft, Topic
from alongside.desk.people.adult_actions import add_adult, link_adult
from alongside.desk.people.models import ChildTeam
from tests.desk.contacts.test_log_contact import NEW, filled, text


@pytest.fixture
def asha(client, town):
    client.force_login(town.asha)
    return client


@pytest.fixture(params=["school", "family"])
def olu(request, town):
    """Somebody around Robin: a teacher, or one of the family."""
    adult = add_adult(by=town.asha, name="Olu Reid", kind=request.param)
    link_adult(by=town.asha, adult=adult, child=town.robin, relationship="other")
    return adult


def meanwhile(client, part: str, **typed) -> str:
    return text(client.post(f"{NEW}meanwhile/", {"part": part} | typed))


@pytest.mark.parametrize("identity", ["", "not_checked", "failed"])
def test_no_child_is_shown_before_the_caller_is_known(asha, town, olu, identity):
    told = {"adult": olu.pk, "caller_sought": "olu", "identity": identity}
    for part in ("callers", "children", "meanwhile"):
        assert "Robin" not in meanwhile(asha, part, **told)
    assert "Olu Reid" in meanwhile(asha, "callers", **told)
    assert "Robin" not in text(asha.post(NEW, filled(**told, ask="callers")))


def test_once_checked_the_children_are_there_and_a_search_always_is(asha, town, olu):
    told = {"adult": olu.pk, "identity": "asked"}
    assert "Robin Hale" in meanwhile(asha, "children", **told)
    sought = {"adult": olu.pk, "child_sought": "robin"}
    assert "Robin Hale" in meanwhile(asha, "children", **sought)


def test_drafts_say_who_about_whom_and_what(asha, town, olu):
    topic = Topic.objects.get(code="payment")
    chosen = {"adult": olu.pk, "caller_said": "", "topic": topic.pk}
    said = "The mileage of March was not paid, and she rang before about it, twice"
    asha.post(f"{NEW}draft/", filled(child=town.robin.pk, said=said, **chosen))
    asha.post(f"{NEW}draft/", filled(caller_said="A neighbour", said="", topic=""))
    page = text(asha.get("/contacts/"))
    words = "The mileage of March was not paid, and she rang before about …"
    about = f"Olu Reid, child {town.robin.case_id}, {topic.name}: “{words}”"
    assert about in page
    assert "A neighbour. Nothing written of what was said." in page
    assert "Robin" not in page, "the number alone"


def test_a_draft_names_nobody_who_went_out_of_reach(asha, town):
    gran = add_adult(by=town.asha, name="Greta Hale", kind="family")
    link_adult(by=town.asha, adult=gran, child=town.robin, relationship="grandparent")
    asha.post(f"{NEW}draft/", filled(adult=gran.pk, child=town.robin.pk))
    assert "Greta Hale, child" in text(asha.get("/contacts/"))
    ChildTeam.objects.filter(child=town.robin).delete()
    page = text(asha.get("/contacts/"))
    assert "You were logging a contact at" in page
    assert "Greta" not in page and town.robin.case_id not in page


def test_more_words_than_a_contact_holds_are_refused_and_kept(asha):
    page = asha.get(NEW)
    assert "maxlength" not in text(page).split('name="said"')[1].split(">")[0]
    said = "ä" * 4001
    page = text(asha.post(NEW, filled(said=said)))
    assert "Shorten what was said to 4,000 characters. It has 4001." in page
    assert said in page and not Contact.objects.exists()
    assert Draft.objects.get().typed["said"] == said
    asha.post(NEW, filled(said=said[1:]))
    assert Contact.objects.get().said == said[1:]
