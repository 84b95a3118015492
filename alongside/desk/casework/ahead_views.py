"""What falls due in the next twelve weeks, and the weeks that cannot be kept."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.needs import needs
from alongside.desk.casework.ahead import PAST, look_ahead
from alongside.desk.casework.ahead_picture import picture
from alongside.desk.casework.forms import AheadForm
from alongside.desk.casework.models import Due, Extract
from alongside.desk.casework.worklist import why_blank
from alongside.desk.workforce.models import Team, Worker


@require_GET
@needs("see_timescales")
def ahead(request):
    user, today = request.user, timezone.localdate()
    extract = Extract.objects.in_force()
    context = {"blank": why_blank(user, extract), "extract": extract, "today": today}
    if not context["blank"]:
        context |= _ahead(AheadForm(request.GET, user=user), user, today)
    return render(request, "casework/ahead.html", context)


def _ahead(form: AheadForm, user, today) -> dict:
    team = form.chosen
    dues, workers = Due.objects.visible_to(user), Worker.objects.visible_to(user)
    if team:
        dues, workers = dues.filter(team=team), workers.filter(team=team)
    by = "worker" if team else "team"
    busy = workers.filter(pk__in=dues.open().values("worker"))
    found = look_ahead(dues, by, busy, today)
    lines = (Worker if team else Team).objects.visible_to(user).in_bulk(found.lines)
    named = [
        (lines.get(key), weeks, sum(week.due for week in weeks))
        for key, weeks in found.lines.items()
    ]
    return {
        "form": form,
        "team": team,
        "by": by,
        "ahead": found,
        "lines": sorted(named, key=lambda line: str(line[0] or "~")),
        "picture": picture(found.weeks),
        "total": sum(week.due for week in found.weeks),
        "past": PAST,
    }
