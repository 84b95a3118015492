"""What the time of support officers comes to: by team and month, and by officer to who manages."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import carry_out
from alongside.desk.spreadsheet import download
from alongside.desk.support import time_actions
from alongside.desk.support.measures_workbook import measures_workbook
from alongside.desk.support.models import HourCost, TimeNote
from alongside.desk.support.reference_times import reference_times
from alongside.desk.support.time_forms import HourCostForm, PeriodForm
from alongside.desk.support.time_measures import Measures
from alongside.desk.support.time_officers import officers
from alongside.desk.support.time_said import hours_drawn, shares_drawn
from alongside.desk.workforce.absence_teams import months_to
from alongside.reckon.time_released import LEAST_OFFICERS


@require_GET
@needs("see_support")
def measures(request):
    """Teams over a period; all of them month by month; and both at once."""
    today = timezone.localdate()
    found = Measures(request.user, today)
    form = PeriodForm(request.GET or None, months=found.months)
    months = form.chosen()
    each = [(month, found.whole([month])) for month in found.months]
    named = [(f"{first:%b %Y}", line) for (first, _), line in each]
    context = {
        "form": form,
        "today": today,
        "months": found.months,
        "teams": [found.line(team, months, others=True) for team in found.shown],
        "whole": found.whole(months),
        "each": each,
        "grid": [
            (name, [(m, found.line(team, [m])) for m in found.months])
            for team, name in found.shown.items()
        ],
        "tasks": found.tasks(months),
        "left_out": found.left_out(months),
        "least": LEAST_OFFICERS,
        "pictures": [shares_drawn(named), hours_drawn(named)],
        "cost": found.cost_on(today),
    }
    return render(request, "support/measures.html", context)


@require_GET
@needs("export")
def export_measures(request):
    return needs("see_support")(_export)(request)


def _export(request):
    """Every team and month with the numbers each share was made of, as at today."""
    today = timezone.localdate()
    found = Measures(request.user, today)
    record_read(by=request.user, action="export time released", rows=len(found.shown))
    book = measures_workbook(found, request.user)
    return download(book, f"time-released-{today.isoformat()}.xlsx")


@require_GET
@needs("see_support")
def officers_time(request):
    """The officers one manages, one by one; nobody else's are told so."""
    today = timezone.localdate()
    form = PeriodForm(request.GET or None, months=months_to(today))
    months = form.chosen()
    notes = TimeNote.objects.visible_to(request.user).exclude(officer=request.user)
    found = officers(request.user, notes, months[0][0], months[-1][1])
    if found:
        record_read(by=request.user, action="read officers' time", rows=len(found))
    context = {"form": form, "officers": found, "months": months}
    return render(request, "support/officers_time.html", context)


@require_GET
@login_required
def see_reference_times(request):
    """Each task's usual minutes, which are estimates, beside what answers came to."""
    today = timezone.localdate()
    context = {"tasks": reference_times(today), "today": today}
    return render(request, "support/reference_times.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_desk")
def set_hour_cost(request):
    """What an hour of a social worker costs from a day on, as typed, with its source."""
    form = HourCostForm(request.POST or None)
    if made := carry_out(form, time_actions.set_hour_cost, by=request.user):
        messages.success(request, f"An hour costs £{made.pounds} from that day on.")
        return redirect("time:set-hour-cost")
    costs = HourCost.objects.visible_to(request.user).newest_first()
    return render(request, "support/set_hour_cost.html", {"form": form, "costs": costs})
