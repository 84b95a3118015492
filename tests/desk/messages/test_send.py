"""What leaves the desk, through a real mail server on this machine."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.messages import actions
from alongside.desk.messages.models import Message
from alongside.desk.messages.wording import Fields
from tests.smtp import listening

pytestmark = pytest.mark.django_db


@pytest.fixture
def postbox(settings):
    with listening(settings) as box:
        yield box


def written(to, key="one", **said) -> Message:
    values = {"kind": "test", "subject": "Your week", "body": "Three things."}
    return actions.write_message(by=None, to=to, key=key, **(values | said))


def test_a_message_goes_out_once_and_the_trail_says_so(town, postbox):
    message = written(town.asha)
    assert actions.send_waiting(timezone.now()) is None
    assert actions.send_waiting(timezone.now()) is None
    [got] = postbox.got
    assert got["To"] == "asha@town.example"
    assert got["Message-ID"] == message.message_id
    assert got.get_payload().strip() == "Three things."
    message.refresh_from_db()
    assert message.state == Message.State.SENT
    said = list(
        AuditEntry.objects.order_by("sequence").values_list("action", flat=True)
    )
    assert said == ["write message", "send message"]


def test_an_email_to_somebody_outside_goes_by_the_mail_server(town, postbox):
    fields = Fields(promised=timezone.now(), reference="C-1042")
    message = actions.write_outside_message(
        by=town.asha, number_or_address="gran@example.org", channel=actions.EMAIL,
        template="call_back_promised", fields=fields, key="promise 1",
    )  # fmt: skip
    assert actions.send_waiting(timezone.now()) is None
    [got] = postbox.got
    assert (got["To"], got["Subject"]) == ("gran@example.org", "We will ring you back")
    message.refresh_from_db()
    assert (message.state, message.remote_id) == (Message.State.SENT, "")


def test_a_text_does_not_go_by_the_mail_server(town, postbox):
    fields = Fields(promised=timezone.now(), reference="C-1042")
    message = actions.write_outside_message(
        by=town.asha, number_or_address="07700 900123", channel=actions.TEXT,
        template="call_back_promised", fields=fields, key="promise 1",
    )  # fmt: skip
    assert message.state == Message.State.KEPT and not postbox.got


def test_the_same_message_is_written_once(town, postbox):
    assert written(town.asha) == written(town.asha)
    assert Message.objects.count() == AuditEntry.objects.count() == 1


def test_without_a_mail_server_it_is_kept_to_be_read_here(town, client):
    message = written(town.asha)
    assert message.state == Message.State.KEPT
    assert actions.send_waiting(timezone.now()) is None
    assert not mail.outbox
    client.force_login(town.asha)
    assert "Your week" in client.get("/messages/").content.decode()
    assert "Three things." in client.get(f"/messages/{message.pk}/").content.decode()


def test_nobody_else_can_read_it(town, client):
    message = written(town.asha)
    client.force_login(town.sam)
    assert "Your week" not in client.get("/messages/").content.decode()
    assert client.get(f"/messages/{message.pk}/").status_code == 404


def test_an_invented_person_is_never_written_to_by_mail(town, postbox):
    town.asha.invented = True
    assert written(town.asha).state == Message.State.KEPT


def test_somebody_who_left_is_never_written_to_by_mail(town, postbox):
    town.asha.is_active = False
    assert written(town.asha).state == Message.State.KEPT


def test_a_busy_server_is_tried_again_later(town, postbox):
    message, now = written(town.asha), timezone.now()
    postbox.answer = "451 Busy"
    again = actions.send_waiting(now)
    assert again == now + timedelta(minutes=1)
    assert actions.send_waiting(now + timedelta(seconds=59)) == again
    postbox.answer = "250 Taken"
    assert actions.send_waiting(again) is None
    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.State.SENT, 2)
    assert len(postbox.got) == 1


def test_a_server_that_is_down_loses_nothing(town, postbox, settings):
    right, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    written(town.asha)
    again = actions.send_waiting(timezone.now())
    settings.EMAIL_PORT = right
    actions.send_waiting(again)
    assert len(postbox.got) == 1


def test_patience_ends_after_two_days_and_the_trail_says_so(town, postbox):
    message, now = written(town.asha), timezone.now()
    postbox.answer = "451 Busy"
    while again := actions.send_waiting(now):
        now = again
    message.refresh_from_db()
    assert message.state == Message.State.GIVEN_UP
    assert message.attempts == 8
    assert Message.objects.stuck().get() == message
    last = AuditEntry.objects.latest("sequence")
    assert (last.action, last.detail["problem"]) == (
        "give up message",
        "SMTPDataError",
    )


@pytest.mark.parametrize("where", ["address", "contents"])
def test_what_the_server_refuses_for_good_is_not_tried_again(town, postbox, where):
    if where == "address":
        postbox.to_each["asha@town.example"] = "550 Nobody of that name"
    else:
        postbox.answer = "554 Not taken"
    message = written(town.asha)
    assert actions.send_waiting(timezone.now()) is None
    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.State.GIVEN_UP, 1)


def test_messages_of_one_thread_leave_in_order_and_hold_up_no_other(town, postbox):
    postbox.to_each["asha@town.example"] = "450 Later"
    for number in (1, 2):
        written(town.asha, key=f"a{number}", thread="a", subject=f"Asha {number}")
    written(town.ben, key="b", thread="b", subject="Ben")
    again = actions.send_waiting(timezone.now())
    assert postbox.subjects() == ["Ben"]
    postbox.to_each.clear()
    actions.send_waiting(again)
    assert postbox.subjects() == ["Ben", "Asha 1", "Asha 2"]


def test_a_sender_that_was_killed_leaves_its_message_to_the_next(town, postbox):
    message, now = written(town.asha), timezone.now()
    assert actions._taken(now) == message  # and then the process dies
    assert actions.send_waiting(now) == now + actions.LEASE
    assert not postbox.got
    actions.send_waiting(now + actions.LEASE)
    assert [got["Message-ID"] for got in postbox.got] == [message.message_id]


def test_a_message_is_written_only_if_what_it_is_about_is_done(town, postbox):
    from django.db import transaction

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        written(town.asha)
        1 / 0  # noqa: B018
    assert not Message.objects.exists()
