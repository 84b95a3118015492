"""What is written of each call: how often a key was used, and whose record it was given."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from alongside.desk.api.models import DayOfCalls, ServiceKey

A_MINUTE = 120
"""Calls that a key may make in one minute."""


@transaction.atomic
def count_call(*, key: ServiceKey, now: datetime) -> int:
    """Count a call of a key. Return for how many seconds it must wait, or 0.

    In the database, so that what one process counts holds in all.
    """
    key = ServiceKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    minute = now.replace(second=0, microsecond=0)
    if key.minute != minute:
        key.minute, key.calls = minute, 0
    too_many = key.calls >= A_MINUTE
    key.calls, key.last_used_at = key.calls + (not too_many), now
    key.save(update_fields=["minute", "calls", "last_used_at"])
    day, _ = DayOfCalls.objects.get_or_create(
        account_id=key.account_id, day=timezone.localdate(now)
    )
    day.calls, day.refused = day.calls + (not too_many), day.refused + too_many
    day.save(update_fields=["calls", "refused"])
    wait = minute + timedelta(minutes=1) - now
    return max(1, round(wait.total_seconds())) if too_many else 0
