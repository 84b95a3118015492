"""What the payments team is asked, ready to paste: sums and days, and no child's name."""

from __future__ import annotations

from alongside.desk.contacts.models import PaymentEntry, PaymentQuery
from alongside.desk.said import day_said


def text_for_finance(query: PaymentQuery) -> str:
    """Return the query in plain lines: `query` carries the sums of its ledger."""
    entries = query.entries.filter(struck_at=None)
    lines = [
        f"Payment query {query.reference}: {query.get_kind_display().lower()}",
        f"Carer: {query.whose}",
        f"Asked on {day_said(query.opened_on)}; asked {times_said(query.times)}",
        *(_line(entry) for entry in entries),
        f"Due £{query.due:,.2f}, paid £{query.paid:,.2f}, {missing_said(query)}",
    ]
    if not query.answered_on:
        lines.append(f"Next: {query.next_step} (by {day_said(query.next_by)})")
    return "\n".join(lines)


def _line(entry: PaymentEntry) -> str:
    days = f"{day_said(entry.first_on)} to {day_said(entry.last_on)}"
    paid = f", paid on {day_said(entry.paid_on)}" if entry.paid_on else ""
    return f"{entry.get_side_display()} £{entry.pounds:,.2f} for {days}{paid} ({entry.source})"


def times_said(times: int) -> str:
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def missing_said(query: PaymentQuery) -> str:
    """What is missing by the ledger; or paid too much; or that the two agree."""
    missing = query.due - query.paid
    if missing > 0:
        return f"missing £{missing:,.2f}"
    return f"paid £{-missing:,.2f} too much" if missing else "nothing missing"
