"""Imported extracts, and what they show: clocks, events, and people's marks on them.

Clocks and events are a projection of the extracts applied: they can be rebuilt at any
time. Marks are people's, and are never rebuilt.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.utils import timezone

from alongside.desk.casework import as_at
from alongside.desk.casework.allocation_models import Allocation, Flow
from alongside.desk.casework.choice_models import WorkerChoice
from alongside.desk.casework.feed_models import Feed
from alongside.desk.casework.finding_models import Fault, FaultChange
from alongside.desk.casework.handback_models import Handback, HandbackItem
from alongside.desk.casework.layout_models import Layout, LayoutVersion
from alongside.desk.casework.owner_models import AboutDues, Given, Hold
from alongside.desk.casework.rule_models import STALE, RuleChange
from alongside.desk.casework.saved_view_models import SavedView
from alongside.desk.casework.undo_models import Undoing
from alongside.desk.people.models import AboutChildren, Child
from alongside.desk.said import day_said
from alongside.desk.workforce.models import Team, Worker

__all__ = [
    "Allocation",
    "Due",
    "Extract",
    "Fault",
    "FaultChange",
    "Feed",
    "Finding",
    "Flow",
    "Given",
    "Handback",
    "HandbackItem",
    "Happening",
    "Hold",
    "Layout",
    "LayoutVersion",
    "Mark",
    "RuleChange",
    "SavedView",
    "Undoing",
    "WorkerChoice",
]


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


class DueQuerySet(AboutChildren):
    def open(self):
        """Running, in the extract in force, with a day by which they are due."""
        return self.filter(status=Due.Status.OPEN, gone_in=None, due_on__isnull=False)

    def ended(self):
        """Done or ended, as the extracts in force show."""
        return self.exclude(status=Due.Status.OPEN).filter(gone_in=None)

    def due_first(self):
        return self.with_all_said().soonest()

    def held_last(self, today: date):
        return self.with_all_said().soonest_held_last(today)

    def soonest(self):
        return self.order_by("due_on", "child", "pk")

    def soonest_held_last(self, today: date):
        """Soonest first; those that wait until a later day stand after all others."""
        waits = Case(When(hold__until__gt=today, then=1), default=0)
        return self.order_by(waits, "due_on", "child", "pk")

    def with_all_said(self):
        """With what a line of the worklist says, in one question."""
        return self.select_related(
            "child", "team", "worker", "mark__by", "given__to__role", "hold__by"
        )

    def overdue(self, today: date):
        return self.open().filter(due_on__lt=today)

    def with_mark(self, kind: str):
        return self.filter(mark__kind=kind)


class Due(models.Model):
    """One clock of one child, as the extracts in force show it."""

    class Status(models.TextChoices):
        OPEN = "open", "Running"
        MET = "met", "Done in time"
        LATE = "late", "Done late"
        CLOSED_BEFORE_DUE = "closed_before_due", "Ended before it was due"
        CLOSED_AFTER_DUE = "closed_after_due", "Ended after it was due, not done"
        CANNOT_COMPUTE = "cannot_compute", "Cannot be computed"
        NOT_APPLICABLE = "not_applicable", "Does not apply"
        INVALID_SEQUENCE = "invalid_sequence", "Dates out of order"

    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="dues", db_index=False
    )
    rule = models.CharField(max_length=40, db_index=True)
    started_on = models.DateField()
    nth = models.PositiveSmallIntegerField(
        default=1, help_text="Tells apart clocks of one rule that began on one day."
    )
    due_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="dues"
    )
    worker = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="dues"
    )
    first_in = models.ForeignKey(
        Extract, on_delete=models.PROTECT, related_name="dues_first_seen"
    )
    gone_in = models.ForeignKey(
        Extract,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="dues_gone",
    )
    mark = models.OneToOneField(
        "Mark", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    given = models.OneToOneField(
        Given, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    hold = models.OneToOneField(
        Hold, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DueQuerySet.as_manager()

    class Meta:
        verbose_name = "timescale"
        constraints = [
            models.UniqueConstraint(
                fields=["child", "rule", "started_on", "nth"], name="due_once"
            ),
        ]
        indexes = [
            # All that the worklist and its counts ask, so that the rows are not read.
            models.Index(
                fields=[
                    "status",
                    "gone_in",
                    "due_on",
                    "child",
                    "team",
                    "worker",
                    "mark",
                    "given",
                    "hold",
                    "rule",
                ],
                name="due_worklist",
            ),
            # The same, for those who are shown the children of their teams alone.
            models.Index(
                fields=[
                    "child",
                    "status",
                    "gone_in",
                    "due_on",
                    "team",
                    "worker",
                    "mark",
                    "given",
                    "hold",
                    "rule",
                ],
                name="due_worklist_by_child",
            ),
            models.Index(fields=["team", "due_on"], name="due_of_team"),
        ]

    def __str__(self):
        return f"{self.rule} from {self.started_on}"


class Mark(models.Model):
    """What a person said of a clock. Marks are added, never changed."""

    class Kind(models.TextChoices):
        ASKED = "asked", "Asked the worker"
        ARRANGED = "arranged", "Arranged for a day"
        AWAITING = "awaiting", "Done, awaiting recording"
        WRONG = "wrong", "Wrong in the case system"
        NOTE = "note", "Note"
        CLEARED = "cleared", "Mark taken off"

    due = models.ForeignKey(Due, on_delete=models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=10, choices=Kind)
    note = models.CharField(max_length=500, blank=True)
    done_on = models.DateField(null=True, blank=True)
    arranged_for = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    in_name_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who was away, and was covered for by whoever said it.",
    )
    at = models.DateTimeField(default=timezone.now)

    objects = AboutDues.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["wrong", "note"]) | ~Q(note=""),
                name="mark_says_what_is_wrong",
                violation_error_message="Say in the note what is wrong.",
            ),
            models.CheckConstraint(
                condition=Q(kind="awaiting") | Q(done_on=None),
                name="mark_has_a_day_only_if_done",
                violation_error_message="Leave the day empty, or say that it was done.",
            ),
            models.CheckConstraint(
                condition=Q(kind="arranged", arranged_for__isnull=False)
                | (~Q(kind="arranged") & Q(arranged_for=None)),
                name="mark_arranged_for_a_day",
                violation_error_message="Say the day it is arranged for.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.due_id}"


class Happening(models.Model):
    """One event in a child's records, on its day."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=60)
    on = models.DateField()

    objects = AboutChildren.as_manager()

    class Meta:
        ordering = ["on", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "kind", "on"], name="happening_once"
            )
        ]

    def __str__(self):
        return f"{self.kind} on {self.on}"
