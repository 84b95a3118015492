"""What was handed to the data team, as it was when it was handed over."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from alongside.desk.casework.finding_models import Fault


class HandbackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those that hold anything this person may see."""
        theirs = HandbackItem.objects.visible_to(user).filter(handback=OuterRef("pk"))
        return self.filter(Exists(theirs))

    def newest(self):
        return self.select_related("by", "extract").order_by("-at", "-pk")


class Handback(models.Model):
    """A file of corrections for the data team."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    chosen = models.JSONField(default=list, help_text="How its items were chosen.")
    extract = models.ForeignKey(
        "casework.Extract",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = HandbackQuerySet.as_manager()

    def __str__(self):
        return f"Corrections {self.pk}"


class HandbackItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(fault__in=Fault.objects.visible_to(user))

    def in_order(self):
        return self.select_related("fault", "said_by").order_by("pk")


class HandbackItem(models.Model):
    """One correction asked for, in the words of that day."""

    handback = models.ForeignKey(
        Handback, on_delete=models.PROTECT, related_name="items"
    )
    fault = models.ForeignKey(Fault, on_delete=models.PROTECT, related_name="handed")
    case_id = models.CharField("child's id", max_length=60, blank=True)
    list = models.CharField(max_length=80, blank=True)
    row = models.PositiveIntegerField(null=True, blank=True)
    column = models.CharField("field", max_length=120, blank=True)
    held = models.CharField("what stands there", max_length=300, blank=True)
    should = models.CharField("what should stand there", max_length=300, blank=True)
    why = models.TextField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    as_at = models.DateField(null=True, blank=True)

    objects = HandbackItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["handback", "fault"], name="fault_once_a_handback"
            )
        ]

    def __str__(self):
        return f"{self.handback_id}: {self.fault_id}"
