from __future__ import annotations

from django import forms

from alongside.desk.access.unsent import asks_about
from alongside.desk.contacts.concern_models import Concern, ConcernSettings
from alongside.desk.forms import Form, ModelForm
from alongside.desk.workforce.models import Team


class RaiseConcernForm(Form):
    """Whether somebody is in danger while the call is on."""

    immediate = forms.BooleanField(
        label="Somebody is in danger now",
        required=False,
        help_text="Ring 999 first. Then tick this, and raise the concern.",
    )


@asks_about("contacts.Concern")
class CloseConcernForm(Form):
    """What was done about a concern, and where it is recorded."""

    outcome = forms.ChoiceField(
        label="What was done", choices=Concern.Outcome, widget=forms.RadioSelect
    )
    done = forms.CharField(
        label="What was done, and why",
        max_length=1000,
        widget=forms.Textarea,
        help_text="Passed to another authority: say which, and whom you spoke to.",
        error_messages={"required": "Enter what was done, and why"},
    )
    recorded_as = forms.CharField(
        label="Reference in the case system",
        max_length=60,
        help_text="Where this is recorded: Alongside does not keep the record.",
        widget=forms.TextInput(attrs={"class": "short"}),
    )


class SayWhoTookConcernForm(Form):
    """Who of the out-of-hours team was told by telephone."""

    spoke_to = forms.CharField(
        label="Whom you spoke to",
        max_length=120,
        help_text="The name of the person of the out-of-hours team who took it.",
    )


class ConcernSettingsForm(ModelForm):
    class Meta:
        model = ConcernSettings
        fields = ["duty_manager_after", "managers_after", "unknown_team"]
        labels = {
            "duty_manager_after": "Minutes until the duty manager is told",
            "managers_after": "Minutes until the team manager and the service manager are told",
            "unknown_team": "Team whose duty takes what is about nobody known here",
        }
        help_texts = {
            "duty_manager_after": "The duty worker is to acknowledge within these minutes.",
            "managers_after": "Counted from when the concern was raised.",
        }

    def prepare(self):
        minutes = {"class": "short", "inputmode": "numeric"}
        for name in ("duty_manager_after", "managers_after"):
            self.fields[name].widget = forms.TextInput(attrs=minutes)
        assessing = "The first team that assesses, by name"
        self.fields["unknown_team"].queryset = Team.objects.active()
        self.fields["unknown_team"].empty_label = assessing
