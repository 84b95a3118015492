"""Today: what each person starts the day with."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import AuditEntry
from alongside.desk.access.models import User
from alongside.desk.casework.choosing import Sight
from alongside.desk.casework.models import Extract
from alongside.desk.casework.own_part import own_part
from alongside.desk.casework.worklist import why_blank
from alongside.desk.contacts.callback_models import this_minute
from alongside.desk.contacts.day import contacts_of_day
from alongside.desk.contacts.drafts import drafts_of
from alongside.desk.today.asked import asked_of
from alongside.desk.today.timescales import timescales
from alongside.desk.workforce.cards import cards_for
from alongside.desk.workforce.models import Membership, Team
from alongside.desk.workforce.own_lines import own_lines

FIRST = 8


@require_GET
@login_required
def today(request):
    """Show the parts of the day that this person's role has."""
    user, day = request.user, timezone.localdate()
    extract = Extract.objects.in_force()
    context = {"today": day, "extract": extract} | own_lines(user, day)
    context["asked"] = asked_of(user, day)
    context["contacts_day"] = contacts_of_day(user, this_minute())
    if user.may("see_timescales"):
        context["blank"] = why_blank(user, extract)
        if not context["blank"]:
            sight = Sight(user, day, extract)
            context |= timescales(sight) | own_part(sight)
    if user.may("log_contact"):
        context["drafts"] = drafts_of(user)
    if user.may("import_extract"):
        context["waiting"] = Extract.objects.visible_to(user).to_be_seen_to()
    if user.may("keep_establishment"):
        context["cards"] = cards_for(user)
    if user.may("manage_people"):
        context |= _people(user)
    return render(request, "today/today.html", context)


def _people(user):
    users = User.objects.visible_to(user).active()
    return {
        "people_count": users.count(),
        "teams": Team.objects.active().exists(),
        "in_no_team": Membership.objects.visible_to(user).lacked_by(users),
        "teams_unsupported": Team.objects.active().without(Membership.How.SUPPORTS),
        "lines": AuditEntry.objects.visible_to(user).latest_first()[:FIRST],
    }
