"""What people need to learn and why, courses and places, students, help with a new system."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, F, Q

from alongside.desk.workforce.models import Team
from alongside.desk.workforce.staff_models import StaffMember

NO_MONEY = MinValueValidator(Decimal(0))


class OfTheService(models.QuerySet):
    """Rows about the service as a whole: shown to those who see its posts."""

    def visible_to(self, user):
        seen = user.is_active and user.may("see_establishment")
        return self if seen else self.none()


class TrainingNeedQuerySet(OfTheService):
    def told(self):
        return self.select_related("team").prefetch_related("courses")


class TrainingNeed(models.Model):
    """Something that people here need to learn, and what showed it."""

    class Source(models.TextChoices):
        AUDIT = "audit", "Case audit"
        REVIEW = "review", "Serious case or practice review"
        INSPECTION = "inspection", "Inspection"
        SUPERVISION = "supervision", "Supervision or appraisal"
        LAW = "law", "A change of law or guidance"
        SYSTEM = "system", "A change of the case system"
        OTHER = "other", "Another source"

    title = models.CharField("what is to be learned", max_length=150)
    source = models.CharField("what showed it", max_length=12, choices=Source)
    reference = models.CharField(
        "where that is written", max_length=150, blank=True,
        help_text="The audit, review or report, with its date.",
    )  # fmt: skip
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    people = models.PositiveIntegerField(
        "how many people", validators=[MinValueValidator(1)]
    )
    raised_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    why_closed = models.CharField(max_length=200, blank=True)

    objects = TrainingNeedQuerySet.as_manager()

    class Meta:
        ordering = [F("closed_on").asc(nulls_first=True), "raised_on", "pk"]

    def __str__(self):
        return self.title


class CourseQuerySet(OfTheService):
    def counted(self):
        """With the places booked, attended and not taken up."""
        taken = Place.Came
        return (
            self.select_related("need")
            .annotate(
                booked=Count("places", filter=~Q(places__came=taken.CANCELLED)),
                attended=Count("places", filter=Q(places__came=taken.ATTENDED)),
                stayed_away=Count("places", filter=Q(places__came=taken.STAYED_AWAY)),
            )
            .order_by("-first_on", "-pk")
        )


class Course(models.Model):
    """A course with so many places, bought for so much."""

    title = models.CharField(max_length=150)
    provider = models.CharField(max_length=120)
    need = models.ForeignKey(
        TrainingNeed, null=True, blank=True, on_delete=models.PROTECT,
        related_name="courses",
    )  # fmt: skip
    first_on = models.DateField("first day")
    last_on = models.DateField("last day")
    capacity = models.PositiveIntegerField("places", validators=[MinValueValidator(1)])
    pounds = models.DecimalField(
        "cost of all places", max_digits=9, decimal_places=2, validators=[NO_MONEY]
    )

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["-first_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="course_ends_on_or_after_its_first_day",
                violation_error_message="The last day cannot be before the first.",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def pounds_a_place(self) -> Decimal:
        """The cost over the places bought, whether or not they were taken."""
        return self.pounds / self.capacity

    @property
    def pounds_a_person(self) -> Decimal | None:
        """The cost over those who came; None while nobody has."""
        return self.pounds / self.attended if self.attended else None


class PlaceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(course__in=Course.objects.visible_to(user))


class Place(models.Model):
    """A place on a course, and whether it was used."""

    class Came(models.TextChoices):
        BOOKED = "booked", "Booked"
        ATTENDED = "attended", "Attended"
        STAYED_AWAY = "stayed_away", "Did not come"
        CANCELLED = "cancelled", "Cancelled"

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="places")
    staff = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="places"
    )
    came = models.CharField(max_length=12, choices=Came, default=Came.BOOKED)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["staff__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "staff"],
                name="one_place_each",
                violation_error_message="This person has a place already.",
            )
        ]


class BursaryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who keep training: what somebody was paid is nobody else's."""
        keeps = user.is_active and user.may("keep_training")
        return self if keeps else self.none()


class Bursary(models.Model):
    """Money for a student in their last year, tied to working here for a time."""

    staff = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="bursaries"
    )
    course = models.CharField("course and university", max_length=150)
    pounds = models.DecimalField(
        max_digits=9, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    agreed_on = models.DateField()
    tied_months = models.PositiveIntegerField(
        "months of work they undertake", validators=[MinValueValidator(1)]
    )
    work_from = models.DateField("first day of work here", null=True, blank=True)

    objects = BursaryQuerySet.as_manager()

    class Meta:
        ordering = ["-agreed_on", "-pk"]

    def __str__(self):
        return f"Bursary {self.pk}"


class SystemHelp(models.Model):
    """Floor walkers: people beside the teams, for a time, while the case system changes."""

    what = models.CharField("what changes", max_length=150)
    provider = models.CharField("who they are from", max_length=120)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    first_on = models.DateField("first day")
    last_on = models.DateField("last day")
    days_booked = models.DecimalField(max_digits=5, decimal_places=1)
    days_used = models.DecimalField(
        max_digits=5, decimal_places=1, default=0, validators=[NO_MONEY]
    )
    pounds_a_day = models.DecimalField(
        "cost of a day", max_digits=8, decimal_places=2, validators=[NO_MONEY]
    )

    objects = OfTheService.as_manager()

    class Meta:
        ordering = ["-first_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on"), days_booked__gt=0),
                name="floor_walkers_are_booked_for_a_time",
                violation_error_message="Book at least part of a day, and end after the first.",
            )
        ]

    def __str__(self):
        return self.what

    @property
    def pounds_booked(self) -> Decimal:
        return self.days_booked * self.pounds_a_day

    @property
    def pounds_used(self) -> Decimal:
        return self.days_used * self.pounds_a_day


class Release(models.Model):
    """An experienced practitioner released from cases for a time, and what that costs."""

    staff = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="releases"
    )
    what_for = models.CharField("what for", max_length=150)
    first_on = models.DateField("first day")
    last_on = models.DateField("last day")
    hours_a_week = models.DecimalField(max_digits=4, decimal_places=1)
    pounds = models.DecimalField(
        "cost of whoever does their work", max_digits=9, decimal_places=2,
        validators=[NO_MONEY],
    )  # fmt: skip

    objects = OfTheService.as_manager()

    class Meta:
        ordering = ["-first_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on"), hours_a_week__gt=0),
                name="release_is_for_a_time",
                violation_error_message="Release for some hours, and end after the first day.",
            )
        ]

    def __str__(self):
        return f"Release {self.pk}"
