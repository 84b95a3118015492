"""The list of decisions, and recording of what was asked and decided."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.decisions import actions
from alongside.desk.decisions.forms import BodyForm, DecisionForm, OutcomeForm
from alongside.desk.decisions.models import Body, BodyMember, Decision
from alongside.desk.decisions.planned import planned
from alongside.desk.decisions.resting import resting_on
from alongside.desk.decisions.sitting import members_too
from alongside.desk.decisions.voting import Tally
from alongside.desk.forms import carry_out

SHOWN = 30
VOTES = "votes"  # those that wait for one’s own


@require_GET
@members_too(about="decisions.Decision")
def decisions(request):
    """All, or those alone that wait for this person’s vote."""
    found = Decision.objects.visible_to(request.user)
    votes = request.GET.get("show") == VOTES
    found = found.to_vote_on(request.user) if votes else found
    page = Paginator(found.latest_first(), SHOWN).get_page(request.GET.get("page"))
    bodies = Body.objects.visible_to(request.user)
    sits = BodyMember.objects.visible_to(request.user).current().of(request.user)
    has_vote = sits.filter(body__quorum__isnull=False).exists()
    context = {
        "page": page, "bodies": bodies, "votes": votes, "tabs": has_vote or votes,
    }  # fmt: skip
    return render(request, "decisions/decisions.html", context)


@require_GET
@members_too(about="decisions.Decision")
def decision(request, pk):
    """A decision and what rests on it; of a body that votes, who voted what, and why."""
    found, today = _decision(request, pk), timezone.localdate()
    rests = Paginator(resting_on(found, request.user), SHOWN)
    context = {
        "decision": found,
        "page": rests.get_page(request.GET.get("page")),
        "plan": planned(found),
        "today": today,
    }
    if found.body.quorum:
        seen = BodyMember.objects.visible_to(request.user).filter(body=found.body)
        sitting = seen.current().of(request.user).exists()
        tally = Tally.of(found, found.decided_on or today)
        context |= {"tally": tally, "votes": sitting and found.decided_on is None}
    return render(request, "decisions/decision.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_decisions")
def record_decision(request):
    form = DecisionForm(request.POST or None, by=request.user)
    if made := carry_out(form, actions.record_decision, by=request.user):
        tell(request, made, "The decision is recorded.")
        return redirect("decisions:decision", made.pk)
    bodies = Body.objects.visible_to(request.user).exists()
    return render(
        request, "decisions/record_decision.html", {"form": form, "bodies": bodies}
    )


@require_http_methods(["GET", "POST"])
@needs("keep_decisions", about="decisions.Decision")
def make_decision(request, pk):
    found = _decision(request, pk)
    initial = {"conditions": found.conditions}
    form = OutcomeForm(request.POST or None, initial=initial, decision=found)
    if made := carry_out(form, actions.make_decision, by=request.user, decision=found):
        messages.success(request, f"Recorded as {made.get_state_display().lower()}.")
        return redirect("decisions:decision", pk)
    context = {"decision": found, "form": form}
    return render(request, "decisions/make_decision.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_decisions")
def add_body(request):
    form = BodyForm(request.POST or None)
    if made := carry_out(form, actions.add_body, by=request.user):
        messages.success(request, f"{made} can now be chosen.")
        return redirect("decisions:record-decision")
    return render(request, "decisions/add_body.html", {"form": form})


def _decision(request, pk):
    found = Decision.objects.visible_to(request.user).select_related(
        "body", "recorded_by"
    )
    return get_object_or_404(found, pk=pk)
