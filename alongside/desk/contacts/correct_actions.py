"""Putting right what was taken down wrongly, and noting what was copied."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.seen_before import refuse_if_changed
from alongside.desk.contacts.actions import team_of
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.contacts.version_models import ContactVersion

CORRECT = "correct contact"
HAS_ITS_OWN_WORK = (
    "Concerns and payment queries are worked on from the moment they are logged: a "
    "contact cannot be made one, or made none. Log a new contact with the right topic."
)


@transaction.atomic
def correct_contact(
    *, by: User, contact: Contact, why: str, seen: str = "", **told
) -> Contact:
    """Change what a contact says, by whoever took it; how it stood before is kept.

    Refuses to overwrite what is no longer as it was `seen`.
    """
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if contact.taken_by != by:
        raise ValidationError(
            f"Only {contact.taken_by.full_name} can correct this: they took it. Log a "
            "new contact with what you know."
        )
    refuse_if_changed(contact, seen, told, partial(_corrected, contact))
    _check_topic(contact, told["topic"])
    before = {name: getattr(contact, name) for name in told}
    for name, value in told.items():
        setattr(contact, name, value)
    _team_with_child(contact, before, by)
    changed = {name: old for name, old in before.items() if old != told[name]}
    if not changed:
        raise ValidationError("Nothing was changed. Change what is wrong, or go back.")
    _keep_version(contact, before, changed, why, by)
    return keep(
        contact, by=by, action=CORRECT, fields=[*told, "team"],
        what=sorted(changed),
    )  # fmt: skip


def _corrected(contact: Contact, name: str, since: int) -> AuditEntry | None:
    """Return the newest line, of those after a number, that corrected a field."""
    lines = AuditEntry.objects.filter(
        sequence__gt=since, action=CORRECT,
        subject_type=contact._meta.label, subject_id=str(contact.pk),
    )  # fmt: skip
    return next((each for each in lines.latest_first() if name in each.detail["what"]), None)  # fmt: skip


def _check_topic(contact: Contact, topic) -> None:
    own_work = [each.is_concern or each.is_payment for each in (contact.topic, topic)]
    if contact.topic != topic and any(own_work):
        raise ValidationError({"topic": HAS_ITS_OWN_WORK})


def _team_with_child(contact: Contact, before: dict, by: User) -> None:
    """Another child brings its own team."""
    if contact.child and contact.child != before["child"]:
        contact.team = team_of(contact.child, by) or contact.team


def _keep_version(contact: Contact, before, changed, why: str, by: User) -> None:
    version = ContactVersion(
        contact=contact,
        number=contact.versions.count() + 1,
        said=before["said"],
        changed={n: _kept(old) for n, old in changed.items() if n != "said"},
        why=why,
        by=by,
    )
    version.full_clean()
    version.save()


def _kept(value):
    """A key where a field leads to a row, which may be kept from a reader; else itself."""
    return value.pk if hasattr(value, "pk") else value


@transaction.atomic
def note_copied(*, by: User, contact: Contact) -> Contact:
    """Note, the first time only, that the text for the case system was taken."""
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    record(by=by, action="take note of contact", subject=contact)
    if contact.note_copied_at is None:
        contact.note_copied_at = timezone.now()
        contact.save(update_fields=["note_copied_at"])
    return contact
