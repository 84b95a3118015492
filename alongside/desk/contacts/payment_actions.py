"""Carers' payment queries: opened, joined, reckoned, passed on and answered."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.contacts.models import (
    Contact,
    PaymentCause,
    PaymentContact,
    PaymentEntry,
    PaymentQuery,
    PaymentStep,
)
from alongside.desk.said import day_said

FIRST_STEP_DAYS = 2  # a local aim: to know by then what was due and what was paid


@transaction.atomic
def open_payment_query(
    *,
    by: User,
    contact: Contact,
    kind: str = PaymentQuery.Kind.OTHER,
    query: PaymentQuery | None = None,
) -> PaymentQuery:
    """Open a query for the carer of a contact, or join it to the one that is open.

    That is `query`, where one was chosen. Without it, a carer whose payment of this kind
    is being looked into has asked again, and has not asked something new: the contact is
    counted with the others. Raises ValidationError where `query` was answered meanwhile,
    or is another carer's.
    """
    today = timezone.localdate()
    query = _theirs(query, contact) if query else _open_of(contact, kind)
    if query is None:
        query = PaymentQuery(
            kind=kind, carer=contact.adult, carer_said=contact.caller_said,
            child=contact.child, team=contact.team, opened_by=by, opened_on=today,
            next_by=today + timedelta(days=FIRST_STEP_DAYS),
        )  # fmt: skip
        keep(query, by=by, action="open payment query", kind=kind)
    PaymentContact.objects.create(query=query, contact=contact)
    record(
        by=by, action="join contact to payment query", subject=query, contact=contact.pk
    )
    return query


def _theirs(query: PaymentQuery, contact: Contact) -> PaymentQuery:
    query = _still_open(query)
    if contact.adult_id is None or query.carer_id != contact.adult_id:
        raise ValidationError(
            f"{query} is another carer’s. Choose one of whoever is calling."
        )
    return query


def _open_of(contact: Contact, kind: str) -> PaymentQuery | None:
    """The query of a known carer that is open, about the same child where one was named."""
    if contact.adult is None:
        return None
    theirs = PaymentQuery.objects.open().filter(
        carer=contact.adult, kind=kind, child=contact.child
    )
    return theirs.select_for_update().first()


@transaction.atomic
def add_entry(*, by: User, query: PaymentQuery, **told) -> PaymentEntry:
    """Add to the ledger what was due, or what was paid, for which days."""
    query = _still_open(query)
    entry = PaymentEntry(query=query, added_by=by, **told)
    if entry.paid_on and entry.paid_on > timezone.localdate():
        raise ValidationError(
            {"paid_on": "This day is still to come. Add it once it is paid."}
        )
    return keep(
        entry, by=by, action="add payment entry", subject=query,
        side=entry.side, pounds=str(entry.pounds),
    )  # fmt: skip


@transaction.atomic
def strike_entry(*, by: User, entry: PaymentEntry, why: str) -> PaymentEntry:
    """Strike a line out: it stays to be read, and counts no more."""
    query = _still_open(entry.query)
    entry = PaymentEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.struck_at:
        raise ValidationError("This line is struck out already.")
    entry.struck_at, entry.struck_by, entry.struck_why = timezone.now(), by, why.strip()
    return keep(
        entry, by=by, action="strike payment entry", subject=query, entry=entry.pk
    )


@transaction.atomic
def pass_on_query(
    *,
    by: User,
    query: PaymentQuery,
    said: str,
    turn: str,
    next_step: str,
    next_by: date,
) -> PaymentStep:
    """Note what was done, and whose turn it is now, for what and by when."""
    query = _still_open(query)
    if next_by < timezone.localdate():
        raise ValidationError(
            {"next_by": "This day has passed. Choose today or later."}
        )
    query.turn, query.next_step, query.next_by = turn, next_step.strip(), next_by
    query.full_clean()
    query.save(update_fields=["turn", "next_step", "next_by"])
    step = PaymentStep(
        query=query, by=by, said=said.strip(), turn=turn, next_step=query.next_step,
        next_by=next_by,
    )  # fmt: skip
    return keep(step, by=by, action="pass on payment query", subject=query, turn=turn)


@transaction.atomic
def say_cause(
    *, by: User, query: PaymentQuery, fault: str, why: str, cause: PaymentCause | None
) -> PaymentQuery:
    """Say whose fault it was and why; and which larger cause it has with others."""
    query = PaymentQuery.objects.select_for_update().get(pk=query.pk)
    query.fault, query.why, query.cause = fault, why, cause
    return keep(query, by=by, action="say cause of payment query", fault=fault, why=why)


@transaction.atomic
def answer_query(
    *, by: User, query: PaymentQuery, answer: str, answered_on: date
) -> PaymentQuery:
    """Close a query with what the carer was told, and when.

    Refused while nobody has said whose fault it was, and where "paid in full" does not
    agree with the ledger.
    """
    query = _still_open(query)
    if answered_on > timezone.localdate():
        raise ValidationError(
            {"answered_on": "This day is still to come. Choose the day they were told."}
        )
    if (
        answer != PaymentQuery.Answer.WITHDRAWN
        and query.fault == PaymentQuery.Fault.UNKNOWN
    ):
        raise ValidationError("Say first whose fault it was, and why.")
    if answer == PaymentQuery.Answer.PAID:
        _refuse_unpaid(query)
    query.answer, query.answered_on = answer, answered_on
    return keep(query, by=by, action="answer payment query", answer=answer)


def _refuse_unpaid(query: PaymentQuery) -> None:
    """Refuse what the ledger does not bear out: one that is empty says nothing is paid."""
    sums = PaymentQuery.objects.with_sums().get(pk=query.pk)
    if not sums.paid:
        raise ValidationError(
            "Nothing is written down as paid. Add what was due and what was paid, or choose another answer."
        )
    if sums.paid < sums.due:
        raise ValidationError(
            f"£{sums.due:,.2f} was due and £{sums.paid:,.2f} is paid: "
            f"£{sums.due - sums.paid:,.2f} is missing. Add what was paid, or choose another answer."
        )


@transaction.atomic
def open_again(*, by: User, query: PaymentQuery, said: str) -> PaymentQuery:
    """Open an answered query again: what was promised was not paid."""
    query = PaymentQuery.objects.select_for_update().get(pk=query.pk)
    if query.answered_on is None:
        raise ValidationError("This query is open.")
    today = timezone.localdate()
    query.answer, query.answered_on = "", None
    query.turn, query.next_step = PaymentQuery.Turn.SUPPORT, said.strip()
    query.next_by = today + timedelta(days=FIRST_STEP_DAYS)
    return keep(query, by=by, action="open payment query again")


@transaction.atomic
def add_cause(*, by: User, what: str, found_on: date) -> PaymentCause:
    """Note what went wrong behind several queries, and since when it is known."""
    _refuse_to_come("found_on", found_on, "found")
    cause = PaymentCause(what=what.strip(), found_on=found_on, added_by=by)
    return keep(cause, by=by, action="add payment cause")


@transaction.atomic
def mend_cause(
    *, by: User, cause: PaymentCause, mended_on: date, how: str
) -> PaymentCause:
    """Say that what went wrong behind several queries was put right. Each is still answered."""
    cause = PaymentCause.objects.select_for_update().get(pk=cause.pk)
    if cause.mended_on:
        raise ValidationError(f"This was put right on {day_said(cause.mended_on)}.")
    _refuse_to_come("mended_on", mended_on, "put right")
    cause.mended_on, cause.how = mended_on, how.strip()
    return keep(cause, by=by, action="mend payment cause")


def _refuse_to_come(field: str, day: date, what: str) -> None:
    if day > timezone.localdate():
        raise ValidationError(
            {field: f"This day is still to come. Choose the day it was {what}."}
        )


def _still_open(query: PaymentQuery) -> PaymentQuery:
    query = PaymentQuery.objects.select_for_update().get(pk=query.pk)
    if query.answered_on:
        raise ValidationError(
            f"The carer was answered on {day_said(query.answered_on)}. Open the query again first."
        )
    return query
