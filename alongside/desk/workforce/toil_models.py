"""Time off in lieu: hours earned beyond the contract, and taken back."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from alongside.desk.workforce.staff_models import StaffMember


class ToilQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, those of whom one manages, all to HR; nobody else's."""
        if user.is_active and user.may("keep_absence"):
            return self
        own = Q(staff__user=user)
        if not user.is_active:
            return self.filter(own)
        managed = StaffMember.objects.managed_by(user).values("pk")
        return self.filter(own | Q(staff__in=managed))

    def latest_first(self):
        return self.select_related("staff").order_by("-on", "-pk")


class ToilEntry(models.Model):
    """Hours that one person earned, or took, on one day."""

    class Kind(models.TextChoices):
        EARNED = "earned", "Earned"
        TAKEN = "taken", "Taken"

    staff = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="toil_entries"
    )
    on = models.DateField("day")
    kind = models.CharField("earned or taken", max_length=6, choices=Kind)
    hours = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        validators=[
            MinValueValidator(Decimal("0.01")),
            MaxValueValidator(Decimal(200)),
        ],
    )
    words = models.CharField("why", max_length=200, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = ToilQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name_plural = "toil entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gt=0), name="toil_is_of_some_hours"
            )
        ]
        indexes = [models.Index(fields=["staff", "on"], name="toil_by_staff")]

    def __str__(self):
        return f"Time off in lieu {self.pk}"

    @property
    def change(self) -> Decimal:
        """Hours by which the balance moves: above nought where earned."""
        return self.hours if self.kind == self.Kind.EARNED else -self.hours
