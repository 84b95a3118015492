"""Clocks and events, as the exports in force show them, and people's marks on clocks.

Clocks and events are a projection: they can be rebuilt at any time. Marks are people's, and
are never rebuilt.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.utils import timezone

from alongside.desk.casework.extract_models import Extract
from alongside.desk.casework.owner_models import AboutDues, Given, Hold
from alongside.desk.people.models import AboutChildren, Child
from alongside.desk.workforce.models import Team, Worker


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
        """With what a line of the worklist says. Who said it is asked apart: of a question
        that joins a dozen tables it takes longer to think how to answer it than to do so."""
        return self.select_related(
            "child", "team", "worker", "mark", "given", "hold"
        ).prefetch_related("mark__by", "given__to", "hold__by")

    def overdue(self, today: date):
        return self.open().filter(due_on__lt=today)

    def with_mark(self, kind: str):
        return self.filter(mark__kind=kind)


# What a list tells of each timescale, or chooses by, beside its day and its child.
TOLD = ("team", "worker", "mark", "given", "hold", "rule")


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
                fields=["status", "gone_in", "due_on", "child", *TOLD],
                name="due_worklist",
            ),
            # The same, for those who are shown the children of their teams alone.
            models.Index(
                fields=["child", "status", "gone_in", "due_on", *TOLD],
                name="due_worklist_by_child",
            ),
            # The open ones alone, a quarter of all: PostgreSQL reads these for a team's
            # children, where it would go through the table rather than use the one above.
            # They hold what that one holds, so that here too the rows are not read.
            models.Index(
                fields=["child", "due_on", *TOLD, "id"],
                condition=models.Q(status="open", gone_in=None),
                name="due_open_by_child",
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
