"""The hours that meetings take: an hour of anybody's is given away once."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from alongside.desk.diary.meeting_models import Meeting, OfMeetings
from alongside.desk.diary.resource_models import Resource


class OccupancyQuerySet(OfMeetings):
    def live(self):
        """What nobody else can have: held or confirmed."""
        return self.exclude(state=Occupancy.State.RELEASED)

    def standing(self, now: datetime):
        """The live ones, without holds whose time is over."""
        return self.live().exclude(state=Occupancy.State.HELD, until__lte=now)

    def between(self, first: datetime, last: datetime):
        """Those that overlap with this stretch, whose end is not in it."""
        return self.filter(starts_at__lt=last, ends_at__gt=first)

    def expired(self, now: datetime):
        return self.filter(state=Occupancy.State.HELD, until__lte=now)


class Occupancy(models.Model):
    """A stretch of somebody's time, promised to a meeting: from its start, up to its end.

    The database refuses a second one that overlaps while the first is live, whatever
    asks for it: see `no_double_booking.py`.
    """

    class State(models.TextChoices):
        HELD = "held", "On hold"
        CONFIRMED = "confirmed", "Confirmed"
        RELEASED = "released", "Released"

    class Kind(models.TextChoices):
        MEETING = "meeting", "Meeting"
        TRAVEL = "travel", "Travel"

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="occupancies"
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="occupancies"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State)
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.MEETING)
    until = models.DateTimeField("on hold until", null=True, blank=True)

    objects = OccupancyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "occupancies"
        indexes = [
            models.Index(fields=["resource", "starts_at"], name="taken_by_resource"),
            models.Index(fields=["state", "until"], name="taken_on_hold"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="taken_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state="held", until__isnull=False) | ~Q(state="held"),
                name="a_hold_ends",
            ),
        ]

    def __str__(self):
        return f"Occupancy {self.pk}"
