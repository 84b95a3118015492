"""Whose a clock is, and until when it is put off: what people settled, as it came.

Neither is ever changed: who was given a clock, and until when it was held, are read in
the order in which they were said. A clock points at the last of each.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

# Days for which work is out of sight, held or arranged: VA Caseflow holds it from 1 to
# 120 days, and never without an end.
FURTHEST = 120


class AboutDues(models.QuerySet):
    """Rows about a clock: seen by whoever sees the clock."""

    def visible_to(self, user):
        from alongside.desk.casework.models import Due

        return self.filter(due__in=Due.objects.visible_to(user))

    def latest_first(self):
        return self.select_related("by", "due__child").order_by("-at", "-pk")

    def in_name_of(self, user, since):
        """What others did for this person while they were away, from a moment on."""
        return self.filter(in_name_of=user, at__gte=since).latest_first()


class Given(models.Model):
    """That a clock was given to somebody, or back to whoever supports the team."""

    due = models.ForeignKey(
        "casework.Due", on_delete=models.PROTECT, related_name="givings"
    )
    was = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whose it was; nobody's where no one supported the team.",
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whose it is now; empty: whoever supports the team.",
    )
    why = models.CharField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    in_name_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField(default=timezone.now)

    objects = AboutDues.as_manager()

    class Meta:
        verbose_name = "giving"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(why=""),
                name="giving_says_why",
                violation_error_message="Say why it changes hands.",
            )
        ]

    def __str__(self):
        return f"Timescale {self.due_id} given"


class Hold(models.Model):
    """That a clock waits until a day. It ends by itself on that day, if not before."""

    due = models.ForeignKey(
        "casework.Due", on_delete=models.PROTECT, related_name="holds"
    )
    until = models.DateField(help_text="The day it comes back.")
    why = models.CharField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    in_name_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AboutDues.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(why=""),
                name="hold_says_why",
                violation_error_message="Say why it waits.",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("on")),
                name="hold_ends_on_a_later_day",
                violation_error_message="The day it comes back must be later than today.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="hold_ended_by_somebody",
                violation_error_message="Say who ended the hold, and when.",
            ),
        ]

    def __str__(self):
        return f"Timescale {self.due_id} held until {self.until}"
