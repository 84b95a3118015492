"""Bodies that decide, and what they decided: what posts and money stand on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.desk.said import day_said


class BodyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who see what rests on decisions; to others, none."""
        return self if user.may("see_establishment") else self.none()


class Body(models.Model):
    """A committee, a steering group, or one person to whom deciding is delegated."""

    class Kind(models.TextChoices):
        COMMITTEE = "committee", "Committee"
        STEERING_GROUP = "steering_group", "Steering group"
        PORTFOLIO_HOLDER = "portfolio_holder", "Portfolio holder"
        OFFICER = "officer", "Delegated officer"

    name = models.CharField(
        max_length=150,
        unique=True,
        error_messages={"unique": "There is a body of this name already."},
    )
    kind = models.CharField(max_length=20, choices=Kind)

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "bodies"

    def __str__(self):
        return self.name


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who see what rests on decisions; to others, none."""
        return self if user.may("see_establishment") else self.none()

    def awaited(self):
        return self.filter(state=Decision.State.AWAITED)

    def latest_first(self):
        """Those still awaited, then the others, latest first."""
        awaited_first = F("decided_on").desc(nulls_first=True)
        return self.select_related("body").order_by(awaited_first, "-pk")


class Decision(models.Model):
    """What a body is asked, and what it decided. Decided once, it is not decided again."""

    class State(models.TextChoices):
        AWAITED = "awaited", "Awaited"
        DECIDED = "decided", "Decided"
        REFUSED = "refused", "Refused"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    reference = models.CharField(
        max_length=150, help_text="The report, and its number and paragraph."
    )
    what = models.TextField("what is decided")
    conditions = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.AWAITED)
    decided_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="awaited", decided_on=None)
                | Q(~Q(state="awaited"), decided_on__isnull=False),
                name="decision_has_a_day_once_it_is_made",
                violation_error_message="Say on which day it was decided, "
                "or that it is awaited.",
            )
        ]
        indexes = [models.Index(fields=["-decided_on"], name="decisions_by_day")]

    def __str__(self):
        day = f", {day_said(self.decided_on)}" if self.decided_on else ""
        return f"{self.body}{day}: {self.reference}"
