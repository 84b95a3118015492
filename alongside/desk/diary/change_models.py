"""What a booked meeting went through: moved, cancelled, not held, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.desk.diary.meeting_models import Meeting, OfMeetings


class MeetingChange(models.Model):
    """That a booked meeting was moved or cancelled, or was not held, and why."""

    class What(models.TextChoices):
        MOVED = "moved", "Moved"
        CANCELLED = "cancelled", "Cancelled"
        NOT_HELD = "not_held", "Not held"

    class Why(models.TextChoices):
        CHAIR = "chair", "The chair could not come"
        WORKER = "worker", "The social worker could not come"
        FAMILY = "family", "The family asked for it"
        AGENCY = "agency", "Another agency could not come"
        ROOM = "room", "No room, or the building was closed"
        QUORUM = "quorum", "Too few would be there"
        REPORT = "report", "A report was not ready"
        SOONER = "sooner", "It is needed sooner"
        NOT_NEEDED = "not_needed", "It is not needed any more"
        OTHER = "other", "Another reason, said below"

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="changes"
    )
    what = models.CharField(max_length=9, choices=What)
    why = models.CharField(max_length=10, choices=Why)
    note = models.CharField(max_length=200, blank=True)
    was_at = models.DateTimeField()
    now_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = OfMeetings.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(why="other") | ~Q(note=""),
                name="change_of_another_reason_says_it",
                violation_error_message="Say the reason.",
            )
        ]

    def __str__(self):
        return f"{self.get_what_display()}: {self.meeting}"
