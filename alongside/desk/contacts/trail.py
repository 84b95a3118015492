"""What the audit trail says of contacts: by reference, and nothing of who it was about."""

from __future__ import annotations

from django.db.models import QuerySet

from alongside.desk.access.models import User
from alongside.desk.access.trail import keys_of_child, tells
from alongside.desk.contacts.models import (
    AnswerCard,
    Attempt,
    CallBack,
    Concern,
    Contact,
    PaymentCause,
    PaymentEntry,
    PaymentQuery,
    RepeatWindow,
    Topic,
)
from alongside.desk.people.looks import holds_open
from alongside.desk.people.models import Child
from alongside.desk.people.trail import unless_hidden


@tells("contacts.Contact")
def contacts(reader: User, keys: set[str]) -> dict[str, str]:
    found = Contact.objects.filter(pk__in=keys)
    return unless_hidden(reader, found, "Contact {}", "reference")


@keys_of_child("contacts.Contact")
def contacts_of(child: Child) -> list[int]:
    return list(child.contacts.values_list("pk", flat=True))


@tells("contacts.Topic")
def topics(reader: User, keys: set[str]) -> dict[str, str]:
    found = Topic.objects.filter(pk__in=keys).values_list("pk", "name")
    return {str(pk): f"Topic {name}" for pk, name in found}


@tells("contacts.RepeatWindow")
def repeat_windows(reader: User, keys: set[str]) -> dict[str, str]:
    found = RepeatWindow.objects.filter(pk__in=keys).values_list("pk", "days")
    return {str(pk): f"Repeats counted within {days} days" for pk, days in found}


@tells("contacts.AnswerCard")
def answer_cards(reader: User, keys: set[str]) -> dict[str, str]:
    found = AnswerCard.objects.filter(pk__in=keys)
    words = "Answer card {} of child {}"
    return unless_hidden(reader, found, words, "number", "child__case_id")


@keys_of_child("contacts.AnswerCard")
def answer_cards_of(child: Child) -> list[int]:
    return list(child.answer_cards.values_list("pk", flat=True))


@tells("contacts.CallBack")
def call_backs(reader: User, keys: set[str]) -> dict[str, str]:
    return _of_contacts(reader, CallBack.objects.filter(pk__in=keys), "Call-back {}")


@tells("contacts.Attempt")
def attempts(reader: User, keys: set[str]) -> dict[str, str]:
    found = Attempt.objects.filter(pk__in=keys)
    words, way = "Answer to call-back {}", "call_back__contact__"
    return unless_hidden(reader, found, words, way + "reference", child=way + "child")


@keys_of_child("contacts.CallBack")
def call_backs_of(child: Child) -> list[int]:
    found = CallBack.objects.filter(contact__child=child)
    return list(found.values_list("pk", flat=True))


@tells("contacts.Concern")
def concerns(reader: User, keys: set[str]) -> dict[str, str]:
    found = Concern.objects.filter(pk__in=keys)
    return _of_contacts(reader, found, "Safeguarding concern {}")


@keys_of_child("contacts.Concern")
def concerns_of(child: Child) -> list[int]:
    found = Concern.objects.filter(contact__child=child)
    return list(found.values_list("pk", flat=True))


def _of_contacts(reader: User, found: QuerySet, words: str) -> dict[str, str]:
    """Say rows that belong to a contact by its reference."""
    return unless_hidden(
        reader, found, words, "contact__reference", child="contact__child"
    )


@tells("contacts.PaymentQuery")
def payment_queries(reader: User, keys: set[str]) -> dict[str, str]:
    found = PaymentQuery.objects.filter(pk__in=keys)
    return unless_hidden(reader, found, "Payment query {}", "reference")


@keys_of_child("contacts.PaymentQuery")
def payment_queries_of(child: Child) -> list[int]:
    return list(child.payment_queries.values_list("pk", flat=True))


@tells("contacts.PaymentEntry")
def payment_entries(reader: User, keys: set[str]) -> dict[str, str]:
    found = PaymentEntry.objects.filter(pk__in=keys)
    words = "Line of payment query {}"
    return unless_hidden(reader, found, words, "query__reference", child="query__child")


@tells("contacts.PaymentCause")
def payment_causes(reader: User, keys: set[str]) -> dict[str, str]:
    found = PaymentCause.objects.filter(pk__in=keys).values_list("pk", "what")
    return {str(pk): what for pk, what in found}


@holds_open
def with_call_backs_open(children: set[int]) -> set[int]:
    """The children about whom somebody is to be rung back."""
    waiting = CallBack.objects.open().filter(contact__child__in=children)
    return set(waiting.values_list("contact__child", flat=True))
