"""Of what was typed only what has a caller, a child or words is a draft, and nothing logged."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from alongside.desk.contacts.draft_actions import keep_draft
from alongside.desk.contacts.models import Contact, Draft
from tests.desk.contacts.test_log_contact import NEW, filled, text

LISTED = "You were logging a contact at"
NOTHING = {
    "caller_said": "",
    "caller_kind": "",
    "said": "",
    "call_back-preset": "today",
}


@pytest.fixture
def asha(client, town):
    client.force_login(town.asha)
    return client


def test_where_nothing_was_written_there_is_no_draft(asha):
    form = filled(said="Typed")
    asha.post(f"{NEW}draft/", form)
    assert LISTED in text(asha.get("/contacts/"))
    asha.post(f"{NEW}draft/", form | NOTHING)  # and all of it taken out again
    assert not Draft.objects.exists()


@pytest.mark.parametrize("written", ["caller_said", "caller_sought", "said"])
def test_any_word_makes_one(asha, written):
    asha.post(f"{NEW}draft/", filled(**NOTHING | {written: "Edda"}))
    assert Draft.objects.exists()


def test_what_was_logged_while_it_was_kept_once_more_is_not_listed(asha, town):
    form = filled()
    asha.post(NEW, form)
    kept = keep_draft(
        by=town.asha, send_key=UUID(int=1), began_at=timezone.now(), typed={"said": "A"}
    )
    Draft.objects.filter(pk=kept.pk).update(send_key=Contact.objects.get().send_key)
    assert LISTED not in text(asha.get("/contacts/"))


def test_a_day_of_another_year_has_its_year(asha, town):
    form = filled(said="Of last year")
    asha.post(f"{NEW}draft/", form)
    assert LISTED in text(asha.get("/contacts/"))
    began = timezone.now() - timedelta(days=366)
    Draft.objects.update(began_at=began)
    told = timezone.localtime(began)
    said = f"on {told.day} {told:%B} {told.year}: go on with it"
    assert said in text(asha.get("/contacts/"))
