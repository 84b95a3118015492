"""A concern in a call: never answered by the desk, and out of hours with a number at hand."""

from __future__ import annotations

import pytest

from alongside.desk.contacts.models import Concern, Contact, Topic
from alongside.desk.workforce.models import OutOfHours
from tests.desk.contacts.calling import london, on_duty
from tests.desk.contacts.test_log_contact import NEW, filled, text

NUMBER = "0300 000 0000"


@pytest.fixture
def asha(client, town):
    OutOfHours.objects.create(pk=1, name="Emergency duty team", telephone=NUMBER)
    client.force_login(town.asha)
    return client


@pytest.fixture
def concern(town) -> dict:
    topic = Topic.objects.get(code="concern")
    return {"child": town.robin.pk, "topic": topic.pk}


@pytest.mark.parametrize("outcome", ["", "answered", "message"])
def test_its_outcome_is_set_and_not_asked_for(asha, town, concern, now_is, outcome):
    now_is(london(10))
    on_duty(town.north, worker=town.wes)
    asha.post(NEW, filled(**concern, outcome=outcome, passed_to=town.mo.pk))
    made = Contact.objects.get()
    assert (made.outcome, made.passed_to) == ("duty", town.wes)
    assert Concern.objects.get().contact == made


@pytest.mark.parametrize(("outcome", "kept"), [("", "duty"), ("answered", "duty")])
def test_one_raised_beside_another_matter_is_not_answered_either(
    asha, town, outcome, kept
):
    asha.post(NEW, filled(child=town.robin.pk, at_risk="on", outcome=outcome))
    assert Contact.objects.get().outcome == kept


def test_the_number_is_at_the_step_of_the_concern_while_the_office_is_closed(
    asha, town, concern, now_is
):
    now_is(london(10))
    assert NUMBER not in text(asha.get(NEW))
    now_is(london(19))
    asha.force_login(town.asha)
    assert text(asha.get(NEW)).count(NUMBER) == 2, "by the topic, and by the tick"
    page = asha.post(NEW, filled(**concern, outcome=""), follow=True)
    assert NUMBER in text(page), "the contact"
    raised = Concern.objects.get()
    assert NUMBER in text(asha.get(f"/contacts/concerns/{raised.pk}/"))
    asha.force_login(town.mo)
    assert NUMBER in text(asha.get("/teams/")), "the banner, on each page"
    now_is(london(10))
    asha.force_login(town.mo)
    assert NUMBER not in text(asha.get("/teams/"))
