"""Forms of what a post costs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.access.seen_before import SeenBefore
from alongside.desk.access.sent_once import SentOnce
from alongside.desk.forms import DateField, Filters, Form
from alongside.desk.money.amounts import PercentField, PoundsField, bare
from alongside.desk.money.models import OwnRate
from alongside.desk.workforce.post_forms import fte_field

MOST = 1_000_000  # pounds a year


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


class SpineForm(Form):
    """What each point is paid: one salary a line, from the lowest point up."""

    lowest = forms.IntegerField(
        label="Lowest point", min_value=1, max_value=200, initial=1
    )
    points = forms.CharField(
        label="Salaries, pounds a year",
        widget=forms.Textarea({"rows": 12, "inputmode": "decimal"}),
        help_text="One a line, the lowest point first.",
    )
    source = forms.CharField(
        label="Source", max_length=200, help_text="The pay agreement, and its date."
    )
    verified = forms.BooleanField(
        label="I read it at its source myself", required=False
    )

    def clean_points(self) -> list[str]:
        return list(_salaries(self.cleaned_data["points"]))


def _salaries(typed: str) -> Iterator[str]:
    """Yield each salary as text. Raises ValidationError at the first that is none."""
    before = Decimal(0)
    for number, line in enumerate(filter(None, map(str.strip, typed.splitlines())), 1):
        try:
            pounds = Decimal(bare(line))
        except InvalidOperation:
            raise ValidationError(
                f"Line {number} is “{line}”. Enter one salary a line, like 24,790"
            ) from None
        if not before < pounds < MOST:
            raise ValidationError(
                f"Line {number} is £{pounds:,.2f}, after £{before:,.2f}. Each point is "
                f"paid more than the one before it, and less than £{MOST:,}."
            )
        before = pounds
        yield f"{pounds:f}"


class AddSpineForm(SentOnce, SpineForm):
    """A spine from a pay award on."""

    name = forms.CharField(label="Name of the spine", max_length=60, initial="NJC")
    from_on = DateField(label="Pay award from")
    field_order = ["name", "from_on", "lowest", "points", "source", "verified"]


class ChangeSpineForm(SpineForm, SeenBefore):
    """A spine as this page showed it."""


class GradeForm(Form):
    """Between which points a grade is paid."""

    spine = forms.CharField(label="Name of the spine", max_length=60, initial="NJC")
    lowest = forms.IntegerField(label="Lowest point", min_value=1, max_value=200)
    top = forms.IntegerField(label="Top point", min_value=1, max_value=200)


class AddGradeForm(SentOnce, GradeForm):
    """A grade from a day on."""

    grade = forms.CharField(
        label="Grade", max_length=20, help_text="As posts have it, such as 4 or A."
    )
    from_on = DateField(label="From")
    field_order = ["grade", "from_on", "spine", "lowest", "top"]


class ChangeGradeForm(GradeForm, SeenBefore):
    """A grade as this page showed it."""


class PointForm(SentOnce, Form):
    """At which point somebody is paid, from a day on."""

    from_on = DateField(label="From")
    point = forms.IntegerField(label="Point", min_value=1, max_value=200)
    allowances = PoundsField(
        label="Allowances, pounds a year", initial=Decimal(0), required=False
    )

    def clean_allowances(self) -> Decimal:
        return self.cleaned_data["allowances"] or Decimal(0)


class DayForm(Filters):
    """Of which day."""

    on = DateField(label="Prices of", required=False)


WAYS = ("grade", "salary", "full_year")


class WhatIfForm(Form):
    """So many posts, for a time, of a grade, at a salary, or at a cost that is known."""

    posts = forms.IntegerField(
        label="How many posts", min_value=1, max_value=500, initial=1
    )
    fte = fte_field("FTE of each", max_value=Decimal(1), initial=Decimal(1))
    first_on = DateField(label="First day")
    last_on = DateField(
        label="Last day, if fixed term", required=False, help_text="Empty: permanent."
    )
    grade = forms.CharField(
        label="Grade", max_length=20, required=False, help_text="Such as 4 or A."
    )
    point = forms.IntegerField(
        label="Point",
        min_value=1,
        max_value=200,
        required=False,
        help_text="Empty: the top of the grade.",
    )
    salary = PoundsField(
        label="Or a full-time salary, pounds a year", least="1", required=False
    )
    full_year = PoundsField(
        label="Or what one post costs in a full year, if that is known",
        least="1",
        required=False,
    )
    allowances = PoundsField(label="Allowances of each, pounds a year", required=False)
    other = PoundsField(
        label="Other costs of each, pounds a year",
        required=False,
        help_text="Equipment, travel: they rise with the inflation expected.",
    )

    def clean(self):
        told = self.cleaned_data
        first, last = told.get("first_on"), told.get("last_on")
        if first and last and last < first:
            raise ValidationError(
                {"last_on": "The last day cannot be before the first."}
            )
        if sum(bool(told.get(way)) for way in WAYS) != 1 and not self.errors:
            raise ValidationError(
                "Enter one of the three: a grade, a salary, or a cost that is known."
            )
