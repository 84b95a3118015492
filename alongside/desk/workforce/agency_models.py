"""Agency workers' engagements, and the caps of a region that the council types in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from alongside.reckon.agency import Assignment, Cap, guidance

GUIDANCE = guidance()
ROLES = list(GUIDANCE.roles.items())
EXCEPTIONS = list(GUIDANCE.exceptions.items())
REGIONS = [(name, name) for name in GUIDANCE.regions]
POSITIVE = [MinValueValidator(Decimal("0.01"))]
AT_MOST_A_WEEK = [*POSITIVE, MaxValueValidator(Decimal(168))]


class AgencyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who see the establishment; what is paid is another question."""
        allowed = user.is_active and user.may("see_establishment")
        return self if allowed else self.none()

    def with_terms_for(self, user):
        """Engagements of which this person may read rate, cost and checks."""
        return self if sees_terms(user) else self.none()

    def on(self, day: date):
        """Engagements that ran on a day: to their last day, or to the planned one where no
        end is said. What was planned to be over is not taken to go on."""
        return self.between(day, day)

    def end_not_said(self, day: date):
        """Engagements planned to be over by a day, of which nobody said that they are."""
        return self.filter(ended_on=None, planned_end_on__lt=day)

    def between(self, first: date, last: date):
        """Engagements that ran on any day from the first to the last."""
        planned = Q(planned_end_on=None) | Q(planned_end_on__gte=first)
        return self.filter(starts_on__lte=last).filter(
            Q(ended_on__gte=first) | (Q(ended_on=None) & planned)
        )

    def covering(self, post, day: date):
        """Engagements that cover a post on a day: the vacancy is covered by agency."""
        return self.on(day).filter(post=post)

    def latest_first(self):
        return self.select_related("staff", "post", "team").order_by("-starts_on", "pk")


def sees_terms(user) -> bool:
    """Whether a person may read what is paid: who keeps the establishment, or answers
    for the whole service."""
    return user.may("keep_establishment") or (
        user.may("see_establishment") and user.sees_whole_service
    )


