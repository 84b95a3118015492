"""What is done about a first year in practice: begin it, keep it, end it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.learning.first_year_models import (
    DevelopmentHours,
    Evidence,
    FirstYear,
    FundingClaim,
    Pause,
    Supervision,
)
from alongside.desk.said import day_said
from alongside.desk.workforce.staff_models import StaffMember
from alongside.reckon.newly_qualified import programme_for


@transaction.atomic
def begin_first_year(
    *,
    by: User,
    staff: StaffMember,
    supervisor: StaffMember,
    started_on: date,
    registered_on: date | None,
    weekly_hours: Decimal,
) -> FirstYear:
    """Put a newly qualified social worker on the programme of the day they start."""
    programme = programme_for(started_on)
    if programme is None:
        raise ValidationError(
            f"No programme that we know of takes people who start on {day_said(started_on)}."
        )
    year = FirstYear(
        staff=staff,
        supervisor=supervisor,
        programme=programme.code,
        started_on=started_on,
        registered_on=registered_on,
        weekly_hours=weekly_hours,
    )
    return keep(year, by=by, action="begin first year")


@transaction.atomic
def record_supervision(*, by: User, year: FirstYear, held_on: date) -> Supervision:
    """Record that supervision was held on a day of the year."""
    year = _running(year)
    _within(year, held_on)
    if held_on > timezone.localdate():
        raise ValidationError(
            {"held_on": f"{day_said(held_on)} has not come yet. "
             "Record supervision once it was held."}
        )  # fmt: skip
    held = Supervision(first_year=year, held_on=held_on)
    return keep(
        held, by=by, action="record supervision", subject=year, on=held_on.isoformat()
    )


@transaction.atomic
def record_development(
    *, by: User, year: FirstYear, day: date, hours: Decimal, what: str
) -> DevelopmentHours:
    """Record hours kept for development; a day's hours in all are no more than a day."""
    year = _running(year)
    _within(year, day)
    kept = DevelopmentHours(first_year=year, day=day, hours=hours, what=what)
    already = sum(each.hours for each in year.development.filter(day=day))
    if already + hours > 24:
        raise ValidationError(
            f"{already} hours of {day_said(day)} are recorded already. Enter fewer."
        )
    return keep(
        kept, by=by, action="record development time", subject=year, hours=str(hours)
    )


@transaction.atomic
def record_evidence(
    *, by: User, year: FirstYear, piece: str, done_on: date
) -> Evidence:
    """Record that a piece the programme asks for was done."""
    year = _running(year)
    _within(year, done_on)
    done = Evidence(first_year=year, piece=piece, done_on=done_on)
    return keep(done, by=by, action="record evidence", subject=year, piece=piece)


@transaction.atomic
def pause_first_year(
    *, by: User, year: FirstYear, first_on: date, last_on: date, why: str
) -> Pause:
    """Let the year stand still. Its later days move by as many; why is not on the trail."""
    year = _running(year)
    if first_on < year.started_on:
        raise ValidationError(f"The year began on {day_said(year.started_on)}.")
    pause = Pause(first_year=year, first_on=first_on, last_on=last_on, why=why)
    if year.pauses.filter(first_on__lte=last_on, last_on__gte=first_on).exists():
        raise ValidationError("The year is paused on some of these days already.")
    return keep(pause, by=by, action="pause first year", subject=year)


@transaction.atomic
def claim_funding(
    *, by: User, year: FirstYear, when: str, claimed_on: date
) -> FundingClaim:
    """Record a claim, for as much as the programme gives."""
    year = FirstYear.objects.select_for_update().get(pk=year.pk)
    given = {claim.when: claim.pounds for claim in year.terms.claims}
    if when not in given:
        raise ValidationError(f"{year.terms.title} gives nothing on {when}.")
    if year.registered_on is None:
        raise ValidationError(
            "Nothing can be claimed for somebody not registered with the programme."
        )
    claim = FundingClaim(
        first_year=year, when=when, pounds=given[when], claimed_on=claimed_on
    )
    return keep(
        claim,
        by=by,
        action="claim funding",
        subject=year,
        when=when,
        pounds=str(given[when]),
    )


@transaction.atomic
def receive_funding(
    *, by: User, claim: FundingClaim, received_on: date
) -> FundingClaim:
    """Record that the money of a claim came."""
    claim = FundingClaim.objects.select_for_update().get(pk=claim.pk)
    if claim.received_on:
        raise ValidationError(f"It was received on {day_said(claim.received_on)}.")
    if received_on < claim.claimed_on:
        raise ValidationError(f"It was claimed only on {day_said(claim.claimed_on)}.")
    claim.received_on = received_on
    return keep(
        claim,
        by=by,
        action="receive funding",
        subject=claim.first_year,
        when=claim.when,
    )


@transaction.atomic
def end_first_year(
    *, by: User, year: FirstYear, ended_on: date, outcome: str, evaluation: str
) -> FirstYear:
    """End the year with its outcome, and with what the evaluation says."""
    year = _running(year)
    year.ended_on, year.outcome, year.evaluation = ended_on, outcome, evaluation
    return keep(year, by=by, action="end first year", outcome=outcome)


def _running(year: FirstYear) -> FirstYear:
    year = FirstYear.objects.select_for_update().get(pk=year.pk)
    if year.ended_on:
        raise ValidationError(f"This year ended on {day_said(year.ended_on)}.")
    return year


def _within(year: FirstYear, day: date) -> None:
    if day < year.started_on:
        raise ValidationError(f"The year began on {day_said(year.started_on)}.")
