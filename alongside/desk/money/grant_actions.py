"""What is done to a grant: awarded, released, allocated, moved, spent, claimed, taken back.

Each action locks the grant, asks the reckoning whether the account can hold the entry, and
adds it: of two people at once the second is told what the first has left.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.decisions.actions import to_rest_on
from alongside.desk.decisions.models import Decision
from alongside.desk.money.grant_models import (
    Grant,
    GrantEntry,
    GrantInstalment,
    GrantUse,
    GrantYearEnd,
    reckoned,
)
from alongside.desk.money.grant_names import funder_of
from alongside.reckon.money.grants import Refused, after, position, years

Kind, State = GrantEntry.Kind, GrantEntry.State
AWARDED = "award"


@once
@transaction.atomic
def add_grant(
    *, by: User, funder: str, another: bool, pounds: Decimal, **about
) -> Grant:
    """Keep an award by its letter: the grant, and the first entry of its account."""
    grant = Grant(funder=funder_of(by, funder, another), keeper=by, **about)
    keep(grant, by=by, action="add grant")
    _enter(by, grant, Kind.AWARD, grant.letter_on, pounds, note=grant.reference)
    return grant


@once
@transaction.atomic
def add_use(
    *, by: User, grant: Grant, happened_on: date, pounds: Decimal, **about
) -> GrantUse:
    """Say what part of a grant is for, and allocate that part to it."""
    grant = locked(grant)
    use = GrantUse(grant=grant, **about)
    keep(use, by=by, action="add use of grant")
    _enter(by, grant, Kind.ALLOCATE, happened_on, pounds, use=use)
    return use


@once
@transaction.atomic
def add_instalment(
    *, by: User, grant: Grant, due_on: date, pounds: Decimal
) -> GrantInstalment:
    instalment = GrantInstalment(grant=locked(grant), due_on=due_on, pounds=pounds)
    return keep(
        instalment, by=by, action="add instalment", subject=grant, pounds=str(pounds)
    )


@once
@transaction.atomic
def ask_release(
    *,
    by: User,
    grant: Grant,
    happened_on: date,
    pounds: Decimal,
    decision: Decision,
    note: str = "",
) -> GrantEntry:
    """Ask for a release. It counts from the day on which its decision is made, not before."""
    decision = to_rest_on(decision)
    grant = locked(grant)
    entry = _enter(
        by, grant, Kind.RELEASE, happened_on, pounds, decision=decision, note=note,
        state=State.WAITS,
    )  # fmt: skip
    return settle_release(by, entry)


def settle_release(by: User | None, entry: GrantEntry) -> GrantEntry:
    """Let a release count once its decision has effect, or not; inside that transaction."""
    decision = entry.decision
    if decision.waits or not entry.waits:
        return entry
    refused = decision.state == Decision.State.REFUSED
    entry.state = State.REFUSED if refused else State.COUNTS
    entry.happened_on = max(entry.happened_on, decision.takes_effect_on)
    return keep(entry, by=by, action="settle release", state=entry.state)


@once
@transaction.atomic
def move(
    *,
    by: User,
    grant: Grant,
    happened_on: date,
    pounds: Decimal,
    use: GrantUse,
    to: GrantUse,
    approval: str,
    note: str = "",
) -> GrantEntry:
    """Move part of what one use has left to another (a virement)."""
    return _enter(
        by, locked(grant), Kind.VIRE, happened_on, pounds, use=use, to=to,
        approval=approval, note=note,
    )  # fmt: skip


@once
@transaction.atomic
def enter(
    *,
    by: User,
    grant: Grant,
    kind: str,
    happened_on: date,
    pounds: Decimal,
    note: str = "",
    use: GrantUse | None = None,
    claim: GrantEntry | None = None,
) -> GrantEntry:
    """Add what needs nobody's word: committed, freed, claimed, received, paid back."""
    grant = locked(grant)
    if claim is not None:
        _check_answer(claim, pounds)
    return _enter(by, grant, kind, happened_on, pounds, use=use, claim=claim, note=note)


@once
@transaction.atomic
def spend(
    *,
    by: User,
    grant: Grant,
    happened_on: date,
    pounds: Decimal,
    use: GrantUse,
    committed: Decimal | None = None,
    note: str = "",
) -> GrantEntry:
    """Spend of a use; what had been committed for it ends as a commitment at once."""
    grant = locked(grant)
    if committed:
        _enter(by, grant, Kind.FREE, happened_on, committed, use=use, note=note)
    return _enter(by, grant, Kind.SPEND, happened_on, pounds, use=use, note=note)


