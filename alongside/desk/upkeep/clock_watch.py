"""Whether this machine's clock was moved back, while the desk ran or while it was stopped."""

from __future__ import annotations

import time
from datetime import timedelta

from django.utils import timezone

from alongside.desk.access.models import AuditEntry

LEAST = timedelta(minutes=1)  # less is a clock being set right, and nobody is told
NOT_MOVED = timedelta(0)


class ClockWatch:
    """Compares the clock with time that only runs on."""

    def __init__(self) -> None:
        self._apart = self._reading()

    def moved_back(self) -> timedelta:
        """Return how far it was moved back since it was asked last; nothing if under a minute."""
        before, self._apart = self._apart, self._reading()
        moved = timedelta(seconds=before - self._apart)
        return moved if moved >= LEAST else NOT_MOVED

    @staticmethod
    def _reading() -> float:
        return time.time() - time.monotonic()


def since_last_line() -> timedelta:
    """Return by how much the clock is behind the newest line of the audit trail."""
    last = AuditEntry.objects.order_by("-sequence").first()
    moved = last.at - timezone.now() if last else NOT_MOVED
    return moved if moved >= LEAST else NOT_MOVED
