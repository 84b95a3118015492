"""Calendars that are read, and what is kept of them: times and status, nothing else."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.desk.access.sealing import seal, unseal
from alongside.desk.diary.hours_models import OfResources
from alongside.desk.diary.resource_models import Resource


class CalendarSourceQuerySet(OfResources):
    def in_use(self):
        return self.filter(stopped_at=None)

    def read_again(self):
        """Those that have an address to be read from, and not a file alone."""
        return self.in_use().exclude(kind=CalendarSource.Kind.FILE)

    def by_name(self):
        return self.select_related("resource").order_by("resource__name", "pk")


class CalendarSource(models.Model):
    """Where somebody's busy times come from, and how the last reading went.

    The address is sealed: whoever has it can read the calendar, and it may hold a password.
    """

    class Kind(models.TextChoices):
        ICALENDAR = "icalendar", "iCalendar address"
        FILE = "file", "iCalendar file"
        CALDAV = "caldav", "CalDAV"
        GRAPH = "graph", "Microsoft 365"

    resource = models.ForeignKey(
        Resource, on_delete=models.CASCADE, related_name="calendars"
    )
    kind = models.CharField(max_length=9, choices=Kind)
    sealed = models.BinaryField("address, sealed", default=bytes, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField("last tried", null=True, blank=True)
    read_at = models.DateTimeField("last read", null=True, blank=True)
    problem = models.CharField("what went wrong", max_length=300, blank=True)
    flags = models.JSONField("what was odd in it", default=list, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarSourceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["resource"], name="calendar_of_resource")]

    def __str__(self):
        return f"Calendar {self.pk}"

    @property
    def address(self) -> str:
        return unseal(bytes(self.sealed)).decode() if self.sealed else ""

    @address.setter
    def address(self, said: str) -> None:
        self.sealed = seal(said.encode())


class BusyQuerySet(OfResources):
    def between(self, first: datetime, last: datetime):
        """Those that overlap with this stretch, whose end is not in it."""
        return self.filter(starts_at__lt=last, ends_at__gt=first)

    def barring(self):
        """Without those in which somebody works elsewhere, and can be met from there."""
        return self.exclude(status=Busy.Status.ELSEWHERE)

    def in_order(self):
        return self.order_by("resource", "starts_at", "pk")


class Busy(models.Model):
    """A stretch in which somebody's calendar says that they are busy.

    There is no column for a subject, a place or who else is there, and there is to be
    none: the parser drops them. Stretches of one person may overlap, as in any diary.
    """

    class Status(models.TextChoices):
        BUSY = "busy", "Busy"
        TENTATIVE = "tentative", "Perhaps busy"
        AWAY = "away", "Away"
        ELSEWHERE = "elsewhere", "Working elsewhere"

    HARD = (Status.BUSY, Status.AWAY)

    resource = models.ForeignKey(
        Resource, on_delete=models.CASCADE, related_name="busy"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(help_text="The first moment that is free again.")
    status = models.CharField(max_length=9, choices=Status)
    source = models.ForeignKey(
        CalendarSource, on_delete=models.CASCADE, related_name="busy"
    )
    fetched_at = models.DateTimeField()

    objects = BusyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "busy times"
        indexes = [
            models.Index(fields=["resource", "starts_at"], name="busy_of_resource"),
            models.Index(fields=["source"], name="busy_of_source"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="busy_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return f"Busy {self.pk}"