@transaction.atomic
def take_back(*, by: User, entry: GrantEntry, why_back: str) -> GrantEntry:
    """Take a wrong entry back. It stays to be read; refused where others rest on it."""
    _lock_decision(entry)
    grant = locked(entry.grant)
    entry = grant.entries.select_for_update(of=("self",), no_key=True).get(pk=entry.pk)
    if entry.state not in (State.COUNTS, State.WAITS):
        raise ValidationError(
            f"This does not count any more: it was {entry.get_state_display().lower()}."
        )
    if entry.answers.standing().exists():
        raise ValidationError("Money was received on this claim. Take that back first.")
    _check_without(grant, entry)
    entry.state, entry.taken_back_by, entry.why_back = State.TAKEN_BACK, by, why_back
    return keep(entry, by=by, action="take back entry", pounds=str(entry.pounds))


def _check_without(grant: Grant, entry: GrantEntry) -> None:
    """Refuse where later entries could not stand, or would use what was paid back."""
    standing = list(grant.entries.standing().in_order())
    before = position(reckoned(standing))
    try:
        then = position(reckoned(each for each in standing if each.pk != entry.pk))
    except Refused as refusal:
        raise ValidationError(
            f"Without it, a later entry could not stand: {refusal} Take that back first."
        ) from None
    if then.free < min(before.free, 0):
        raise ValidationError(
            f"Without it, £{-then.free:,.2f} of what was paid back to the funder would be "
            "spent or committed. Take that back first."
        )


@transaction.atomic
def close_year(
    *, by: User, grant: Grant, year: int, treatment: str, approval: str
) -> GrantYearEnd:
    """Say what becomes of what was unspent when a financial year ended."""
    grant = locked(grant)
    counted = grant.entries.filter(state=State.COUNTS).in_order()
    found = {each.began: each for each in years(reckoned(counted))}
    if year not in found or found[year].ends >= timezone.localdate():
        raise ValidationError("Choose a year that has ended, and in which money moved.")
    said = GrantYearEnd(
        grant=grant, year=year, pounds=found[year].unspent, treatment=treatment,
        approval=approval, by=by, said_on=timezone.localdate(),
    )  # fmt: skip
    return keep(said, by=by, action="close year of grant", subject=grant, year=year)


def locked(grant: Grant) -> Grant:
    return Grant.objects.select_for_update(of=("self",), no_key=True).get(pk=grant.pk)


def _lock_decision(entry: GrantEntry) -> None:
    """Wait for whoever makes the decision of a release, before the release is locked.

    They lock the decision, write in the trail and then want the release: who held that and
    waited for the trail would wait for ever.
    """
    if entry.decision_id:
        Decision.objects.select_for_update(of=("self",), no_key=True).get(
            pk=entry.decision_id
        )


def _enter(
    by: User, grant: Grant, kind: str, on: date, pounds: Decimal, **about
) -> GrantEntry:
    """Add an entry to a locked grant. Refuses what the account cannot hold, in its words."""
    if on > timezone.localdate() and kind != Kind.RELEASE:
        raise ValidationError(
            {"happened_on": "This day has not come yet. Enter it once it has."}
        )
    entry = GrantEntry(
        grant=grant, kind=kind, happened_on=on, pounds=pounds, by=by, at=timezone.now(),
        **about,
    )  # fmt: skip
    standing = grant.entries.standing().in_order()
    try:
        after(position(reckoned(standing)), entry.reckoned())
    except Refused as refusal:
        raise ValidationError({"pounds": str(refusal)}) from None
    return keep(entry, by=by, action=f"{kind} of grant", pounds=str(pounds))


def _check_answer(claim: GrantEntry, pounds: Decimal) -> None:
    answered = sum(each.pounds for each in claim.answers.standing())
    if answered + pounds > claim.pounds:
        raise ValidationError(
            {
                "pounds": f"Of this claim of £{claim.pounds:,.2f}, £{answered:,.2f} came "
                f"already: £{pounds:,.2f} is more than the rest. Enter what is above it "
                "by itself."
            }
        )
