"""Safeguarding concerns: who was told, who acknowledged, who took over, what was done."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from alongside.desk.access.models import User
from alongside.desk.contacts.concern_clock import Step, Waits, Watch
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.people.models import Child, NeedToKnow, Restriction
from alongside.desk.workforce.models import Team
from alongside.desk.workforce.office import Office

LONGEST_WAIT = 240  # minutes: beyond four hours nobody would call it at once


class ConcernQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of this person's teams, if they answer concerns; those they took or were told of.

        None of a family they know. Of a restricted record only those on its list are shown one; and, where nobody on
        the list was there to answer it, who was told in their place.
        """
        if not user.is_active:
            return self.none()
        told = ConcernTold.objects.filter(concern=OuterRef("pk"), to=user)
        near = Q(raised_by=user)
        if user.may("answer_concern"):
            near |= Q(Exists(told)) | Q(team__in=Team.objects.visible_to(user))
            near |= Q(pk__gt=0) if user.sees_whole_service else Q()
        kept = Q(contact__child__in=Child.objects.restricted_from(user))
        in_place = told.filter(role=ConcernTold.Role.IN_PLACE_OF_LIST)
        rows = self.exclude(contact__child__in=Child.objects.known_outside(user))
        return rows.filter(near).filter(~kept | Exists(in_place))

    def open(self):
        return self.filter(closed_at=None)

    def waiting(self):
        """Those that nobody has acknowledged."""
        return self.filter(acknowledged_at=None)

    def closed(self):
        """Those with what was done, the latest first."""
        return self.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")

    def longest_first(self):
        return self.order_by("raised_at", "pk")

    def with_people(self):
        return self.select_related(
            "contact", "team", "raised_by", "acknowledged_by", "closed_by"
        )

    def with_told(self):
        """Each with its people, whom it was told to and who took it out of hours."""
        return self.with_people().prefetch_related("told__to", "handings__rung_by")


class Concern(models.Model):
    """That somebody may be at risk, as it was said in a contact."""

    class Outcome(models.TextChoices):
        SCREENED = "screened", "Screened: goes on as a contact or a referral"
        STRATEGY = "strategy", "Strategy discussion called"
        SECTION_47 = "section_47", "Section 47 enquiry begun"
        WITH_PLAN = "with_plan", "Taken into the work that goes on with the child"
        ELSEWHERE = "elsewhere", "Passed to another authority"
        NO_ACTION = "no_action", "No further action"

    contact = models.OneToOneField(
        Contact, on_delete=models.PROTECT, related_name="concern"
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns"
    )
    immediate = models.BooleanField(
        default=False, help_text="The caller spoke of danger at that moment."
    )
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    raised_at = models.DateTimeField()
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    done = models.TextField("what was done, and why", max_length=1000, blank=True)
    recorded_as = models.CharField(
        "reference in the case system", max_length=60, blank=True
    )

    objects = ConcernQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["raised_at"],
                condition=Q(acknowledged_at=None),
                name="concern_waiting",
            ),
            models.Index(fields=["team", "-raised_at"], name="concern_of_team"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(
                    acknowledged_at__isnull=False,
                    acknowledged_at__gte=F("raised_at"),
                    acknowledged_by__isnull=False,
                ),
                name="concern_acknowledged_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, outcome="")
                | Q(
                    acknowledged_at__isnull=False,
                    closed_at__gte=F("acknowledged_at"),
                    closed_by__isnull=False,
                    recorded_as__gt="",
                    outcome__gt="",
                ),
                name="concern_closed_with_what_was_done",
                violation_error_message="Say what was done and where it is recorded.",
            ),
        ]

    def __str__(self):
        return f"Concern {self.contact.reference}"

    @property
    def minutes_to_acknowledgement(self) -> int | None:
        """Whole minutes from when it was raised until somebody acknowledged it."""
        if self.acknowledged_at is None:
            return None
        return (self.acknowledged_at - self.raised_at) // timedelta(minutes=1)

    def open_restriction(self) -> Restriction | None:
        """The restriction in force on the record of the child it is about."""
        child = self.contact.child_id
        return child and Restriction.objects.open().filter(child=child).first()

    def on_list(self) -> set[int]:
        """The keys of those on the list of that restriction."""
        listed = NeedToKnow.objects.filter(restriction=self.open_restriction())
        return set(listed.values_list("user", flat=True))


