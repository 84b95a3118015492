"""Cases in the next eight weeks, and whose caseload leaves its band."""

from __future__ import annotations

from datetime import timedelta

from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.desk.access.needs import needs
from alongside.desk.casework.caseload_forms import TeamForm
from alongside.desk.casework.caseload_views import begun
from alongside.desk.casework.caseloads_ahead import CaseloadsAhead
from alongside.desk.casework.forecast_picture import drawn

HOW = {  # as a person reads it, what matters most first
    "known": "By what is planned",
    "likely": "Likely",
    "may": "May do",
    "untold": "Cannot tell",
    "nobody": "Nobody there",
    "stays": "Stays",
}
SHOWN = 100


@require_GET
@needs("see_caseloads")
def caseloads_ahead(request):
    context, found = begun(request)
    if found:
        form = TeamForm(request.GET, found=found)
        ahead = CaseloadsAhead(found, form.chosen)
        told, order = ahead.total.told, list(HOW)
        lines = sorted(ahead.lines, key=lambda each: order.index(each.crossing.how))
        context |= {
            "form": form,
            "team": form.chosen,
            "ahead": ahead,
            "told": told,
            "weeks": [
                (found.day + timedelta(weeks=week.ahead), week)
                for week in (told.weeks if told else ())
            ],
            "picture": told and drawn(told, found.day),
            "lines": [(each, HOW[each.crossing.how]) for each in lines[:SHOWN]],
            "number": len(lines),
        }
    return render(request, "casework/caseloads_ahead.html", context)
