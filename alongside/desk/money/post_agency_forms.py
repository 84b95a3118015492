"""Forms of agency beside permanent, and of other shares of agency."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.forms import Form
from alongside.desk.money.amounts import PercentField, PoundsField


def _number(label: str, initial: str, most: int, **kwargs) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        initial=Decimal(initial),
        min_value=Decimal(0),
        max_value=Decimal(most),
        max_digits=6,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", "class": "short"}),
        error_messages={
            "invalid": "Enter a number, like 37",
            "min_value": "Enter a number of at least %(limit_value)s",
            "max_value": "Enter a number of at most %(limit_value)s",
        },
        **kwargs,
    )


class BesideForm(Form):
    """What an hour of agency is charged at, and whom it is compared with."""

    rate = PoundsField(
        label="Charge an hour, pounds",
        least="0.01",
        help_text="All that is paid for the hour: pay, on-costs, and fees. Without VAT "
        "that the council gets back.",
    )
    agency_week = _number("Agency hours a week", "37", 168)
    weeks = _number(
        "Weeks paid a year",
        "44",
        53,
        help_text="An agency worker is not paid by the hour while away.",
    )
    grade = forms.CharField(
        label="Grade of the permanent post",
        max_length=20,
        help_text="It is priced at the top of the grade, for one full-time post.",
    )
    week = _number("Contract hours a week", "37", 60)
    leave = _number("Days of leave a year", "30", 100)
    bank_holidays = _number("Bank holidays", "8", 20)
    sickness = _number("Days ill a year", "7", 200)
    training = _number("Days of training a year", "5", 100)


class OtherwiseForm(Form):
    """What is spent on agency now, and what other share is asked about."""

    spent = PoundsField(label="Spent on agency in a year, pounds", least="1")
    spent_to = PoundsField(
        label="That figure is rounded to, pounds",
        initial=Decimal(1),
        help_text="£5 million to the nearest million: 1,000,000.",
    )
    share = PercentField(label="Agency’s share now, percent")
    other = PercentField(label="The other share, percent")
    share_to = PercentField(
        label="Shares are rounded to, percentage points", initial=Decimal(1)
    )
    base = forms.CharField(
        label="Whose share this is",
        max_length=120,
        help_text="Such as: all social workers of the service, on 30 September 2025.",
    )
    growth = forms.DecimalField(
        label="If the workforce grows, by how many percent",
        min_value=Decimal(-90),
        max_value=Decimal(500),
        required=False,
        widget=forms.TextInput({"inputmode": "decimal", "class": "short"}),
    )
    kept = PercentField(
        label="If pay of vacant posts is saved: an employed worker’s cost, in percent "
        "of an agency worker’s",
        required=False,
    )
    months = forms.IntegerField(
        label="If for part of a year: how many months",
        min_value=1,
        max_value=12,
        required=False,
    )
    told = PoundsField(
        label="A figure that was given for it, pounds",
        least="1",
        required=False,
        help_text="What would have to be so for it is told under each model.",
    )

    def clean(self):
        for name in ("share", "other"):
            share = self.cleaned_data.get(name)
            if share is not None and not 0 < share < 100:
                raise ValidationError({name: "Enter a share above 0% and below 100%."})
        if self.cleaned_data.get("share") == self.cleaned_data.get("other"):
            raise ValidationError(
                {"other": "Enter a share that is not the one of now."}
            )
