"""What people ask about their data: to have it, to have it put right, to have it erased."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.desk.casework.rulebook import rulebook
from alongside.desk.holidays import clock_in_force
from alongside.desk.keeping.hold_models import (
    AboutOnePerson,
    OfOnePerson,
    of_one_person,
)

USER = settings.AUTH_USER_MODEL


class RequestQuerySet(AboutOnePerson):
    def open(self):
        return self.filter(done_at=None)

    def latest_first(self):
        return self.with_people().select_related("by", "decided_by").order_by("-pk")


class DataRequest(OfOnePerson):
    """That somebody asked for their data, or for it to be put right or erased."""

    class Kind(models.TextChoices):
        ACCESS = "access", "To see what is kept of them"
        CORRECTION = "correction", "To have something put right"
        ERASURE = "erasure", "To have something erased"

    class Outcome(models.TextChoices):
        GRANTED = "granted", "Granted"
        PART = "part", "Granted in part"
        REFUSED = "refused", "Refused"

    kind = models.CharField("what is asked", max_length=10, choices=Kind)
    asked_by = models.CharField("who asks", max_length=150)
    received_on = models.DateField()
    known_on = models.DateField(
        null=True, blank=True, help_text="When we knew who they are, if we had to ask."
    )
    what = models.TextField("what they ask for", blank=True)
    extended_on = models.DateField(null=True, blank=True)
    extended_why = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    ground = models.TextField("why", blank=True)
    kinds = models.JSONField(default=list, blank=True)
    decided_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=of_one_person(),
                name="data_request_of_one_person",
                violation_error_message="A request is about one person’s data.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["part", "refused"]) | ~Q(ground=""),
                name="data_request_refused_with_a_ground",
                violation_error_message="Say on what ground it is refused, or in part.",
            ),
            models.CheckConstraint(
                condition=Q(extended_on=None) | ~Q(extended_why=""),
                name="data_request_extended_with_a_reason",
                violation_error_message="Say why it takes longer.",
            ),
        ]

    def __str__(self):
        return f"Request {self.pk}"

    @property
    def counts_from(self) -> date:
        """The later of the days that it came, and that we knew who asks."""
        return max(self.received_on, self.known_on or self.received_on)

    @property
    def due_on(self) -> date:
        """A month on, or three where it was extended: by the rulebook."""
        rule = "SAR_EXT" if self.extended_on else "SAR_1M"
        return rulebook()[rule].due(self.counts_from, clock_in_force())


class OfRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        seen = DataRequest.objects.visible_to(user).values("pk")
        return self.filter(request__in=seen)


class ThirdParty(models.Model):
    """Somebody else's name in what is to be handed out: kept, or taken out, as a person says."""

    request = models.ForeignKey(
        DataRequest, on_delete=models.PROTECT, related_name="third_parties"
    )
    name = models.CharField(max_length=300)
    kept = models.BooleanField()

    objects = OfRequestQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "third parties"
        constraints = [
            models.UniqueConstraint(
                fields=["request", "name"], name="third_party_once_a_request"
            )
        ]

    def __str__(self):
        return f"Third party {self.pk}"


class Trace(models.Model):
    """That words of a row were erased or put right: which, when, by whom; not what they said.

    What stood there before a correction is kept sealed, and only where the law wants it.
    """

    request = models.ForeignKey(
        DataRequest, on_delete=models.PROTECT, related_name="traces"
    )
    model = models.CharField(max_length=80)
    key = models.PositiveBigIntegerField()
    column = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(default=b"", blank=True)
    kept_why = models.CharField(max_length=300, blank=True)

    objects = OfRequestQuerySet.as_manager()

    def __str__(self):
        return f"Trace {self.pk}"
