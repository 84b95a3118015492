"""Forms of what a post costs."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.access.seen_before import SeenBefore
from alongside.desk.access.sent_once import SentOnce
from alongside.desk.forms import DateField, Form
from alongside.desk.money.amounts import PercentField, PoundsField
from alongside.desk.money.models import OwnRate
from alongside.desk.workforce.post_forms import fte_field


class RateForm(Form):
    """A share, and where it stands."""

    percent = PercentField(label="Percent")
    source = forms.CharField(
        label="Source",
        max_length=200,
        help_text="Such as the actuary’s certificate and its date, or who assumed it.",
    )
    verified = forms.BooleanField(
        label="I read it at its source myself", required=False
    )


class AddRateForm(SentOnce, RateForm):
    """A rate from a day on."""

    kind = forms.ChoiceField(label="Rate", choices=OwnRate.Kind.choices)
    from_on = DateField(label="From")
    field_order = ["kind", "from_on", "percent", "source", "verified"]


class ChangeRateForm(RateForm, SeenBefore):
    """A rate as this page showed it."""


class WhatIfForm(Form):
    """So many posts, for a time, at a salary."""

    posts = forms.IntegerField(label="How many posts", min_value=1, max_value=500)
    fte = fte_field("FTE of each", max_value=Decimal(1))
    salary = PoundsField(label="Full-time salary, pounds a year", least="1")
    allowances = PoundsField(label="Allowances of each, pounds a year", required=False)
    first_on = DateField(label="First day")
    last_on = DateField(
        label="Last day, if fixed term", required=False, help_text="Empty: permanent."
    )

    def clean(self):
        first, last = (self.cleaned_data.get(k) for k in ("first_on", "last_on"))
        if first and last and last < first:
            raise ValidationError(
                {"last_on": "The last day cannot be before the first."}
            )
