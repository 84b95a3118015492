"""How the addresses of payment queries are filled for tests/house/matrix.csv."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from alongside.desk.contacts import payment_actions as actions
from alongside.desk.contacts.actions import log_contact
from alongside.desk.contacts.models import Topic


def payment_query(town, where):
    """A query about the child in question."""
    contact = log_contact(
        by=town.sam, send_key=uuid4(), began_at=timezone.now(), caller_kind="foster_carer",
        caller_said="A carer", child=(town.robin, town.skye, town.hidden)[where],
        topic=Topic.objects.get(is_payment=True), said="Not paid.", outcome="message",
    )  # fmt: skip
    return {"pk": contact.payment.query_id}


def payment_change(town, where):
    return payment_query(town, where) | {"change": "pass-on"}


def payment_entry(town, where):
    from alongside.desk.contacts.models import PaymentQuery

    query = PaymentQuery.objects.get(pk=payment_query(town, where)["pk"])
    entry = actions.add_entry(
        by=town.sam, query=query, side="due", pounds=Decimal(10), source="Rates",
        first_on=date(2026, 3, 2), last_on=date(2026, 3, 8),
    )  # fmt: skip
    return {"pk": entry.pk}


def payment_cause(town, where):
    cause = actions.add_cause(by=town.sam, what="A pay run", found_on=date(2026, 3, 14))
    return {"pk": cause.pk}


SUBJECTS = {
    "payment_query": payment_query,
    "payment_change": payment_change,
    "payment_entry": payment_entry,
    "payment_cause": payment_cause,
}
