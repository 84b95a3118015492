"""A pilot's plan: made, shown, locked, amended; its teams, promises and what else was begun."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.pilots import plan_actions as actions
from alongside.desk.pilots.finding import found_pilot, teams_of
from alongside.desk.pilots.foreseen import foreseen
from alongside.desk.pilots.models import Promise
from alongside.desk.pilots.plan_forms import (
    AmendPlanForm,
    DrawForm,
    InitiativeForm,
    KeepPromiseForm,
    PlanForm,
    PromiseForm,
    TeamsForm,
)
from alongside.desk.pilots.plan_words import plan_said
from alongside.desk.workforce.models import Team


@require_http_methods(["GET", "POST"])
@needs("keep_pilots")
def plan_pilot(request):
    form = PlanForm(request.POST or None)
    if made := carry_out(form, actions.plan_pilot, by=request.user):
        tell(request, made, "The plan is begun. Say next which teams take part.")
        return redirect("pilots:plan", made.pk)
    return render(request, "pilots/plan_pilot.html", {"form": form})


@require_GET
@needs("see_pilots", about="pilots.Pilot")
def plan(request, pk):
    """The whole plan, its promises, and every change since it was locked."""
    pilot = found_pilot(request.user, pk)
    context = {
        "pilot": pilot,
        "said": plan_said(pilot),
        "teams": pilot.teams.select_related("team"),
        "amendments": pilot.amendments.select_related("by"),
        "promises": Promise.objects.visible_to(request.user)
        .filter(pilot=pilot)
        .soonest_first(),
        "initiatives": pilot.initiatives.select_related("team", "added_by"),
        "draw": getattr(pilot, "draw", None),
        "today": timezone.localdate(),
        "foreseen": foreseen(pilot),
    }
    return render(request, "pilots/plan.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_pilots", about="pilots.Pilot")
def change_plan(request, pk):
    pilot = found_pilot(request.user, pk)
    kind = AmendPlanForm if pilot.locked else PlanForm
    form = kind(request.POST or None, initial=PlanForm.initial_of(pilot))
    if carry_out(form, actions.change_plan, by=request.user, pilot=pilot):
        messages.success(request, "The plan is changed.")
        return redirect("pilots:plan", pk)
    context = {"form": form, "pilot": pilot}
    return render(request, "pilots/plan_pilot.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_pilots", about="pilots.Pilot")
def set_teams(request, pk):
    pilot = found_pilot(request.user, pk)
    teams = Team.objects.visible_to(request.user).active().order_by("name")
    form = TeamsForm(request.POST or None, pilot=pilot, teams=teams)
    if carry_out(form, actions.set_teams, by=request.user, pilot=pilot):
        messages.success(request, "It is kept which teams take part.")
        return redirect("pilots:plan", pk)
    return render(request, "pilots/set_teams.html", {"form": form, "pilot": pilot})


@require_http_methods(["GET", "POST"])
@needs("keep_pilots", about="pilots.Pilot")
def draw_lots(request, pk):
    pilot = found_pilot(request.user, pk)
    teams = Team.objects.visible_to(request.user).active().order_by("name")
    form = DrawForm(request.POST or None, teams=teams)
    if drawn := carry_out(form, actions.draw_lots, by=request.user, pilot=pilot):
        messages.success(request, f"The lots fell on {', '.join(drawn.drawn)}.")
        return redirect("pilots:plan", pk)
    return render(request, "pilots/draw_lots.html", {"form": form, "pilot": pilot})


@require_POST
@needs("keep_pilots", about="pilots.Pilot")
def lock_plan(request, pk):
    pilot, form = found_pilot(request.user, pk), Confirmation.of(request)
    if carry_out(form, actions.lock_plan, by=request.user, pilot=pilot):
        messages.success(
            request, "The plan is locked. Any change from now on stands beside it."
        )
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("pilots:plan", pk)


@require_http_methods(["GET", "POST"])
@needs("keep_pilots", about="pilots.Pilot")
def add_promise(request, pk):
    pilot, form = found_pilot(request.user, pk), PromiseForm(request.POST or None)
    if made := carry_out(form, actions.add_promise, by=request.user, pilot=pilot):
        tell(
            request, made, "The promise stands with the plan, and is chased by its day."
        )
        return redirect("pilots:plan", pk)
    return render(request, "pilots/add_promise.html", {"form": form, "pilot": pilot})


@require_http_methods(["GET", "POST"])
@needs("see_pilots", about="pilots.Promise")
def keep_promise(request, pk):
    """Whoever made the promise says that it was kept; or somebody who keeps pilots."""
    seen = Promise.objects.visible_to(request.user).select_related("pilot", "owner")
    if not request.user.may("keep_pilots"):
        seen = seen.owed_by(request.user)
    promise = get_object_or_404(seen, pk=pk)
    form = KeepPromiseForm(request.POST or None)
    if carry_out(form, actions.keep_promise, by=request.user, promise=promise):
        messages.success(request, "It is kept that this was reported.")
        return redirect("pilots:plan", promise.pilot_id)
    return render(
        request, "pilots/keep_promise.html", {"form": form, "promise": promise}
    )


@require_http_methods(["GET", "POST"])
@needs("keep_pilots", about="pilots.Pilot")
def add_initiative(request, pk):
    pilot = found_pilot(request.user, pk)
    form = InitiativeForm(request.POST or None, teams=teams_of(request.user, pilot))
    if made := carry_out(form, actions.add_initiative, by=request.user, pilot=pilot):
        tell(request, made, "It stands with the plan what else was begun.")
        return redirect("pilots:plan", pk)
    return render(request, "pilots/add_initiative.html", {"form": form, "pilot": pilot})
