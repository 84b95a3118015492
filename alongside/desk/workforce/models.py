"""Teams, the workers the case system names in them, and who here belongs to which."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q

from alongside.desk.access.once import once
from alongside.desk.access.prepared import Prepared
from alongside.desk.access.roles import TEAMS
from alongside.desk.workforce.agency_models import AgencyCap, AgencyEngagement
from alongside.desk.workforce.away_models import Absence, Cover
from alongside.desk.workforce.duty_models import (
    DutyShared,
    DutyTurn,
    OfficeHours,
    OutOfHours,
)
from alongside.desk.workforce.holding_models import Holding, Recruitment, Stage
from alongside.desk.workforce.hr_models import HrLayout, HrUpload
from alongside.desk.workforce.monitoring_models import LimitsAnew, MonthlyFigure
from alongside.desk.workforce.post_models import (
    ChangeStep,
    JobDescription,
    Post,
    PostChange,
    PostRole,
)
from alongside.desk.workforce.staff_models import StaffMember
from alongside.desk.workforce.supervision_models import (
    SupervisionAction,
    SupervisionHeld,
    SupervisionRhythm,
)
from alongside.desk.workforce.toil_models import ToilEntry

__all__ = [
    "Absence",
    "AgencyCap",
    "AgencyEngagement",
    "ChangeStep",
    "Cover",
    "DutyShared",
    "DutyTurn",
    "Holding",
    "HrLayout",
    "HrUpload",
    "JobDescription",
    "LimitsAnew",
    "Membership",
    "MonthlyFigure",
    "OfficeHours",
    "OutOfHours",
    "Post",
    "PostChange",
    "PostRole",
    "Recruitment",
    "Stage",
    "StaffMember",
    "SupervisionAction",
    "SupervisionHeld",
    "SupervisionRhythm",
    "Team",
    "ToilEntry",
    "Worker",
]


class TeamQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Teams whose children this person may be shown: theirs, or all of them."""
        return self if user.sees_whole_service else self.filter(pk__in=self.of(user))

    def of(self, user) -> list[int]:
        """The keys of this person's teams alone, whatever they see."""
        if not user.is_active:
            return []
        if user.given_teams is not None:
            return list(user.given_teams)
        return once(("teams of", user.pk), lambda: _teams_of(user))

    def directory(self):
        """All teams with their people: no secret to anybody who can sign in."""
        current = Membership.objects.current().select_related("user__role").by_name()
        return self.order_by("-active", "name").prefetch_related(
            Prefetch("memberships", queryset=current, to_attr="current_memberships")
        )

    def active(self):
        return self.filter(active=True)

    def not_of(self, user):
        """Teams this person does not belong to now, by name."""
        theirs = Membership.objects.current().filter(user=user, team=OuterRef("pk"))
        return self.exclude(Exists(theirs)).order_by("name")

    def without(self, how: str):
        """Teams in which nobody does this now."""
        doing = Membership.objects.current().filter(how=how, team=OuterRef("pk"))
        return self.exclude(Exists(doing))


TEAMS_OF = Prepared(
    lambda person: Membership.objects.current().filter(user=person).values_list("team"),
    person=int,
)


def _teams_of(user) -> list[int]:
    """The keys of the teams a person belongs to, or covers for somebody of, today."""
    people = (user.pk, *Cover.objects.for_whom(user))
    return sorted({team for person in people for team in TEAMS_OF(person=person)})


class Team(models.Model):
    """A team of the service."""

    class Kind(models.TextChoices):
        ASSESSMENT = "assessment", "Assessment"
        CHILD_PROTECTION = "child_protection", "District child protection"
        LOOKED_AFTER = "looked_after", "Looked after children"
        DISABILITY = "disability", "Children's disability"
        OTHER = "other", "Other"

    name = models.CharField(
        max_length=120,
        unique=True,
        error_messages={"unique": "There is a team of this name already."},
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    active = models.BooleanField(default=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def by_how(self) -> dict[str, list]:
        """The people of a team from the directory, by what they do for it."""
        return {
            how.label: [m.user for m in self.current_memberships if m.how == how]
            for how in Membership.How
        }


class WorkerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(team__in=Team.objects.visible_to(user))


class Worker(models.Model):
    """A member of staff as the case system names them."""

    # Annex A knows a worker by nothing but the name.
    source_id = models.CharField("id in the case system", max_length=150, unique=True)
    name = models.CharField(max_length=150, blank=True)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="workers"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="worker",
    )

    objects = WorkerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "source_id"]

    def __str__(self):
        return self.name or f"Worker {self.source_id}"


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who manage people; to others, their own."""
        return self if user.may("manage_people") else self.filter(user=user)

    def current(self):
        return self.filter(until=None, user__is_active=True)

    def of(self, user):
        """This person's, and those of the people they cover for today."""
        return self.filter(user__in=[user.pk, *Cover.objects.for_whom(user)])

    def beside(self, user):
        """The people of the teams that this person answers for, as their keys."""
        teams = Team.objects.visible_to(user)
        return self.current().filter(team__in=teams).values("user")

    def by_name(self):
        return self.order_by("how", "user__full_name", "pk")

    def lacked_by(self, users) -> list:
        """Those of these people who are shown their teams' children, and are in none."""
        theirs = self.current().filter(user=OuterRef("pk"))
        found = users.filter(role__scope=TEAMS).exclude(Exists(theirs)).by_name()
        return [user for user in found if user.may("see_timescales")]


class Membership(models.Model):
    """That a person works in, supports or manages a team, and so sees its children."""

    class How(models.TextChoices):
        MANAGES = "manages", "Manages"
        WORKS_IN = "works_in", "Works in"
        SUPPORTS = "supports", "Supports"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    how = models.CharField(max_length=10, choices=How)
    since = models.DateField()
    until = models.DateField(
        null=True, blank=True, help_text="The last day. Empty while it goes on."
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "team"],
                condition=Q(until=None),
                name="one_current_membership_of_a_team",
                violation_error_message="This person belongs to this team already.",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="membership_ends_on_or_after_its_start",
                violation_error_message="A membership cannot end before it starts.",
            ),
        ]

    def __str__(self):
        return f"{self.get_how_display()} {self.team}"
