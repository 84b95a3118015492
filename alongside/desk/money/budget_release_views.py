"""What posts that end release in a budget, and what it is used for: nothing lost silently."""

from __future__ import annotations

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import carry_out
from alongside.desk.money import budget_actions
from alongside.desk.money.budget_forms import ReleaseForm, UseForm
from alongside.desk.money.models import BudgetRelease
from alongside.desk.workforce.asking import ask


@require_GET
@needs("see_money", about="money.BudgetRelease")
def release(request, pk):
    """What was released, each use of it, and what is left, as one sum."""
    found = _release(request, pk)
    context = {
        "release": found,
        "reckoned": found.reckoned,
        "uses": found.uses.visible_to(request.user).select_related("move__head"),
        "posts": found.posts.by_number(),
    }
    return render(request, "money/release.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_money")
def release_budget(request):
    given = {"on": timezone.localdate()}
    form = ReleaseForm(request.POST or None, by=request.user, initial=given)
    if made := carry_out(form, budget_actions.release_budget, by=request.user):
        tell(request, made, f"{made}. Say what it is used for.")
        return redirect("money:release", made.pk)
    title, back = "What posts that end release", reverse("money:funding")
    return ask(request, form, title, "Release", back, "Funding")


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.BudgetRelease")
def use_release(request, pk):
    found = _release(request, pk)
    form = UseForm(request.POST or None, initial={"pounds": found.reckoned.left})
    made = carry_out(form, budget_actions.use_release, by=request.user, release=found)
    if made:
        tell(request, made, f"{made}.")
        return redirect("money:release", pk)
    back = reverse("money:release", args=[pk])
    return ask(request, form, f"Use of: {found}", "Use", back, str(found))


def _release(request, pk) -> BudgetRelease:
    found = BudgetRelease.objects.visible_to(request.user)
    return get_object_or_404(
        found.select_related("head", "decision__body").prefetch_related("uses"), pk=pk
    )
