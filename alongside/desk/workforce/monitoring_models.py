"""Monthly figures of teams, and the months from which a person drew limits anew."""

from __future__ import annotations

import calendar
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.reckon.indicators.workforce import RATIOS, Ratio, RatioFigure


class OfTeams(models.QuerySet):
    """Rows of teams: those a person sees, or all to whoever keeps or sees the whole."""

    def visible_to(self, user):
        from alongside.desk.workforce.models import Team

        if not (user.is_active and user.may("see_establishment")):
            return self.none()
        if user.sees_whole_service or user.may("keep_establishment"):
            return self
        return self.filter(team__in=Team.objects.visible_to(user))

    def of(self, team):
        """Rows of one team; of the service where it is None."""
        return self.filter(team=team)


class MonthlyFigureQuerySet(OfTeams):
    def of_teams(self):
        return self.exclude(team=None)

    def in_order(self):
        return self.select_related("team", "by").order_by("indicator", "month", "pk")


class MonthlyFigure(models.Model):
    """One month's two numbers of an indicator, for a team; how they came and from whom."""

    class Came(models.TextChoices):
        TYPED = "typed", "Typed"
        COUNTED = "counted", "Counted here"
        IMPORTED = "imported", "Imported"

    indicator = models.CharField(max_length=60)
    team = models.ForeignKey(
        "workforce.Team", on_delete=models.PROTECT, related_name="monthly_figures"
    )
    month = models.DateField(help_text="Its first day.")
    numerator = models.DecimalField(max_digits=12, decimal_places=2)
    denominator = models.DecimalField(max_digits=12, decimal_places=2)
    as_at = models.DateField(help_text="The day that was counted for.")
    came = models.CharField(max_length=10, choices=Came)
    baseline = models.BooleanField(
        default=False,
        help_text="One of the twelve that the limits come from: they stay the same, "
        "whatever months are added.",
    )
    # What the desk counted itself of a month whose figure a person typed or imported.
    counted_numerator = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, editable=False
    )
    counted_denominator = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, editable=False
    )
    counted_as_at = models.DateField(null=True, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = MonthlyFigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "team", "month"], name="one_figure_a_month"
            ),
            models.CheckConstraint(
                condition=Q(numerator__gte=0, denominator__gte=0),
                name="monthly_figure_not_below_0",
                violation_error_message="A number cannot be below 0.",
            ),
            models.CheckConstraint(
                condition=Q(as_at__gte=F("month")),
                name="monthly_figure_as_at_in_its_month_or_later",
                violation_error_message="The day counted for is in the month or later.",
            ),
        ]

    def __str__(self):
        return f"Monthly figure {self.pk}"

    @property
    def ratio(self) -> Ratio:
        return RATIOS[self.indicator]

    @property
    def numbers(self) -> dict[str, str]:
        """Both numbers as the audit trail keeps them."""
        return {
            "numerator": str(self.numerator),
            "denominator": str(self.denominator),
        }

    @property
    def reckoned(self) -> RatioFigure:
        return RatioFigure(self.ratio, self.numerator, self.denominator, self.as_at)

    @property
    def counted_otherwise(self) -> RatioFigure | None:
        """What the desk counted itself, where a person said otherwise."""
        counted = self.counted_numerator, self.counted_denominator
        if self.counted_as_at is None or counted == (self.numerator, self.denominator):
            return None
        return RatioFigure(self.ratio, *counted, self.counted_as_at)


class LimitsAnew(models.Model):
    """That a chart's limits are drawn anew from a month, with the reason a person gave."""

    indicator = models.CharField(max_length=60)
    team = models.ForeignKey(
        "workforce.Team", on_delete=models.PROTECT, related_name="limits_anew"
    )
    month = models.DateField(help_text="The first month of the new limits.")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = OfTeams.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "team", "month"],
                name="limits_anew_once_a_month",
                violation_error_message="Limits are drawn anew from this month already.",
            )
        ]
        ordering = ["month"]

    def __str__(self):
        return f"Limits anew {self.pk}"


def last_day(month: date) -> date:
    """Return the last day of the month that a day is in."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
