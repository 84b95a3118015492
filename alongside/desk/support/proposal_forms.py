"""What is asked of a proposal to change the catalogue."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.decisions.models import Body
from alongside.desk.forms import DateField, Form
from alongside.desk.support.models import TaskVersion
from alongside.desk.support.time_forms import MinutesField
from alongside.desk.workforce.models import Team


class WithdrawTaskForm(Form):
    """Why, from when, and who decides."""

    why = forms.CharField(
        label="Evidence",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Why it should be so, and what shows it. No names.",
    )
    effective_on = DateField(
        label="To begin on",
        help_text="Decided later than that, it begins on the day of the decision.",
    )
    body = forms.ModelChoiceField(
        Body.objects.none(), label="Who decides", empty_label=None
    )

    def prepare(self):
        bodies = Body.objects.voting()
        self.fields["body"].queryset = bodies
        self.fields["body"].initial = bodies.first()


class TaskForm(WithdrawTaskForm):
    """The task as it is to be."""

    name = forms.CharField(max_length=100)
    kind = forms.ChoiceField(
        label="Whose work", choices=TaskVersion.Kind, widget=forms.RadioSelect
    )
    example = forms.CharField(max_length=300, label="For example")
    boundary = forms.CharField(
        max_length=300,
        label="Where the line is",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One sentence, with which somebody is answered.",
    )
    reference_minutes = MinutesField(
        label="Usual minutes",
        required=False,
        help_text="For what support officers do; leave it empty for the others.",
    )
    releases = forms.IntegerField(
        label="Of that time, released: per cent",
        required=False,
        min_value=0,
        max_value=100,
        initial=100,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text="What a social worker would otherwise have spent on it. Empty is 100.",
        error_messages={
            "invalid": "Per cent is a whole number, like 50",
            "min_value": "Per cent is from 0 to 100",
            "max_value": "Per cent is from 0 to 100",
        },
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        required=False,
        empty_label="Everywhere",
        help_text="A team’s own task stands in place of the one that holds everywhere.",
    )
    field_order = (
        "name", "kind", "example", "boundary", "reference_minutes", "releases", "team",
    )  # fmt: skip

    def prepare(self):
        super().prepare()
        self.fields["team"].queryset = Team.objects.active()

    def clean_releases(self):
        said = self.cleaned_data["releases"]
        return 100 if said is None else said

    def clean(self):
        asked = self.cleaned_data
        support = asked.get("kind") == TaskVersion.Kind.SUPPORT
        minutes = asked.get("reference_minutes")
        if "kind" in asked and support != bool(minutes):
            raise ValidationError(
                {
                    "reference_minutes": "Enter how many minutes it usually takes"
                    if support
                    else "Leave the minutes empty: only what support officers do has any"
                }
            )
        return asked
