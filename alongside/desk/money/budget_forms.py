"""Forms of budgets, moves between them, releases, and the ledger's months."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.access.seen_before import SeenBefore
from alongside.desk.access.sent_once import SentOnce
from alongside.desk.decisions.models import Decision
from alongside.desk.forms import DateField, Filters, Form
from alongside.desk.money.amounts import PoundsField
from alongside.desk.money.budget_models import year_said
from alongside.desk.money.models import BudgetHead
from alongside.desk.workforce.models import Post
from alongside.reckon.money.years import financial_year

AROUND = range(-3, 4)  # years before and after this one


class YearForm(Filters):
    """Of which financial year."""

    year = forms.TypedChoiceField(coerce=int, required=False, label="Financial year")

    def __init__(self, data, *, today: date):
        self.now = financial_year(today)
        super().__init__({"year": self.now} | data.dict())

    def prepare(self):
        years = [self.now + n for n in AROUND]
        self.fields["year"].choices = [(y, year_said(y)) for y in years]

    @property
    def april(self) -> int:
        chosen = self.cleaned_data.get("year") if self.is_valid() else None
        return chosen or self.now


def head_field(label: str, **kwargs) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        BudgetHead.objects.all(), label=label, empty_label="Choose a budget", **kwargs
    )


def amount_field() -> PoundsField:
    return PoundsField(label="Amount, pounds", least="0.01")


def why_field() -> forms.CharField:
    return forms.CharField(
        label="Reason",
        max_length=300,
        help_text="And the paragraph of the report it stands in.",
    )


class HeadForm(Form):
    """What a budget is called, and whose it is."""

    title = forms.CharField(label="Name", max_length=120)
    department = forms.CharField(label="Department", max_length=120)
    another = forms.BooleanField(
        required=False, label="It is another than one of nearly the same name"
    )


class AddHeadForm(SentOnce, HeadForm):
    code = forms.CharField(
        label="Code in the ledger",
        max_length=30,
        help_text="Large and small letters are one.",
    )
    field_order = ["code", "title", "department", "another"]


class ChangeHeadForm(HeadForm, SeenBefore):
    """A budget as this page showed it."""


class DecidedForm(SentOnce, Form):
    """What rests on a decision, or on none."""

    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        required=False,
        empty_label="No decision is recorded",
        help_text="What rests on one that is awaited takes effect once it is made.",
    )
    why = why_field()

    def __init__(self, *args, by, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)

    def prepare(self):
        refused = Decision.State.REFUSED
        found = Decision.objects.visible_to(self.by).exclude(state=refused)
        self.fields["decision"].queryset = found.latest_first()


class SetBudgetForm(DecidedForm):
    """What the council sets a budget, on top of what it was set before."""

    on = DateField(
        label="Day", help_text="It counts in the financial year of that day."
    )
    pounds = amount_field()
    field_order = ["on", "pounds", "decision", "why"]


class TransferForm(DecidedForm):
    """From one budget to another."""

    source = head_field("From")
    head = head_field("To")
    on = DateField(
        label="Day", help_text="It counts in the financial year of that day."
    )
    pounds = amount_field()
    field_order = ["source", "head", "on", "pounds", "decision", "why"]


class ReleaseForm(DecidedForm):
    """What posts that end set free."""

    head = head_field("Budget the posts were paid from")
    posts = forms.CharField(
        label="Post numbers",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="By commas or lines. Each must have an end planned.",
    )
    on = DateField(
        label="From", help_text="It counts in the financial year of that day."
    )
    pounds = amount_field()
    field_order = ["head", "posts", "on", "pounds", "decision", "why"]

    def prepare(self):
        super().prepare()
        self.fields["decision"].required = True
        self.fields["decision"].empty_label = "Choose the decision that ends them"

    def clean_posts(self) -> list[Post]:
        typed = self.cleaned_data["posts"].replace(",", " ").split()
        found = {
            post.number.casefold(): post
            for post in Post.objects.visible_to(self.by).filter(number__in=typed)
        }
        missing = [number for number in typed if number.casefold() not in found]
        if missing or not typed:
            raise ValidationError(
                f"There is no post {', '.join(missing)}. Enter numbers as they stand in "
                "the establishment."
            )
        return list(found.values())


class UseForm(SentOnce, Form):
    """What part of a release is for."""

    what = forms.CharField(label="What it is for", max_length=200)
    pounds = amount_field()
    head = head_field(
        "Budget it moves to",
        required=False,
        help_text="Nothing chosen: it stays in the budget that released it.",
    )


class ExpectForm(SeenBefore, Form):
    """What a budget is expected to spend in a month."""

    pounds = PoundsField(
        label="Expected, pounds", least="-999999999", help_text="A credit is below 0."
    )
    note = forms.CharField(label="What it rests on", max_length=200)
