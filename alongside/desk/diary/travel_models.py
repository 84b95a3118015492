"""How long it takes from one building to another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class TravelQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who see a diary."""
        return self if user.is_active and user.may("see_diary") else self.none()

    def minutes(self) -> dict[tuple[str, str], int]:
        """Return the minutes between two places, each pair one way."""
        rows = self.values_list("one", "other", "minutes")
        return {(one, other): minutes for one, other, minutes in rows}

    def in_order(self):
        return self.order_by("one", "other")


class Travel(models.Model):
    """Minutes between two buildings, the same both ways; between others none are counted."""

    one = models.CharField("from", max_length=120)
    other = models.CharField("to", max_length=120)
    minutes = models.PositiveSmallIntegerField()

    objects = TravelQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "travel"
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                name="one_way_between_two_places",
                violation_error_message="This way stands here already.",
            ),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")),
                name="a_way_is_told_once",
                violation_error_message="Enter two different buildings.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1) & Q(minutes__lte=240),
                name="a_way_takes_up_to_four_hours",
                violation_error_message="Enter from 1 to 240 minutes.",
            ),
        ]

    def __str__(self):
        return f"{self.one} to {self.other}"
