"""What the audit trail says of pilots."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.pilots.models import (
    Exposure,
    Initiative,
    LogEntry,
    Pilot,
    Promise,
    Remark,
    WorkedOut,
)
from alongside.desk.pilots.plan_words import month_said
from alongside.desk.said import day_said


@tells("pilots.Pilot")
def pilots(reader: User, keys: set[str]) -> dict[str, str]:
    return {str(each.pk): each.name for each in Pilot.objects.filter(pk__in=keys)}


def _of_pilot(model, words):
    """Say rows of a pilot as the pilot's name and these words of each."""

    def told(reader: User, keys: set[str]) -> dict[str, str]:
        found = model.objects.filter(pk__in=keys).select_related("pilot")
        return {str(each.pk): f"{each.pilot.name}: {words(each)}" for each in found}

    return told


def _of_team(what: str):
    return lambda each: f"{what}, {each.team.name}, {month_said(each.month)}"


tells("pilots.Promise")(
    _of_pilot(Promise, lambda p: f"promise by {day_said(p.due_on)}")
)
tells("pilots.Initiative")(
    _of_pilot(Initiative, lambda i: f"other initiative from {month_said(i.first)}")
)
tells("pilots.LogEntry")(_of_pilot(LogEntry, _of_team("log")))
tells("pilots.Exposure")(_of_pilot(Exposure, _of_team("officers present")))
tells("pilots.Remark")(_of_pilot(Remark, _of_team("remark")))
tells("pilots.WorkedOut")(
    _of_pilot(WorkedOut, lambda w: f"worked out on {day_said(w.at.date())}")
)
