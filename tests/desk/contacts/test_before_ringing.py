"""The page of a call-back has what may be told, and leads to its contact and its query."""

from __future__ import annotations

import pytest

from alongside.desk.access.models import AuditEntry
from alongside.desk.contacts.models import PaymentQuery
from tests.desk.contacts.calling import logged, london
from tests.desk.contacts.promising import number, promised, tried
from tests.desk.contacts.test_log_contact import text

LIST = "/contacts/call-backs/"


@pytest.fixture
def wes(client, town, now_is):
    now_is(london(10))
    client.force_login(town.wes)
    return client


def looks() -> int:
    return AuditEntry.objects.filter(action="see answer card").count()


def test_the_answer_card_stands_before_the_answers_and_the_look_is_on_the_trail(
    wes, town
):
    call_back = promised(town, **number(town))
    page = text(wes.get(f"{LIST}{call_back.pk}/"))
    card = page.index("What Jean Hale may be told")
    assert "Tell nothing. Take a message." in page  # nobody has set a card
    assert card < page.index("Were you able to get through?")
    assert looks() == 1
    tried(town.wes, call_back, "through")
    assert "may be told" not in text(wes.get(f"{LIST}{call_back.pk}/"))
    assert looks() == 1


def test_about_no_child_there_is_no_card(wes, town):
    call_back = promised(town, contact=logged(town.asha, caller_said="A head"))
    assert "may be told" not in text(wes.get(f"{LIST}{call_back.pk}/"))


def test_it_leads_to_its_contact_and_to_the_query_of_it(wes, town):
    contact = logged(town.asha, "payment", child=town.robin)
    page = text(wes.get(f"{LIST}{promised(town, contact=contact).pk}/"))
    assert f'href="/contacts/{contact.pk}/"' in page
    query = PaymentQuery.objects.get()
    assert f'href="/contacts/payments/{query.pk}/"' in page and query.reference in page
