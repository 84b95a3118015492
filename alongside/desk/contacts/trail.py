"""What the audit trail says of contacts: by reference, and nothing of who it was about."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import keys_of_child, tells
from alongside.desk.contacts.models import AnswerCard, Contact, RepeatWindow, Topic
from alongside.desk.people.models import Child
from alongside.desk.people.trail import HIDDEN, hidden_from


@tells("contacts.Contact")
def contacts(reader: User, keys: set[str]) -> dict[str, str]:
    kept_out = hidden_from(reader)
    found = Contact.objects.filter(pk__in=keys).values_list("pk", "reference", "child")
    return {
        str(pk): HIDDEN if child in kept_out else f"Contact {reference}"
        for pk, reference, child in found
    }


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
    kept_out = hidden_from(reader)
    found = AnswerCard.objects.filter(pk__in=keys).values_list(
        "pk", "number", "child", "child__case_id"
    )
    return {
        str(pk): HIDDEN
        if of in kept_out
        else f"Answer card {number} of child {case_id}"
        for pk, number, of, case_id in found
    }


@keys_of_child("contacts.AnswerCard")
def answer_cards_of(child: Child) -> list[int]:
    return list(child.answer_cards.values_list("pk", flat=True))
