"""What falls due in the next twelve weeks, and the weeks that cannot be kept."""

from __future__ import annotations

from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.needs import needs
from alongside.desk.casework.ahead import PAST, look_ahead
from alongside.desk.casework.ahead_picture import picture
from alongside.desk.casework.models import Due, Extract
from alongside.desk.casework.worklist import why_blank
from alongside.desk.forms import Filters
from alongside.desk.workforce.models import Team, Worker


class AheadForm(Filters):
    """Whose weeks: of all my teams, by team; or of one team, by worker."""

    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label="All my teams"
    )

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def prepare(self):
        in_sight = Due.objects.visible_to(self.user).open()
        having = Team.objects.filter(pk__in=in_sight.values("team"))
        self.fields["team"].queryset = having

    @property
    def chosen(self) -> Team | None:
        return self.cleaned_data["team"] if self.is_valid() else None


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
