"""That a message passed on was seen: said by whoever it was passed to, or covers for them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.contacts.contact_models import Contact


@transaction.atomic
def note_seen(*, by: User, contact: Contact) -> Contact:
    """Note who saw a message, and when. Said again, the first time stands.

    Raises ValidationError where it was passed to nobody for whom this person answers.
    """
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if contact.seen_at:
        return contact
    waits = Contact.objects.filter(pk=contact.pk).to_see(by)
    if not waits.exists():
        raise ValidationError(
            "Nothing here waits for you to say that you saw it. A concern is taken on "
            "from its own page."
        )
    contact.seen_at, contact.seen_by = timezone.now(), by
    contact.save(update_fields=["seen_at", "seen_by"])
    record(by=by, action="note message seen", subject=contact)
    return contact
