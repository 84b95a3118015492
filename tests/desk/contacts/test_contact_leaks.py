"""Nothing of the contact desk tells of a child out of reach: not a list, nor a count."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from alongside.desk.contacts.models import Contact, ContactVersion, Topic
from alongside.desk.people.adult_actions import add_adult, link_adult

SAID = "They move house on Friday"


@pytest.fixture
def hidden_call(town):
    """Fay Farrow, around Jo alone, rang about Jo, whose record is restricted."""
    town.hidden.family_id = town.robin.family_id = "F1"
    town.hidden.save()
    town.robin.save()
    fay = add_adult(by=town.sam, name="Fay Farrow", kind="family")
    link_adult(by=town.sam, adult=fay, child=town.hidden, relationship="mother")
    return Contact.objects.create(
        child=town.hidden, team=town.north, adult=fay, caller_kind="family", said=SAID,
        topic=Topic.objects.get(code="message"), outcome="answered", taken_by=town.sam,
        began_at=timezone.now() - timedelta(days=1),
    )  # fmt: skip


@pytest.fixture
def pages(client, town):
    """What Asha and Mo, of the child's own team, are answered: by address, or by sending."""

    def answered(address: str, **sent) -> str:
        told = []
        for user in (town.asha, town.mo):
            client.force_login(user)
            answer = client.post(address, sent) if sent else client.get(address)
            told.append(answer.content.decode())
        return " ".join(told)

    return answered


def leaks(page: str) -> list[str]:
    return [word for word in ("Farrow", "Fay", "move house", "900125") if word in page]


def test_the_list_its_count_and_its_filters(pages, hidden_call):
    for query in ("", "?topic=5", "?outcome=answered", "?caller_kind=family"):
        page = pages(f"/contacts/{query}")
        assert not leaks(page) and hidden_call.reference not in page
        assert "<caption>" not in page  # of nothing, there is no table and no count


@pytest.mark.parametrize("said", ["Jo Farrow", "900125", "move house", "Fay"])
def test_the_search(pages, hidden_call, said):
    page = pages("/contacts/", said=said)
    assert "Nothing was found" in page
    assert hidden_call.reference not in page


def test_the_search_by_reference(pages, hidden_call):
    assert "Nothing was found" in pages("/contacts/", said=hidden_call.reference)


def test_the_callers_and_the_children_offered_while_typing(pages, hidden_call, town):
    ask = "/contacts/new/meanwhile/"
    for typed in (
        {"part": "callers", "caller_sought": "Fay Farrow"},
        {"part": "callers", "adult": hidden_call.adult_id},
        {"part": "children", "child_sought": "Jo Farrow"},
        {"part": "children", "child_sought": "900125"},
        {"part": "children", "child": town.hidden.pk},
        {"part": "children", "adult": hidden_call.adult_id},
    ):
        page = pages(ask, **typed).replace("Fay Farrow</", "")
        assert not leaks(page), typed


def test_the_panel_of_repeats_and_of_what_may_be_told(pages, hidden_call, town):
    typed = {"part": "meanwhile", "topic": hidden_call.topic_id, "identity": "voice"}
    brother = pages("/contacts/new/meanwhile/", child=town.robin.pk, **typed)
    assert not leaks(brother) and "contact about this" not in brother
    of_the_child = pages("/contacts/new/meanwhile/", child=town.hidden.pk, **typed)
    assert not leaks(of_the_child) and "Timeline" not in of_the_child


def test_those_on_the_list_do_see_the_repeat(client, hidden_call, town):
    """Else the tests above could not fail."""
    client.force_login(town.sam)
    typed = {"part": "meanwhile", "topic": hidden_call.topic_id, "child": town.robin.pk}
    page = client.post("/contacts/new/meanwhile/", typed).content.decode()
    assert "2nd contact about this" in page and SAID in page


def test_the_spreadsheet(client, hidden_call, town):
    for user, rows in ((town.mo, 0), (town.sam, 1)):
        client.force_login(user)
        sheet = load_workbook(BytesIO(client.get("/contacts/export/").content)).active
        cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row]
        assert (SAID in cells) == bool(rows)
        assert f"{rows} contact" in cells[0]


def test_the_pages_of_the_child_and_of_the_contact(client, hidden_call, town):
    client.force_login(town.asha)
    for address in (
        f"/contacts/{hidden_call.pk}/",
        f"/contacts/children/{town.hidden.pk}/",
    ):
        assert client.get(address).status_code == 404


def test_a_caller_around_hidden_children_alone_has_no_name(client, hidden_call, town):
    Contact.objects.create(
        child=town.robin, team=town.north, adult=hidden_call.adult, caller_kind="family",
        said="About Robin", topic=hidden_call.topic, outcome="answered", taken_by=town.sam,
    )  # fmt: skip
    client.force_login(town.asha)
    page = client.get("/contacts/").content.decode()
    assert "About Robin" in page and not leaks(page)


def test_how_a_contact_stood_before_names_no_child_out_of_reach(client, town):
    moved = Contact.objects.create(
        child=town.robin, team=town.north, caller_kind="school", caller_said="School",
        said="Now right", topic=Topic.objects.get(code="other"), outcome="answered",
        taken_by=town.sam,
    )  # fmt: skip
    ContactVersion.objects.create(
        contact=moved, number=1, said="Wrong child", why="Wrong child", by=town.sam,
        changed={"child": town.hidden.pk},
    )  # fmt: skip
    client.force_login(town.asha)
    page = client.get(f"/contacts/{moved.pk}/").content.decode()
    assert "one you may not be shown" in page and not leaks(page)
