"""Of which month and team measures are shown."""

from __future__ import annotations

from datetime import date

from django import forms

from alongside.desk.forms import Filters
from alongside.desk.workforce.absence_teams import months_to
from alongside.desk.workforce.models import Team


class MeasuresForm(Filters):
    """Nothing chosen: the last whole month, of all teams."""

    month = forms.ChoiceField(required=False)
    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label="All"
    )

    def __init__(self, *args, user, today: date, **kwargs):
        self.user, self.today = user, today
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["team"].queryset = Team.objects.visible_to(self.user).active()
        self.firsts = [first for first, _ in reversed(months_to(self.today, 13))]
        said = [(first.isoformat(), f"{first:%B %Y}") for first in self.firsts]
        this, last, *_ = self.firsts
        said[0] = (this.isoformat(), f"{this:%B %Y}, so far")
        self.fields["month"].choices = [
            ("", f"{last:%B %Y}, the last whole month"),
            *said,
        ]

    def chosen(self) -> date:
        """Return the first day of the month that was chosen."""
        month = self.cleaned_data["month"] if self.is_valid() else ""
        return date.fromisoformat(month) if month else self.firsts[1]
