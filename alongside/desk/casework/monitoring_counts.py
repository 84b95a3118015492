"""Counted from clocks: what share of a month's timescales was kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from alongside.desk.casework.models import Due, Extract
from alongside.desk.people.models import Restriction
from alongside.desk.workforce.models import Team
from alongside.desk.workforce.monitoring_actions import Numbers
from alongside.desk.workforce.monitoring_counting import counts

DONE = (Due.Status.MET, Due.Status.LATE, Due.Status.CLOSED_AFTER_DUE)


@counts("in_time_local")
def in_time(first: date, last: date) -> Iterator[Numbers]:
    """Of the timescales that fell due, by team; without children whose record is restricted.

    What fell due after the day of the export in force is not known to be kept or not: a
    month it does not hold whole is not counted.
    """
    extract = Extract.objects.in_force()
    if extract is None or extract.newest_day <= last:
        return
    hidden = Restriction.objects.open().values("child")
    fell_due = (
        Due.objects.filter(gone_in=None, due_on__gte=first, due_on__lte=last)
        .filter(status__in=[*DONE, Due.Status.OPEN])
        .exclude(child__in=hidden)
    )
    counted = fell_due.values("team").annotate(
        all=Count("pk"), kept=Count("pk", filter=Q(status=Due.Status.MET))
    )
    teams = Team.objects.active().in_bulk()
    for row in counted.order_by("team"):
        if row["team"] in teams:
            team = teams[row["team"]]
            yield Numbers(team, first, Decimal(row["kept"]), Decimal(row["all"]))
