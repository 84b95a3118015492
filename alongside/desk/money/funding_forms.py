"""Forms of what pays for posts."""

from __future__ import annotations

from django import forms

from alongside.desk.access.seen_before import SeenBefore
from alongside.desk.access.sent_once import SentOnce
from alongside.desk.forms import DateField, Form
from alongside.desk.money.amounts import PercentField
from alongside.desk.money.models import BudgetHead, FundingSource


class SourceForm(Form):
    """What pays, from when until when, and on what conditions."""

    title = forms.CharField(label="Name", max_length=120)
    kind = forms.ChoiceField(label="What it is", choices=FundingSource.Kind.choices)
    head = forms.ModelChoiceField(
        BudgetHead.objects.all(),
        label="Budget it stands in",
        required=False,
        empty_label="None of those kept here",
    )
    starts_on = DateField(label="First day")
    ends_on = DateField(
        label="Last day", required=False, help_text="Empty: it goes on."
    )
    conditions = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="What the money may be spent on, and by when.",
    )


class AddSourceForm(SentOnce, SourceForm):
    """A new source."""


class ChangeSourceForm(SourceForm, SeenBefore):
    """A source as this page showed it."""


class FundForm(SentOnce, Form):
    """That a source pays a share of a post."""

    source = forms.ModelChoiceField(
        FundingSource.objects.all(), empty_label="Choose a source"
    )
    percent = PercentField(label="Share of the post, percent", initial=100)
    first_on = DateField(label="First day")
    last_on = DateField(
        label="Last day", required=False, help_text="Empty: as long as the source does."
    )


class EndForm(SeenBefore, Form):
    """Until when a source pays a share of a post."""

    last_on = DateField(
        label="Last day", required=False, help_text="Empty: as long as the source does."
    )
