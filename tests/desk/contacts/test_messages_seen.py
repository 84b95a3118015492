"""A message passed on: on the receiver's Today until they say that they saw it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.contacts.concern_actions import raise_concern
from alongside.desk.contacts.day import contacts_of_day
from alongside.desk.contacts.models import Contact
from alongside.desk.messages.models import Message
from alongside.desk.workforce.models import Absence, Cover
from tests.desk.contacts.calling import logged, london
from tests.desk.contacts.test_log_contact import NEW, filled, text

LIST = "/contacts/?passed=to_see"


@pytest.fixture(autouse=True)
def ten(now_is):
    return now_is(london(10))


def passed(town, to=None, child=None, **told) -> Contact:
    told = {"outcome": "message", "passed_to": to or town.wes} | told
    return logged(told.pop("by", town.asha), child=child or town.robin, **told)


def covered(town, away, by):
    today = timezone.localdate()
    absence = Absence.objects.create(
        user=away, kind="leave", first_on=today, noted_by=away
    )
    return Cover.objects.create(
        absence=absence, by=by, since=today, arranged_by=town.sam
    )


def read(client, user, address) -> str:
    client.force_login(user)
    return text(client.get(address))


def say_seen(client, user, contact):
    client.force_login(user)
    return client.post(f"/contacts/{contact.pk}/seen/", follow=True)


def on_today(client, user) -> int:
    """The number on the card of Today."""
    page = read(client, user, "/")
    card = page.split(f'href="{LIST}">Messages for you, not seen yet</a>')[1]
    return int(re.search(r'class="big">(\d+)<', card)[1])


def listed(client, user) -> int:
    page = read(client, user, LIST)
    found = re.search(r"<caption>(\d+) contacts?, newest first", page)
    return int(found[1]) if found else 0


def test_it_stands_on_today_until_the_receiver_says_that_they_saw_it(client, town):
    contact = passed(town)
    assert on_today(client, town.wes) == 1
    today = read(client, town.wes, "/")
    assert f'href="/contacts/{contact.pk}/">3 March, 10:00am' in today
    assert "From Asha Patel" in today
    page = read(client, town.wes, f"/contacts/{contact.pk}/")
    assert "Passed to Wes Okafor" in page and "I have seen this" in page
    page = text(say_seen(client, town.wes, contact))
    told = "Seen by Wes Okafor at 10:00am on 3 March 2026"
    assert told in page and "I have seen this" not in page
    assert on_today(client, town.wes) == 0
    assert f"/contacts/{contact.pk}/" not in read(client, town.wes, "/")
    (line,) = AuditEntry.objects.filter(action="note message seen")
    assert line.by == town.wes and line.subject_id == str(contact.pk)


def test_whoever_passed_it_on_reads_whether_it_was_seen(client, town):
    contact = passed(town)
    mine = "/contacts/?passed=not_seen"
    for address in (f"/contacts/{contact.pk}/", mine, "/contacts/"):
        assert "Not seen yet" in read(client, town.asha, address)
    assert "I have seen this" not in read(client, town.asha, f"/contacts/{contact.pk}/")
    say_seen(client, town.wes, contact)
    for address in (f"/contacts/{contact.pk}/", "/contacts/"):
        assert "Seen by Wes Okafor" in read(client, town.asha, address)
    assert contact.reference not in read(client, town.asha, mine)


def test_the_text_for_the_case_system_tells_whom_it_was_passed_to_and_no_mark(
    client, town
):
    page = read(client, town.asha, f"/contacts/{passed(town).pk}/")
    note = page.split('id="note"')[1].split("</textarea>")[0]
    assert "Passed to Wes Okafor" in note and "seen" not in note.lower()


@pytest.fixture
def many(town):
    """One of each that waits, or does not: of Wes two wait, of Mo two, of Asha one."""
    passed(town)
    passed(
        town, outcome="duty", topic="message"
    )  # nobody is on duty: Mo’s, who manages
    to_self = passed(town, to=town.asha)
    assert not to_self.is_unseen
    concern = passed(town, to=town.mo)
    raise_concern(by=town.asha, contact=concern, immediate=False)
    duty = logged(town.asha, child=town.robin, outcome="duty")
    Contact.objects.filter(pk=duty.pk).update(passed_to=town.wes)
    taken_on = logged(town.asha, child=town.robin, outcome="duty")
    Contact.objects.filter(pk=taken_on.pk).update(passed_to=town.wes)
    raise_concern(by=town.asha, contact=taken_on, immediate=False)
    passed(town, by=town.wes, to=town.asha)
    logged(town.asha, child=town.robin)


def test_today_counts_as_the_list_does_and_each_contact_as_both(client, town, many):
    counts = {}
    for name in ("asha", "wes", "mo", "sef", "ben", "sam"):
        user = getattr(town, name)
        counts[name] = contacts_of_day(user, timezone.now()).to_see
        assert on_today(client, user) == listed(client, user) == counts[name], name
    assert counts == {"asha": 1, "wes": 2, "mo": 2, "sef": 0, "ben": 0, "sam": 0}
    unseen = set(Contact.objects.unseen())
    assert unseen == {each for each in Contact.objects.all() if each.is_unseen}
    assert len(unseen) == 5


def test_it_is_found_by_an_index_of_what_is_unseen_alone(town):
    asked = Contact.objects.visible_to(town.wes).to_see(town.wes)
    assert "contact_unseen" in asked.explain()


def test_more_than_five_are_led_to(client, town):
    for _ in range(6):
        passed(town)
    page = read(client, town.wes, "/")
    assert page.count(">3 March, 10:00am") == 5 and "All 6 messages for you" in page


def test_who_covers_has_it_too_and_is_named_as_who_saw_it(client, town):
    contact = passed(town)
    assert on_today(client, town.mo) == 0
    covered(town, town.wes, town.mo)
    assert on_today(client, town.mo) == listed(client, town.mo) == 1
    page = read(client, town.mo, "/")
    assert "For Wes Okafor, whom you cover for, from Asha Patel" in page
    say_seen(client, town.mo, contact)
    contact.refresh_from_db()
    assert contact.seen_by == town.mo
    assert "Seen by Mo Hassan" in read(client, town.asha, f"/contacts/{contact.pk}/")


@pytest.mark.parametrize("name", ["asha", "mo", "sef", "sam", "ben"])
def test_to_nobody_else_is_it_there_to_be_seen(client, town, name):
    contact = passed(town)
    assert say_seen(client, getattr(town, name), contact).status_code == 404
    contact.refresh_from_db()
    assert contact.seen_at is None


def test_what_is_kept_from_the_receiver_since_is_not_on_their_day(client, town):
    """As where the record was restricted after the message was passed on."""
    contact = passed(town, by=town.sam, child=town.hidden, to=town.sam)
    Contact.objects.filter(pk=contact.pk).update(passed_to=town.wes)
    assert on_today(client, town.wes) == listed(client, town.wes) == 0
    assert say_seen(client, town.wes, contact).status_code == 404


def test_said_twice_the_first_time_stands(client, town, now_is):
    contact = passed(town)
    say_seen(client, town.wes, contact)
    now_is(london(11))
    page = text(say_seen(client, town.wes, contact))
    assert page.count("Seen by Wes Okafor at 10:00am") == 2  # said, and on the page
    contact.refresh_from_db()
    assert contact.seen_at == london(10)
    assert AuditEntry.objects.filter(action="note message seen").count() == 1


def test_a_concern_is_acknowledged_and_not_seen(client, town, many):
    concern = Contact.objects.get(passed_to=town.wes, concern__isnull=False)
    page = text(say_seen(client, town.wes, concern))
    assert "A concern is taken on from its own page" in page
    concern.refresh_from_db()
    assert concern.seen_at is None


def test_a_message_with_a_concern_beside_it_is_still_told_to_whom_it_was_passed(
    client, town
):
    client.force_login(town.asha)
    told = {"outcome": "message", "passed_to": town.wes.pk, "at_risk": "on"}
    client.post(NEW, filled(child=town.robin.pk, **told))
    assert on_today(client, town.wes) == 1
    assert Message.objects.filter(to=town.wes, kind="contact").exists()


def test_the_database_refuses_a_mark_of_nobody(town):
    contact = passed(town)
    mark = {"seen_at": timezone.now() + timedelta(minutes=1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.filter(pk=contact.pk).update(**mark)
