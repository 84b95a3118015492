"""What follows from a contact, in the transaction that logs it: all of it, or nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.contacts.callback_actions import promise_call_back
from alongside.desk.contacts.concern_actions import raise_concern
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.contacts.payment_actions import open_payment_query
from alongside.desk.contacts.payment_models import PaymentQuery
from alongside.desk.messages.actions import write_message
from alongside.desk.messages.mail_actions import file_mail
from alongside.desk.messages.mail_models import ReceivedMail
from alongside.desk.support.models import Task, TaskVersion
from alongside.desk.support.time_actions import note_time

TAKES_CALLS = (
    "take-calls"  # in the first catalogue; withdrawn there, no time is counted
)


def see_to_outcome(
    *,
    by: User,
    contact: Contact,
    at_risk: bool = False,
    immediate: bool = False,
    payment_query: PaymentQuery | None = None,
    payment_kind: str = PaymentQuery.Kind.OTHER,
    call_back: dict[str, Any] | None = None,
    mail: ReceivedMail | None = None,
) -> None:
    """Do what the topic and the outcome ask for. Each of these refuses as actions do."""
    if contact.topic.is_concern or at_risk:
        raise_concern(by=by, contact=contact, immediate=immediate)
    if contact.topic.is_payment:
        open_payment_query(
            by=by, contact=contact, kind=payment_kind, query=payment_query
        )
    if call_back:
        promise_call_back(by=by, contact=contact, **call_back)
    if contact.is_unseen:
        _tell(contact.passed_to, contact)
    if mail:
        file_mail(by=by, mail=mail, filed_as=contact)
    _count_time(by, contact)


def _count_time(by: User, contact: Contact) -> None:
    """Count the call among what a support officer did: nobody notes it a second time."""
    on = timezone.localdate(contact.logged_at)
    task = Task.objects.filter(code=TAKES_CALLS).first()
    if not (task and contact.team and by.may("do_support")):
        return
    if TaskVersion.objects.in_force(on, contact.team).filter(task=task).exists():
        note_time(by=by, task=task, team=contact.team, on=on, contact=contact)


def _tell(user: User, contact: Contact) -> None:
    """Say that there is something to read, and nothing of what it says."""
    where = settings.ADDRESS + reverse("contacts:contact", args=[contact.pk])
    write_message(
        by=None,
        to=user,
        kind="contact",
        key=f"contact {contact.pk}",
        subject=f"Contact {contact.reference} was passed to you",
        body=f"Somebody was in touch, and it was passed to you.\n\n{where}\n",
    )
