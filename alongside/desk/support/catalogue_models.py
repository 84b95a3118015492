"""The catalogue: tasks, and what was said of each from which day until which."""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from alongside.desk.decisions.models import Decision
from alongside.desk.workforce.models import Team


class Task(models.Model):
    """Something that is asked of a support officer, rightly or not. Its code never changes."""

    code = models.SlugField(
        max_length=60,
        unique=True,
        error_messages={"unique": "There is a task of this code already."},
    )

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code


class TaskVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them, to everybody who can sign in: the line is no secret."""
        return self if user.is_active else self.none()

    def running(self, day: date):
        """Those in force on this day, of every team."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day)

    def in_force(self, day: date, team: Team | None = None):
        """The catalogue of a day: of one team, or as it stands everywhere.

        What was decided for a team stands in place of what holds everywhere.
        """
        running = self.running(day)
        if team is None:
            return running.filter(team=None)
        own = TaskVersion.objects.running(day).filter(team=team, task=OuterRef("task"))
        everywhere = Q(team=None) & ~Exists(own)
        return running.filter(Q(team=team) | everywhere)

    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def in_order(self):
        """By kind, support officers' own first; then by name."""
        place = models.Case(
            *(
                models.When(kind=kind, then=n)
                for n, kind in enumerate(TaskVersion.Kind)
            ),
            output_field=models.IntegerField(),
        )
        return self.select_related("task", "team").order_by(place, "name", "pk")


class TaskVersion(models.Model):
    """What is said of a task from one day until another, everywhere or in one team.

    `reference_minutes` is what it usually takes a support officer: an estimate. `releases`
    is the share of that time, in per cent, that a social worker would otherwise have spent.
    `decision` is what the version rests on; the catalogue that the desk began with rests
    on none.
    """

    class Kind(models.TextChoices):
        SUPPORT = "support", "Support officers do it"
        QUALIFIED = "qualified", "Needs a social work qualification"
        BUSINESS = "business", "Belongs to business support"

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind)
    example = models.CharField(max_length=300)
    boundary = models.CharField(
        max_length=300, help_text="The sentence that somebody is answered with."
    )
    reference_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    releases = models.PositiveSmallIntegerField(
        default=100,
        validators=[MaxValueValidator(100)],
        help_text="Per cent of its time that a social worker would otherwise have spent.",
    )
    source = models.CharField(max_length=300, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(
        null=True, blank=True, help_text="The last day. Empty while it goes on."
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_by = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = TaskVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="task_version_ends_on_or_after_its_first_day",
                violation_error_message="A task cannot end before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="support",
                    reference_minutes__isnull=False,
                    reference_minutes__gte=1,
                )
                | Q(~Q(kind="support"), reference_minutes=None),
                name="only_support_tasks_have_minutes",
                violation_error_message="Say how many minutes a support officer’s task "
                "usually takes; give the others none.",
            ),
            models.CheckConstraint(
                condition=Q(releases__lte=100),
                name="tasks_release_at_most_their_own_time",
                violation_error_message="A task releases 0 to 100% of its time.",
            ),
            models.CheckConstraint(
                condition=Q(team=None) | Q(decision__isnull=False),
                name="a_teams_own_task_rests_on_a_decision",
                violation_error_message="A task of one team rests on a decision.",
            ),
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(until_on=None, team=None),
                name="one_open_version_everywhere",
            ),
            models.UniqueConstraint(
                fields=["task", "team"],
                condition=Q(until_on=None, team__isnull=False),
                name="one_open_version_a_team",
            ),
        ]

    def __str__(self):
        return self.name

    def runs_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)
