"""That somebody who works here knows a child's family: the child is kept from them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.desk.workforce.models import Membership


class ConflictQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A person's own; of the people they manage, or of all, where they keep these."""
        if not user.may("keep_conflicts"):
            return self.filter(user=user)
        if user.sees_whole_service:
            return self
        theirs = Membership.objects.beside(user)
        return self.filter(Q(user=user) | Q(user__in=theirs))

    def open(self):
        return self.filter(ended_at=None)

    def who_know(self, child) -> set[int]:
        """The keys of the people kept from a child, of its own id or of its family's."""
        ids = {child.case_id}
        if child.family_id:
            family = type(child).objects.filter(family_id=child.family_id)
            ids |= set(family.values_list("case_id", flat=True))
        found = self.open().filter(case_id__in=ids)
        return set(found.values_list("user", flat=True))

    def by_person(self):
        people = self.select_related("user", "by", "ended_by")
        return people.order_by("ended_at", "user__full_name", "pk")


class Conflict(models.Model):
    """A conflict of interest: a person here knows the family of the child of this id.

    By the id, whether the desk holds it or not: so a declaration tells nobody which it
    holds, and stands for a child who comes with a later export.
    """

    class Kind(models.TextChoices):
        RELATED = "related", "Related to the family"
        FRIEND = "friend", "Knows the family as a friend or neighbour"
        OTHER = "other", "Knows the family in another way outside work"

    case_id = models.CharField("id in the case system", max_length=60, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = ConflictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_id", "user"],
                condition=Q(ended_at=None),
                name="one_open_conflict_a_person_and_child",
                violation_error_message="This stands already.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="conflict_ended_by_somebody",
                violation_error_message="Say who ended it, and when.",
            ),
        ]

    def __str__(self):
        return f"Conflict of interest {self.pk}"
