"""What the audit trail says of the support officer's role: never whose minutes they were."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.said import day_said
from alongside.desk.support.models import HourCost, TimeNote, Timing


@tells("support.TimeNote")
def time_notes(reader: User, keys: set[str]) -> dict[str, str]:
    found = TimeNote.objects.filter(pk__in=keys).values_list("pk", "on")
    return {str(pk): f"Minutes noted for {day_said(on)}" for pk, on in found}


@tells("support.Timing")
def timings(reader: User, keys: set[str]) -> dict[str, str]:
    found = Timing.objects.filter(pk__in=keys).values_list("pk", "week")
    return {
        str(pk): f"Minutes asked for, of the week of {day_said(week)}"
        for pk, week in found
    }


@tells("support.HourCost")
def hour_costs(reader: User, keys: set[str]) -> dict[str, str]:
    found = HourCost.objects.filter(pk__in=keys).values_list("pk", "from_on")
    return {str(pk): f"Cost of an hour from {day_said(on)}" for pk, on in found}
