"""A secret address from which a calendar fetches one person's deadlines."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


def fingerprint(secret: str) -> str:
    """Return what is kept of a secret: enough to know it again, not to tell it."""
    return hashlib.sha256(secret.encode()).hexdigest()


class FeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user)

    def alive(self):
        """Addresses that answer: not revoked, of people who can sign in."""
        return self.filter(revoked_at=None, user__is_active=True)

    def behind(self, secret: str):
        """Return the feed that a secret opens, or None."""
        found = self.alive().filter(fingerprint=fingerprint(secret))
        return found.select_related("user__role").first()


class Feed(models.Model):
    """One address; of the secret in it only the fingerprint is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_read_on = models.DateField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at=None),
                name="one_calendar_address_a_person",
                violation_error_message="You have a calendar address already.",
            )
        ]

    def __str__(self):
        return f"Calendar address {self.pk}"
