"""What a council itself says of its costs: rates from a day on, each with its source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


class OwnRateQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_active and user.may("see_money") else self.none()

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
