"""Who is away and who covers: the list, and what can be done about it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.workforce import away_actions
from alongside.desk.workforce.away_forms import (
    ArrangeCoverForm,
    ComeBackForm,
    NoteAbsenceForm,
)
from alongside.desk.workforce.away_models import Absence, Cover
from alongside.desk.workforce.cover_rota import who_arranges


@require_GET
@login_required
def away(request):
    """Absences that are not over, soonest first, each with its cover; and my cover."""
    user, day = request.user, timezone.localdate()
    covers = Cover.objects.visible_to(user).select_related("by").order_by("since")
    absences = _seen(user).not_over(day).soonest_first()
    absences = list(absences.prefetch_related(Prefetch("covers", covers)))
    for each in absences:
        each.not_theirs = who_arranges(each, user)
    mine = Cover.objects.visible_to(user).filter(by=user).on(day)
    context = {
        "today": day,
        "absences": absences,
        "mine": mine.latest_first(),
    }
    return render(request, "workforce/away.html", context)


def _seen(user):
    return Absence.objects.visible_to(user).for_cover(user)


@require_http_methods(["GET", "POST"])
@login_required
def note_absence(request):
    form = NoteAbsenceForm(request.POST or None, asker=request.user)
    if made := carry_out(form, away_actions.note_absence, by=request.user):
        messages.success(request, f"{made.user} is noted as away.")
        return redirect("workforce:away")
    return render(request, "workforce/note_absence.html", {"form": form})


@require_http_methods(["GET", "POST"])
@login_required
def come_back(request, pk):
    absence = get_object_or_404(_seen(request.user), pk=pk)
    form = ComeBackForm(
        request.POST or None,
        initial={"last_on": absence.last_on or timezone.localdate()},
    )
    if carry_out(form, away_actions.come_back, by=request.user, absence=absence):
        messages.success(request, f"The last day away of {absence.user} was changed.")
        return redirect("workforce:away")
    context = {"absence": absence, "form": form}
    return render(request, "workforce/come_back.html", context)


@require_http_methods(["GET", "POST"])
@needs("arrange_cover")
def arrange_cover(request, pk):
    """By whom it is theirs to arrange; a support officer's is no team's."""
    absence = get_object_or_404(_seen(request.user), pk=pk)
    if not_theirs := who_arranges(absence, request.user):
        messages.warning(request, not_theirs)
        return redirect("workforce:away")
    form = ArrangeCoverForm(request.POST or None, absence=absence)
    made = carry_out(form, away_actions.arrange_cover, by=request.user, absence=absence)
    if made:
        messages.success(request, f"{made.by} covers for {absence.user}.")
        return redirect("workforce:away")
    context = {"absence": absence, "form": form}
    return render(request, "workforce/arrange_cover.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def hand_back(request, pk):
    cover = get_object_or_404(Cover.objects.visible_to(request.user), pk=pk)
    form, on = Confirmation.of(request), timezone.localdate()
    if carry_out(form, away_actions.hand_back, by=request.user, cover=cover, on=on):
        messages.success(request, f"{cover.absence.user} has their work back.")
        return redirect("workforce:away")
    return render(request, "workforce/hand_back.html", {"cover": cover, "form": form})
