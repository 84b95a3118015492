from __future__ import annotations

from django import forms

from alongside.desk.access.models import User
from alongside.desk.forms import Form
from alongside.desk.workforce.models import Membership


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
