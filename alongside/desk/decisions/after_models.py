"""What becomes of a decision: scrutiny before it, a call-in after it, and what is to be done."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.desk.decisions.body_models import Body
from alongside.desk.decisions.decision_models import Decision


class OfDecisionsSeen(models.QuerySet):
    def visible_to(self, user):
        """Those of the decisions this person sees."""
        return self.filter(decision__in=Decision.objects.visible_to(user))


class Scrutiny(models.Model):
    """What a scrutiny body said of something before it was decided, and what was answered."""

    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="scrutinies"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    said = models.TextField("what it said")
    answer = models.TextField("what was answered", blank=True, default="")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfDecisionsSeen.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        verbose_name_plural = "scrutinies"

    def __str__(self):
        return f"Scrutiny {self.pk}"


class CallIn(models.Model):
    """That members asked for a decision to be looked at again, and what came of it."""

    class Outcome(models.TextChoices):
        STANDS = "stands", "It stands"
        REFERRED = "referred", "Referred back to whoever decided"

    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="call_ins"
    )
    asked_on = models.DateField()
    who = models.CharField("who asked", max_length=300)
    why = models.TextField("their reasons")
    decided_on = models.DateField("the day of the decision called in")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default="")
    settled_on = models.DateField(null=True, blank=True)
    said = models.TextField("what was said of it", blank=True, default="")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfDecisionsSeen.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", settled_on=None)
                | Q(~Q(outcome=""), settled_on__isnull=False),
                name="call_in_has_a_day_once_it_is_settled",
                violation_error_message="Say on which day the call-in was settled.",
            )
        ]

    def __str__(self):
        return f"Call-in {self.pk}"


class UndertakingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the decisions this person sees, and what they owe themselves."""
        seen = Q(decision__in=Decision.objects.visible_to(user))
        return self.filter(seen | Q(owner_id=user.pk))

    def open(self):
        return self.filter(done_on=None)

    def owed_by(self, user):
        return self.filter(owner=user)

    def late(self, today: date):
        return self.open().filter(due_on__lt=today)

    def soonest_first(self):
        return self.select_related("owner", "decision__body").order_by("due_on", "pk")


class Undertaking(models.Model):
    """Something agreed with a decision: who must do what by when, or which condition holds."""

    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="undertakings"
    )
    what = models.CharField(max_length=400)
    condition = models.BooleanField("a condition of the decision", default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_how = models.CharField(
        "how it was done", max_length=400, blank=True, default=""
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = UndertakingQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None) | ~Q(done_how=""),
                name="undertaking_done_says_how",
                violation_error_message="Say how it was done, and where that stands.",
            )
        ]

    def __str__(self):
        return f"Undertaking {self.pk}"
