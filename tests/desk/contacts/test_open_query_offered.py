"""A carer's open payment query is offered first, none chosen beforehand, and is joined."""

from __future__ import annotations

import pytest

from alongside.desk.contacts.models import Contact, PaymentQuery, Topic
from alongside.desk.people.adult_actions import add_adult, link_adult
from tests.desk.contacts.test_log_contact import NEW, filled, text

ASKED = "Choose the query it is about, or a new one"


@pytest.fixture
def asha(client, town):
    client.force_login(town.asha)
    return client


@pytest.fixture
def orla(town):
    """Orla Quill, who fosters Robin."""
    orla = add_adult(by=town.asha, name="Orla Quill", kind="foster_carer")
    link_adult(by=town.asha, adult=orla, child=town.robin, relationship="foster_carer")
    return orla


@pytest.fixture
def rings(asha, orla):
    """Send the form of a call of hers about a payment; the page that comes back."""
    payment = Topic.objects.get(is_payment=True).pk

    def rings(said: str, **told):
        usual = {"topic": payment, "payment_kind": "allowance", "adult": orla.pk}
        return text(asha.post(NEW, filled(said=said, **usual | told), follow=True))

    return rings


@pytest.fixture
def query(rings, town) -> PaymentQuery:
    rings("The allowance did not come", child=town.robin.pk)
    return PaymentQuery.objects.get()


def test_it_stands_before_the_kinds_of_a_new_one_and_nothing_is_chosen(
    asha, orla, query
):
    typed = {"part": "children", "adult": orla.pk, "identity": "voice"}
    page = text(asha.post(f"{NEW}meanwhile/", typed))
    assert "For Robin Hale. Open since" in page and "asked 1 time." in page
    offered = page.split('id="payments"')[1]
    assert offered.index(query.reference) < offered.index("open a new query")
    assert offered.index("open a new query") < offered.index("Which payment")
    assert "checked" not in offered


def test_to_choose_none_is_refused_and_the_chosen_one_is_joined(rings, query):
    """Asked without the child, and of no kind: it would have been a second query."""
    assert ASKED in rings("Still nothing", payment_kind="other")
    assert Contact.objects.count() == 1
    rings("Still nothing", payment_kind="other", payment_query=query.pk)
    assert PaymentQuery.objects.get().asked.count() == 2


def test_something_else_is_a_query_of_its_own(rings, query):
    rings("And the mileage", payment_kind="mileage", payment_query="new")
    assert set(PaymentQuery.objects.values_list("kind", flat=True)) == {
        "allowance",
        "mileage",
    }


def test_another_carers_or_one_answered_meanwhile_is_not_joined(rings, query, town):
    other = add_adult(by=town.asha, name="Cara Wynn", kind="foster_carer")
    assert ASKED in rings("Not hers", adult=other.pk, payment_query=query.pk)
    PaymentQuery.objects.update(answered_on=query.opened_on, answer="paid")
    assert ASKED in rings("Nor this", payment_query=query.pk)
    assert query.asked.count() == 1


def test_of_somebody_unchecked_no_query_is_shown_or_asked_for(asha, orla, rings, query):
    typed = {"part": "children", "adult": orla.pk, "identity": "not_checked"}
    assert query.reference not in text(asha.post(f"{NEW}meanwhile/", typed))
    assert ASKED not in rings("Who is it?", identity="not_checked")
