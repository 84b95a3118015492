"""Changes of the catalogue that somebody proposed, and on which decision each waits."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from alongside.desk.decisions.models import Decision
from alongside.desk.support.catalogue_models import Task, TaskVersion
from alongside.desk.workforce.models import Team


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them, to everybody who can sign in, as the catalogue is."""
        return self if user.is_active else self.none()

    def awaited(self):
        return self.filter(decision__state=Decision.State.AWAITED)

    def awaited_first(self):
        found = self.select_related("task", "team", "decision__body", "proposed_by")
        return found.order_by(
            models.F("decision__decided_on").desc(nulls_first=True), "-pk"
        )


class Proposal(models.Model):
    """A task to be added, changed or withdrawn, everywhere or in one team.

    `evidence` holds what was counted of requests when it was proposed. The decision says
    what became of it; the catalogue’s versions say from which day.
    """

    class What(models.TextChoices):
        ADD = "add", "Add a task"
        CHANGE = "change", "Change a task"
        WITHDRAW = "withdraw", "Withdraw a task"

    what = models.CharField(max_length=10, choices=What)
    task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=TaskVersion.Kind, blank=True)
    example = models.CharField(max_length=300, blank=True)
    boundary = models.CharField(max_length=300, blank=True)
    reference_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    releases = models.PositiveSmallIntegerField(
        default=100, validators=[MaxValueValidator(100)]
    )
    why = models.TextField("evidence", max_length=2000)
    evidence = models.JSONField(default=dict)
    effective_on = models.DateField()
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="catalogue_proposal"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_on = models.DateField()

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(what="add") | Q(task__isnull=False),
                name="proposal_of_a_task_there_is",
                violation_error_message="Say which task is to be changed.",
            ),
            models.CheckConstraint(
                condition=Q(what="withdraw")
                | Q(kind="support", reference_minutes__isnull=False)
                | Q(kind__in=("qualified", "business"), reference_minutes=None),
                name="proposal_of_minutes_for_support_tasks",
                violation_error_message="Say how many minutes a support officer’s task "
                "usually takes; give the others none.",
            ),
        ]

    def __str__(self):
        where = f" in {self.team}" if self.team else ""
        return f"{self.get_what_display()}{where}: {self.name}"

    @property
    def begins_on(self) -> date:
        """The day it takes effect: its own, or that of the decision where that is later."""
        in_force = self.decision.takes_effect_on
        return max(self.effective_on, in_force or self.effective_on)
