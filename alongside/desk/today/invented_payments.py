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
    opened = today - timedelta(days=drawn.randint(3, 40) if is_open or run else drawn.randint(45, DAYS))  # fmt: skip
    took = timedelta(days=drawn.choice((2, 4, 7, 9, 12, 21, 33)))
    is_open = is_open or opened + took > today
    query = PaymentQuery.objects.create(
        kind=drawn.choice(PaymentQuery.Kind.values), carer=link.adult, child=link.child,
        team=link.child.teams.first(), opened_by=by, opened_on=opened,
        turn=drawn.choice(PaymentQuery.Turn.values), next_step="Pay what is missing, and tell the carer.",
        next_by=opened + timedelta(days=drawn.randint(2, 30)), cause=run,
        fault="council" if run or n % 3 else "nobody", why="run_missed" if run else drawn.choice(PaymentQuery.Why.values),
        answer="" if is_open else "paid", answered_on=None if is_open else opened + took,
    )  # fmt: skip
    _calls(query, by, 3 if n % 7 == 0 else 1 + n % 2, min(took, today - opened))
    _ledger(query, by, is_open)
    PaymentStep.objects.create(
        query=query, said="Asked the payments team for the remittance.", turn=query.turn,
        next_step=query.next_step, next_by=query.next_by, by=by,
    )  # fmt: skip


def _calls(query: PaymentQuery, by: User, times: int, over: timedelta) -> None:
    topic = Topic.objects.get(is_payment=True)
    for n in range(times):
        day = query.opened_on + over * n / times
        at = timezone.make_aware(datetime.combine(day, time(9 + n, 12 * n)))
        contact = Contact.objects.create(
            reference=new_reference(), adult=query.carer, caller_kind="foster_carer",
            checked=True, checked_how="voice", child=query.child, team=query.team,
            topic=topic, said=RANG[min(n, 2)], outcome="message", taken_by=by,
            began_at=at, logged_at=at,
        )  # fmt: skip
        PaymentContact.objects.create(query=query, contact=contact)


def _ledger(query: PaymentQuery, by: User, is_open: bool) -> None:
    """Two weeks due; the first paid, the second paid once the query is answered."""
    for week in (2, 1):
        first = query.opened_on - timedelta(days=7 * week)
        told = {
            "query": query, "pounds": WEEKLY, "first_on": first, "last_on": first + timedelta(days=6),
            "added_by": by,
        }  # fmt: skip
        PaymentEntry.objects.create(
            side="due", source="Rates of the year (invented)", **told
        )
        if week == 2 or not is_open:
            paid = query.opened_on if week == 2 else query.answered_on
            PaymentEntry.objects.create(
                side="paid", paid_on=paid, source="Remittance (invented)", **told
            )
