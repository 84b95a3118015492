"""Choosing a worker for a child: who holds how much, and the text for the case system."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.casework import choice_actions
from alongside.desk.casework.allocate_text import text_of
from alongside.desk.casework.caseload_forms import AllocateForm, TeamForm
from alongside.desk.casework.caseload_views import begun
from alongside.desk.casework.caseloads import Caseloads, Line
from alongside.desk.casework.models import Due, WorkerChoice
from alongside.desk.forms import carry_out
from alongside.desk.people.models import Child

LISTED = 25


@require_GET
@needs("see_caseloads")
@needs("see_child")
def without_worker(request):
    """Those who have something due and no worker, and those for whom one was chosen."""
    context, found = begun(request)
    if found:
        context |= waiting(request.user)
    return render(request, "casework/without_worker.html", context)


@require_http_methods(["GET", "POST"])
@needs("see_caseloads")
@needs("see_child", about="people.Child")
def choose_worker(request, pk):
    seen = Child.objects.visible_to(request.user).select_related("allocation__worker")
    child = get_object_or_404(seen, pk=pk)
    context, found = begun(request)
    context["child"] = child
    if found:
        teams = TeamForm(_asked(request, child, found), found=found)
        lines = workers_of(found, teams.chosen)
        form = AllocateForm(
            request.POST if request.method == "POST" else None, lines=lines
        )
        if request.method == "POST" and _chosen(request, form, child):
            return redirect("casework:choose-worker", pk=child.pk)
        context |= {"teams": teams, "form": form, **_told(request.user, child, lines)}
    return render(request, "casework/choose_worker.html", context)


def workers_of(found: Caseloads, team: Line | None) -> list[Line]:
    """Return a team's workers, or all: those first who are there and hold least."""
    lines = [w for w in found.workers if team is None or w.team == team.team]
    return sorted(lines, key=_room)


def _told(user, child: Child, lines: list[Line]) -> dict:
    """What was chosen for the child until now, and what is coming to each worker."""
    chosen = WorkerChoice.objects.visible_to(user)
    coming = Counter(chosen.not_shown_yet().values_list("worker", flat=True))
    choices = list(chosen.filter(child=child).select_related("worker__team", "by")[:5])
    return {
        "rows": [(line, coming[line.pk]) for line in lines],
        "choices": choices,
        "text": text_of(choices[0]) if choices else "",
    }


def waiting(user) -> dict:
    """The children with a running clock whom no worker holds, soonest due first."""
    running = Due.objects.visible_to(user).open().filter(child__allocation=None)
    first: dict[int, Due] = {}
    for due in running.due_first()[: 20 * LISTED]:
        first.setdefault(due.child_id, due)
    return {
        "waiting": list(first.values())[:LISTED],
        "without": running.order_by().values("child").distinct().count(),
        "chosen": WorkerChoice.objects.visible_to(user)
        .not_shown_yet()
        .select_related("child", "worker", "by")[:LISTED],
    }


def _asked(request, child: Child, found: Caseloads):
    """Return the team asked for; the child's own, where none was."""
    if "team" in request.GET:
        return request.GET
    held = getattr(child, "allocation", None)
    teams = [held.team_id] if held else []
    teams += child.teams.order_by("pk").values_list("pk", flat=True)
    own = next((pk for pk in teams if pk in found.teams_in_sight), "")
    return {"team": str(own)}


def _room(line: Line) -> tuple:
    """Those who are there first, and of them who holds the least."""
    each = line.load.each
    return (each is None, line.over_cap, each or 0, line.name)


def _chosen(request, form: AllocateForm, child: Child) -> bool:
    if not form.is_valid():
        return False
    picked = form.line
    form.cleaned_data = {"reason": form.cleaned_data["reason"]}
    made = carry_out(
        form, choice_actions.choose_worker, by=request.user, child=child, line=picked
    )
    if made:
        messages.success(
            request,
            "Kept, with your reason. Now allocate the case in the case system: the "
            "next export will show it.",
        )
    return made is not None