class AgencyEngagement(models.Model):
    """That a member of staff is engaged through an agency, to cover a post or beyond them."""

    class Reason(models.TextChoices):
        VACANCY = "vacancy", "Covers a vacancy"
        SICKNESS = "sickness", "Covers sickness"
        LEAVE = "leave", "Covers maternity, paternity or other leave"
        DEMAND = "demand", "More work than posts"
        PROJECT = "project", "A project team"
        OTHER = "other", "Another reason"

    staff = models.ForeignKey(
        "workforce.StaffMember", on_delete=models.PROTECT, related_name="engagements"
    )
    agency = models.CharField("agency's name", max_length=120)
    post = models.ForeignKey(
        "workforce.Post",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="engagements",
        help_text="Empty where the worker is beyond the posts there are (supernumerary).",
    )
    team = models.ForeignKey(
        "workforce.Team", on_delete=models.PROTECT, related_name="engagements"
    )
    reason = models.CharField(max_length=10, choices=Reason)
    role = models.CharField(max_length=30, choices=ROLES)
    region = models.CharField("region of the council", max_length=30, choices=REGIONS)
    hourly_rate = models.DecimalField(
        "hourly rate, in pounds",
        max_digits=7, decimal_places=2, null=True, blank=True, validators=POSITIVE,
    )  # fmt: skip
    rate_is_whole = models.BooleanField(
        "employer's National Insurance and the apprenticeship levy are in the rate",
        null=True, blank=True,
    )  # fmt: skip
    on_costs = models.DecimalField(
        "on-costs on top of the rate, in pounds an hour",
        max_digits=7, decimal_places=2, null=True, blank=True, validators=POSITIVE,
    )  # fmt: skip
    hours_a_week = models.DecimalField(
        max_digits=5, decimal_places=2, validators=AT_MOST_A_WEEK
    )
    starts_on = models.DateField("first day")
    planned_end_on = models.DateField("planned last day", null=True, blank=True)
    ended_on = models.DateField("last day", null=True, blank=True)
    ended_why = models.CharField("why it ended", max_length=200, blank=True)
    project_team = models.CharField(
        "name of the project team", max_length=120, blank=True
    )
    project_approved_on = models.DateField(
        "day the worker was approved for the project team", null=True, blank=True
    )
    reference_requested_on = models.DateField(
        "day a reference was asked for", null=True, blank=True
    )
    reference_given_on = models.DateField(
        "day a reference was given", null=True, blank=True
    )
    experience_months = models.PositiveSmallIntegerField(
        "months after qualifying in direct employment, as evidenced",
        null=True, blank=True,
    )  # fmt: skip
    notice_weeks = models.PositiveSmallIntegerField(
        "weeks of notice", null=True, blank=True
    )
    permanent_notice_weeks = models.PositiveSmallIntegerField(
        "weeks of notice of the permanent post", null=True, blank=True
    )
    director_signed_on = models.DateField(
        "day the Director of Children's Services signed off", null=True, blank=True
    )
    chief_signed_on = models.DateField(
        "day the Chief Executive signed off", null=True, blank=True
    )
    never_permanent = models.BooleanField(
        "the worker left no permanent post in social work", default=False
    )
    left_permanent_on = models.DateField(
        "day the worker left a permanent post", null=True, blank=True
    )
    left_permanent_region = models.CharField(
        "region of that post", max_length=30, choices=REGIONS, blank=True
    )
    exception = models.CharField(
        "exception from the cooling off", max_length=20, choices=EXCEPTIONS, blank=True
    )

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
                name="engagement_ends_on_or_after_its_start",
                violation_error_message="The last day cannot be before the first.",
            ),
            models.CheckConstraint(
                condition=Q(planned_end_on=None)
                | Q(planned_end_on__gte=F("starts_on")),
                name="engagement_is_planned_to_end_on_or_after_its_start",
                violation_error_message="The planned last day cannot be before the first.",
            ),
            models.CheckConstraint(
                condition=Q(never_permanent=False) | Q(left_permanent_on=None),
                name="who_left_no_permanent_post_has_no_day_of_leaving",
                violation_error_message=(
                    "Type the day the worker left a permanent post, or say that they "
                    "left none; not both."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["starts_on", "ended_on"], name="engagement_by_days")
        ]

    def __str__(self):
        return f"Engagement {self.pk}"

    @property
    def fte(self) -> Decimal:
        """Hours a week over the standard hours of the worker's grade, not rounded."""
        return self.hours_a_week / self.staff.standard_hours

    @property
    def last_on(self) -> date | None:
        """The last day it counts to: as said, else as planned."""
        return self.ended_on or self.planned_end_on

    def assignment(self) -> Assignment:
        """Return what the checks of the guidance are asked of."""
        same = {
            name: getattr(self, name)
            for name in Assignment.__dataclass_fields__
            if hasattr(self, name)
        }
        return Assignment(
            **same, ends_on=self.last_on, qualified_on=self.staff.qualified_on
        )


class CapQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who may read what is paid."""
        return self if user.is_active and sees_terms(user) else self.none()

    def typed(self) -> list[Cap]:
        """Return all caps as the reckoning reads them."""
        return [
            Cap(each.region, each.role, each.first_on, each.last_on, each.pounds, each.source)
            for each in self.order_by("first_on", "pk")
        ]  # fmt: skip


class AgencyCap(models.Model):
    """The most an hour may cost for a role, as the council's region agreed it."""

    region = models.CharField(max_length=30, choices=REGIONS)
    role = models.CharField(max_length=30, choices=ROLES)
    first_on = models.DateField("first day")
    last_on = models.DateField("last day", null=True, blank=True)
    pounds = models.DecimalField(
        "pounds an hour", max_digits=7, decimal_places=2, validators=POSITIVE
    )
    source = models.CharField("where it is written", max_length=200)
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = CapQuerySet.as_manager()

    class Meta:
        ordering = ["region", "role", "-first_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "role", "first_on"],
                name="one_cap_of_a_role_from_a_day",
                violation_error_message="There is a cap of this role from that day already.",
            ),
            models.CheckConstraint(
                condition=Q(last_on=None) | Q(last_on__gte=F("first_on")),
                name="cap_ends_on_or_after_its_first_day",
                violation_error_message="The last day cannot be before the first.",
            ),
        ]

    def __str__(self):
        return f"Cap {self.pk}"
