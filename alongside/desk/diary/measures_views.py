"""Measures of meetings: a month by kind and team; and thirteen of them to take away."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.diary.load import chairs, drawn, weeks
from alongside.desk.diary.measures import Line, Month
from alongside.desk.diary.meeting_kinds import kinds
from alongside.desk.said import day_said
from alongside.desk.spreadsheet import download, made_by, spreadsheet
from alongside.desk.workforce.absence_teams import months_to
from alongside.desk.workforce.measures_forms import MeasuresForm
from alongside.reckon.time_released import LEAST_OFFICERS

COLUMNS = (
    ("Month", 10), ("Team", 28), ("Kind", 36), ("Held in time", 12), ("Of those due", 12),
    ("Cannot be told yet", 12), ("Moved", 10), ("Called off", 10), ("Not held", 10),
    ("Of those booked", 12), ("Quorate", 10), ("Of those held, with a quorum", 14),
    ("Minutes late", 12), ("Of minutes due", 12), ("Invited", 10),
    ("Median days from request to invitation", 16),
)  # fmt: skip


@require_GET
@needs("see_meeting_measures")
def meeting_measures(request):
    """What became of a month's meetings, within this person's reach; who carries them."""
    now = timezone.now()
    form = MeasuresForm(request.GET, user=request.user, today=timezone.localdate())
    team = form.cleaned_data["team"] if form.is_valid() else None
    month = Month(request.user, form.chosen(), now, [team.pk] if team else None)
    found = weeks(month)
    context = {
        "form": form, "now": now, "month": month.first, "whole": month.whole,
        "kinds": month.by_kind(), "teams": month.by_team(), "reasons": month.reasons(),
        "chairs": chairs(month), "picture": drawn(found) if found else None,
        "least": LEAST_OFFICERS,
    }  # fmt: skip
    return render(request, "diary/measures.html", context)


@require_GET
@needs("see_meeting_measures")
def export_meeting_measures(request):
    return needs("export")(_export)(request)


def _export(request):
    """Thirteen months by team and kind, with the numbers that each share is made of."""
    now, today = timezone.now(), timezone.localdate()
    rows = [
        row
        for first, _ in months_to(today, 13)
        for row in _rows(Month(request.user, first, now))
    ]
    record_read(by=request.user, action="export meeting measures", rows=len(rows))
    said = [
        f"What became of meetings, by month, team and kind, as at {day_said(today)}.",
        "Held in time: of clocks whose last day came in the month and is over. The last "
        "month is not over.",
        made_by(request.user),
    ]
    return download(
        spreadsheet("Meetings", said, COLUMNS, rows), "meeting-measures.xlsx"
    )


def _rows(month: Month) -> Iterator[tuple]:
    for key, team in month.team_names():
        for code, kind in kinds().items():
            if (key, code) in month.cells:
                line = month.cells[key, code]
                yield (f"{month.first:%Y-%m}", team, kind.title, *_numbers(line))


def _numbers(line: Line) -> tuple:
    days = Decimal(str(median(line.days))) if line.days else ""
    return (
        *line.in_time, line.moved.numerator, line.cancelled.numerator,
        line.not_held.numerator, line.moved.denominator, *line.quorate[:2],
        *line.late[:2], len(line.days), days,
    )  # fmt: skip
