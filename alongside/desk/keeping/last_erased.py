"""When the desk last let go of what was due, of what kinds and how many, by its own trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.keeping.schedule import kinds

SOME, ENDED = "erase what is due", "go through what is due"
LATE = timedelta(hours=36)  # since a run of each night


@dataclass(frozen=True)
class LastErased:
    """The last run that came to its end. `broken_off` went since, in one that did not."""

    at: datetime
    kinds: list[tuple[str, int]]
    held: int
    leant_on: int
    broken_off: int

    @property
    def count(self) -> int:
        return sum(count for _, count in self.kinds)

    @property
    def late(self) -> bool:
        return timezone.now() - self.at > LATE


def last_erased() -> LastErased | None:
    """Return what the last run did, or None where none is on the trail."""
    ended = AuditEntry.objects.filter(action=ENDED).order_by("-sequence")
    last, *before = [*ended[:2]] or [None]
    if last is None:
        return None
    after = before[0].sequence if before else 0
    since = _went(last.sequence)
    return LastErased(
        last.at, list(_went(after, last.sequence).items()), last.detail["held"],
        last.detail["leant_on"], sum(since.values()),
    )  # fmt: skip


def _went(after: int, before: int | None = None) -> dict[str, int]:
    """Return how many of each kind went between two lines of the trail, the most first."""
    lines = AuditEntry.objects.filter(action=SOME, sequence__gt=after)
    if before:
        lines = lines.filter(sequence__lt=before)
    found: dict[str, int] = {}
    for detail in lines.values_list("detail", flat=True):
        kind = kinds().get(detail["kind"])
        title = kind.title if kind else detail["kind"]
        found[title] = found.get(title, 0) + detail["count"]
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))
