"""Pilots: the list of them, and the page of one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.needs import needs
from alongside.desk.pilots.finding import found_pilot, sees_team_by_team
from alongside.desk.pilots.handed import handed
from alongside.desk.pilots.models import Pilot, Promise
from alongside.desk.pilots.plan_words import indicator_said, with_unit
from alongside.desk.pilots.told import latest
from alongside.desk.pilots.value import value_of
from alongside.reckon.pilots.arms_picture import words

SHOWN = 30


@require_GET
@needs("see_pilots")
def pilots(request):
    """The pilots this person may see, the latest first, and what was promised of them."""
    found = Pilot.objects.visible_to(request.user).latest_first()
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    today = timezone.localdate()
    rows = [(each, each.stands(today)) for each in page]
    promises = Promise.objects.visible_to(request.user).open().soonest_first()
    context = {"page": page, "rows": rows, "promises": promises, "today": today}
    return render(request, "pilots/pilots.html", context)


@require_GET
@needs("see_pilots", about="pilots.Pilot")
def pilot(request, pk):
    """One pilot: its question, and what can be said of it."""
    found = found_pilot(request.user, pk)
    told = latest(request.user, found)
    context = {
        "pilot": found,
        "told": told,
        "value": value_of(request.user, found, told) if told else None,
        "drawn": words(told) if told else "",
        "handed": handed(told) if told and request.user.may("see_money") else "",
        "checks": sees_team_by_team(request.user, found),
        "stands": found.stands(today := timezone.localdate()),
        "today": today,
        "figure": indicator_said(found.indicator),
        "worthwhile": with_unit(found.worthwhile, found.indicator),
    }
    return render(request, "pilots/pilot.html", context)
