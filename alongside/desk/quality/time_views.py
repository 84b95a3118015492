"""Time released beside the pulse: two estimates, of which neither proves the other."""

from __future__ import annotations

from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import Filters
from alongside.desk.quality.survey_models import Survey
from alongside.desk.quality.time_and_pulse import beside
from alongside.desk.support.time_measures import Measures


class TeamForm(Filters):
    """One team, or all those seen together."""

    team = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)

    def __init__(self, *args, teams, whole, **kwargs):
        self.teams, self.whole = teams, whole
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["team"].choices = [("", self.whole), *self.teams.items()]


@require_GET
@needs("see_quality")
def time_and_pulse(request):
    return needs("see_support")(_time_and_pulse)(request)


def _time_and_pulse(request):
    user, today = request.user, timezone.localdate()
    measures = Measures(user, today)
    whole = "All teams" if user.sees_whole_service else "Your teams together"
    form = TeamForm(request.GET or None, teams=measures.teams, whole=whole)
    team = form.cleaned_data["team"] if form.is_valid() else None
    record_read(by=user, action="see time and pulse", team=team)
    months = beside(measures, team, Survey.objects.visible_to(user))
    context = {
        "form": form,
        "months": months,
        "today": today,
        "asked": any(month.pulse for month in months),
        "service": user.sees_whole_service or team,
    }
    return render(request, "quality/time_and_pulse.html", context)
