"""What a council itself says of its costs: rates from a day on, each with its source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from alongside.desk.workforce.models import Holding

POUNDS = {"max_digits": 12, "decimal_places": 2}


class MoneyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of it, to those who see money."""
        return self if user.is_active and user.may("see_money") else self.none()


class OwnRateQuerySet(MoneyQuerySet):
    def latest_first(self):
        return self.order_by("kind", "-from_on")

    def on(self, kind: str, day: date):
        """Return the rate of a kind that holds on a day, or None where none was typed in."""
        held = self.filter(kind=kind, from_on__lte=day)
        return held.order_by("-from_on").first()


class OwnRate(models.Model):
    """A share that the council sets or expects itself, until a later one of its kind."""

    class Kind(models.TextChoices):
        PENSION = "pension", "Employer’s pension contribution, of pay"
        VACANCY = "vacancy", "Vacancy factor, of the cost of all posts"
        AWARD = "award", "Pay award expected, for each year not priced yet"
        INFLATION = "inflation", "Inflation expected of other costs, for each year"

    kind = models.CharField(max_length=10, choices=Kind)
    from_on = models.DateField("from")
    percent = models.DecimalField(
        max_digits=6,
        decimal_places=3,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    source = models.CharField(max_length=200)
    verified = models.BooleanField("somebody read it at its source", default=False)

    objects = OwnRateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "from_on"],
                name="one_rate_of_a_kind_from_a_day",
                violation_error_message="There is a rate of this kind from this day "
                "already. Change that one.",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.percent.normalize():f}%"

    @property
    def share(self) -> Decimal:
        """As a share of 1."""
        return self.percent / 100


class PaySpine(models.Model):
    """A pay spine from a pay award on: what a full-time post is paid a year, by point."""

    name = models.CharField("name of the spine", max_length=60)
    from_on = models.DateField("from")
    lowest = models.PositiveSmallIntegerField("lowest point", default=1)
    points = models.JSONField(help_text="Pounds a year as text, from the lowest point.")
    source = models.CharField(max_length=200)
    verified = models.BooleanField("somebody read it at its source", default=False)

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "from_on"],
                name="one_spine_of_a_name_from_a_day",
                violation_error_message="This spine has points from this day already. "
                "Change those.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def top(self) -> int:
        return self.lowest + len(self.points) - 1


class GradePay(models.Model):
    """Between which points of which spine a grade is paid, from a day on."""

    grade = models.CharField(max_length=20)
    from_on = models.DateField("from")
    spine = models.CharField("name of the spine", max_length=60)
    lowest = models.PositiveSmallIntegerField("lowest point")
    top = models.PositiveSmallIntegerField("top point")

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["grade", "-from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["grade", "from_on"],
                name="one_pay_of_a_grade_from_a_day",
                violation_error_message="This grade has points from this day already. "
                "Change those.",
            ),
            models.CheckConstraint(
                condition=Q(top__gte=F("lowest")),
                name="a_grade_tops_at_its_lowest_point_or_above",
                violation_error_message="The top point cannot be below the lowest.",
            ),
        ]

    def __str__(self):
        return f"Grade {self.grade}"


class PaidPoint(models.Model):
    """At which point somebody in a post is paid, and what else, from a day on."""

    holding = models.ForeignKey(
        Holding, on_delete=models.PROTECT, related_name="paid_points"
    )
    from_on = models.DateField("from")
    point = models.PositiveSmallIntegerField()
    allowances = models.DecimalField(
        "allowances, pounds a year",
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0))],
        **POUNDS,
    )

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["holding", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["holding", "from_on"],
                name="one_point_of_a_person_from_a_day",
                violation_error_message="This person has a point from this day already. "
                "Change that one.",
            )
        ]

    def __str__(self):
        return f"Point {self.point}"
