"""Audits that come as a spreadsheet: the upload, how its columns were read, and tables."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.desk.workforce.models import Team
from alongside.reckon.audits import Row


class AuditUploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A person's own: a file may tell of children whom others may not know of."""
        return self.filter(uploaded_by=user) if user.may("audit_cases") else self.none()

    def waiting(self):
        return self.filter(state=AuditUpload.State.ASKING)


class AuditUpload(models.Model):
    """A spreadsheet of audits. The file is kept, sealed, until it is imported or dropped."""

    class State(models.TextChoices):
        ASKING = "asking", "Waiting for its columns to be mapped"
        IMPORTED = "imported", "Imported"
        DROPPED = "dropped", "Dropped"

    file_name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.ASKING)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = AuditUploadQuerySet.as_manager()

    def __str__(self):
        return f"Upload {self.pk}"


class AuditLayout(models.Model):
    """How the columns of a table of these headers were read; the newest is taken."""

    fingerprint = models.CharField(max_length=16, db_index=True)
    told = models.JSONField(help_text="What the table holds, its columns and words.")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"Layout {self.pk}"


class AuditTableQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Tables with a row that this person may see."""
        return self.filter(
            pk__in=AuditTableRow.objects.visible_to(user).values("table")
        )

    def newest_first(self):
        return self.select_related("imported_by").order_by("-pk")


class AuditTable(models.Model):
    """A table of audits by team and period of which no single audit is known."""

    class Holds(models.TextChoices):
        COUNTS = "counts", "Counts of audits"
        PERCENTAGES = "percentages", "Percentages only"

    title = models.CharField(max_length=200)
    holds = models.CharField(max_length=12, choices=Holds)
    grades = models.JSONField(help_text="The names of its grades, best first.")
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    imported_on = models.DateField()

    objects = AuditTableQuerySet.as_manager()

    def __str__(self):
        return f"Table {self.pk}"


class AuditTableRowQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rows of this person's teams; of a team that is not known here, whole service only."""
        if user.is_active and user.sees_whole_service:
            return self
        return self.filter(Q(team__in=Team.objects.visible_to(user)))


class AuditTableRow(models.Model):
    """A team in a period: a number for each grade as it was given, None where missing."""

    table = models.ForeignKey(AuditTable, on_delete=models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField()
    team_name = models.CharField(max_length=150)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    period = models.CharField(max_length=60)
    cells = models.JSONField()

    objects = AuditTableRowQuerySet.as_manager()

    class Meta:
        ordering = ["place"]

    def __str__(self):
        return f"Row {self.pk}"

    def reckoned(self, holds: str) -> Row:
        """Return the row as the reckoning takes it."""
        if holds == AuditTable.Holds.COUNTS:
            return Row(self.team_name, self.period, counts=tuple(map(int, self.cells)))
        printed = tuple(None if said is None else Decimal(said) for said in self.cells)
        return Row(self.team_name, self.period, printed=printed)