class ConcernTold(models.Model):
    """That a person was told of a concern, on a day, as one who has to answer it.

    On one day nobody is told the same of the same concern twice.
    """

    class Role(models.TextChoices):
        DUTY = "duty", "Duty worker"
        DUTY_MANAGER = "duty_manager", "Duty manager"
        TEAM_MANAGER = "team_manager", "Team manager"
        SERVICE_MANAGER = "service", "Service manager"
        LISTED = "listed", "On the record’s list"
        IN_PLACE_OF_LIST = "in_place", "In place of those on the record’s list"

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="told")
    step = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in Step]
    )
    on = models.DateField()
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=12, choices=Role)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "told of concerns"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "step", "on", "to"], name="told_once_a_step_and_day"
            )
        ]

    def __str__(self):
        return f"Concern {self.concern_id}: person {self.to_id}"


class ConcernHanding(models.Model):
    """That a concern became the out-of-hours team's; and, once said, who there took it.

    `since` is the closing time, or when it was raised after it.
    """

    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, related_name="handings"
    )
    since = models.DateTimeField()
    emailed_at = models.DateTimeField(null=True, blank=True)
    spoke_to = models.CharField("whom you spoke to", max_length=120, blank=True)
    rung_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    rung_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "since"], name="handed_over_once_a_closing"
            ),
            models.CheckConstraint(
                condition=Q(rung_at=None, rung_by=None, spoke_to="")
                | Q(rung_at__isnull=False, rung_by__isnull=False, spoke_to__gt=""),
                name="rung_by_somebody_who_spoke_to_somebody",
            ),
        ]

    def __str__(self):
        return f"Concern {self.concern_id} out of hours"


def _minutes(usual: int) -> models.PositiveSmallIntegerField:
    bounds = [MinValueValidator(1), MaxValueValidator(LONGEST_WAIT)]
    return models.PositiveSmallIntegerField(default=usual, validators=bounds)


class ConcernSettings(models.Model):
    """How long a concern may wait, and where one of no known team goes: one row."""

    duty_manager_after = _minutes(15)
    managers_after = _minutes(30)
    unknown_team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "concern settings"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1), name="one_row_of_concern_settings"
            ),
            models.CheckConstraint(
                condition=Q(managers_after__gt=F("duty_manager_after")),
                name="managers_are_told_after_the_duty_manager",
                violation_error_message=(
                    "The team manager and the service manager are told after the duty "
                    "manager. Enter more minutes for them."
                ),
            ),
        ]

    def __str__(self):
        return "Concern settings"

    @classmethod
    def in_force(cls) -> ConcernSettings:
        return cls.objects.select_related("unknown_team").first() or cls(pk=1)

    @classmethod
    def watch(cls) -> Watch:
        """By when what is done, as the office and the settings stand now."""
        kept = cls.in_force()
        waits = Waits(kept.duty_manager_after, kept.managers_after)
        return Watch(Office.in_force(), waits)

    def team_for_unknown(self) -> Team | None:
        """The team whose duty takes what is about nobody known: as set, or the first that assesses."""
        assessing = Team.objects.active().filter(kind=Team.Kind.ASSESSMENT)
        return self.unknown_team or assessing.order_by("name").first()


def service_managers() -> list[User]:
    """Those who answer concerns for the whole service, by name."""
    able = User.objects.who_may("answer_concern")
    return [user for user in able if user.sees_whole_service]
