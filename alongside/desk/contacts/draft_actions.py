"""Keeping what is typed of a contact, until it is logged, thrown away or a week old."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.access.sealing import seal
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.contacts.draft_models import KEPT_FOR, Draft, anything_written

MOST = 20_000  # letters of a draft: what a contact may say, many times over


@transaction.atomic
def keep_draft(
    *, by: User, send_key: UUID, began_at: datetime, typed: dict[str, list[str]]
) -> Draft | None:
    """Seal what was typed so far; None where there is nothing to keep.

    What was logged meanwhile is no draft any more, and another's key opens nothing. Not
    in the audit trail: each letter typed would leave a line.
    """
    _forget_old()
    if not anything_written(typed):
        forget_draft(by=by, send_key=send_key)
        return None
    text = json.dumps(typed, ensure_ascii=False)
    if len(text) > MOST or Contact.objects.filter(send_key=send_key).exists():
        return None
    draft, _ = Draft.objects.get_or_create(
        send_key=send_key,
        defaults={
            "owner": by, "began_at": began_at, "saved_at": timezone.now(),
            "sealed": seal(text.encode()),
        },
    )  # fmt: skip
    if draft.owner_id != by.pk:
        return None
    draft.sealed, draft.saved_at = seal(text.encode()), timezone.now()
    draft.save(update_fields=["sealed", "saved_at"])
    return draft


@transaction.atomic
def forget_draft(*, by: User, send_key: UUID) -> None:
    """Let go of the draft of a form whose words stand as a contact."""
    Draft.objects.filter(send_key=send_key, owner=by).delete()


@transaction.atomic
def discard_draft(*, by: User, draft: Draft) -> Draft:
    record(by=by, action="discard draft of contact", began=f"{draft.began_at:%H:%M}")
    draft.delete()
    return draft


def _forget_old() -> None:
    Draft.objects.filter(saved_at__lt=timezone.now() - KEPT_FOR).delete()
