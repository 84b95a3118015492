"""Exports of the case system, as they came and became of them, and what was found in each."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.desk.casework import as_at
from alongside.desk.casework.rule_models import STALE
from alongside.desk.said import day_said


class ExtractQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All extracts, to those who import them; to others, those in force."""
        if user.may("import_extract"):
            return self
        return self.filter(state=Extract.State.APPLIED)

    def applied(self):
        return self.filter(state=Extract.State.APPLIED).order_by("-applied_at", "-pk")

    def once_applied(self):
        """Those applied, undone since or not: the last applied first."""
        states = (Extract.State.APPLIED, Extract.State.UNDONE)
        return self.filter(state__in=states).order_by("-applied_at", "-pk")

    def in_force(self):
        """The extract applied last: what every page shows is as at its day."""
        return self.applied().first()

    def to_be_seen_to(self):
        state = Extract.State
        waiting = (state.READING, state.ASKING, state.READY, state.APPLYING)
        return self.filter(state__in=waiting).newest()

    def no_longer_kept(self):
        """Those of which neither the file nor what was made of it is kept."""
        states = (Extract.State.REFUSED, Extract.State.SET_ASIDE)
        return self.filter(Q(state__in=states) | Q(removed_at__isnull=False))

    def newest(self):
        return self.order_by("-uploaded_at", "-pk")


class Extract(models.Model):
    """A file from the case system: read, shown, and applied only when confirmed."""

    class State(models.TextChoices):
        READING = "reading", "Being read"
        ASKING = "asking", "Waiting for a layout"
        READY = "ready", "Ready to check"
        REFUSED = "refused", "Refused"
        APPLYING = "applying", "Being applied"
        APPLIED = "applied", "Applied"
        SET_ASIDE = "set_aside", "Set aside"
        UNDONE = "undone", "Undone"

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80, unique=True)
    as_at = models.DateField(
        "day it was taken", help_text="The day the case system was asked."
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="extracts"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        max_length=10, choices=State, default=State.READING, db_index=True
    )
    step = models.CharField(max_length=300, blank=True)
    beat_at = models.DateTimeField(default=timezone.now)
    invented = models.BooleanField(default=False)
    lists = models.JSONField(default=list, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    gaps = models.JSONField(default=dict, blank=True)
    days = models.JSONField(
        default=dict, blank=True, help_text="As at when, by table, once it is applied."
    )
    warnings = models.JSONField(default=list, blank=True)
    edition = models.PositiveIntegerField(
        default=0, help_text="The council's last change of rule it was reckoned by."
    )
    base = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(
        null=True, blank=True, help_text="When the file and all made of it went."
    )

    objects = ExtractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["applied", "undone"], applied_at__isnull=False)
                | (~Q(state__in=["applied", "undone"]) & Q(applied_at=None)),
                name="extract_applied_has_its_moment",
                violation_error_message="An applied extract says when it was applied.",
            )
        ]

    def __str__(self):
        return f"Export of {day_said(self.as_at)}"

    @property
    def days_held(self) -> dict[str, str]:
        """As at when, by table; one day for all, of an export from before days were kept."""
        return self.days or {"ssd_person": self.as_at.isoformat()}

    @property
    def as_at_words(self) -> str:
        """As at when the desk is with this export, list by list where they differ."""
        return as_at.in_words(self.days_held)

    @property
    def changes_nothing(self) -> bool:
        return not any(self.counts.values())

    @property
    def newest_day(self) -> date:
        """The day that clocks are reckoned for: of the newest of the lists held."""
        return max(as_at.telling(self.days_held).values())

    @property
    def oldest_day(self) -> date:
        return min(as_at.telling(self.days_held).values())

    @property
    def rows_read(self) -> int:
        return sum(part["rows"] for part in self.lists)

    @property
    def ended(self) -> bool:
        """Whether nothing more can become of it: applied, refused or set aside."""
        return self.state in (
            self.State.APPLIED,
            self.State.REFUSED,
            self.State.SET_ASIDE,
        )

    @property
    def working(self) -> bool:
        return self.state in (self.State.READING, self.State.APPLYING)

    @property
    def stopped(self) -> bool:
        """Whether its work has shown no sign of life for a while."""
        return self.working and timezone.now() - self.beat_at > STALE


class Finding(models.Model):
    """Something in a file that was left out, is suspicious, or should be known."""

    extract = models.ForeignKey(
        Extract, on_delete=models.CASCADE, related_name="findings"
    )
    kind = models.CharField(max_length=12)
    sheet = models.CharField(max_length=80, blank=True)
    row = models.PositiveIntegerField(null=True, blank=True)
    child = models.CharField("child's id", max_length=60, blank=True)
    column = models.CharField(max_length=120, blank=True)
    what = models.TextField()
    do = models.TextField(blank=True)
    weight = models.PositiveIntegerField(
        default=0, help_text="How many timescales it touches."
    )
    table = models.CharField("table of records", max_length=60, blank=True)
    list = models.CharField(max_length=80, blank=True)
    held = models.CharField("what stands there", max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.kind}: {self.sheet} {self.row or ''}".strip()
