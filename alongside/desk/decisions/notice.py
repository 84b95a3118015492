"""The notice that a key decision needs, and until when a decision can be called in.

Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England)
Regulations 2012 (SI 2012/2089): regulation 9, 28 clear days; regulations 10 and 11, where
that cannot be given. They bind decisions of an executive; a council under a committee
system may keep the same notice by its own constitution. How long a decision can be called
in, and by whom, is in each council's constitution (Local Government Act 2000, section 9F).
"""

from __future__ import annotations

from datetime import date, timedelta

from alongside.desk.decisions.models import Decision
from alongside.desk.holidays import clock_in_force
from alongside.desk.said import day_said

CLEAR_DAYS = 28


def publish_by(meets_on: date) -> date:
    """Return the last day on which notice can be published.

    Clear days count neither the day of the notice nor that of the decision.

    >>> publish_by(date(2026, 3, 31))
    datetime.date(2026, 3, 2)
    """
    return meets_on - timedelta(days=CLEAR_DAYS + 1)


def why_not_on(decision: Decision, day: date) -> str:
    """Return why a key decision cannot be made on this day, and what to do; or nothing."""
    if not decision.key or decision.short_notice:
        return ""
    if decision.notice_on is None:
        return (
            "This is a key decision, and no notice of it was published. Publish it, or "
            "say under the plan why short notice is given."
        )
    if decision.notice_on > publish_by(day):
        first = decision.notice_on + timedelta(days=CLEAR_DAYS + 1)
        return (
            f"Notice was published on {day_said(decision.notice_on)}: {CLEAR_DAYS} clear "
            f"days end before {day_said(first)}. Decide it then, or say under the plan why "
            "short notice is given."
        )
    return ""


def call_in_ends(decision: Decision, published_on: date) -> date | None:
    """Return the last day on which a decision can be called in; None where it cannot be."""
    days = decision.body.call_in_days
    if days is None or decision.no_call_in:
        return None
    return clock_in_force().working_days(published_on, days)
