"""What the audit trail says of the support officer's role: never whose minutes they were.

Of a request, its number; and where its child is restricted, that alone.
"""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import keys_of_child, tells
from alongside.desk.people.models import Child
from alongside.desk.people.trail import HIDDEN, hidden_from
from alongside.desk.said import day_said
from alongside.desk.support.models import (
    HourCost,
    Proposal,
    SupportRequest,
    TaskVersion,
    TimeNote,
    Timing,
)


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


@tells("support.SupportRequest")
def requests(reader: User, keys: set[str]) -> dict[str, str]:
    kept_out = hidden_from(reader)
    found = SupportRequest.objects.filter(pk__in=keys).select_related("child")
    return {
        str(each.pk): HIDDEN if each.child_id in kept_out else _said(each)
        for each in found
    }


def _said(request: SupportRequest) -> str:
    about = f" about child {request.child.case_id}" if request.child else ""
    return f"Request {request.pk} for support{about}"


@keys_of_child("support.SupportRequest")
def requests_of(child: Child) -> list[int]:
    found = SupportRequest.objects.filter(child=child)
    return list(found.values_list("pk", flat=True))


@tells("support.Proposal")
def proposals(reader: User, keys: set[str]) -> dict[str, str]:
    found = Proposal.objects.filter(pk__in=keys).select_related("team")
    return {str(each.pk): f"Proposal: {each}" for each in found}


@tells("support.TaskVersion")
def task_versions(reader: User, keys: set[str]) -> dict[str, str]:
    found = TaskVersion.objects.filter(pk__in=keys).select_related("team")
    return {
        str(each.pk): f"{each.name}{f', in {each.team}' if each.team else ''}, "
        f"from {day_said(each.from_on)}"
        for each in found
    }
