"""Exports from HR: the upload, sealed until it is imported, and how its columns were read."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class HrUploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A person's own, while they keep absence: a file tells who was ill."""
        allowed = user.is_active and user.may("keep_absence")
        return self.filter(uploaded_by=user) if allowed else self.none()

    def latest_first(self):
        return self.order_by("-pk")


class HrUpload(models.Model):
    """A file from HR. It is kept, sealed, until all its tables are imported."""

    file_name = models.CharField(max_length=200)
    sealed = models.BinaryField(
        help_text="The file, sealed; empty once it is forgotten."
    )
    done = models.JSONField(
        default=list, help_text="What was imported of each table, and what was refused."
    )
    sickness_from = models.DateField(
        null=True,
        blank=True,
        help_text="From when it tells of sickness, as said on import.",
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = HrUploadQuerySet.as_manager()

    def __str__(self):
        return f"Upload from HR {self.pk}"


class HrLayoutQuerySet(models.QuerySet):
    def visible_to(self, user):
        allowed = user.is_active and user.may("keep_absence")
        return self if allowed else self.none()

    def newest_first(self):
        return self.select_related("saved_by").order_by("-pk")


class HrLayout(models.Model):
    """What the columns of a table of these headers are; of several, the newest is taken."""

    name = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=16, db_index=True)
    told = models.JSONField(
        help_text="What a row is, the headers, the columns by field."
    )
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(auto_now_add=True)

    objects = HrLayoutQuerySet.as_manager()

    def __str__(self):
        return self.name
