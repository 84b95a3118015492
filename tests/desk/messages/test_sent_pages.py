"""What went outside, and the templates, as people see them on their pages."""

from __future__ import annotations

import pytest
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.messages.actions import TEXT, write_outside_message
from alongside.desk.messages.models import Message, MessageTemplate
from alongside.desk.messages.wording import Fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise(town) -> MessageTemplate:
    return MessageTemplate.objects.get(code="call_back_promised")


def told(by, key="promise 1") -> Message:
    return write_outside_message(
        by=by, number_or_address="07700 900123", channel=TEXT, key=key,
        template="call_back_promised",
        fields=Fields(promised=timezone.now(), reference="C-1042"),
    )  # fmt: skip


def page(client, user, address) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


@pytest.mark.parametrize("who", ["asha", "sef", "mo", "wes", "sam"])
def test_a_message_outside_is_seen_by_those_beside_its_writer_masked(town, client, who):
    message = told(town.asha)
    listed = page(client, getattr(town, who), "/messages/sent/")
    assert "Call-back promised" in listed and "Number that ends in 123" in listed
    one = page(client, getattr(town, who), f"/messages/{message.pk}/")
    assert "C-1042" in one and "Kept here to be read" in one
    for shown in (listed, one):
        assert "07700" not in shown and "+447700900123" not in shown


def test_a_message_outside_is_not_seen_from_another_team(town, client):
    message = told(town.asha)
    listed = page(client, town.ben, "/messages/sent/")
    assert "Nothing was sent yet" in listed and "Call-back promised" not in listed
    assert client.get(f"/messages/{message.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["ana", "hal", "adi"])
def test_who_talks_with_nobody_outside_sees_none(town, client, who):
    message = told(town.asha)
    client.force_login(getattr(town, who))
    assert client.get("/messages/sent/").status_code == 403
    assert client.get(f"/messages/{message.pk}/").status_code == 404


def test_a_message_outside_is_not_among_those_written_to_me(town, client):
    told(town.asha)
    assert "Call-back" not in page(client, town.asha, "/messages/")


def test_the_list_shows_those_that_stand_so(town, client):
    told(town.asha)
    kept = page(client, town.asha, "/messages/sent/?state=kept")
    assert "Call-back promised" in kept
    failed = page(client, town.asha, "/messages/sent/?state=failed")
    assert "No message stands so." in failed


def test_why_a_message_did_not_arrive_is_said(town, client):
    message = told(town.asha)
    undelivered = {"state": "undelivered", "problem": "Notify permanent-failure"}
    Message.objects.filter(pk=message.pk).update(**undelivered)
    said = page(client, town.asha, "/messages/sent/?state=failed")
    assert "Not delivered" in said
    assert "The number or the address is not in use." in said


def test_the_list_takes_the_same_queries_however_long(
    town, client, django_assert_max_num_queries
):
    for number in range(20):
        told(town.asha, key=f"promise {number}")
    client.force_login(town.mo)
    client.get("/messages/sent/")
    with django_assert_max_num_queries(12):
        client.get("/messages/sent/")


def test_everybody_who_tells_reads_a_template_as_it_would_be_sent(
    town, client, promise
):
    assert "((day))" not in page(client, town.asha, "/messages/templates/")
    one = page(client, town.asha, f"/messages/templates/{promise.pk}/")
    assert "and give the reference C-1042" in one and "Came with the desk" in one
    assert "Word it anew" not in one
    assert client.get(f"/messages/templates/{promise.pk}/edit/").status_code == 403


def worded(client, promise, text, changed_from=1, button="save", subject="Soon"):
    said = {"subject": subject, "text": text, "changed_from": changed_from, button: "1"}
    return client.post(f"/messages/templates/{promise.pk}/edit/", said)


def test_the_service_manager_words_a_template_and_it_is_sent_from_then_on(
    town, client, promise
):
    client.force_login(town.sam)
    worded(client, promise, "We will ring on ((day)).")
    assert told(town.asha).body.startswith("We will ring on ")
    line = AuditEntry.objects.get(action="word template")
    assert (line.by, line.detail) == (town.sam, {"version": 2})
    one = page(client, town.sam, f"/messages/templates/{promise.pk}/")
    assert "by Sam Whitlock" in one and "about ((time))" in one


def test_a_preview_saves_nothing(town, client, promise):
    client.force_login(town.sam)
    shown = worded(client, promise, "We ring, says ((officer)).", button="preview")
    assert "We ring, says Sam." in shown.content.decode()
    assert promise.versions.count() == 1


@pytest.mark.parametrize("button", ["save", "preview"])
@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"text": "((child)) is to be seen"}, "((child)) is no field of a message here"),
        ({"text": "Words.", "subject": "At ((time))"}, "((time)) is no field"),
        ({"text": "x" * 460}, "must be 459 characters or fewer"),
    ],
)  # fmt: skip
def test_a_template_that_may_tell_of_a_case_is_refused(
    town, client, promise, button, said, why
):
    client.force_login(town.sam)
    answer = worded(client, promise, button=button, **said).content.decode()
    assert why in answer and "There is a problem" in answer
    assert promise.versions.count() == 1


def test_words_saved_in_between_are_not_lost(town, client, promise):
    client.force_login(town.sam)
    worded(client, promise, "First.")
    answer = worded(client, promise, "Second.", changed_from=1).content.decode()
    assert "Version 2 was saved while you wrote" in answer
    assert promise.versions.count() == 2


def test_the_same_words_make_no_version(town, client, promise):
    client.force_login(town.sam)
    first = promise.newest
    answer = worded(client, promise, first.text, subject=first.subject)
    assert "Nothing was changed" in answer.content.decode()
    assert promise.versions.count() == 1
