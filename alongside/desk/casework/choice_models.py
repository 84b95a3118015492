"""Who was chosen to hold a case, and why: the case system allocates, the desk does not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.desk.people.models import AboutChildren, Child
from alongside.desk.workforce.models import Worker


class ChoiceQuerySet(AboutChildren):
    def not_shown_yet(self):
        """The latest choice for each child whom no export shows with that worker yet."""
        later = WorkerChoice.objects.filter(child=models.OuterRef("child"), pk__gt=models.OuterRef("pk"))  # fmt: skip
        return self.exclude(models.Exists(later)).exclude(
            child__allocation__worker=models.F("worker")
        )


class WorkerChoice(models.Model):
    """A worker chosen for a child, by whom and why, with what they held then."""

    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="worker_choices"
    )
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="choices")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    held = models.PositiveIntegerField("cases held then")
    as_at = models.DateField("as at")

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"Choice {self.pk}"
