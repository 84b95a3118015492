"""What is pressed and said on the page of one's own time."""

from __future__ import annotations

from uuid import uuid4

from django import forms

from alongside.desk.forms import DateField, Filters, Form
from alongside.desk.support.models import HourCost, Task
from alongside.desk.support.time_models import LONGEST, MOST_TIMES
from alongside.desk.workforce.models import Team

PRESSED = {"required": "Press a task", "invalid_choice": "Press a task of the list"}
OUTSIDE_LENGTHS = (15, 30, 60, 120)


class MinutesField(forms.IntegerField):
    """Whole minutes, up to twelve hours."""

    def __init__(self, **options):
        super().__init__(
            min_value=1, max_value=LONGEST,
            widget=forms.NumberInput(attrs={"class": "short"}),
            error_messages={
                "invalid": "Minutes are a whole number, like 25",
                "min_value": "Minutes are from 1 to 720",
                "max_value": "Minutes are from 1 to 720",
            },
            **options,
        )  # fmt: skip


class TapForm(Form):
    """A task that was pressed, for which team and day; how often and how long, if said."""

    says_optional = False

    times = forms.IntegerField(
        label="How many times",
        required=False,
        min_value=1,
        max_value=MOST_TIMES,
        widget=forms.NumberInput(attrs={"class": "short", "placeholder": "1"}),
        error_messages={
            "invalid": "How many times is a whole number, like 3",
            "min_value": "How many times is from 1 to 50",
            "max_value": "How many times is from 1 to 50",
        },
    )
    minutes = MinutesField(
        label="Minutes in all, if not the usual",
        required=False,
    )
    team = forms.ModelChoiceField(Team.objects.none(), widget=forms.HiddenInput)
    on = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
    send_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    task = forms.ModelChoiceField(
        Task.objects.all(), widget=forms.HiddenInput, error_messages=PRESSED
    )

    def __init__(self, *args, teams, **kwargs):
        self.teams = teams
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["team"].queryset = self.teams

    def clean_times(self):
        return self.cleaned_data["times"] or 1


class OutsideForm(TapForm):
    """A task that is not a support officer's: it has no usual minutes, so one length is chosen."""

    minutes = forms.TypedChoiceField(
        label="How long it took",
        choices=[(each, f"{each} minutes") for each in OUTSIDE_LENGTHS],
        coerce=int,
        initial=30,
        widget=forms.RadioSelect,
    )
    times = None


class TimingForm(Form):
    """How long it took what was drawn."""

    minutes = MinutesField(label="Minutes in all")


class HourCostForm(Form):
    """What an hour of a social worker costs from a day on, and where that is from."""

    from_on = DateField(label="First day")
    pounds = HourCost._meta.get_field("pounds").formfield(
        label="Pounds an hour",
        widget=forms.NumberInput(attrs={"class": "short", "step": "0.01"}),
    )
    source = forms.CharField(
        label="Where the figure is from",
        max_length=200,
        help_text="For example, Finance, full cost of a social worker’s hour 2025/26.",
    )


class PeriodForm(Filters):
    """One month of the twelve, or all of them."""

    month = forms.ChoiceField(required=False, label="Period")

    def __init__(self, *args, months, **kwargs):
        self.months = months
        super().__init__(*args, **kwargs)

    def prepare(self):
        said = [
            (first.isoformat(), f"{first:%B %Y}") for first, _ in reversed(self.months)
        ]
        self.fields["month"].choices = [("", "All twelve months"), *said]

    def chosen(self):
        """Return the months that were chosen; all where the choice is not one of them."""
        month = self.cleaned_data["month"] if self.is_valid() else ""
        return [
            each for each in self.months if each[0].isoformat() == month
        ] or self.months
