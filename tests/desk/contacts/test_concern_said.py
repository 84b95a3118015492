"""Who has a concern, as the contact, the lists and the text for the case system say it."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.desk.contacts import concern_actions as actions
from alongside.desk.contacts.callback_actions import promise_call_back
from alongside.desk.contacts.listing import in_full, rows, tell_callers
from alongside.desk.contacts.models import Contact
from alongside.desk.contacts.told import note_text
from alongside.desk.workforce.models import OutOfHours
from tests.desk.contacts.calling import logged, london, on_duty

WEDNESDAY = date(2026, 3, 4)
NIGHT = london(1, 30, WEDNESDAY)


def said(contact, user) -> str:
    (told,) = tell_callers(in_full(Contact.objects.filter(pk=contact.pk)), user)
    assert f"Outcome: {told.outcome_told}\n" in note_text(told, user)
    (row,) = rows([told], user)
    assert told.outcome_told in row
    return told.outcome_told


@pytest.fixture
def night(town, now_is):
    OutOfHours.objects.create(pk=1, name="Night duty", telephone="01632 960000")
    on_duty(town.north, worker=town.wes, day=WEDNESDAY)
    now_is(NIGHT)
    return logged(town.asha, "concern", child=town.robin)


def test_after_hours_nobody_has_it_until_somebody_was_rung(town, night, now_is):
    assert said(night, town.asha) == (
        "Office closed; nobody has been told yet: ring Night duty, 01632 960000"
    )
    now_is(london(1, 45, WEDNESDAY))
    actions.say_who_took_concern(by=town.asha, concern=night.concern, spoke_to="Jo")
    rung = "Office closed; out-of-hours team rung at 1:45am, spoke to Jo"
    assert said(night, town.asha) == rung
    now_is(london(9, 5, WEDNESDAY))
    actions.see_to_waiting(london(9, 5, WEDNESDAY))
    passed = f"{rung}; passed to the duty worker, Wes Okafor at 9:05am"
    assert said(night, town.asha) == f"{passed}; not taken on yet"
    actions.acknowledge_concern(by=town.mo, concern=night.concern)
    assert said(night, town.mo) == f"{passed}; taken on by Mo Hassan at 9:05am"


def test_in_hours_the_duty_worker_has_it_once_they_took_it_on(town, now_is):
    now_is(london(10))
    on_duty(town.north, worker=town.wes)
    made = logged(town.asha, "concern", child=town.robin)
    passed = "Passed to the duty worker, Wes Okafor"
    assert said(made, town.asha) == f"{passed}; not taken on yet"
    now_is(london(20))
    assert said(made, town.asha) == (
        f"{passed}; not taken on; office closed, out-of-hours team not rung yet: "
        "ring the service manager"
    )
    now_is(london(10, 12))
    actions.acknowledge_concern(by=town.wes, concern=made.concern)
    assert said(made, town.asha) == f"{passed}; taken on at 10:12am"


def test_the_list_of_concerns_names_who_took_it_out_of_hours(client, town, night):
    client.force_login(town.mo)
    assert "Nobody yet" in client.get("/contacts/concerns/").content.decode()
    actions.say_who_took_concern(by=town.asha, concern=night.concern, spoke_to="Jo")
    page = client.get("/contacts/concerns/").content.decode()
    assert "Nobody yet" not in page and "Jo, out-of-hours team" in page


def test_the_text_names_the_child_and_the_call_back_by_whom_and_when(town, now_is):
    now_is(london(10))
    made = logged(town.asha, child=town.robin, outcome="call_back")
    promise_call_back(
        by=town.asha, contact=made, to=town.asha, by_when=london(15),
        channel="phone", about="The visit",
    )  # fmt: skip
    words = "Call-back promised by Asha Patel, by 3:00pm on 3 March 2026"
    assert said(made, town.asha) == words
    (told,) = tell_callers(in_full(Contact.objects.filter(pk=made.pk)), town.asha)
    note = note_text(told, town.asha)
    assert f"Child: {town.robin}, {town.robin.case_id} in the case system.\n" in note
    other = logged(town.asha, outcome="duty", passed_to=town.wes, team=None)
    assert said(other, town.asha) == "Passed to the duty worker, Wes Okafor"
