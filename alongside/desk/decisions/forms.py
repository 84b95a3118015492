from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.sent_once import SentOnce
from alongside.desk.decisions.models import Body, Decision
from alongside.desk.forms import DateField, Form
from alongside.desk.said import day_said

CONDITIONS = forms.CharField(
    required=False,
    widget=forms.Textarea(attrs={"rows": 2}),
    help_text="What the body made it depend on.",
)

# What a person says of one; that it can be called in follows from its body.
RECORDED = (Decision.State.AWAITED, Decision.State.DECIDED, Decision.State.REFUSED)


def quorum_field() -> forms.IntegerField:
    return forms.IntegerField(
        label="Quorum",
        required=False,
        min_value=2,
        max_value=99,
        help_text="How many members, whoever proposed it not counted, must vote. Leave "
        "it empty where decisions are only recorded here.",
        error_messages={
            "min_value": "Nobody decides alone: enter 2 or more, or nothing"
        },
        widget=forms.NumberInput(attrs={"class": "short"}),
    )


class BodyForm(Form):
    """A body that decides."""

    name = forms.CharField(label="Its name", max_length=150)
    kind = forms.ChoiceField(
        label="What it is", choices=Body.Kind, widget=forms.RadioSelect
    )
    quorum = quorum_field()


class Dated(Form):
    """A form whose day cannot be one to come."""

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day and day > timezone.localdate():
            raise ValidationError(
                f"{day_said(day)} has not come yet. Record the decision as awaited, "
                "and what was decided on the day."
            )
        return day


class DecisionForm(Dated, SentOnce):
    """What is asked of a body, and what it decided if it has."""

    body = forms.ModelChoiceField(
        Body.objects.none(), label="Who decides", empty_label="Choose a body"
    )
    reference = forms.CharField(
        max_length=150,
        help_text="The report, and its number and paragraph.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    what = forms.CharField(
        label="What is decided", widget=forms.Textarea(attrs={"rows": 3})
    )
    conditions = CONDITIONS
    state = forms.ChoiceField(
        label="Where it stands",
        choices=[each for each in Decision.State.choices if each[0] in RECORDED],
        widget=forms.RadioSelect,
    )
    decided_on = DateField(
        label="Decided on", required=False, help_text="Leave empty while it is awaited."
    )

    def __init__(self, *args, by, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["body"].queryset = Body.objects.visible_to(self.by)


class OutcomeForm(Dated):
    """What became of something awaited."""

    state = forms.ChoiceField(
        label="What was decided",
        choices=[each for each in Decision.State.choices if each[0] in RECORDED[1:]],
        widget=forms.RadioSelect,
    )
    decided_on = DateField(label="Decided on")
    published_on = DateField(
        label="Published on",
        required=False,
        help_text="From then it can be called in. Empty if on the day of the decision.",
    )
    no_call_in = forms.CharField(
        label="Why it cannot be called in",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Only where it is too urgent to wait.",
    )
    conditions = CONDITIONS

    def __init__(self, *args, decision: Decision, **kwargs):
        self.decision = decision
        super().__init__(*args, **kwargs)

    def prepare(self):
        if self.decision.body.call_in_days is None or self.decision.no_call_in:
            del self.fields["published_on"], self.fields["no_call_in"]
