"""How long a kind of record is kept from a day on, where that was set here."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models


class PeriodQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To those who keep the schedule."""
        return self if user.may("keep_schedule") else self.none()

    def in_force(self, day: date):
        """Those that hold by a day, the latest said last."""
        return self.filter(from_on__lte=day).order_by("from_on", "pk")


class Period(models.Model):
    """That a kind is kept so long from a day on, who said so, and why."""

    kind = models.SlugField(max_length=40)
    months = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    why = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why=""),
                name="period_says_why",
                violation_error_message="Say why it is kept so long.",
            )
        ]

    def __str__(self):
        return f"{self.kind}: {self.months} months from {self.from_on}"
