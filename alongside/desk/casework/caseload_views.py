"""How many cases each worker and team holds, for each who is there; and what if."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.casework import caseload_sheet, caseload_what_if
from alongside.desk.casework.caseload_forms import CaseloadForm, WhatIfForm
from alongside.desk.casework.caseload_picture import picture
from alongside.desk.casework.caseloads import Caseloads, why_none
from alongside.desk.casework.models import Extract
from alongside.desk.spreadsheet import download, spreadsheet

SHOWN = 100
"""Workers on a page: the highest, unless it is printed."""


@require_GET
@needs("see_caseloads")
def caseloads(request):
    context, found = begun(request)
    if found:
        form = CaseloadForm(request.GET, found=found)
        team, printed = form.chosen, "print" in request.GET
        workers = workers_of(found, form)
        context |= {
            "form": form,
            "team": team,
            "workers": workers if printed else workers[:SHOWN],
            "number": len(workers),
            "total": team or found.whole,
            "picture": picture(
                workers[:SHOWN] if team else found.teams, found.settings
            ),
            "printed": printed,
            "said": caseload_sheet.said(found, form),
        }
    return render(request, "casework/caseloads.html", context)


@require_GET
@needs("see_caseloads")
@needs("export")
def export_caseloads(request):
    context, found = begun(request)
    if not found:
        return render(request, "casework/caseloads.html", context)
    form = CaseloadForm(request.GET, found=found)
    lines = [*([] if form.chosen else found.teams), *workers_of(found, form)]
    record_read(by=request.user, action="export caseloads", rows=len(lines))
    sheet = spreadsheet(
        "Caseloads",
        caseload_sheet.said(found, form),
        caseload_sheet.COLUMNS,
        map(caseload_sheet.row, lines),
    )
    return download(sheet, f"caseloads-{found.day}.xlsx")


@require_GET
@needs("see_caseloads")
def what_if(request):
    context, found = begun(request)
    if found:
        form = WhatIfForm(request.GET, found=found)
        load = form.chosen or found.whole
        context |= {
            "form": form,
            "line": load,
            "needed": caseload_what_if.to_each_edge(load.load, found.settings),
            "answers": caseload_what_if.answers(form, load, found.settings),
        }
    return render(request, "casework/what_if.html", context)


def begun(request) -> tuple[dict, Caseloads | None]:
    """Return what each page of caseloads shows, and the caseloads, where there are any."""
    user, today = request.user, timezone.localdate()
    extract = Extract.objects.in_force()
    context = {"blank": why_none(user, extract), "extract": extract, "today": today}
    if context["blank"]:
        return context, None
    found = Caseloads(user, extract, today)
    return context | {"found": found, "settings": found.settings}, found


def workers_of(found: Caseloads, form: CaseloadForm) -> list:
    """Return the workers of the team and band chosen, the highest caseload first."""
    team, place = form.chosen, form.place
    return [
        line
        for line in found.workers
        if (team is None or line.team == team.team)
        and (place is None or (line.band is not None and line.band.place == place))
    ]
