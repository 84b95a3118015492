"""What the pages of monthly monitoring ask."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone

from alongside.desk.forms import DateField, Filters, Form
from alongside.desk.workforce.models import Team
from alongside.desk.workforce.monitoring_models import MonthlyFigure
from alongside.desk.workforce.monitoring_reading import read_figures
from alongside.reckon.indicators.workforce import MONTHLY
from alongside.reckon.monitoring import ALL_RANGES, MODES, month_said

YEARS_BACK = 3
MOST_BYTES = 5_000_000


def months_back(today: date) -> list[tuple[str, str]]:
    """Return the months that can be typed for, this one first."""
    last = 12 * today.year + today.month - 1
    months = [
        date(number // 12, number % 12 + 1, 1)
        for number in range(last, last - 12 * YEARS_BACK, -1)
    ]
    return [(month.isoformat(), month_said(month)) for month in months]


class Month(forms.ChoiceField):
    """A month chosen from a list; cleans to its first day."""

    def clean(self, value):
        chosen = super().clean(value)
        return date.fromisoformat(chosen) if chosen else None


class IndicatorForm(Form):
    """Which figure it is about."""

    indicator = forms.ChoiceField(label="Figure")

    def prepare(self):
        titles = [(ratio.name, ratio.title) for ratio in MONTHLY]
        self.fields["indicator"].choices = [("", "Choose a figure"), *titles]


class TypeFigureForm(IndicatorForm):
    """Two numbers of one month and team."""

    team = forms.ModelChoiceField(
        Team.objects.active(), label="Team", empty_label="Choose a team"
    )
    month = Month(label="Month")
    numerator = forms.DecimalField(
        label="Numerator",
        help_text="What is counted: cases, leavers, days lost.",
        min_value=0,
        max_digits=12,
        decimal_places=2,
    )
    denominator = forms.DecimalField(
        label="Denominator",
        help_text="What it is counted among: full-time equivalents, people, days.",
        min_value=0,
        max_digits=12,
        decimal_places=2,
    )
    as_at = DateField(
        label="Day it was counted for",
        required=False,
        help_text="Leave empty for the last day of the month.",
    )

    def prepare(self):
        super().prepare()
        self.fields["month"].choices = months_back(timezone.localdate())


class ImportFiguresForm(IndicatorForm):
    """A table with a row a team and month."""

    file = forms.FileField(
        label="Table",
        help_text="A spreadsheet or CSV with the columns team, month, numerator and denominator. Up to 5 MB.",
        error_messages={"required": "Choose the table"},
    )

    def clean(self):
        super().clean()
        told = self.cleaned_data
        file = told.pop("file", None)
        if file is None:
            return told
        if file.size > MOST_BYTES:
            self.add_error("file", "The file is larger than 5 MB. Take fewer months.")
        else:
            told["rows"] = self._read(file)
        return told

    def _read(self, file):
        try:
            return read_figures(file.name, file.read(), Team.objects.active())
        except forms.ValidationError as refusal:
            self.add_error("file", refusal)
            return []


class CountMonthForm(Form):
    """Which month to count: one that is over."""

    month = Month(label="Month")

    def prepare(self):
        self.fields["month"].choices = months_back(timezone.localdate())[1:]


class DrawLimitsAnewForm(Form):
    """From which month a chart's limits are drawn anew, and why."""

    month = Month(label="First month of the new limits")
    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What changed in the work then. Everybody who sees the chart reads it.",
    )

    def __init__(self, *args, team, indicator, user, **kwargs):
        self.there = (
            MonthlyFigure.objects.visible_to(user).of(team).filter(indicator=indicator)
        )
        super().__init__(*args, **kwargs)

    def prepare(self):
        months = self.there.order_by("-month").values_list("month", flat=True)
        choices = [(month.isoformat(), month_said(month)) for month in months]
        self.fields["month"].choices = choices


class RangesForm(Filters):
    """By which of the two published ways the limits of measures are drawn."""

    ranges = forms.ChoiceField(
        label="Limits of measures from", choices=MODES.items(), required=False
    )

    @property
    def chosen(self) -> str:
        asked = self.cleaned_data["ranges"] if self.is_valid() else ""
        return asked or ALL_RANGES
