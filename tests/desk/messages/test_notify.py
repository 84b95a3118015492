"""Texts and e-mails by GOV.UK Notify: its own client, a server that speaks its API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.messages import actions
from alongside.desk.messages.actions import EMAIL, TEXT, write_outside_message
from alongside.desk.messages.delivery_actions import EVERY, FOLLOWED, follow_deliveries
from alongside.desk.messages.models import Message
from alongside.desk.messages.wording import Fields
from tests.desk.messages import notify_server

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture
def notify(settings):
    server = notify_server.Notify()
    settings.NOTIFY_KEY, settings.NOTIFY_URL = notify_server.KEY, server.url
    settings.NOTIFY_TEXT, settings.NOTIFY_EMAIL = (
        notify_server.TEXT,
        notify_server.EMAIL,
    )
    dummy = "django_tasks.backends.dummy.DummyBackend"
    settings.TASKS = {"default": {"BACKEND": dummy}}  # sent when a test says so
    yield server
    server.end()


def told(by, to="07700 900123", channel=TEXT, key="promise 1") -> Message:
    fields = Fields(promised=timezone.now(), reference="C-1042")
    return write_outside_message(
        by=by, number_or_address=to, channel=channel, key=key,
        template="call_back_promised", fields=fields,
    )  # fmt: skip


def sent(message, now=None) -> Message:
    actions.send_waiting(now or timezone.now())
    message.refresh_from_db()
    return message


def test_a_text_is_sent_once_with_its_words_and_reference(town, notify):
    message = sent(sent(told(town.asha)))
    [got] = notify.sent
    assert got["path"] == "/v2/notifications/sms"
    assert got["phone_number"] == "+447700900123"
    assert got["personalisation"] == {"message": message.body}
    assert got["reference"] == message.message_id
    assert (message.state, message.remote_id) == (State.SENT, got["id"])


def test_an_email_goes_by_notify_with_its_subject(town, notify, settings):
    settings.EMAIL_HOST = "mail.example.org"  # the council's own, for its own people
    message = sent(told(town.asha, "gran@example.org", EMAIL))
    [got] = notify.sent
    assert got["email_address"] == "gran@example.org"
    said = {"subject": "We will ring you back", "message": message.body}
    assert got["personalisation"] == said


def test_what_notify_will_not_take_is_given_up_at_once(town, notify):
    notify.refuses = 400
    message = sent(told(town.asha))
    assert (message.state, message.attempts) == (State.GIVEN_UP, 1)
    assert message.why_not == "GOV.UK Notify does not take the number or the address."
    line = AuditEntry.objects.latest("sequence")
    assert (line.action, line.detail["problem"]) == ("give up message", "Notify 400")


@pytest.mark.parametrize("status", [403, 429, 500])
def test_what_may_be_put_right_is_tried_again(town, notify, status):
    message, notify.refuses = told(town.asha), status
    now = timezone.now()
    sent(message, now)
    assert (message.state, message.problem) == (State.WAITING, f"Notify {status}")
    notify.refuses = 0
    again = now + timedelta(minutes=1)
    assert sent(message, again - timedelta(seconds=1)).state == State.WAITING
    assert (sent(message, again).state, message.problem) == (State.SENT, "")
    assert len(notify.sent) == 1


def test_a_wrong_key_is_refused_by_the_server_itself(town, notify, settings):
    settings.NOTIFY_KEY = f"desk-{notify_server.SERVICE}-{'0' * 36}"
    assert sent(told(town.asha)).problem == "Notify 403"


def test_a_wrong_template_is_refused_by_the_server_itself(town, notify, settings):
    settings.NOTIFY_TEXT = notify_server.EMAIL
    assert sent(told(town.asha)).problem == "Notify 400"


def test_a_key_that_is_none_loses_nothing(town, notify, settings):
    settings.NOTIFY_KEY = "on"
    assert sent(told(town.asha)).state == State.WAITING


def test_notify_out_of_reach_loses_nothing(town, notify, settings):
    right, settings.NOTIFY_URL = settings.NOTIFY_URL, "http://127.0.0.1:1"
    message, now = told(town.asha), timezone.now()
    assert sent(message, now).problem == "Notify 503"
    settings.NOTIFY_URL = right
    assert sent(message, now + timedelta(minutes=1)).state == State.SENT


def test_patience_ends(town, notify):
    message, now = told(town.asha), timezone.now()
    notify.refuses = 500
    while again := actions.send_waiting(now):
        now = again
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.GIVEN_UP, 8)


def test_a_sender_killed_after_sending_leaves_a_text_that_is_not_sent_twice(
    town, notify
):
    message, now = told(town.asha), timezone.now()
    taken = actions._taken(now)
    remote = actions.send(taken)  # and then the process dies
    later = sent(message, now + actions.LEASE)
    assert (later.state, later.remote_id) == (State.SENT, remote)
    assert len(notify.sent) == 1


def test_texts_of_one_thread_leave_in_order(town, notify):
    for key in ("promise 1", "promise 2"):
        message = told(town.asha, key=key)
        Message.objects.filter(pk=message.pk).update(thread="contact 7")
    notify.refuses = 429
    again = actions.send_waiting(timezone.now())
    assert Message.objects.get(key="promise 2").attempts == 0
    notify.refuses = 0
    actions.send_waiting(again)
    in_turn = Message.objects.order_by("pk").values_list("message_id", flat=True)
    assert [each["reference"] for each in notify.sent] == list(in_turn)


@pytest.mark.parametrize(
    ("status", "state", "why"),
    [
        ("delivered", State.DELIVERED, ""),
        ("permanent-failure", State.UNDELIVERED, "The number or the address is not in use."),
        ("temporary-failure", State.UNDELIVERED, "The telephone was off, or the mailbox full."),
    ],
)  # fmt: skip
def test_how_the_delivery_ended_is_noted(town, notify, status, state, why):
    message = sent(told(town.asha))
    now = timezone.now()
    assert follow_deliveries(now) == now + EVERY  # "sending" is no end
    notify.sent[0]["status"] = status
    assert follow_deliveries(now) is None
    message.refresh_from_db()
    assert (message.state, message.why_not) == (state, why)
    assert AuditEntry.objects.latest("sequence").action == "note delivery"


def test_nobody_is_asked_for_ever(town, notify):
    message = sent(told(town.asha))
    assert follow_deliveries(message.sent_at + FOLLOWED + EVERY) is None
    assert notify.asked == 0


def test_notify_silent_about_a_delivery_is_asked_again(town, notify):
    message, now = sent(told(town.asha)), timezone.now()
    notify.refuses = 500
    assert follow_deliveries(now) == now + EVERY
    message.refresh_from_db()
    assert message.state == State.SENT


def test_without_the_switch_nothing_leaves(town, notify, settings):
    settings.NOTIFY_KEY = ""
    assert sent(told(town.asha)).state == State.KEPT
    assert not notify.sent


@pytest.mark.parametrize("whose", ["desk", "person"])
def test_what_is_invented_never_leaves(town, notify, settings, whose):
    settings.INVENTED, town.asha.invented = whose == "desk", whose == "person"
    assert sent(told(town.asha)).state == State.KEPT


def test_a_text_waiting_when_the_key_is_taken_away_is_not_lost(town, notify, settings):
    message, now = told(town.asha), timezone.now()
    right, settings.NOTIFY_KEY = settings.NOTIFY_KEY, ""
    assert sent(message, now).state == State.WAITING
    assert message.why_not == "The desk is no longer set up to send it."
    settings.NOTIFY_KEY = right
    assert sent(message, now + timedelta(minutes=1)).state == State.SENT
