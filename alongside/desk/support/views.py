"""Where the role begins; the catalogue: who does what, as at a day; and one task with all that was said of it."""

from __future__ import annotations

from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_list_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.support.catalogue_forms import CatalogueForm
from alongside.desk.support.models import Proposal, SupportRequest, TaskVersion


@require_GET
@login_required
def support(request):
    """Where the pages of the role begin: what waits, for those who ask and those who do."""
    user = request.user
    context = {"awaited": Proposal.objects.visible_to(user).awaited().count()}
    if user.may("ask_support") or user.may("do_support"):
        seen = SupportRequest.objects.visible_to(user).open()
        mine = seen.asked_for(user)
        context |= {
            "open": seen.count(),
            "to_do": seen.to_do(timezone.localdate()).count(),
            "mine": mine.count(),
            "back": mine.returned().count(),
        }
    return render(request, "support/support.html", context)


@require_GET
@login_required
def catalogue(request):
    today = timezone.localdate()
    form = CatalogueForm(request.GET)
    found = form.chosen_of(TaskVersion.objects.visible_to(request.user), today)
    day = (form.is_valid() and form.cleaned_data["day"]) or today
    groups = [
        (TaskVersion.Kind(kind).label, list(versions))
        for kind, versions in groupby(found, lambda each: each.kind)
    ]
    context = {"form": form, "groups": groups, "found": len(found), "day": day}
    return render(request, "support/catalogue.html", context)


@require_GET
@login_required
def task(request, code):
    seen = TaskVersion.objects.visible_to(request.user).filter(task__code=code)
    versions = get_list_or_404(
        seen.select_related("task", "team", "decision__body", "ended_by__body")
        .order_by("-from_on", "-pk")
    )  # fmt: skip
    today = timezone.localdate()
    running = [each for each in versions if each.runs_on(today)]
    context = {
        "title": (running or versions)[0],
        "running": running,
        "versions": versions,
        "today": today,
    }
    return render(request, "support/task.html", context)
