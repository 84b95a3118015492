"""Which worker holds which child, and how cases came and went: rebuilt by each import."""

from __future__ import annotations

from django.db import models

from alongside.desk.people.models import Child
from alongside.desk.workforce.models import Team, Worker


def of_their_teams(rows, user):
    """Rows of this person's teams, or all, to whoever sees the service."""
    if user.is_active and user.sees_whole_service:
        return rows
    return rows.filter(team__in=Team.objects.visible_to(user))


class AllocationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of this person's teams, or all; without children restricted to others.

        A figure leaves out who may not be known of, as every list does.
        """
        kept_out = Child.objects.kept_from(user)
        return of_their_teams(self.exclude(child__in=kept_out), user)


class Allocation(models.Model):
    """A child with the worker who holds the case."""

    class Plan(models.TextChoices):
        LOOKED_AFTER = "looked_after", "Looked after"
        CHILD_PROTECTION = "child_protection", "Child protection"
        CHILD_IN_NEED = "child_in_need", "Child in need"
        OTHER = "other", "Being assessed, or other"

    child = models.OneToOneField(
        Child, on_delete=models.PROTECT, related_name="allocation"
    )
    worker = models.ForeignKey(
        Worker, on_delete=models.PROTECT, related_name="allocations", db_index=False
    )
    team = models.ForeignKey(
        Team,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="allocations",
        db_index=False,
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(
        null=True, blank=True, help_text="The last day, where it is planned already."
    )
    plan = models.CharField(max_length=16, choices=Plan)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        indexes = [
            # All that the pages ask, so that the rows are not read.
            models.Index(
                fields=["worker", "team", "since", "until", "plan", "child"],
                name="allocation_of_worker",
            ),
        ]

    def __str__(self):
        return f"Child {self.child_id} with worker {self.worker_id}"


class FlowQuerySet(models.QuerySet):
    def visible_to(self, user):
        return of_their_teams(self, user)


class Flow(models.Model):
    """Cases opened and closed in each of 52 weeks, the latest first, back from the export.

    Of one worker in a team or, without a worker, of the team. Children restricted when
    it was imported are not counted: it is one figure for everybody.
    """

    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    worker = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened = models.JSONField(default=list)
    closed = models.JSONField(default=list)

    objects = FlowQuerySet.as_manager()

    def __str__(self):
        return f"Cases of team {self.team_id}, worker {self.worker_id}"
