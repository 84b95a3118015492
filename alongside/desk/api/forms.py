"""What the pages of service accounts ask."""

from __future__ import annotations

from django import forms

from alongside.desk.access.models import User
from alongside.desk.api.account_actions import OVERLAP
from alongside.desk.api.models import ServiceAccount
from alongside.desk.api.scopes import SCOPES
from alongside.desk.forms import DateField, Form
from alongside.desk.workforce.models import Team

OVERLAP_SAID = {
    0: "Not at all: it is known to somebody it should not be",
    1: "One day",
    7: "Seven days",
    30: "Thirty days",
}


class ServiceAccountForm(Form):
    """What a program is, what for, who answers for it, and what it may see until when."""

    name = forms.CharField(
        label="Name of the program", max_length=80, help_text="As Power BI."
    )
    purpose = forms.CharField(
        label="What for",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands in the audit trail beside each record that is read. "
        "Name nobody in it.",
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label="Who answers for it",
        empty_label="Choose a person",
        help_text="They are told if it stops being used, and before it runs out.",
    )
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        choices=[(code, scope.label) for code, scope in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    all_teams = forms.BooleanField(label="It may see the whole council", required=False)
    teams = forms.ModelMultipleChoiceField(
        Team.objects.none(),
        label="Or the teams it may see",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = DateField(
        label="Last day",
        help_text="A year from today at most. It can be put off later.",
    )

    def prepare(self):
        self.fields["owner"].queryset = User.objects.active().by_name()
        self.fields["teams"].queryset = Team.objects.active()

    @staticmethod
    def filled_from(account: ServiceAccount) -> dict:
        names = ("name", "purpose", "owner", "scopes", "all_teams", "expires_on")
        return {name: getattr(account, name) for name in names} | {
            "teams": account.teams.all()
        }


class RotateForm(Form):
    """For how long the key before is still taken."""

    overlap = forms.TypedChoiceField(
        label="For how long is the key before still taken?",
        choices=[(days, OVERLAP_SAID[days]) for days in OVERLAP],
        coerce=int,
        widget=forms.RadioSelect,
    )
