"""A year of the invented council's payment queries: most answered, some open, some with one cause."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.contacts.contact_models import new_reference
from alongside.desk.contacts.models import (
    Contact,
    PaymentCause,
    PaymentContact,
    PaymentEntry,
    PaymentQuery,
    PaymentStep,
    Topic,
)
from alongside.desk.people.models import AdultOfChild
from alongside.reckon.clock import Clock

QUERIES, DAYS = 60, 365
WEEKLY = Decimal("212.40")
RANG = (
    "The allowance of last week has not come.",
    "Rang again: still nothing in the bank, and the bill is due.",
    "Third time of asking. Wants to know who is dealing with it.",
)


def query_payments(people: dict[str, User], today: date) -> None:
    """Give carers their queries. What a run missed lies behind every sixth."""
    drawn, by = random.Random(60), people["support_officer"]
    cared = list(
        AdultOfChild.objects.filter(relationship="foster_carer")
        .select_related("adult", "child")
        .order_by("pk")[: QUERIES * 3]
    )
    if not cared:
        return
    run = PaymentCause.objects.create(
        what="The pay run of the second Friday left out carers with a change of rate",
        found_on=today - timedelta(days=45), added_by=by,
    )  # fmt: skip
    for n, link in enumerate(drawn.sample(cared, min(QUERIES, len(cared)))):
        _one(drawn, link, by, n, run if n % 6 == 0 else None, today)


def _one(drawn, link, by: User, n: int, run: PaymentCause | None, today: date) -> None:
    """One query: the calls, the ledger, a step or two, and mostly an answer."""
    is_open = n % 5 == 0
    opened = _working(today - timedelta(days=drawn.randint(5, 40) if is_open or run else drawn.randint(45, DAYS)))  # fmt: skip
    answered = opened + timedelta(days=drawn.choice((2, 4, 7, 9, 12, 21, 33)))
    answered = max(opened, _working(answered))
    is_open = is_open or answered > today
    fault, why = _faults(n, run, is_open)
    query = PaymentQuery.objects.create(
        kind=drawn.choice(PaymentQuery.Kind.values), carer=link.adult, child=link.child,
        team=link.child.teams.first(), opened_by=by, opened_on=opened,
        turn=drawn.choice(PaymentQuery.Turn.values), next_step="Pay what is missing, and tell the carer.",
        next_by=opened + timedelta(days=drawn.randint(2, 30)), cause=run,
        fault=fault, why=why,
        answer="" if is_open else "paid", answered_on=None if is_open else answered,
    )  # fmt: skip
    over = min(answered, _working(today)) - opened
    _calls(query, by, 3 if n % 7 == 0 else 1 + n % 2, over)
    _ledger(query, by, is_open)
    PaymentStep.objects.create(
        query=query, said="Asked the payments team for the remittance.", turn=query.turn,
        next_step=query.next_step, next_by=query.next_by, by=by,
    )  # fmt: skip


def _faults(n: int, run: PaymentCause | None, is_open: bool) -> tuple[str, str]:
    """Whose fault, and the cause: the run’s; that it was paid as due; or one of the others.

    Of what is open and has no cause yet, neither is known.
    """
    if run:
        return "council", "run_missed"
    if n % 3 == 0:
        return "nobody", "not_explained"
    if is_open:
        return "unknown", ""
    causes = (
        ("council", "not_recorded"), ("carer", "late_form"), ("council", "wrong_rate"),
        ("council", "not_told"), ("carer", "bank"),
    )  # fmt: skip
    return causes[n % len(causes)]


def _working(day: date) -> date:
    """The day, or the last working day before it."""
    clock = Clock.england()
    while not clock.is_working(day):
        day -= timedelta(days=1)
    return day


def _calls(query: PaymentQuery, by: User, times: int, over: timedelta) -> None:
    topic = Topic.objects.get(is_payment=True)
    for n in range(times):
        day = max(query.opened_on, _working(query.opened_on + over * n / times))
        at = timezone.make_aware(datetime.combine(day, time(9 + n, 12 * n)))
        contact = Contact.objects.create(
            reference=new_reference(), adult=query.carer, caller_kind="foster_carer",
            checked=True, checked_how="voice", child=query.child, team=query.team,
            topic=topic, said=RANG[min(n, 2)], outcome="message", taken_by=by,
            began_at=at, logged_at=at,
        )  # fmt: skip
        PaymentContact.objects.create(query=query, contact=contact)


def _ledger(query: PaymentQuery, by: User, is_open: bool) -> None:
    """Two weeks due; the first paid, the second paid once the query is answered.

    Where nobody was at fault, both were paid as due before the carer asked.
    """
    as_due = query.fault == "nobody"
    for week in (2, 1):
        first = query.opened_on - timedelta(days=7 * week)
        told = {
            "query": query, "pounds": WEEKLY, "first_on": first, "last_on": first + timedelta(days=6),
            "added_by": by,
        }  # fmt: skip
        PaymentEntry.objects.create(
            side="due", source="Rates of the year (invented)", **told
        )
        if week == 2 or as_due or not is_open:
            paid = query.answered_on
            if week == 2 or as_due:
                paid = _working(told["last_on"])
            PaymentEntry.objects.create(
                side="paid", paid_on=paid, source="Remittance (invented)", **told
            )
