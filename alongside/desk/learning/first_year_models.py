"""The year of a newly qualified social worker: what was undertaken, and what was kept."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from alongside.desk.workforce.staff_models import StaffMember
from alongside.reckon.newly_qualified import Programme, programmes


class FirstYearQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who keep them; else one's own, and those one supervises or manages."""
        if not user.is_active:
            return self.none()
        if user.may("keep_first_years"):
            return self
        supervises = Q(supervisor__user=user) | Q(staff__line_manager__user=user)
        return self.filter(supervises | Q(staff__user=user))

    def running(self):
        return self.filter(ended_on=None)

    def with_what_was_kept(self):
        """With all that their progress is told from, in as many queries however many."""
        told = ("pauses", "supervisions", "development", "evidence", "claims")
        found = self.select_related("staff", "supervisor").prefetch_related(*told)
        return found.order_by(F("ended_on").desc(nulls_first=True), "started_on", "pk")


class FirstYear(models.Model):
    """A newly qualified social worker on a programme. The numbers are the programme's."""

    class Outcome(models.TextChoices):
        PASSED = "passed", "Passed"
        NOT_PASSED = "not_passed", "Not passed"
        LEFT = "left", "Left the council before the end"
        WITHDRAWN = "withdrawn", "Withdrawn from the programme"

    staff = models.OneToOneField(
        StaffMember, on_delete=models.PROTECT, related_name="first_year"
    )
    programme = models.CharField(max_length=20)
    started_on = models.DateField()
    registered_on = models.DateField(
        "registered with the programme", null=True, blank=True
    )
    supervisor = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="first_years_supervised"
    )
    weekly_hours = models.DecimalField(
        "contracted hours a week",
        max_digits=4,
        decimal_places=2,
        validators=[MinValueValidator(1)],
    )
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    evaluation = models.TextField(blank=True)

    objects = FirstYearQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None, outcome="")
                | (Q(ended_on__gte=F("started_on")) & ~Q(outcome="")),
                name="first_year_ends_with_an_outcome",
                violation_error_message="Say how the year ended, and on a day after it began.",
            ),
            models.CheckConstraint(
                condition=~Q(supervisor=F("staff")),
                name="nobody_supervises_their_own_first_year",
                violation_error_message="Choose somebody else as the supervisor.",
            ),
        ]

    def __str__(self):
        return f"First year of {self.staff}"

    @property
    def terms(self) -> Programme:
        return programmes()[self.programme]

    def kept_by(self, user) -> bool:
        """Whether this person records what was held, besides their own hours."""
        if user.may("keep_first_years"):
            return True
        manager = self.staff.line_manager
        return user.pk in {
            self.supervisor.user_id,
            manager.user_id if manager else None,
        }


class Pause(models.Model):
    """Days on which the year stands still."""

    class Why(models.TextChoices):
        SICKNESS = "sickness", "Long sickness"
        PARENTAL = "parental", "Parental leave"
        BEREAVEMENT = "bereavement", "Bereavement"
        OTHER = "other", "Another agreed reason"

    first_year = models.ForeignKey(
        FirstYear, on_delete=models.PROTECT, related_name="pauses"
    )
    first_on = models.DateField("first day")
    last_on = models.DateField("last day")
    why = models.CharField(max_length=12, choices=Why)

    class Meta:
        ordering = ["first_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="pause_ends_on_or_after_its_first_day",
                violation_error_message="The last day cannot be before the first.",
            )
        ]


class Supervision(models.Model):
    """That supervision was held. What was said in it stands elsewhere."""

    first_year = models.ForeignKey(
        FirstYear, on_delete=models.PROTECT, related_name="supervisions"
    )
    held_on = models.DateField()

    class Meta:
        ordering = ["held_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["first_year", "held_on"],
                name="one_supervision_a_day",
                violation_error_message="Supervision on this day is recorded already.",
            )
        ]


class DevelopmentHours(models.Model):
    """Hours kept for development on a day."""

    first_year = models.ForeignKey(
        FirstYear, on_delete=models.PROTECT, related_name="development"
    )
    day = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    what = models.CharField("what for", max_length=200)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=24),
                name="development_hours_fit_a_day",
                violation_error_message="Enter more than no hours, and no more than 24.",
            )
        ]


class Evidence(models.Model):
    """A piece that the programme asks for, and when it was done."""

    first_year = models.ForeignKey(
        FirstYear, on_delete=models.PROTECT, related_name="evidence"
    )
    piece = models.CharField(max_length=100)
    done_on = models.DateField()

    class Meta:
        ordering = ["done_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first_year", "piece"],
                name="one_piece_of_evidence_once",
                violation_error_message="This piece is recorded already.",
            )
        ]


class FundingClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(first_year__in=FirstYear.objects.visible_to(user))


class FundingClaim(models.Model):
    """Money claimed for somebody's year; `pounds` as the programme gave them that day."""

    class When(models.TextChoices):
        REGISTRATION = "registration", "On registration"
        COMPLETION = "completion", "On completion"

    first_year = models.ForeignKey(
        FirstYear, on_delete=models.PROTECT, related_name="claims"
    )
    when = models.CharField(max_length=12, choices=When)
    pounds = models.DecimalField(max_digits=9, decimal_places=2)
    claimed_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)

    objects = FundingClaimQuerySet.as_manager()

    class Meta:
        ordering = ["claimed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first_year", "when"],
                name="one_claim_of_a_kind_for_a_first_year",
                violation_error_message="This was claimed already.",
            )
        ]
