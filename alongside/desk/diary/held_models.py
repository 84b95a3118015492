"""What became of a meeting: its minutes, and what was agreed, by whom and until when."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.desk.diary.meeting_models import Attendance, Meeting, OfMeetings


class MinutesQuerySet(OfMeetings):
    def owed(self):
        return self.filter(circulated_on=None)

    def late(self, today: date):
        """Circulated after their last day, or not yet and it has passed."""
        after = Q(circulated_on__gt=F("due_on"))
        return self.filter(after | Q(circulated_on=None, due_on__lt=today))


class Minutes(models.Model):
    """The minutes of a meeting held, and until when they are to be circulated."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, related_name="minutes"
    )
    quorate = models.BooleanField(default=True)
    lacked = models.CharField("who was missing", max_length=200, blank=True)
    decisions = models.TextField(max_length=4000, blank=True)
    text = models.TextField("minutes", max_length=50_000, blank=True)
    due_on = models.DateField(
        null=True, blank=True, help_text="Reckoned from the meeting; never typed in."
    )
    circulated_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"
        indexes = [
            models.Index(fields=["circulated_on", "due_on"], name="minutes_owed")
        ]

    def __str__(self):
        return f"Minutes of {self.meeting}"

    def is_late(self, today: date) -> bool:
        if self.due_on is None:
            return False
        return (self.circulated_on or today) > self.due_on


class AgreedActionQuerySet(OfMeetings):
    def open(self):
        return self.filter(done_on=None)

    def owned_by(self, user):
        return self.filter(owner__resource__user=user)

    def overdue(self, today: date):
        return self.open().filter(due_on__lt=today)

    def with_meetings(self):
        return self.select_related("meeting__child", "meeting__team")

    def in_order(self):
        return self.select_related("owner__resource", "meeting").order_by(
            "due_on", "pk"
        )


class AgreedAction(models.Model):
    """What somebody at a meeting took on, until a day."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="actions"
    )
    what = models.CharField("what is to be done", max_length=300)
    owner = models.ForeignKey(
        Attendance, on_delete=models.PROTECT, related_name="actions"
    )
    due_on = models.DateField("until when")
    done_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    objects = AgreedActionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["meeting", "due_on"], name="agreed_at_meeting")]

    def __str__(self):
        return f"Action {self.pk} of {self.meeting}"

    def may_be_finished_by(self, user) -> bool:
        """Whether this person, to whom it is shown, may say that it is done: its owner too."""
        own = self.owner.resource.user_id
        return user.may("arrange_meetings") or (own is not None and own == user.pk)
