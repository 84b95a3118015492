"""Choosing a worker for a child: who holds how much, and the text for the case system."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.casework.allocate_text import text_of
from alongside.desk.casework.caseload_forms import AllocateForm, TeamForm
from alongside.desk.casework.caseload_views import begun
from alongside.desk.casework.caseloads import Caseloads, Line
from alongside.desk.casework.choice_actions import choose_worker
from alongside.desk.casework.choosing import KEY
from alongside.desk.casework.models import Due, WorkerChoice
from alongside.desk.forms import carry_out
from alongside.desk.people.models import Child

LISTED = 25


@require_http_methods(["GET", "POST"])
@needs("see_caseloads")
@needs("see_child", about="people.Child")
def allocate(request):
    """Without a child, those who have a clock and no worker; with one, whom to choose."""
    context, found = begun(request)
    asked = request.GET.get("child", "")
    if not found or not KEY.fullmatch(asked):
        return render(
            request, "casework/allocate.html", context | waiting(request.user)
        )
    seen = Child.objects.visible_to(request.user).select_related("allocation__worker")
    child = get_object_or_404(seen, pk=asked)
    teams = TeamForm(_asked(request, child, found), found=found)
    lines = [
        w for w in found.workers if not teams.chosen or w.team == teams.chosen.team
    ]
    lines.sort(key=_room)
    form = AllocateForm(request.POST if request.method == "POST" else None, lines=lines)
    if request.method == "POST" and _chosen(request, form, child):
        return redirect(f"{reverse('casework:allocate')}?child={child.pk}&chosen=1")
    choices = list(child.worker_choices.visible_to(request.user).select_related("worker", "by")[:5])  # fmt: skip
    coming = Counter(
        WorkerChoice.objects.visible_to(request.user)
        .not_shown_yet()
        .values_list("worker", flat=True)
    )
    context |= {
        "child": child,
        "teams": teams,
        "form": form,
        "rows": [(line, coming[line.pk]) for line in lines],
        "choices": choices,
        "text": text_of(choices[0]) if choices else "",
    }
    return render(request, "casework/allocate.html", context)


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
    made = carry_out(form, choose_worker, by=request.user, child=child, line=picked)
    if made:
        messages.success(
            request,
            "Kept, with your reason. Now allocate the case in the case system: the "
            "next export will show it.",
        )
    return made is not None
