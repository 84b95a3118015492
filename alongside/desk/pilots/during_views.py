"""While a pilot runs: the log, who was there, remarks, and the months as charts."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import carry_out
from alongside.desk.pilots import during_actions as actions
from alongside.desk.pilots.during_forms import ExposureForm, LogForm, RemarkForm
from alongside.desk.pilots.finding import found_pilot, teams_of
from alongside.desk.pilots.models import Exposure, LogEntry, Remark
from alongside.desk.pilots.monitoring import exposure_table, remarks_said, team_charts


@require_GET
@needs("see_pilots", about="pilots.Pilot")
def log(request, pk):
    """What blurred the comparison, who was there, and what was remarked, of teams seen."""
    pilot = found_pilot(request.user, pk)
    seen = {
        model: model.objects.visible_to(request.user).filter(pilot=pilot).in_order()
        for model in (LogEntry, Exposure, Remark)
    }
    context = {
        "pilot": pilot,
        "entries": seen[LogEntry],
        "exposure": exposure_table(seen[Exposure]),
        "remarks": remarks_said(seen[Remark]),
    }
    return render(request, "pilots/log.html", context)


@require_GET
@needs("see_pilots", about="pilots.Pilot")
def pilot_monitoring(request, pk):
    """The monthly charts of the pilot's figures, team by team, by arm."""
    pilot = found_pilot(request.user, pk)
    charts = team_charts(request.user, pilot)
    return render(
        request, "pilots/pilot_monitoring.html", {"pilot": pilot, "arms": charts}
    )


@require_http_methods(["GET", "POST"])
@needs("keep_pilots", about="pilots.Pilot")
def note_in_log(request, pk):
    return _noted(request, pk, LogForm, actions.note_in_log, "The log has it.")


@require_http_methods(["GET", "POST"])
@needs("keep_pilots", about="pilots.Pilot")
def set_exposure(request, pk):
    return _noted(
        request, pk, ExposureForm, actions.set_exposure, "It is kept who was there."
    )


@require_http_methods(["GET", "POST"])
@needs("keep_pilots", about="pilots.Pilot")
def remark(request, pk):
    return _noted(request, pk, RemarkForm, actions.remark, "The remark is kept.")


def _noted(request, pk, kind, action, done: str):
    """Ask about a team and a month of the pilot, and keep what is answered."""
    pilot = found_pilot(request.user, pk)
    form = kind(request.POST or None, pilot=pilot, teams=teams_of(request.user, pilot))
    if made := carry_out(form, action, by=request.user, pilot=pilot):
        if hasattr(made, "sent_before"):
            tell(request, made, done)
        else:
            messages.success(request, done)
        return redirect("pilots:log", pk)
    name = f"pilots/{action.__name__}.html"
    return render(request, name, {"form": form, "pilot": pilot})
