"""The cover rota: weeks ahead by team, where nobody covers, and a gap filled."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.forms import carry_out
from alongside.desk.workforce import away_actions, cover_rota
from alongside.desk.workforce.away_models import Absence
from alongside.desk.workforce.cover_rota_forms import CoverRotaFilter, FillGapForm
from alongside.desk.workforce.duty_rota import WEEK, asked_day, monday_of
from alongside.desk.workforce.models import Team

SHOWN = 4  # weeks


@require_GET
@needs("arrange_cover")
def cover_rota_page(request):
    """Who supports each of this person's teams, day by day, and where nobody does."""
    teams = Team.objects.visible_to(request.user).active().order_by("name")
    form = CoverRotaFilter(request.GET, teams=teams)
    if form.is_valid() and form.cleaned_data["team"]:
        teams = teams.filter(pk=form.cleaned_data["team"].pk)
    first = monday_of(asked_day(request))
    context = {
        "form": form,
        "weeks": list(cover_rota.rota(request.user, first, SHOWN, teams)),
        "earlier": first - SHOWN * WEEK,
        "later": first + SHOWN * WEEK,
        "today": timezone.localdate(),
    }
    return render(request, "workforce/cover_rota.html", context)


@require_http_methods(["GET", "POST"])
@needs("arrange_cover")
def fill_gap(request, pk):
    """Let an officer who is free cover; by whoever manages the one who is away."""
    seen = Absence.objects.visible_to(request.user).for_cover(request.user)
    absence = get_object_or_404(seen.select_related("user"), pk=pk)
    if absence.user_id not in cover_rota.managed_users(request.user):
        raise Http404
    form = FillGapForm(request.POST or None, absence=absence, day=asked_day(request))
    made = carry_out(form, away_actions.arrange_cover, by=request.user, absence=absence)
    if made:
        messages.success(request, f"{made.by} covers for {absence.user}.")
        return redirect("cover:cover-rota")
    return render(
        request, "workforce/fill_gap.html", {"absence": absence, "form": form}
    )
