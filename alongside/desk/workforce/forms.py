from __future__ import annotations

from django import forms

from alongside.desk.access.models import User
from alongside.desk.forms import Form
from alongside.desk.workforce.models import Membership, Team


class AssignTeamForm(Form):
    """Who is to belong to a team, and how."""

    user = forms.ModelChoiceField(
        User.objects.active().by_name(), label="Person", empty_label="Choose a person"
    )
    how = forms.ChoiceField(
        label="What they do for the team",
        choices=Membership.How,
        widget=forms.RadioSelect,
    )


class JoinTeamsForm(Form):
    """Which teams a person is to belong to besides theirs, and how."""

    teams = forms.ModelMultipleChoiceField(
        Team.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one team"},
    )
    how = forms.ChoiceField(
        label="What they do for them",
        choices=Membership.How,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, person, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["teams"].queryset = Team.objects.active().not_of(self.person)
