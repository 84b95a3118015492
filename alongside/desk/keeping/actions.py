"""How long kinds are kept, and holds: set, placed and lifted."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.keeping.models import LegalHold, Period
from alongside.desk.keeping.persons import one_at_a_time
from alongside.desk.keeping.schedule import MOST, Kind, months_said
from alongside.desk.said import day_said


@transaction.atomic
def set_period(*, by: User, kind: Kind, months: int, from_on: date, why: str) -> Period:
    """Keep a kind so many months from a day on, within the schedule's floor."""
    if not kind.goes:
        raise ValidationError("How long this is kept is not set here.")
    if not kind.least <= months <= MOST:
        raise ValidationError(
            {"months": f"{months} months is not between {kind.least} "
             f"({months_said(kind.least)}) and {MOST}. Enter a number between them."}
        )  # fmt: skip
    if from_on < timezone.localdate():
        raise ValidationError(
            {"from_on": f"{day_said(from_on)} has passed. What went by the rule of that "
             "day cannot come back: enter today or a later day."}
        )  # fmt: skip
    period = Period(kind=kind.code, months=months, from_on=from_on, why=why, by=by)
    return keep(period, by=by, action="set how long", kind=kind.code, months=months)


@once
def place_hold(
    *, by: User, whose: str, person: Model, ground: str, why: str
) -> LegalHold:
    """Hold all that is kept of a person: nothing of theirs is let go until it is lifted."""
    one_at_a_time()
    hold = LegalHold(by=by, ground=ground, why=why, **{whose: person})
    return keep(hold, by=by, action="place hold", ground=ground)


@transaction.atomic
def lift_hold(*, by: User, hold: LegalHold, why: str) -> LegalHold:
    """End a hold. What was due meanwhile goes with the next night."""
    hold = LegalHold.objects.select_for_update().get(pk=hold.pk)
    if hold.lifted_at:
        raise ValidationError(
            f"This hold was lifted on {day_said(timezone.localdate(hold.lifted_at))}."
        )
    hold.lifted_at, hold.lifted_by, hold.lifted_why = timezone.now(), by, why
    return keep(hold, by=by, action="lift hold")
