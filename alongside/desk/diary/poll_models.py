"""A poll: when people can come whose diary cannot be read. They answer without signing in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature
from django.db import models
from django.utils import timezone

from alongside.desk.access.signed_links import behind_link, link_of
from alongside.desk.diary.meeting_models import Attendance, Meeting, OfMeetings

SALT = "diary.poll"


class PollQuerySet(OfMeetings):
    def open(self, now: datetime):
        running = self.filter(closed_at=None, closes_at__gt=now)
        return running.filter(meeting__state__in=Meeting.TO_ARRANGE)

    def latest(self):
        return self.order_by("-pk").first()


class Poll(models.Model):
    """Some times for one meeting, until when they can be answered."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="polls")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = PollQuerySet.as_manager()

    def __str__(self):
        return f"Poll {self.pk} for {self.meeting}"

    def is_open(self, now: datetime) -> bool:
        """Whether it takes answers: not once its meeting has its time, or is called off."""
        running = self.closed_at is None and now < self.closes_at
        return running and self.meeting.state in Meeting.TO_ARRANGE


class OfPolls(models.QuerySet):
    """Rows of a poll, by a foreign key `poll`: what a person may see of them."""

    def visible_to(self, user):
        return self.filter(poll__in=Poll.objects.visible_to(user).values("pk"))


class PollTime(models.Model):
    """One of the times that are asked about."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()

    objects = OfPolls.as_manager()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "starts_at"], name="a_time_once_in_a_poll"
            )
        ]

    def __str__(self):
        return f"Time {self.pk} of {self.poll}"


class PollAskedQuerySet(OfPolls):
    def standing(self):
        """Those who still take part in the meeting."""
        return self.filter(attendance__removed_at=None)

    def behind(self, token: str) -> PollAsked | None:
        """Return who a link asks, or None: not made here, taken off, or a colleague who left."""
        try:
            key = behind_link(token, SALT)
        except BadSignature:
            return None
        there = self.standing().exclude(attendance__resource__user__is_active=False)
        return (
            there.select_related("poll__meeting", "attendance").filter(pk=key).first()
        )


class PollAsked(models.Model):
    """Somebody who is asked. Their link is signed, and tells nothing but this row's number."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="asked")
    attendance = models.ForeignKey(
        Attendance, on_delete=models.PROTECT, related_name="polls"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = PollAskedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "attendance"], name="asked_once_in_a_poll"
            )
        ]

    def __str__(self):
        return f"Asked {self.pk} of {self.poll}"

    @property
    def token(self) -> str:
        return link_of(self.pk, SALT)

    def part(self, time: PollTime) -> tuple[datetime, datetime]:
        """Return when they would come and go, of the meeting at a time: their own part."""
        ends_at = time.starts_at + timedelta(minutes=self.poll.meeting.length)
        return self.attendance.stretch(time.starts_at, ends_at)


class PollAnswer(models.Model):
    """What somebody said of one time."""

    class Said(models.TextChoices):
        YES = "yes", "Yes"
        AT_NEED = "at_need", "If need be"
        NO = "no", "No"

    asked = models.ForeignKey(PollAsked, on_delete=models.CASCADE, related_name="said")
    time = models.ForeignKey(PollTime, on_delete=models.CASCADE, related_name="said")
    said = models.CharField(max_length=7, choices=Said)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asked", "time"], name="one_answer_for_a_time"
            )
        ]

    def __str__(self):
        return f"Answer {self.pk}"
