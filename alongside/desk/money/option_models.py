"""Options appraisals: what could be done, by which criteria, and what is known of each."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from alongside.desk.money.grant_models import PENCE, SeenWithMoney
from alongside.desk.money.option_fields import named
from alongside.reckon.money.options import (
    GREEN_BOOK_SOURCE,
    MOST_YEARS,
    Appraisal,
    Benefit,
    Discount,
    Option,
    Risk,
)

HUNDRED = Decimal(100)
UNITS = {"max_digits": 12, "decimal_places": 2}
PERCENT = {"max_digits": 6, "decimal_places": 3}
FROM_0_TO_100 = [MinValueValidator(0), MaxValueValidator(100)]


class OptionsAppraisal(models.Model):
    """A question, and the years, prices and criteria by which its options are weighed."""

    name = models.CharField(
        max_length=150,
        unique=True,
        error_messages={"unique": "There is an appraisal of this name already."},
    )
    question = models.CharField(max_length=400)
    first_year = models.PositiveSmallIntegerField("first year, by its April")
    years = models.PositiveSmallIntegerField(
        "number of years",
        validators=[MinValueValidator(1), MaxValueValidator(MOST_YEARS)],
    )
    nominal = models.BooleanField("costs are typed as they will be paid", default=False)
    inflation = models.DecimalField(
        "inflation a year, in percent", **PERCENT, default=0, validators=FROM_0_TO_100
    )
    rate = models.DecimalField(
        "discount rate a year, in percent", **PERCENT, default=Decimal("3.5"),
        validators=FROM_0_TO_100,
    )  # fmt: skip
    rate_source = models.CharField(
        "whose rate it is", max_length=300, default=GREEN_BOOK_SOURCE
    )
    criteria = models.TextField(
        blank=True, help_text="A name and its weight of 100 a line."
    )
    preferred = models.ForeignKey(
        "WeighedOption", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    why = models.TextField("why it is preferred", blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_on = models.DateField()

    objects = SeenWithMoney.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nominal=True) | Q(inflation=0),
                name="inflation_of_prices_as_they_will_be_paid",
                violation_error_message="Costs in the prices of the first year have no "
                "inflation to take out. Say that they are as they will be paid, or leave "
                "it at 0.",
            )
        ]

    def __str__(self):
        return self.name

    def reckoned(self) -> Appraisal:
        """Return it as the reckoning takes it. Raises NotAnAppraisal for what is lacking."""
        options = self.options.prefetch_related("benefits", "risks")
        rate = Discount(
            self.rate / HUNDRED,
            self.rate_source,
            self.nominal,
            self.inflation / HUNDRED,
        )
        found = tuple(each.reckoned() for each in options)
        return Appraisal(found, self.years, rate, weights(self.criteria))


def weights(lines: str) -> dict[str, Decimal]:
    """Return what stands under each name, of lines like `Quality of care: 40`."""
    return {name: Decimal(number) for name, number in map(named, lines.splitlines())}


class WeighedOptionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(appraisal__in=OptionsAppraisal.objects.visible_to(user))


class WeighedOption(models.Model):
    """One way to go: its costs by year, or why they are not known, and its scores."""

    appraisal = models.ForeignKey(
        OptionsAppraisal, on_delete=models.PROTECT, related_name="options"
    )
    name = models.CharField(max_length=120)
    about = models.CharField("what it is", max_length=400, blank=True)
    does_nothing = models.BooleanField("nothing changes", default=False)
    costs = models.TextField(blank=True, help_text="Pounds, a year a line.")
    not_costed = models.CharField("not costed, because", max_length=300, blank=True)
    scores = models.TextField(
        blank=True, help_text="A criterion and its score of 100 a line."
    )

    objects = WeighedOptionQuerySet.as_manager()

    class Meta:
        ordering = [F("does_nothing").desc(), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal", "name"],
                name="option_once_in_an_appraisal",
                violation_error_message="There is an option of this name already.",
            ),
            models.UniqueConstraint(
                fields=["appraisal"],
                condition=Q(does_nothing=True),
                name="doing_nothing_once_in_an_appraisal",
                violation_error_message="One option does nothing already.",
            ),
        ]

    def __str__(self):
        return self.name

    def reckoned(self) -> Option:
        costs = tuple(map(Decimal, self.costs.split())) or None
        scores = weights(self.scores)
        benefits = tuple(each.reckoned() for each in self.benefits.all())
        risks = tuple(each.reckoned() for each in self.risks.all())
        return Option(
            self.name,
            costs,
            self.not_costed,
            self.does_nothing,
            benefits,
            risks,
            scores,
        )


class OfOption(models.QuerySet):
    def visible_to(self, user):
        seen = OptionsAppraisal.objects.visible_to(user)
        return self.filter(option__appraisal__in=seen)


class OptionBenefit(models.Model):
    """What an option brings each year against doing nothing, from low to high, and who says so."""

    option = models.ForeignKey(
        WeighedOption, on_delete=models.CASCADE, related_name="benefits"
    )
    what = models.CharField(max_length=150)
    unit = models.CharField(max_length=40)
    low = models.DecimalField(**UNITS)
    expected = models.DecimalField(**UNITS)
    high = models.DecimalField(**UNITS)
    source = models.CharField("where the interval is from", max_length=300)
    pounds = models.DecimalField(
        "worth of one, in pounds", **PENCE, null=True, blank=True
    )
    cash = models.BooleanField("somebody pays less for it", default=False)
    first = models.PositiveSmallIntegerField("years before it begins", default=0)

    objects = OfOption.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(low__lte=F("expected"), expected__lte=F("high")),
                name="benefit_from_low_to_high",
                violation_error_message="What is expected lies between the low end and "
                "the high end. Give the lowest first.",
            )
        ]

    def __str__(self):
        return self.what

    def reckoned(self) -> Benefit:
        return Benefit(
            self.what, self.unit, self.low, self.expected, self.high, self.source,
            self.pounds, self.cash, self.first,
        )  # fmt: skip


class OptionRisk(models.Model):
    """What may happen, how likely, what it would cost, and what is done about it."""

    option = models.ForeignKey(
        WeighedOption, on_delete=models.CASCADE, related_name="risks"
    )
    what = models.CharField(max_length=200)
    chance = models.DecimalField(
        "chance, in percent", **PERCENT, validators=FROM_0_TO_100
    )
    pounds = models.DecimalField(
        "cost if it happens, in pounds", **PENCE, validators=[MinValueValidator(0)]
    )
    year = models.PositiveSmallIntegerField("years from the start", default=0)
    answer = models.CharField("what is done about it", max_length=300, blank=True)

    objects = OfOption.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.what

    def reckoned(self) -> Risk:
        return Risk(
            self.what, self.chance / HUNDRED, self.pounds, self.year, self.answer
        )
