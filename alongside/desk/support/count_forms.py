"""Of which team the requests are counted."""

from __future__ import annotations

from django import forms

from alongside.desk.forms import Filters
from alongside.desk.workforce.models import Team


class CountsForm(Filters):
    """Of which team; nothing chosen: of all that this person sees."""

    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label="All of them"
    )

    def __init__(self, *args, by, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["team"].queryset = Team.objects.visible_to(self.by).active()

    def chosen_of(self, requests):
        if not self.is_valid():
            return requests.none()
        team = self.cleaned_data["team"]
        return requests.filter(team=team) if team else requests
