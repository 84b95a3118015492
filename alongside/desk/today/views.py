"""Today: what each person starts the day with."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import AuditEntry
from alongside.desk.access.models import User
from alongside.desk.casework.models import Due, Extract, Mark
from alongside.desk.casework.worklist import (
    by_team,
    by_worker,
    due_when,
    groups,
    why_blank,
)
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
            context |= _timescales(user, day)
    if user.may("import_extract"):
        context["waiting"] = Extract.objects.visible_to(user).to_be_seen_to()
    if user.may("manage_people"):
        context |= _people(user)
    return render(request, "today/today.html", context)


def _timescales(user, day):
    dues = Due.objects.visible_to(user).open()
    first = due_when(dues, "overdue", day).filter(mark=None).due_first()[:FIRST]
    return {
        "groups": groups(dues, day),
        "first": first,
        "next": due_when(dues, "soon", day).due_first()[:FIRST],
        "due_today": due_when(dues, "today", day).due_first()[:FIRST],
        "awaiting": dues.with_mark(Mark.Kind.AWAITING).due_first()[:FIRST],
        "wrong": dues.with_mark(Mark.Kind.WRONG).count(),
        "asked": dues.with_mark(Mark.Kind.ASKED).count(),
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
