"""Holds: while one stands on a person, nothing of theirs is let go."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.desk.people.models import Adult, Child
from alongside.desk.workforce.models import StaffMember

WHOSE = ("child", "adult", "staff", "user")
USER = settings.AUTH_USER_MODEL


def of_one_person() -> Q:
    """Return the condition that a row is of exactly one child, adult or member of staff."""
    whole = Q()
    for name in WHOSE:
        whole |= Q(**{f"{each}__isnull": each != name for each in WHOSE})
    return whole


class AboutOnePerson(models.QuerySet):
    """Rows of one person each: what somebody who answers for data may see of them."""

    def visible_to(self, user):
        """All but those of children whom a restriction keeps from this person."""
        if not user.may("answer_for_data"):
            return self.none()
        children = Child.objects.visible_to(user).values("pk")
        return self.filter(Q(child=None) | Q(child__in=children))

    def with_people(self):
        return self.select_related("child", "adult", "staff", "user")


class OfOnePerson(models.Model):
    """A row about one child, adult, member of staff, or somebody who can sign in."""

    child = models.ForeignKey(
        Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    adult = models.ForeignKey(
        Adult, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    staff = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    user = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def person(self) -> models.Model:
        return next(x for name in WHOSE if (x := getattr(self, name)) is not None)


class HoldQuerySet(AboutOnePerson):
    def standing(self):
        return self.filter(lifted_at=None)

    def latest_first(self):
        return self.with_people().select_related("by", "lifted_by").order_by("-pk")


class LegalHold(OfOnePerson):
    """That nothing of a person is let go: why, since when, and on whose word."""

    class Ground(models.TextChoices):
        INQUIRY = "inquiry", "A public inquiry"
        COURT = "court", "A court case, or one that is expected"
        COMPLAINT = "complaint", "A complaint"
        REVIEW = "review", "A safeguarding practice review"
        REQUEST = "request", "The person asked for it to be kept"

    ground = models.CharField("what it is for", max_length=10, choices=Ground)
    why = models.CharField(max_length=300)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lifted_why = models.CharField(max_length=300, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=of_one_person(),
                name="legal_hold_of_one_person",
                violation_error_message="A hold is of one person.",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lifted_why="")
                | Q(lifted_at__isnull=False, lifted_by__isnull=False)
                & ~Q(lifted_why=""),
                name="legal_hold_lifted_by_somebody",
                violation_error_message="Say why the hold is lifted.",
            ),
        ]

    def __str__(self):
        return f"Hold {self.pk}"
