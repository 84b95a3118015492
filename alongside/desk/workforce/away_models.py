"""Who is away, and who covers for them meanwhile."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


def running(day: date, first: str = "first_on", last: str = "last_on") -> Q:
    """Rows whose first and last day hold this day; no last day is no end yet."""
    return Q(**{f"{first}__lte": day}) & (
        Q(**{last: None}) | Q(**{f"{last}__gte": day})
    )


class AbsenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; to those who arrange cover, also those of the people of their teams."""
        from alongside.desk.workforce.models import Membership

        own = Q(user=user)
        if not (user.is_active and user.may("arrange_cover")):
            return self.filter(own)
        return self.filter(own | Q(user__in=Membership.objects.beside(user)))

    def on(self, day: date):
        return self.filter(running(day))

    def not_over(self, day: date):
        return self.filter(Q(last_on=None) | Q(last_on__gte=day))

    def overlapping(self, first: date, last: date | None):
        until = Q() if last is None else Q(first_on__lte=last)
        return self.filter(until).filter(Q(last_on=None) | Q(last_on__gte=first))

    def soonest_first(self):
        return self.select_related("user__role", "noted_by").order_by(
            "first_on", "user__full_name"
        )


class Absence(models.Model):
    """Days on which a person is not at work. Why is for them and whoever noted it."""

    class Kind(models.TextChoices):
        LEAVE = "leave", "Annual leave"
        SICKNESS = "sickness", "Sickness"
        TRAINING = "training", "Training"
        OTHER = "other", "Another reason"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    first_on = models.DateField()
    last_on = models.DateField(
        null=True, blank=True, help_text="Empty while nobody knows."
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on=None) | Q(last_on__gte=F("first_on")),
                name="absence_ends_on_or_after_its_first_day",
                violation_error_message="The last day cannot be before the first.",
            )
        ]
        indexes = [models.Index(fields=["user", "first_on"], name="absence_by_person")]

    def __str__(self):
        return f"Absence {self.pk}"


class CoverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Cover that concerns this person, or somebody whose absence they may see."""
        seen = Absence.objects.visible_to(user)
        return self.filter(Q(by=user) | Q(absence__in=seen))

    def on(self, day: date):
        """Cover that runs on this day: it ends with the absence, if not before."""
        return self.filter(running(day, "since", "until")).filter(
            running(day, "absence__first_on", "absence__last_on")
        )

    def for_whom(self, user):
        """The people this person covers for today; also those *they* were covering.

        Cover of cover goes on: who covers for somebody covers whatever that somebody did.
        """
        today = self.on(timezone.localdate())
        first = today.filter(by=user).values("absence__user")
        second = today.filter(by__in=first).values("absence__user")
        return first, second

    def latest_first(self):
        return self.select_related("by", "absence__user").order_by("-since", "-pk")


class Cover(models.Model):
    """That a person does another's work while that other is away."""

    absence = models.ForeignKey(
        Absence, on_delete=models.PROTECT, related_name="covers"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="covers"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    arranged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = CoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="cover_ends_on_or_after_its_first_day",
                violation_error_message="Cover cannot end before it starts.",
            )
        ]

    def __str__(self):
        return f"Cover {self.pk}"

    @property
    def last_on(self) -> date | None:
        """The last day it runs: its own, or that of the absence."""
        return min(filter(None, (self.until, self.absence.last_on)), default=None)
