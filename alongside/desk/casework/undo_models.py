"""That an export was undone: by whom, when and why. Kept whatever becomes of the export."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class UndoingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who import exports; none to others."""
        return self if user.may("import_extract") else self.none()


class Undoing(models.Model):
    """One undoing of an export. Applied again, it can be undone again."""

    extract = models.ForeignKey(
        "casework.Extract", on_delete=models.PROTECT, related_name="undoings"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300)

    objects = UndoingQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="undoing_has_a_reason",
                violation_error_message="Say why the export is undone.",
            )
        ]

    def __str__(self):
        return f"Undoing {self.pk} of export {self.extract_id}"
