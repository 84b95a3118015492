"""What was sent to whom about a meeting, and what came back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.desk.diary.meeting_models import Attendance, Meeting
from alongside.desk.messages.models import Message, ReceivedMail


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        seen = Meeting.objects.visible_to(user).values("pk")
        return self.filter(attendance__meeting__in=seen)

    def in_order(self):
        return self.select_related("message", "attendance__resource").order_by("-pk")


class Invitation(models.Model):
    """One message of the outbox about a meeting, as an event: asked, changed or called off.

    What it said of time and place is kept, so that what has changed since can be told.
    The bytes stand with the message.
    """

    class Method(models.TextChoices):
        REQUEST = "request", "Invitation"
        CANCEL = "cancel", "Called off"

    attendance = models.ForeignKey(
        Attendance, on_delete=models.PROTECT, related_name="invitations"
    )
    method = models.CharField(max_length=7, choices=Method)
    sequence = models.PositiveIntegerField()
    stamped_at = models.DateTimeField(help_text="Its DTSTAMP.")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(blank=True)
    address = models.EmailField(blank=True, help_text="Empty: told on the desk alone.")
    message = models.OneToOneField(
        Message, on_delete=models.PROTECT, related_name="invitation"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["attendance", "-id"], name="invitation_by_person")
        ]

    def __str__(self):
        return f"{self.get_method_display()}: {self.attendance}"


class AnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Answers about meetings they see; those about none, to those who read the mail."""
        seen = Meeting.objects.visible_to(user).values("pk")
        known = Q(attendance__meeting__in=seen)
        if user.may("arrange_meetings") and user.may("file_mail"):
            known |= Q(attendance=None)
        return self.filter(known)

    def to_decide(self):
        """Other times that were asked for, and what could not be matched."""
        waiting = (Answer.Outcome.ASKS, Answer.Outcome.UNMATCHED)
        return self.filter(outcome__in=waiting, decided_at=None)

    def in_order(self):
        return self.select_related(
            "attendance__resource", "attendance__meeting__child", "mail", "decided_by"
        ).order_by("pk")


class Answer(models.Model):
    """A reply to an invitation, or another time asked for, as a calendar sent it."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", "Noted"
        OLD = "old", "About an older invitation: left aside"
        ASKS = "asks", "Asks for another time"
        UNMATCHED = "unmatched", "Not matched"

    class Doubt(models.TextChoices):
        NO_EVENT = "no_event", "It is about no meeting of this desk."
        SENDER = "sender", "It came from another address than the one invited."
        DELEGATE = "delegate", "Somebody answered for them."
        UNREADABLE = "unreadable", "What it answers could not be read."

    mail = models.ForeignKey(
        ReceivedMail, on_delete=models.PROTECT, related_name="answers"
    )
    attendance = models.ForeignKey(
        Attendance,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="answers",
    )
    reply = models.CharField(max_length=9, choices=Attendance.Reply, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    stamped_at = models.DateTimeField(null=True, blank=True)
    wants_from = models.DateTimeField(null=True, blank=True)
    wants_until = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome)
    doubt = models.CharField(max_length=10, choices=Doubt, blank=True)
    at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField("what was decided", max_length=200, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["outcome", "decided_at"], name="answer_waits")]

    def __str__(self):
        return f"Answer {self.pk}"

    @property
    def meeting_from(self) -> datetime | None:
        """When the meeting would begin, for them to come when they ask: theirs may be a part."""
        if not (self.wants_from and self.attendance):
            return None
        return self.wants_from - timedelta(minutes=self.attendance.after or 0)
