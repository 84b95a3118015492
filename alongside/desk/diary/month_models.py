"""A month proposed: a place for each meeting that is to be arranged. Nothing moves by itself."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

from alongside.desk.diary.meeting_models import Meeting, OfMeetings
from alongside.desk.diary.resource_models import Resource


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A person's own: it is made of the meetings that they are shown."""
        if not (user.is_active and user.may("arrange_meetings")):
            return self.none()
        return self.filter(by=user)

    def latest_first(self):
        return self.order_by("-asked_at", "-pk")


class Proposal(models.Model):
    """Places for all meetings of somebody's teams that have none, up to a day.

    `what_if` holds what was supposed, as words; of such a proposal nothing can be
    accepted, since it rests on what there is not.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for its turn"
        WORKING = "working", "Looking for better places"
        READY = "ready", "Ready to look at"
        FAILED = "failed", "Stopped"

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    until = models.DateField("meetings due by")
    seconds = models.PositiveSmallIntegerField("seconds it may take")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    meetings = models.PositiveIntegerField("meetings in it", default=0)
    nobody = models.PositiveIntegerField(
        "clocks of whose child nobody is known who could be asked", default=0
    )
    law = models.PositiveIntegerField("points of law", default=0)
    comfort = models.PositiveIntegerField("points of comfort", default=0)
    proved = models.BooleanField("proved that none is better", default=False)
    first_law = models.PositiveIntegerField("points of law at first", null=True)
    first_comfort = models.PositiveIntegerField("points of comfort at first", null=True)
    what_if = models.CharField("what was supposed", max_length=120, blank=True)
    supposed = models.JSONField(default=dict, blank=True)
    problem = models.CharField("what stopped it", max_length=300, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["by", "asked_at"], name="proposal_of_person")]

    def __str__(self):
        return f"Proposal {self.pk}"

    @property
    def under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.WORKING)


class ProposedPlaceQuerySet(OfMeetings):
    def placed(self):
        return self.exclude(starts_at=None)

    def in_order(self):
        found = self.select_related("meeting__child", "room", "chair", "interpreter")
        return found.order_by(F("starts_at").asc(nulls_first=True), "pk")


class ProposedPlace(models.Model):
    """Where a proposal puts one meeting, and why; or why it found no place for it."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="places"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="proposed"
    )
    starts_at = models.DateTimeField(null=True, blank=True)
    room = models.ForeignKey(
        Resource, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    chair = models.ForeignKey(
        Resource, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    interpreter = models.ForeignKey(
        Resource, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    why = models.CharField("what speaks against it", max_length=600, blank=True)
    refused = models.CharField("why it could not be booked", max_length=300, blank=True)

    objects = ProposedPlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "meeting"], name="one_place_a_meeting"
            )
        ]

    def __str__(self):
        return f"Place {self.pk} of {self.proposal}"

    @property
    def chosen(self) -> dict[str, Resource]:
        picked = {"room": self.room, "chair": self.chair, "interpreter": self.interpreter}  # fmt: skip
        return {role: each for role, each in picked.items() if each}

    @property
    def late(self) -> bool:
        due: date | None = self.meeting.due_on
        return bool(due and self.starts_at and timezone.localdate(self.starts_at) > due)
