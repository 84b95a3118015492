"""What social workers ask of their teams' support officers, and what became of it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from alongside.desk.access.models import User
from alongside.desk.people.models import Child, ChildTeam
from alongside.desk.support.catalogue_models import Task, TaskVersion
from alongside.desk.workforce.models import Cover, Team

OPEN = Q(outcome="")
RETURNED = OPEN & Q(returned_at__isnull=False)
WITH_OFFICERS = OPEN & Q(returned_at=None)


def held(day: date) -> Q:
    """Held until a later day. On that day it is back, whether anybody looks or not."""
    return WITH_OFFICERS & Q(held_until__gt=day)


def to_do(day: date) -> Q:
    return WITH_OFFICERS & (Q(held_until=None) | Q(held_until__lte=day))


def states(day: date) -> dict[str, tuple[str, Q]]:
    """What a request may be on a day: a code, its word and the condition."""
    return {
        "waiting": ("Waiting", to_do(day) & Q(taken_by=None)),
        "taken": ("Taken on", to_do(day) & Q(taken_by__isnull=False)),
        "held": ("Held", held(day)),
        "returned": ("Returned", RETURNED),
        "done": ("Done", Q(outcome="done")),
        "once": ("Done this once", Q(outcome="once")),
        "declined": ("Declined", Q(outcome="declined")),
        "withdrawn": ("Withdrawn", Q(outcome="withdrawn")),
    }


class SupportRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """About a child: to the teams that hold the child now; about nobody: to the team asked.

        A request goes with its child: the team that was asked may not see the child any
        more, and the officers of the new one do what is wanted for it.
        """
        kept_out = Child.objects.kept_from(user)
        rows = self.exclude(child__in=kept_out)
        if user.is_active and user.sees_whole_service:
            return rows
        teams = Team.objects.of(user)
        held_by = ChildTeam.objects.filter(team__in=teams).values("child")
        return rows.filter(Q(child=None, team__in=teams) | Q(child__in=held_by))

    def with_team(self, team: Team):
        """What this team's officers have before them, or had: see `SupportRequest.with_team`."""
        gone = ~Exists(ChildTeam.objects.filter(child=OuterRef("child"), team=OuterRef("team")))  # fmt: skip
        held_by = ChildTeam.objects.filter(team=team).values("child")
        moved = Q(gone, outcome="", child__in=held_by)
        stayed = Q(team=team) & (Q(child=None) | ~Q(outcome="") | ~gone)
        return self.filter(stayed | moved)

    def asked_for(self, user):
        """Those this person asked, and those asked by whom they cover for today."""
        return self.filter(asked_by__in=[user.pk, *Cover.objects.for_whom(user)])

    def asked_by(self, user):
        """This person’s own alone."""
        return self.filter(asked_by=user)

    def open(self):
        return self.filter(OPEN)

    def to_do(self, day: date):
        return self.filter(to_do(day))

    def returned(self):
        return self.filter(RETURNED)

    def like(self, team: Team, task: Task | None, child: Child | None):
        """Those of the same task and child with this team; none of what was asked in free words."""
        if task is None:
            return self.none()
        return self.with_team(team).filter(task=task, child=child)

    def soonest_first(self):
        by_day = F("due_on").asc(nulls_last=True)
        return self.order_by(by_day, "asked_at", "pk")

    def with_all(self):
        return self.select_related(
            "task", "team", "child", "asked_by", "taken_by", "closed_by", "marked_as"
        )


class SupportRequest(models.Model):
    """One thing asked of a team's support officers: a task of the catalogue, or free words.

    Its state is worked out from these facts and the day, and kept nowhere.
    """

    class Outcome(models.TextChoices):
        DONE = "done", "Done"
        ONCE = "once", "Done this once"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    own_words = models.CharField(max_length=200, blank=True)
    child = models.ForeignKey(
        Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    instructions = models.TextField(max_length=2000, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    held_until = models.DateField(null=True, blank=True)
    held_why = models.CharField(max_length=300, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_why = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    answer = models.CharField(max_length=500, blank=True)
    marked_as = models.ForeignKey(
        TaskVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="What it was, where it was not a support officer's to do.",
    )  # fmt: skip

    objects = SupportRequestQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["team", "asked_at"], name="support_request_by_team"),
            models.Index(fields=["outcome", "due_on"], name="support_request_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(~Q(own_words=""), task=None)
                | Q(own_words="", task__isnull=False),
                name="support_request_of_a_task_or_in_words",
                violation_error_message="Choose a task, or say in your own words what "
                "you ask for; one of the two.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_at=None, closed_by=None)
                | Q(~Q(outcome=""), closed_at__isnull=False, closed_by__isnull=False),
                name="support_request_closed_by_somebody",
                violation_error_message="Say who closed the request, and when.",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=("once", "declined"), marked_as__isnull=False)
                | Q(~Q(outcome__in=("once", "declined")), marked_as=None),
                name="support_request_declined_as_something",
                violation_error_message="Say whose work it is.",
            ),
            models.UniqueConstraint(
                fields=["team", "task", "child"],
                condition=Q(outcome="", task__isnull=False, child__isnull=False),
                name="one_open_request_of_a_task_and_child",
                violation_error_message="This was asked already, and is open.",
            ),
            models.UniqueConstraint(
                fields=["team", "task"],
                condition=Q(outcome="", task__isnull=False, child=None),
                name="one_open_request_of_a_task",
                violation_error_message="This was asked already, and is open.",
            ),
        ]

    def __str__(self):
        return f"Request {self.pk}"

    @property
    def now_with(self) -> Team:
        """The team whose officers see to it: the one asked, or since it no longer holds the
        child, the one that does; of several the first by name."""
        if self.child is None or self.outcome:
            return self.team
        holders = list(self.child.teams.order_by("name"))
        return self.team if self.team in holders or not holders else holders[0]

    def state(self, day: date) -> str:
        """The code of `states` that holds on a day."""
        if self.outcome:
            return self.outcome
        if self.returned_at:
            return "returned"
        if self.held_until and self.held_until > day:
            return "held"
        return "taken" if self.taken_by_id else "waiting"

    def is_askers(self, user: User) -> bool:
        """Whether this person asked it, or covers today for whoever did."""
        return SupportRequest.objects.filter(pk=self.pk).asked_for(user).exists()
