"""What is asked of a payment query: the ledger, whose turn, whose fault, and the answer."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from alongside.desk.access.unsent import asks_about
from alongside.desk.contacts.models import PaymentCause, PaymentEntry, PaymentQuery
from alongside.desk.forms import DateField, Filters, Form
from alongside.desk.workforce.models import Team


class PaymentQueriesForm(Filters):
    """Which queries to list. Nothing chosen: those that are open."""

    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label="All"
    )
    turn = forms.ChoiceField(
        label="Whose turn", required=False,
        choices=[("", "Anybody"), *PaymentQuery.Turn.choices],
    )  # fmt: skip
    shown = forms.ChoiceField(
        label="Show", required=False,
        choices=[("", "Open"), ("late", "Open, and the next step is late"), ("all", "Answered too")],
    )  # fmt: skip

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["team"].queryset = Team.objects.visible_to(self.user).active()

    def chosen_of(self, queries):
        if not self.is_valid():
            return queries.none()
        told = self.cleaned_data
        if told["shown"] != "all":
            queries = queries.open()
        if told["shown"] == "late":
            queries = queries.filter(next_by__lt=timezone.localdate())
        return queries.filter(**{k: told[k] for k in ("team", "turn") if told[k]})


@asks_about("contacts.PaymentQuery")
class PassOnForm(Form):
    """What was done, and who does what next."""

    said = forms.CharField(label="What was done", max_length=300)
    turn = forms.ChoiceField(label="Whose turn it is now", choices=PaymentQuery.Turn)
    next_step = forms.CharField(label="What they are to do", max_length=300)
    next_by = DateField(label="By when")


class EntryForm(Form):
    """A line of the ledger."""

    asked_by_another = ("paid_on",)

    side = forms.ChoiceField(
        label="Was it due, or paid?",
        choices=PaymentEntry.Side,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it was due or paid"},
    )
    pounds = forms.DecimalField(
        label="How much, in pounds", max_digits=9, decimal_places=2, min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": "Enter a sum in pounds, like 312.50"},
    )  # fmt: skip
    first_on = DateField(
        label="First day it is for",
        error_messages={"required": "Enter the first day it is for"},
    )
    last_on = DateField(
        label="Last day it is for",
        error_messages={"required": "Enter the last day it is for"},
    )
    paid_on = DateField(label="Day it was paid", required=False)
    source = forms.CharField(
        label="Where the figure is from", max_length=120,
        help_text="For example, remittance of 14 March, or the rates for 2026/27.",
    )  # fmt: skip


class StrikeForm(Form):
    why = forms.CharField(label="Why this line is wrong", max_length=200)


class CauseForm(Form):
    """Whose fault, why, and the larger cause."""

    fault = forms.ChoiceField(label="Whose fault it was", choices=PaymentQuery.Fault)
    why = forms.ChoiceField(
        label="Why", required=False, choices=[("", "Not known yet"), *PaymentQuery.Why.choices],
    )  # fmt: skip
    asked_by_another = ("why",)
    cause = forms.ModelChoiceField(
        PaymentCause.objects.in_order(), label="Cause it has in common with other queries",
        required=False, empty_label="None",
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        known = (
            said.get("fault", PaymentQuery.Fault.UNKNOWN) != PaymentQuery.Fault.UNKNOWN
        )
        if known and said.get("why") == "":
            self.add_error(
                "why", "Choose why, or say that whose fault it was is not known yet"
            )
        return said


class AnswerForm(Form):
    answer = forms.ChoiceField(
        label="What the carer was told",
        choices=PaymentQuery.Answer,
        widget=forms.RadioSelect,
    )
    answered_on = DateField(label="Day they were told")


class OpenAgainForm(Form):
    said = forms.CharField(label="What is to be done", max_length=300)


class AddCauseForm(Form):
    what = forms.CharField(
        label="What went wrong", max_length=200,
        help_text="Name no carer and no child: many people read it.",
    )  # fmt: skip
    found_on = DateField(label="Day it was found")


class MendCauseForm(Form):
    mended_on = DateField(label="Day it was put right")
    how = forms.CharField(label="How", max_length=300)
