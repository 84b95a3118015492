"""Today: what each person starts the day with."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import AuditEntry
from alongside.desk.access.models import User
from alongside.desk.casework.models import Due, Extract
from alongside.desk.casework.own_part import own_part
from alongside.desk.casework.states import NOTHING_SAID, STATES, held
from alongside.desk.casework.worklist import (
    by_team,
    by_worker,
    due_when,
    groups,
    why_blank,
)
from alongside.desk.workforce.cards import cards_for
from alongside.desk.workforce.models import Membership, Team

FIRST = 8


@require_GET
@login_required
def today(request):
    """Show the parts of the day that this person's role has."""
    user, day = request.user, timezone.localdate()
    extract = Extract.objects.in_force()
    context = {"today": day, "extract": extract}
    if user.may("see_timescales"):
        context["blank"] = why_blank(user, extract)
        if not context["blank"]:
            context |= _timescales(user, day) | own_part(user, day, extract)
    if user.may("import_extract"):
        context["waiting"] = Extract.objects.visible_to(user).to_be_seen_to()
    if user.may("keep_establishment"):
        context["cards"] = cards_for(user)
    if user.may("manage_people"):
        context |= _people(user)
    return render(request, "today/today.html", context)


def _timescales(user, day):
    dues = Due.objects.visible_to(user).open()
    first = due_when(dues, "overdue", day).filter(NOTHING_SAID).exclude(held(day))
    return {
        "groups": groups(dues, day),
        "first": first.due_first()[:FIRST],
        "next": due_when(dues, "soon", day).due_first()[:FIRST],
        "due_today": due_when(dues, "today", day).due_first()[:FIRST],
        "awaiting": dues.filter(STATES["awaiting"].fits).due_first()[:FIRST],
        "queried": dues.filter(STATES["queried"].fits).count(),
        "asked": dues.filter(STATES["asked"].fits).count(),
        "by_team": by_team(dues, day),
        "by_worker": by_worker(dues, day)[:12] if _manages(user) else [],
    }


def _manages(user) -> bool:
    return user.role.code in ("team_manager", "senior_support_officer")


def _people(user):
    users = User.objects.visible_to(user).active()
    return {
        "people_count": users.count(),
        "teams": Team.objects.active().exists(),
        "in_no_team": Membership.objects.visible_to(user).lacked_by(users),
        "teams_unsupported": Team.objects.active().without(Membership.How.SUPPORTS),
        "lines": AuditEntry.objects.visible_to(user).latest_first()[:FIRST],
    }
