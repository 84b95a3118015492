"""When people can be met: weekly hours, terms of schools, and what a family said."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.desk.diary.resource_models import Resource
from alongside.desk.people.models import AboutChildren, Child
from alongside.desk.workforce.away_models import running
from alongside.desk.workforce.duty_models import WEEKDAYS

ENDS_LATER = "It ends later than it begins. Enter a time after the first."
LAST_DAY = "The last day cannot be before the first."


class OfResources(models.QuerySet):
    """Rows of a resource, by a foreign key `resource`: what a person may see of them."""

    def visible_to(self, user):
        return self.filter(resource__in=Resource.objects.visible_to(user).values("pk"))


class AvailabilityQuerySet(OfResources):
    def on(self, day: date):
        """The hours in force on a day, whatever its weekday."""
        return self.filter(running(day, "since", "until"))

    def between(self, first: date, last: date):
        """The hours in force on some day of these."""
        return self.filter(since__lte=last).filter(Q(until=None) | Q(until__gte=first))

    def in_order(self):
        return self.order_by("resource", "weekday", "starts")


class Availability(models.Model):
    """Hours of a weekday in which somebody can be met, or a room be used.

    Whoever has none keeps the office's hours. Times are London's.
    """

    resource = models.ForeignKey(
        Resource, on_delete=models.CASCADE, related_name="hours"
    )
    weekday = models.PositiveSmallIntegerField(choices=list(enumerate(WEEKDAYS)))
    starts = models.TimeField()
    ends = models.TimeField()
    since = models.DateField()
    until = models.DateField(
        null=True, blank=True, help_text="The last day. Empty while it goes on."
    )
    said_by = models.CharField("who said so", max_length=120, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField(default=timezone.now)

    objects = AvailabilityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "availabilities"
        indexes = [
            models.Index(fields=["resource", "weekday"], name="hours_of_resource")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="hours_end_after_they_begin",
                violation_error_message=ENDS_LATER,
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="hours_stop_on_or_after_their_first_day",
                violation_error_message=LAST_DAY,
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="hours_are_of_a_day_of_the_week"
            ),
        ]

    def __str__(self):
        return f"Hours {self.pk}"


class TermQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who see a diary: terms are published."""
        return self if user.is_active and user.may("see_diary") else self.none()

    def between(self, first: date, last: date):
        return self.filter(first_on__lte=last, last_on__gte=first)

    def in_order(self):
        return self.order_by("first_on", "pk")


class Term(models.Model):
    """Days on which the council's schools are open: a term, or the half of one."""

    name = models.CharField(max_length=80)
    first_on = models.DateField("first day")
    last_on = models.DateField("last day")

    objects = TermQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="term_ends_on_or_after_its_first_day",
                violation_error_message=LAST_DAY,
            ),
            models.UniqueConstraint(
                fields=["first_on"],
                name="one_term_from_a_day",
                violation_error_message="A term that begins on that day stands here already.",
            ),
        ]

    def __str__(self):
        return self.name


class FamilyConstraintQuerySet(AboutChildren):
    def on(self, day: date):
        return self.filter(running(day, "since", "until"))

    def between(self, first: date, last: date):
        return self.filter(since__lte=last).filter(Q(until=None) | Q(until__gte=first))

    def in_order(self):
        return self.select_related("child", "resource", "noted_by").order_by(
            F("weekday").asc(nulls_first=True), "starts", "pk"
        )


class FamilyConstraint(models.Model):
    """When meetings about a child cannot be, as the family said: who said so, and when.

    No weekday is every day; no first time is from the day's beginning, no last time until
    its end. "Not Tuesdays" has a weekday and no times; "not before 9:30" has a last time.
    """

    child = models.ForeignKey(
        Child, on_delete=models.CASCADE, related_name="constraints_on_meetings"
    )
    resource = models.ForeignKey(
        Resource,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="constraints",
        help_text="Who of the family cannot. Empty: nobody of the family.",
    )
    weekday = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=list(enumerate(WEEKDAYS))
    )
    starts = models.TimeField("not from", null=True, blank=True)
    ends = models.TimeField("not until", null=True, blank=True)
    term_only = models.BooleanField("in term time only", default=False)
    since = models.DateField()
    until = models.DateField(
        null=True, blank=True, help_text="The last day. Empty while it goes on."
    )
    said_by = models.CharField("who said so", max_length=120)
    said_on = models.DateField("when they said so")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = FamilyConstraintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gt=F("starts")),
                name="constraint_ends_after_it_begins",
                violation_error_message=ENDS_LATER,
            ),
            models.CheckConstraint(
                condition=~Q(weekday=None, starts=None, ends=None),
                name="constraint_leaves_some_hour",
                violation_error_message="Say on which day, or at which times, they cannot.",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="constraint_stops_on_or_after_its_first_day",
                violation_error_message=LAST_DAY,
            ),
            models.CheckConstraint(
                condition=Q(weekday=None) | Q(weekday__lte=6),
                name="constraint_is_of_a_day_of_the_week",
            ),
        ]

    def __str__(self):
        return f"Constraint {self.pk} of child {self.child_id}"
