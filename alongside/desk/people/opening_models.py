"""Restricted records opened by somebody who is not on the list, for a reason and a day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.desk.people.child_models import Restriction

LEAST = timedelta(hours=4)


def ends_after(at: datetime) -> datetime:
    """Return when an opening made at this moment ends: at the next midnight in London.

    Where that is nearer than four hours, four hours on: a night's work is not cut short.
    """
    tomorrow = timezone.localdate(at) + timedelta(days=1)
    return max(timezone.make_aware(datetime.combine(tomorrow, time())), at + LEAST)


class OpeningQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A person's own; of records on whose list they are; and those they were told of."""
        known = Restriction.objects.visible_to(user).values("pk")
        own = Q(by=user) | Q(restriction__in=known)
        return self.filter(own | Q(told=user)).distinct()

    def for_review_by(self, user):
        """Those this person may review, or see what was said of: of records they know of."""
        known = Restriction.objects.visible_to(user).values("pk")
        return self.filter(restriction__in=known).exclude(by=user)

    def running_for(self, user):
        return self.filter(by_id=user.pk, until__gt=timezone.now())

    def waiting(self):
        return self.filter(judged="")

    def latest_first(self):
        people = self.select_related("by", "restriction__child", "judged_by")
        return people.order_by("-at", "-pk")


class Opening(models.Model):
    """That somebody not on a restriction's list opened the record, and what was said of it."""

    class Why(models.TextChoices):
        AT_RISK = "at_risk", "A child may be at risk now"
        OTHERS_ASK = "others_ask", "The police, a hospital or a court ask now"
        ON_DUTY = "on_duty", "I am on duty, and this came to me"
        NOBODY_THERE = (
            "nobody_there",
            "I know who works with the child, and none is there",
        )
        OTHER = "other", "Another reason"

    class Judged(models.TextChoices):
        RIGHT = "right", "It was right to open it"
        NOT_RIGHT = "not_right", "It was not right to open it"

    restriction = models.ForeignKey(
        Restriction, on_delete=models.PROTECT, related_name="openings"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    why = models.CharField(max_length=20, choices=Why)
    words = models.CharField(max_length=300)
    at = models.DateTimeField()
    until = models.DateTimeField()
    told = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    judged = models.CharField(max_length=10, choices=Judged, blank=True)
    judged_words = models.CharField(max_length=300, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    judged_at = models.DateTimeField(null=True, blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(judged="", judged_by=None, judged_at=None)
                | ~Q(judged="")
                & Q(judged_by__isnull=False, judged_at__isnull=False)
                & ~Q(judged_words=""),
                name="opening_judged_by_somebody_in_words",
                violation_error_message="Say what you think of it, and why.",
            ),
            models.CheckConstraint(
                condition=Q(judged_by=None) | ~Q(judged_by=F("by")),
                name="opening_judged_by_another",
                violation_error_message="Whoever opened a record does not review it.",
            ),
        ]

    def __str__(self):
        return f"Opening {self.pk}"

    @property
    def is_over(self) -> bool:
        return self.until <= timezone.now()
