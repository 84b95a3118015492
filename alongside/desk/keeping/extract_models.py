"""Extracts for analysis, without names: what was asked for and why, what was decided, until when."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

USER = settings.AUTH_USER_MODEL


class ExtractQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to whoever decides them; to others what they asked for themselves."""
        if user.may("answer_for_data"):
            return self
        return (
            self.filter(asked_by=user) if user.may("ask_for_extract") else self.none()
        )

    def latest_first(self):
        return self.select_related("asked_by", "decided_by").order_by("-pk")


class AnalyticalExtract(models.Model):
    """A pseudonymised extract of one table: asked for with a purpose, decided, expiring.

    Its key makes the pseudonyms and never leaves the desk. It is each extract's own, so
    that no two extracts can be put together by them, and it goes by the schedule: from
    then on nobody can say, here or elsewhere, who stands behind one.
    """

    class Holds(models.TextChoices):
        TIMESCALES = "timescales", "Timescales: what fell due, and how it ended"
        CONTACTS = (
            "contacts",
            "Contacts about children: what was asked, and what came of it",
        )

    class Outcome(models.TextChoices):
        GRANTED = "granted", "Granted"
        REFUSED = "refused", "Refused"

    holds = models.CharField("what of", max_length=12, choices=Holds)
    first_on = models.DateField("from")
    last_on = models.DateField("to")
    purpose = models.CharField(max_length=500)
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    ground = models.CharField("why", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField("can be taken until", null=True, blank=True)
    sealed_key = models.BinaryField(default=b"", blank=True)

    objects = ExtractQuerySet.as_manager()

    class Meta:
        verbose_name = "extract for analysis"
        verbose_name_plural = "extracts for analysis"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="analytical_extract_ends_after_it_begins",
                violation_error_message="The last day is the first one, or after it.",
            ),
            models.CheckConstraint(
                condition=~Q(purpose=""),
                name="analytical_extract_says_what_for",
                violation_error_message="Say what it is for.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_by=None, expires_on=None)
                | Q(
                    outcome="granted",
                    decided_by__isnull=False,
                    expires_on__isnull=False,
                )
                | Q(outcome="refused", decided_by__isnull=False, expires_on=None)
                & ~Q(ground=""),
                name="analytical_extract_decided_whole",
                violation_error_message="Granted it has a last day; refused, a reason.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="analytical_extract_decided_by_another",
                violation_error_message="Nobody decides what they asked for themselves.",
            ),
        ]

    def __str__(self):
        return f"Extract for analysis {self.pk}"

    def standing(self, today: date) -> str:
        """In words: to be decided, refused, until when it can be taken, or since when not."""
        if not self.outcome:
            return "To be decided"
        if self.outcome == self.Outcome.REFUSED:
            return "Refused"
        return "Can be taken" if self.may_be_taken(today) else "Expired"

    def may_be_taken(self, today: date) -> bool:
        return bool(self.sealed_key and self.expires_on and today <= self.expires_on)
