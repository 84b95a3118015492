"""Lets go of the oldest lines of the audit trail, by rule, so that the rest stays provable."""

from __future__ import annotations

from datetime import date

from django.db import ProgrammingError, connection, transaction
from django.db.models import Min

from alongside.desk.access.append_only import OFF, ON, TABLE
from alongside.desk.access.audit import PRUNE, faults, record, take_turns
from alongside.desk.access.models import AuditEntry, midnight

LEAST_YEARS = 6  # a claim can be brought for six years: Limitation Act 1980, section 2


class Refused(Exception):
    """Why nothing was let go of, and what to do, in sentences."""


def oldest_kept(today: date, years: int) -> date:
    """Return the first day whose lines are kept for so many whole years.

    Raises Refused where the years are fewer than the least.
    """
    if years < LEAST_YEARS:
        raise Refused(f"Lines are kept for {LEAST_YEARS} years at least, not {years}.")
    day = min(today.day, 28) if today.month == 2 else today.day
    return today.replace(year=today.year - years, day=day)


@transaction.atomic
def prune(*, before: date) -> int:
    """Let go of the lines written before this day, and return how many there were.

    They go from the beginning, as far as the first line of this day or later. A line
    with their count and the hash of the last of them is written, which the chain is
    proved by from then on. Raises Refused, with nothing changed, where the trail is
    broken (what was tampered with is not to vanish) or the database role may not.
    """
    take_turns()
    if broken := next(faults(), None):
        raise Refused(f"The audit trail is broken, and nothing is let go of. {broken}")
    kept = AuditEntry.objects.filter(at__gte=midnight(before))
    first_kept = kept.aggregate(first=Min("sequence"))["first"]
    going = AuditEntry.objects.filter(sequence__lt=first_kept or 0)
    last = going.order_by("sequence").last()
    if last is None:
        return 0
    count = going.count()
    _let_go(last.sequence)
    record(
        by=None, action=PRUNE, first=last.sequence - count + 1, last=last.sequence,
        lines=count, hash=last.hash, before=before.isoformat(),
    )  # fmt: skip
    return count


def _let_go(last: int) -> None:
    """Remove the lines, with the triggers off: only the owner of the table can."""
    off, on = OFF[connection.vendor], ON[connection.vendor]
    try:
        with connection.cursor() as cursor:
            for trigger in off:
                cursor.execute(trigger)
            cursor.execute(f"delete from {TABLE} where sequence <= %s", [last])
            for trigger in on:
                cursor.execute(trigger)
    except ProgrammingError:
        raise Refused(
            "The database role of the desk may not take lines off the trail. Run this as "
            "the owner of the tables: alongside-desk prune_audit"
        ) from None
