"""The audit trail: an append-only chain of what was done and read.

Each line's hash is taken over its own contents and the hash before it, so that a line
changed, removed or put in between breaks the chain. Removing the *last* lines does
not; note the newest hash elsewhere now and then, and ask for it at the next check.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import TypeVar

from django.db import connection, models, transaction
from django.utils import timezone

from alongside.desk.access.models import AuditEntry, User

Row = TypeVar("Row", bound=models.Model)

PRUNE = "prune trail"
CHAIN_LOCK = 4_710_001  # an arbitrary number, the same in every process
PERSONAL = {
    "name", "full_name", "forename", "surname", "born_on", "date_of_birth", "dob",
    "expected_on", "died_on", "address", "postcode", "phone", "email", "password",
}  # fmt: skip


def record(
    *, by: User | None, action: str, subject: models.Model | None = None, **detail
) -> AuditEntry:
    """Add a line to the trail, inside the transaction of the action it is about.

    `detail` carries codes, keys and counts; never a name or a date of birth.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{action!r} is to be recorded inside its transaction.")
    return _added([subject], by=by, action=action, detail=detail)[0]


def _added(
    subjects: Iterable[models.Model | None], *, by, action: str, detail: dict
) -> list[AuditEntry]:
    if personal := PERSONAL & detail.keys():
        raise ValueError(f"Not for the audit trail: {', '.join(sorted(personal))}.")
    take_turns()
    last = AuditEntry.objects.order_by("-sequence").first()
    made = []
    for subject in subjects:
        last = _after(last, by, action, subject, detail)
        made.append(last)
    return AuditEntry.objects.bulk_create(made)


def _after(
    last: AuditEntry | None, by: User | None, action: str, subject, detail: dict
) -> AuditEntry:
    entry = AuditEntry(
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        by=by,
        action=action,
        subject_type=subject._meta.label if subject else "",
        subject_id=str(subject.pk) if subject else "",
        detail=detail,
        previous=last.hash if last else "",
    )
    entry.hash = fingerprint(entry)
    return entry


def keep(
    row: Row,
    *,
    by: User | None,
    action: str,
    subject: models.Model | None = None,
    fields: Iterable[str] | None = None,
    **detail,
) -> Row:
    """Check a row, save it (these fields of it, or all) and add the line about it.

    The line is about the row itself, where it is not said to be about another. Refuses
    what its model refuses with a `ValidationError`, before anything is written.
    """
    row.full_clean()
    row.save(update_fields=fields)
    record(by=by, action=action, subject=subject or row, **detail)
    return row


@transaction.atomic
def record_read(*, by: User | None, action: str, subject=None, **detail) -> AuditEntry:
    """Add a line about something looked at, or refused, in a transaction of its own."""
    return record(by=by, action=action, subject=subject, **detail)


@transaction.atomic
def record_reads(
    *, by: User | None, action: str, subjects: Iterable[models.Model], **detail
) -> list[AuditEntry]:
    """Add a line about each of several rows given away together, in one transaction."""
    return _added(subjects, by=by, action=action, detail=detail)


def take_turns() -> None:
    """One writer at a time. SQLite's immediate transactions see to it already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def fingerprint(entry: AuditEntry) -> str:
    """Return the SHA-256 of everything the line says and of the hash before it."""
    said = [
        entry.sequence,
        entry.at.astimezone(UTC).isoformat(),
        entry.by_id,
        entry.action,
        entry.subject_type,
        entry.subject_id,
        entry.detail,
        entry.previous,
    ]
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def broken(faults: int) -> str:
    """Say that a chain with so many faults proves nothing any more."""
    return f"The audit trail is broken: {faults} fault{'' if faults == 1 else 's'}."


def faults() -> Iterator[str]:
    """Yield a sentence for each break in the chain, oldest first.

    The chain begins with line 1, or with the line after those that were pruned: then
    the line about the pruning must stand in the trail, with the hash that is followed.
    """
    number, previous = pruned_up_to()
    for entry in AuditEntry.objects.order_by("sequence").iterator():
        if entry.sequence < number + 1:
            yield f"Line {entry.sequence} was put in where no line stood."
            continue
        if entry.sequence > number + 1:
            yield _missing(number + 1, entry.sequence - 1)
        number = entry.sequence
        if entry.previous != previous:
            yield (
                f"Line {number} does not follow the line before it: one of them was "
                "put in or replaced, or a line between them was taken away."
            )
        if entry.hash != fingerprint(entry):
            yield f"Line {number} was changed or put in after it was written."
        previous = entry.hash


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"Line {first} is missing."
    return f"Lines {first} to {last} are missing."


def pruned_up_to() -> tuple[int, str]:
    """Return the last line that was let go of by rule, and its hash; else 0 and nothing.

    Only a line about a pruning that ends where the trail begins is believed: another
    is about lines that stand here still, or that went with those pruned later.
    """
    first = AuditEntry.objects.order_by("sequence").first()
    before = first.sequence - 1 if first else 0
    said = AuditEntry.objects.filter(action=PRUNE, detail__last=before).last()
    return (before, said.detail["hash"]) if said else (0, "")
