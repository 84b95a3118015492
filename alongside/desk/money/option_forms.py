"""What is asked about options."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.access.seen_before import SeenBefore
from alongside.desk.access.sent_once import SentOnce
from alongside.desk.forms import Form
from alongside.desk.money.amounts import NumberField, PercentField, PoundsField
from alongside.desk.money.option_fields import CriteriaField, NumbersField
from alongside.desk.money.option_models import OptionsAppraisal, WeighedOption, weights
from alongside.reckon.money.option_blocks import year_said
from alongside.reckon.money.options import GREEN_BOOK_SOURCE, MOST_YEARS

SHORT = {"class": "short"}


class AppraisalForm(Form):
    """What is weighed, over which years, in which prices, by which criteria."""

    name = forms.CharField(max_length=150, label="Name")
    question = forms.CharField(max_length=400, label="What is to be decided")
    first_year = forms.IntegerField(
        label="First year", min_value=2010, max_value=2060,
        help_text="The year in which its April lies: 2026 for 2026/27.",
        widget=forms.NumberInput(SHORT),
    )  # fmt: skip
    years = forms.IntegerField(
        label="Number of years", min_value=1, max_value=MOST_YEARS,
        widget=forms.NumberInput(SHORT),
    )  # fmt: skip
    nominal = forms.TypedChoiceField(
        label="In which prices costs are typed", coerce=lambda typed: typed == "True",
        choices=[
            ("False", "In those of the first year (real)"),
            ("True", "As they will be paid (nominal)"),
        ],
        initial="False", widget=forms.RadioSelect,
    )  # fmt: skip
    inflation = PercentField(
        label="Inflation a year, percent", required=False,
        help_text="Only where costs are typed as they will be paid.",
    )  # fmt: skip
    rate = PercentField(label="Discount rate a year, percent", initial=Decimal("3.5"))
    rate_source = forms.CharField(
        label="Whose rate it is", max_length=300, initial=GREEN_BOOK_SOURCE
    )
    criteria = CriteriaField(
        label="Criteria and their weights", required=False,
        help_text="One a line, like “Quality of care: 40”. Make the weights come to 100. "
        "Leave it empty where money alone decides.",
    )  # fmt: skip

    def clean_inflation(self):
        return self.cleaned_data["inflation"] or Decimal(0)

    def clean(self):
        if self.cleaned_data.get("inflation") and not self.cleaned_data.get("nominal"):
            raise ValidationError(
                {
                    "inflation": "Costs in the prices of the first year have no inflation "
                    "to take out. Say that they are as they will be paid, or leave this empty"
                }
            )


class BeginAppraisalForm(AppraisalForm, SentOnce):
    """A new appraisal."""


class ChangeAppraisalForm(AppraisalForm, SeenBefore):
    """An appraisal, as this page showed it."""


class OptionForm(Form):
    """One way to go."""

    name = forms.CharField(max_length=120, label="Name")
    about = forms.CharField(max_length=400, label="What it is", required=False)
    not_costed = forms.CharField(
        max_length=300, label="Not costed, because", required=False,
        help_text="Only where its costs are not known.",
    )  # fmt: skip
    field_order = ["name", "about", "costs", "not_costed", "scores"]

    def __init__(self, *args, appraisal: OptionsAppraisal, **kwargs):
        self.appraisal = appraisal
        super().__init__(*args, **kwargs)

    def prepare(self):
        first = self.appraisal.first_year
        years = [year_said(first + at) for at in range(self.appraisal.years)]
        self.fields["costs"] = NumbersField(
            years, label="Costs by year, in pounds",
            help_text="The whole cost of this option, not what it adds.",
        )  # fmt: skip
        if names := list(weights(self.appraisal.criteria)):
            self.fields["scores"] = NumbersField(
                names, keyed=True, most=Decimal(100),
                label="Scores, from 0 (worst) to 100 (best)",
            )  # fmt: skip
        self.order_fields(self.field_order)

    def clean(self):
        costs, why = self.cleaned_data.get("costs"), self.cleaned_data.get("not_costed")
        if not costs and not why and not self.errors:
            raise ValidationError(
                {"not_costed": "Give its costs, or say why they are not known"}
            )
        if costs and why:
            raise ValidationError(
                {
                    "not_costed": "It is costed above: leave this empty, or take those out"
                }
            )


class AddOptionForm(OptionForm, SentOnce):
    """A new option."""


class ChangeOptionForm(OptionForm, SeenBefore):
    """An option, as this page showed it."""


class BenefitForm(Form):
    """What an option brings, as an interval with its source."""

    what = forms.CharField(max_length=150, label="What it brings")
    unit = forms.CharField(
        max_length=40, label="Counted in", help_text="Such as: hours.",
        widget=forms.TextInput(SHORT),
    )  # fmt: skip
    low = NumberField(
        label="Low end, a year", max_digits=12, decimal_places=2,
        help_text="Above 0 where better than doing nothing, below 0 where worse.",
        widget=forms.TextInput(SHORT),
    )  # fmt: skip
    expected = NumberField(
        label="Expected, a year", max_digits=12, decimal_places=2,
        widget=forms.TextInput(SHORT),
    )  # fmt: skip
    high = NumberField(
        label="High end, a year", max_digits=12, decimal_places=2,
        widget=forms.TextInput(SHORT),
    )  # fmt: skip
    source = forms.CharField(
        max_length=300, label="Where the interval is from",
        help_text="The pilot, the figure or the document.",
    )  # fmt: skip
    pounds = PoundsField(label="What one is worth", required=False)
    cash = forms.BooleanField(
        required=False, label="Somebody pays less for it: it is cash, and not time"
    )
    first = forms.IntegerField(
        label="Years before it begins", min_value=0, max_value=30, initial=0,
        widget=forms.NumberInput(SHORT),
    )  # fmt: skip

    def clean(self):
        given = [self.cleaned_data.get(name) for name in ("low", "expected", "high")]
        if None not in given and given != sorted(given):
            raise ValidationError(
                {"expected": "Give the lowest first: low end, expected, high end"}
            )


class AddBenefitForm(BenefitForm, SentOnce):
    """A new benefit."""


class ChangeBenefitForm(BenefitForm, SeenBefore):
    """A benefit, as this page showed it."""


class PlaceBenefitForm(AddBenefitForm):
    """A benefit handed over, and to which option it belongs."""

    option = forms.ModelChoiceField(
        WeighedOption.objects.none(), label="Of which option",
        empty_label="Choose an option",
    )  # fmt: skip
    field_order = ["option"]

    def __init__(self, *args, options, **kwargs):
        self.options = options
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["option"].queryset = self.options
        self.fields["option"].label_from_instance = lambda each: (
            f"{each.appraisal}: {each}"
        )


class RiskForm(Form):
    """What may happen."""

    what = forms.CharField(max_length=200, label="What may happen")
    chance = PercentField(label="How likely, in percent")
    pounds = PoundsField(label="What it would cost in all")
    year = forms.IntegerField(
        label="Years from the start", min_value=0, max_value=30, initial=0,
        widget=forms.NumberInput(SHORT),
    )  # fmt: skip
    answer = forms.CharField(
        max_length=300, label="What is done about it", required=False
    )


class AddRiskForm(RiskForm, SentOnce):
    """A new risk."""


class ChangeRiskForm(RiskForm, SeenBefore):
    """A risk, as this page showed it."""


class PreferForm(Form, SeenBefore):
    """Which option is preferred, and why."""

    preferred = forms.ModelChoiceField(
        WeighedOption.objects.none(), label="Preferred option",
        empty_label="Choose an option",
    )  # fmt: skip
    why = forms.CharField(label="Why", widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args, options, **kwargs):
        self.options = options
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["preferred"].queryset = self.options
