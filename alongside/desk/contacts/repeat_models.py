"""Within how many days a contact about the same matter is a repeat: local policy."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

USUAL_DAYS = 28
LONGEST = 365


class RepeatWindowQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to everybody who can sign in: it is about nobody."""
        return self if user.is_active else self.none()

    def days(self) -> int:
        """The days in force: those set last, or the usual 28."""
        newest = self.order_by("-pk").values_list("days", flat=True).first()
        return newest or USUAL_DAYS


class RepeatWindow(models.Model):
    """That the window was set to so many days. The newest is in force."""

    days = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(default=timezone.now)

    objects = RepeatWindowQuerySet.as_manager()

    def __str__(self):
        return f"{self.days} days"
