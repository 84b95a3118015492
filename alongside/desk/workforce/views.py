"""The teams, and who works in, supports and manages each."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.models import User
from alongside.desk.access.needs import needs
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.workforce import actions, lines
from alongside.desk.workforce.forms import AssignTeamForm, JoinTeamsForm
from alongside.desk.workforce.models import Membership, Team


@require_GET
@login_required
def teams(request):
    mine = set(Team.objects.visible_to(request.user).values_list("pk", flat=True))
    context = {"teams": Team.objects.directory(), "mine": mine}
    return render(request, "workforce/teams.html", context)


@require_GET
@login_required
def team(request, pk):
    found = get_object_or_404(Team.objects.directory(), pk=pk)
    supports = [
        each.user
        for each in found.current_memberships
        if each.how == Membership.How.SUPPORTS
    ]
    managers = lines.managers_of_users(supports, timezone.localdate())
    return render(request, "workforce/team.html", {"team": found, "managers": managers})


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def assign_team(request, pk):
    found = get_object_or_404(Team.objects.directory(), pk=pk)
    form = AssignTeamForm(request.POST or None)
    since = timezone.localdate()
    if made := carry_out(
        form, actions.assign_team, by=request.user, team=found, since=since
    ):
        messages.success(request, f"{made.user} was added.")
        return redirect("workforce:team", pk)
    return render(request, "workforce/assign_team.html", {"team": found, "form": form})


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def join_teams(request, pk):
    """Put one person into several teams at once."""
    user = get_object_or_404(User.objects.visible_to(request.user).active(), pk=pk)
    form = JoinTeamsForm(request.POST or None, person=user)
    since = timezone.localdate()
    if made := carry_out(
        form, actions.join_teams, by=request.user, user=user, since=since
    ):
        said = " and ".join(membership.team.name for membership in made)
        messages.success(request, f"{user} was put in {said}.")
        return redirect("access:person", pk)
    return render(request, "workforce/join_teams.html", {"person": user, "form": form})


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def end_membership(request, pk):
    membership = get_object_or_404(Membership.objects.visible_to(request.user), pk=pk)
    form, on = Confirmation.of(request), timezone.localdate()
    if carry_out(
        form, actions.end_membership, by=request.user, membership=membership, on=on
    ):
        messages.success(request, f"{membership.user} was taken off the team.")
        return redirect("workforce:team", membership.team_id)
    context = {"membership": membership, "form": form}
    return render(request, "workforce/end_membership.html", context)
