"""Back, and send again: what a form adds is added once, and the person is told so."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from alongside.desk.access.models import AuditEntry, SentForm
from alongside.desk.decisions.models import Body, Decision
from alongside.desk.quality.comment_models import Comment
from alongside.desk.workforce.agency_models import AgencyEngagement
from alongside.desk.workforce.models import StaffMember
from alongside.desk.workforce.toil_models import ToilEntry

STAFF = "/workforce/staff/add/"
NIA = {
    "name": "Nia Grant", "engaged": "employee", "contracted_hours": "37",
    "standard_hours": "37",
}  # fmt: skip
TOIL = {"staff": "{wes}", "on": "13 4 2026", "kind": "earned", "hours": "2"}
ENGAGED = {
    "name": "Kit Rowe", "agency": "Bridge", "role": "social_worker",
    "region": "East Midlands", "reason": "vacancy", "hours_a_week": "37",
    "starts_on": "30 3 2026", "team": "{north}",
}  # fmt: skip
SAID = {
    "source": "partner", "received_on": "3 2 2026", "text": "Calls are answered.",
    "consent": "waiting",
}  # fmt: skip
DECIDED = {
    "body": "{body}", "reference": "Report 6", "what": "Two posts.",
    "state": "decided", "decided_on": "20 4 2015",
}  # fmt: skip
FORMS = {
    "staff": ("hal", STAFF, NIA, StaffMember, "stands here: Nia Grant."),
    "hours": ("wes", "/workforce/toil/add/", TOIL, ToilEntry, "Wes Okafor, time off in lieu of 13 April 2026."),
    "engagement": ("hal", "/workforce/agency/add/", ENGAGED, AgencyEngagement, "Kit Rowe through Bridge from 30 March 2026."),
    "comment": ("sam", "/quality/comments/add/", SAID, Comment, "3 February 2026."),
    "decision": ("hal", "/decisions/add/", DECIDED, Decision, "Report 6."),
}  # fmt: skip


@pytest.fixture
def keys(town):
    wes = StaffMember.objects.create(name="Wes Okafor", user=town.wes)
    body = Body.objects.create(name="Committee", kind="committee")
    return {"wes": wes.pk, "body": body.pk, "north": town.north.pk}


def text(answer) -> str:
    return unescape(answer.content.decode())


def key_on(page) -> str:
    return re.search(r'name="send_key" value="([^"]+)"', text(page))[1]


def done():
    """The lines of the trail about what was done, not about what was read."""
    return AuditEntry.objects.exclude(action__regex="^(open|see|read) ")


def send(client, where, typed, key):
    return client.post(where, typed | {"send_key": key}, follow=True)


@pytest.mark.parametrize("name", FORMS)
def test_the_same_form_sent_twice_adds_one_and_says_where_it_stands(client, town, keys, name):  # fmt: skip
    who, where, typed, made, words = FORMS[name]
    typed = {field: value.format(**keys) for field, value in typed.items()}
    client.force_login(getattr(town, who))
    people, before = StaffMember.objects.count(), made.objects.count()
    key = key_on(client.get(where))
    first = send(client, where, typed, key)
    assert first.redirect_chain and "sent before" not in text(first)
    lines = done().count()
    again = send(client, where, typed, key)
    assert made.objects.count() == before + 1
    assert StaffMember.objects.count() - people <= 1
    assert again.redirect_chain == first.redirect_chain
    told = text(again)
    assert "This was sent before, on " in told and words in told
    assert "Nothing was added again." in told and "Done</p>" not in told
    assert done().count() == lines
    assert key_on(client.get(where)) != key, "a page made anew has a key of its own"


def test_a_form_that_was_refused_can_be_sent_again(client, town):
    client.force_login(town.hal)
    key = key_on(client.get(STAFF))
    wrong = NIA | {"joined_on": "2 3 2026", "left_on": "1 3 2026"}
    page = client.post(STAFF, wrong | {"send_key": key})
    assert "cannot be before the day they joined" in text(page)
    assert key_on(page) == key and not SentForm.objects.exists()
    right = wrong | {"left_on": "3 3 2026"}
    send(client, STAFF, right, key)
    assert StaffMember.objects.get().left_on == date(2026, 3, 3)


def test_another_sent_from_the_same_page_is_kept_on_it_until_sent_again(client, town):
    client.force_login(town.hal)
    key = key_on(client.get(STAFF))
    send(client, STAFF, NIA, key)
    ola = NIA | {"name": "Ola Frey"}
    page = send(client, STAFF, ola, key)
    assert "added: Nia Grant. What you have changed on it" in text(page)
    assert 'value="Ola Frey"' in text(page) and StaffMember.objects.count() == 1
    assert key_on(page) != key
    send(client, STAFF, ola, key_on(page))
    assert [each.name for each in StaffMember.objects.by_name()] == [
        "Nia Grant",
        "Ola Frey",
    ]


def test_what_was_taken_out_since_is_not_said_to_stand(client, town):
    client.force_login(town.hal)
    key = key_on(client.get(STAFF))
    send(client, STAFF, NIA, key)
    StaffMember.objects.all().delete()
    assert "was taken out since" in text(send(client, STAFF, NIA, key))
    assert not StaffMember.objects.exists()
    send(client, STAFF, NIA, key_on(client.get(STAFF)))
    assert StaffMember.objects.count() == 1, "from a page made anew it is added"


@pytest.mark.parametrize("name", FORMS)
def test_a_page_fetched_anew_on_the_way_back_asks_before_it_adds_the_same(client, town, keys, name):  # fmt: skip
    who, where, typed, made, words = FORMS[name]
    typed = {field: value.format(**keys) for field, value in typed.items()}
    client.force_login(getattr(town, who))
    send(client, where, typed, key_on(client.get(where)))
    before = made.objects.count()
    page = send(client, where, typed, key_on(client.get(where)))
    told = text(page)
    assert "You sent the same before, on " in told and "Nothing was added again" in told
    assert words.removeprefix("stands here: ") in told
    assert made.objects.count() == before
    meant = key_on(page)
    for _ in range(2):
        assert send(client, where, typed, meant).redirect_chain
        assert made.objects.count() == before + 1
    page = send(client, where, typed, key_on(client.get(where)))
    assert "You sent the same before" in text(page), "a third is asked about too"


def test_the_same_of_another_person_is_theirs(client, town, keys):
    where, typed = "/workforce/toil/add/", TOIL | {"staff": keys["wes"]}
    for who in (town.wes, town.hal):
        client.force_login(who)
        assert send(client, where, typed, key_on(client.get(where))).redirect_chain
    assert ToilEntry.objects.count() == 2


def test_another_persons_form_tells_nothing(client, town, keys):
    where = "/workforce/toil/add/"
    typed = TOIL | {"staff": keys["wes"]}
    client.force_login(town.wes)
    key = key_on(client.get(where))
    send(client, where, typed, key)
    client.force_login(town.hal)
    told = text(send(client, where, typed, key))
    assert "This was sent by somebody else" in told and "stands here" not in told
    assert ToilEntry.objects.count() == 1


def test_nothing_of_what_was_typed_can_be_read_from_what_is_noted(client, town):
    client.force_login(town.hal)
    send(client, STAFF, NIA, key_on(client.get(STAFF)))
    assert "Nia" not in str(SentForm.objects.values().get())
