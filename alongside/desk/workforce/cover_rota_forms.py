from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.access.models import User
from alongside.desk.forms import DateField, Filters, Form
from alongside.desk.workforce.away_models import Absence
from alongside.desk.workforce.cover_rota import free_officers
from alongside.desk.workforce.lines import teams_of_users
from alongside.desk.workforce.models import Team


class CoverRotaFilter(Filters):
    """Of which team the rota is shown."""

    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label="All your teams"
    )

    def __init__(self, *args, teams, **kwargs):
        self.teams = teams
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["team"].queryset = self.teams


class FillGapForm(Form):
    """Which of the officers who are free covers, and on which days."""

    covering = forms.ModelChoiceField(
        User.objects.none(),
        label="Who covers",
        empty_label=None,
        widget=forms.RadioSelect,
    )
    since = DateField(label="First day of cover")
    until = DateField(
        label="Last day of cover",
        required=False,
        help_text="Leave empty to cover until they are back.",
    )

    def __init__(self, *args, absence: Absence, day: date, **kwargs):
        self.absence, self.day = absence, max(day, absence.first_on)
        super().__init__(*args, **kwargs)

    def prepare(self):
        free = free_officers(self.absence, self.day, self.day)
        listed = User.objects.filter(pk__in=[user.pk for user in free]).by_name()
        self.fields["covering"].queryset = listed
        supports = teams_of_users(free)
        self.fields["covering"].label_from_instance = lambda user: ", ".join(
            [user.full_name, *supports.get(user.pk, [])]
        )
        self.fields["since"].initial = self.day

    def clean(self):
        given = super().clean()
        chosen, since = given.get("covering"), given.get("since")
        if chosen and since:
            last = given.get("until") or self.absence.last_on or since
            if chosen not in free_officers(self.absence, since, max(since, last)):
                raise ValidationError(
                    f"{chosen} is away or covers for somebody else on some of these days. "
                    "Choose other days, or another officer."
                )
        return given
