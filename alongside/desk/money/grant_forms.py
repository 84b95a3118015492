"""What is asked about a grant and its account."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.seen_before import SeenBefore
from alongside.desk.access.sent_once import SentOnce
from alongside.desk.decisions.models import Decision
from alongside.desk.forms import DateField, Form
from alongside.desk.money.amounts import PoundsField
from alongside.desk.money.grant_models import (
    Grant,
    GrantEntry,
    GrantUse,
    GrantYearEnd,
)
from alongside.desk.said import day_said

PENNY = "0.01"


class AboutGrantForm(Form):
    """What the award letter says."""

    name = forms.CharField(max_length=150, label="Name of the grant")
    funder = forms.CharField(
        max_length=150, help_text="As the funder spells itself, every time."
    )
    another = forms.BooleanField(
        required=False, label="It is another funder than one of nearly the same name"
    )
    reference = forms.CharField(
        label="Award letter", max_length=150, help_text="Its reference."
    )
    letter_on = DateField(label="Date of the letter")
    kind = forms.ChoiceField(
        label="Revenue or capital", choices=Grant.Kind, widget=forms.RadioSelect
    )
    ring_fenced = forms.BooleanField(
        required=False, label="It may be spent on what the letter says, and no more"
    )
    by_decision = forms.BooleanField(
        required=False, initial=True,
        label="It may be spent only once a body has released it",
    )  # fmt: skip
    starts_on = DateField(label="First day to spend it")
    ends_on = DateField(label="Last day to spend it", required=False)
    conditions = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 3}), label="Conditions"
    )
    clawback = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 2}),
        label="What is paid back, and when",
    )  # fmt: skip
    return_line = forms.CharField(
        required=False, max_length=60, label="Line of the revenue outturn return",
        widget=forms.TextInput({"class": "short"}),
    )  # fmt: skip

    def clean(self):
        first, last = (self.cleaned_data.get(k) for k in ("starts_on", "ends_on"))
        if first and last and last < first:
            raise ValidationError(
                {"ends_on": f"Enter a day on or after {day_said(first)}, the first."}
            )


class AddGrantForm(AboutGrantForm, SentOnce):
    """A new award."""

    pounds = PoundsField(label="Amount of the award", least=PENNY)
    field_order = ["name", "funder", "another", "pounds"]


class ChangeGrantForm(AboutGrantForm, SeenBefore):
    """What is said of a grant, as this page showed it."""


class AboutUseForm(Form):
    """What a part of a grant is for."""

    name = forms.CharField(max_length=150, label="What it is for")
    adds = forms.ChoiceField(
        label="It pays for", choices=GrantUse.Adds, widget=forms.RadioSelect
    )
    heads = forms.IntegerField(
        label="Number of people", required=False, min_value=1, max_value=9999,
        help_text="Where it is a sum for each of some people.",
        widget=forms.NumberInput({"class": "short"}),
    )  # fmt: skip
    each = PoundsField(label="For each of them", required=False)
    on_top = PoundsField(label="On top of that", required=False)

    def clean_on_top(self):
        return self.cleaned_data["on_top"] or 0

    def clean(self):
        heads, each = (self.cleaned_data.get(k) for k in ("heads", "each"))
        if (heads is None) != (each is None) and not self.errors:
            raise ValidationError(
                "Give the number of people and the sum for each, or neither."
            )


class AddUseForm(AboutUseForm, SentOnce):
    """A new use, and what is allocated to it."""

    pounds = PoundsField(label="Amount allocated", least=PENNY)
    happened_on = DateField(label="Allocated on")
    field_order = ["name", "adds", "pounds", "happened_on"]


class ChangeUseForm(AboutUseForm, SeenBefore):
    """A use, as this page showed it."""


class InstalmentForm(Form, SentOnce):
    due_on = DateField(label="Due by")
    pounds = PoundsField(label="Amount", least=PENNY)


class EntryForm(Form, SentOnce):
    """An amount of a day. `grant` says of which uses, decisions and claims it may be."""

    pounds = PoundsField(label="Amount", least=PENNY)
    happened_on = DateField(label="Day", initial=timezone.localdate)
    note = forms.CharField(
        required=False, max_length=300, label="Note, or ledger reference"
    )

    def __init__(self, *args, grant: Grant, user, **kwargs):
        self.grant, self.user = grant, user
        super().__init__(*args, **kwargs)

    def prepare(self):
        for name in {"use", "to"} & self.fields.keys():
            self.fields[name].queryset = self.grant.uses.all()


def _use(label: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        GrantUse.objects.none(), label=label, empty_label="Choose a use"
    )


class OfUseForm(EntryForm):
    use = _use("Of which use")
    field_order = ["use", "pounds", "happened_on", "note"]


class SpendForm(OfUseForm):
    committed = PoundsField(
        label="How much of it had been committed", required=False,
        help_text="That much of the commitment ends. Empty where none had.",
    )  # fmt: skip
    field_order = ["use", "pounds", "committed", "happened_on", "note"]


class MoveForm(EntryForm):
    use = _use("From")
    to = _use("To")
    approval = forms.CharField(
        max_length=200, label="Who allowed it", help_text="And where that is written."
    )
    field_order = ["use", "to", "pounds", "happened_on", "approval", "note"]


class ReleaseForm(EntryForm):
    decision = forms.ModelChoiceField(
        Decision.objects.none(), label="The decision that releases it",
        empty_label="Choose a decision",
        help_text="Awaited or made. The release counts from the day it is made.",
    )  # fmt: skip
    field_order = ["decision", "pounds", "happened_on", "note"]

    def prepare(self):
        self.fields["happened_on"].label = "From which day"
        seen = Decision.objects.visible_to(self.user).latest_first()
        self.fields["decision"].queryset = seen.exclude(state=Decision.State.REFUSED)


class ReceiveForm(EntryForm):
    claim = forms.ModelChoiceField(
        GrantEntry.objects.none(), label="On which claim", required=False,
        empty_label="On none: an instalment",
    )  # fmt: skip
    field_order = ["pounds", "happened_on", "claim", "note"]

    def prepare(self):
        claims = self.grant.entries.filter(
            kind=GrantEntry.Kind.CLAIM, state=GrantEntry.State.COUNTS
        )
        self.fields["claim"].queryset = claims
        self.fields["claim"].label_from_instance = lambda each: (
            f"£{each.pounds:,.2f}, claimed on {day_said(each.happened_on)}"
        )


class TakeBackForm(Form):
    why_back = forms.CharField(max_length=300, label="Why it is taken back")


class YearEndForm(Form):
    treatment = forms.ChoiceField(
        label="What becomes of it", choices=GrantYearEnd.Treatment,
        widget=forms.RadioSelect,
    )  # fmt: skip
    approval = forms.CharField(
        max_length=200, label="Who allowed it",
        help_text="Such as the section 151 officer, and the date of the certificate.",
    )  # fmt: skip


class EvidenceForm(Form):
    what = forms.CharField(
        max_length=150, label="What it is", help_text="Such as: claim form, quarter 2."
    )
    file = forms.FileField(
        label="File", max_length=200, help_text="Up to 10 MB. It is kept sealed."
    )

    def __init__(self, *args, entries, **kwargs):
        self.entries = entries
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["entry"] = forms.ModelChoiceField(
            self.entries, required=False, label="For which entry",
            empty_label="For the grant as a whole",
        )  # fmt: skip
        self.fields["entry"].label_from_instance = lambda each: (
            f"{each.get_kind_display()}, £{each.pounds:,.2f}, {day_said(each.happened_on)}"
        )
