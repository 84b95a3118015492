"""Measures of meetings: a month by kind and team; and thirteen of them to take away."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.diary.load import chairs, drawn, weeks
from alongside.desk.diary.measures import Month
from alongside.desk.diary.measures_workbook import measures_workbook
from alongside.desk.spreadsheet import download
from alongside.desk.workforce.measures_forms import MeasuresForm
from alongside.reckon.time_released import LEAST_OFFICERS


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
    """Thirteen months with the numbers that each share is made of, who chaired, and hours."""
    book, rows = measures_workbook(request.user, timezone.now())
    record_read(by=request.user, action="export meeting measures", rows=rows)
    return download(book, "meeting-measures.xlsx")
