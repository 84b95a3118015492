"""What is done with the secret address of a calendar: made, revoked, read."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.casework.feed_models import fingerprint
from alongside.desk.casework.models import Feed

BYTES = 32  # as many as the key of the strongest cipher


@transaction.atomic
def make_feed(*, by: User) -> str:
    """Return the secret of a new address, which is told once; the one before it is dead."""
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    _revoke(by)
    secret = secrets.token_urlsafe(BYTES)
    feed = Feed.objects.create(user=by, fingerprint=fingerprint(secret))
    record(by=by, action="make calendar address", subject=feed)
    return secret


@transaction.atomic
def revoke_feed(*, by: User) -> Feed:
    """End one's address. Raises ValidationError where there is none."""
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    feed = _revoke(by)
    if feed is None:
        raise ValidationError("You have no calendar address. Nothing was changed.")
    return feed


def _revoke(user: User) -> Feed | None:
    feed = Feed.objects.filter(user=user, revoked_at=None).first()
    if feed:
        feed.revoked_at = timezone.now()
        feed.save(update_fields=["revoked_at"])
        record(by=user, action="revoke calendar address", subject=feed)
    return feed


@transaction.atomic
def note_reading(*, feed: Feed, rows: int) -> None:
    """Put the day's first reading on record: calendars ask many times a day."""
    feed = Feed.objects.select_for_update().get(pk=feed.pk)
    today = timezone.localdate()
    if feed.last_read_on != today:
        feed.last_read_on = today
        feed.save(update_fields=["last_read_on"])
        record(by=feed.user, action="read calendar", subject=feed, rows=rows)
