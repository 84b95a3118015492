"""What contacts are about: a closed list, kept by the service manager."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

NEVER_OFF = (
    "Concerns and payment queries have work of their own: they stay on the list."
)


class TopicQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to everybody who can sign in: a topic says nothing of anybody."""
        return self if user.is_active else self.none()

    def active(self):
        return self.filter(active=True)


class Topic(models.Model):
    """One thing that people ring, write or come about."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(
        max_length=60,
        unique=True,
        error_messages={"unique": "There is a topic of this name already."},
    )
    active = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_concern = models.BooleanField(default=False)
    is_payment = models.BooleanField(default=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(active=True) | Q(is_concern=False, is_payment=False),
                name="concerns_and_payments_stay_on_the_list",
                violation_error_message=NEVER_OFF,
            )
        ]

    def __str__(self):
        return self.name
