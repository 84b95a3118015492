"""What was found when somebody was asked; and a rule's numbers from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import forms

from alongside.desk.forms import DateField, Form
from alongside.desk.people.models import UnusualLook

LARGEST = 1000
LABELS = {
    "looks": "Looks at least",
    "least": "Children in the hour at least",
    "times": "Times their own usual",
    "children": "Children at least",
    "from_hour": "From which hour of the evening",
    "to_hour": "Until which hour of the morning",
    "days": "Days at least",
}


class AnswerForm(Form):
    answer = forms.ChoiceField(
        label="What was found",
        choices=UnusualLook.Answer,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was found"},
    )
    words = forms.CharField(
        label="In words",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What the person said, and who else was asked. Name no child or family.",
        error_messages={"required": "Enter what was found, in words"},
    )


class LookRuleForm(Form):
    """A rule's numbers, a field each; from which day, and why. They are in `numbers`."""

    from_on = DateField(label="From which day")
    why = forms.CharField(label="Why they change", max_length=300)

    def __init__(self, *args, numbers: Mapping[str, int], today: date, **kwargs):
        self.now, self.today = numbers, today
        super().__init__(*args, **kwargs)

    def prepare(self):
        for name, number in reversed(self.now.items()):
            top = 23 if name.endswith("_hour") else LARGEST
            field = forms.IntegerField(
                label=LABELS[name], min_value=1, max_value=top, initial=number
            )
            self.fields = {name: field, **self.fields}

    def clean_from_on(self):
        if self.cleaned_data["from_on"] < self.today:
            raise forms.ValidationError("The day must be today or later")
        return self.cleaned_data["from_on"]

    def clean(self):
        told = super().clean()
        numbers = {name: told.pop(name) for name in self.now if name in told}
        return told | {"numbers": numbers}
