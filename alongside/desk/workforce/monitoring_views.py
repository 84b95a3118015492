"""Monthly monitoring: a page for the teams together, one for each team, and typing in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.forms import carry_out
from alongside.desk.workforce import monitoring_actions as actions
from alongside.desk.workforce import monitoring_counting
from alongside.desk.workforce.models import Team
from alongside.desk.workforce.monitoring_forms import (
    CountMonthForm,
    DrawLimitsAnewForm,
    ImportFiguresForm,
    RangesForm,
    TypeFigureForm,
)
from alongside.desk.workforce.monitoring_picture import picture
from alongside.desk.workforce.monitoring_series import of_team, together
from alongside.reckon.indicators.workforce import RATIOS
from alongside.reckon.monitoring import month_said


@require_GET
@needs("see_establishment")
def monitoring(request):
    """The teams this person sees, together: a chart an indicator, and a way to each."""
    ranges = RangesForm(request.GET)
    drawn = [(each, picture(each)) for each in together(request.user, ranges.chosen)]
    context = {"ranges": ranges, "drawn": drawn, "teams": _teams(request.user)}
    return render(request, "workforce/monitoring.html", context)


@require_GET
@needs("see_establishment")
def team_monitoring(request, pk):
    team = get_object_or_404(_teams(request.user), pk=pk)
    ranges = RangesForm(request.GET)
    drawn = [
        (each, picture(each)) for each in of_team(request.user, team, ranges.chosen)
    ]
    context = {"ranges": ranges, "drawn": drawn, "team": team}
    return render(request, "workforce/team_monitoring.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def type_figure(request):
    initial = {name: request.GET.get(name) for name in ("team", "indicator")}
    form = TypeFigureForm(request.POST or None, initial=initial)
    if kept := carry_out(form, actions.type_figure, by=request.user):
        said = (
            f"{kept.reckoned.said} is kept for {kept.team}, {month_said(kept.month)}."
        )
        messages.success(request, said)
        return redirect("monitoring:team-monitoring", kept.team_id)
    return render(request, "workforce/type_figure.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def import_figures(request):
    form = ImportFiguresForm(request.POST or None, request.FILES or None)
    if kept := carry_out(form, actions.import_figures, field="file", by=request.user):
        messages.success(request, f"{len(kept)} monthly figures are kept.")
        return redirect("monitoring:monitoring")
    return render(request, "workforce/import_figures.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def count_month(request):
    form, today = CountMonthForm(request.POST or None), timezone.localdate()
    count = monitoring_counting.count_month
    kept = carry_out(form, count, by=request.user, today=today)
    if kept is not None:
        messages.success(request, _counted(kept, form.cleaned_data["month"]))
        return redirect("monitoring:monitoring")
    return render(request, "workforce/count_month.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def draw_limits_anew(request, pk, indicator):
    team = get_object_or_404(_teams(request.user), pk=pk)
    if indicator not in RATIOS:
        raise Http404
    told = {"team": team, "indicator": indicator}
    form = DrawLimitsAnewForm(request.POST or None, user=request.user, **told)
    if made := carry_out(form, actions.draw_limits_anew, by=request.user, **told):
        messages.success(
            request, f"Limits are drawn anew from {month_said(made.month)}."
        )
        return redirect("monitoring:team-monitoring", team.pk)
    context = {"form": form, "team": team, "ratio": RATIOS[indicator]}
    return render(request, "workforce/draw_limits_anew.html", context)


def _counted(kept, month) -> str:
    """Say what was counted of a month: how many figures, of how many teams."""
    if not kept:
        return f"Nothing is held of {month_said(month)} that was not kept already."
    teams, kinds = (
        len({getattr(k, n) for k in kept}) for n in ("team_id", "indicator")
    )
    return (
        f"{len(kept)} figures of {month_said(month)} are counted: {kinds} kinds, "
        f"{teams} teams."
    )


def _teams(user):
    """The teams whose monthly figures this person may see."""
    teams = Team.objects.visible_to(user)
    return Team.objects.active() if user.may("keep_establishment") else teams.active()
