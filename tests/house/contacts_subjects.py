"""How the addresses of the contact desk are filled for tests/house/matrix.csv."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from alongside.desk.contacts.draft_actions import keep_draft
from alongside.desk.contacts.models import Contact, Topic


def contact(town, where, by=None):
    """A contact about the child in question, taken by the service manager."""
    made = Contact.objects.create(
        child=(town.robin, town.skye, town.hidden)[where],
        team=(town.north, town.south, town.north)[where],
        topic=Topic.objects.get(code="meeting"),
        caller_kind="school",
        caller_said="The school office",
        said="Is the meeting on?",
        outcome="answered",
        taken_by=by or town.sam,
    )
    return {"pk": made.pk}


def message_to_asha(town, where):
    told = contact(town, where)
    passed = Contact.objects.filter(**told)
    passed.update(outcome="message", passed_to=town.asha)
    return told


def draft_of_asha(town, where):
    kept = keep_draft(
        by=town.asha, send_key=uuid4(), began_at=timezone.now(), typed={"said": "a"}
    )
    return {"pk": kept.pk}


SUBJECTS = {
    "contact": contact,
    "contact_of_asha": lambda town, where: contact(town, where, by=town.asha),
    "draft_of_asha": draft_of_asha,
    "message_to_asha": message_to_asha,
    "topic": lambda town, where: {"pk": Topic.objects.get(code="meeting").pk},
}
