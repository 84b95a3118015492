"""What is asked to set how long records are kept, to find a person, and to hold theirs."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from alongside.desk.access.sent_once import SentOnce
from alongside.desk.forms import DateField, Form
from alongside.desk.keeping.models import LegalHold

NUMBER = {"class": "short", "inputmode": "numeric"}


def why_field(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=hint,
    )


class PeriodForm(Form):
    """How long a kind is kept from a day on, and why."""

    months = forms.IntegerField(label="Months", widget=forms.NumberInput(attrs=NUMBER))
    from_on = DateField(label="From when", initial=timezone.localdate)
    why = why_field("Why", "The decision, the guidance or the advice it rests on.")


class FindPersonForm(Form):
    """Whose records are meant. What is typed is posted: names stay out of addresses."""

    said = forms.CharField(
        label="Name, or a child’s id in the case system",
        min_length=2,
        max_length=80,
        help_text="The first letters of each name are enough.",
        error_messages={
            "required": "Enter a name or an id",
            "min_length": "Enter at least two letters",
        },
    )


class HoldForm(SentOnce, Form):
    """What a hold is for."""

    ground = forms.ChoiceField(
        label="What it is for",
        choices=LegalHold.Ground.choices,
        widget=forms.RadioSelect,
    )
    why = why_field(
        "Which one, and who asked for it",
        "A reference, and no more of the matter than it takes to find it again.",
    )


class LiftForm(Form):
    why = why_field("Why it is lifted", "Who said that it is no longer needed.")
