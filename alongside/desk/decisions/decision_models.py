"""What bodies are asked and decide, and how their members vote: what posts and money stand on."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from alongside.desk.decisions.body_models import Body, BodyMember
from alongside.desk.said import day_said


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who see decisions; to members, their body’s."""
        if user.may("see_decisions"):
            return self
        return self.filter(body__in=Body.objects.visible_to(user))

    def awaited(self):
        return self.filter(state=Decision.State.AWAITED)

    def planned(self):
        """Those awaited for which a day is set, the soonest first."""
        found = self.awaited().exclude(meets_on=None).select_related("body")
        return found.order_by("meets_on", "pk")

    def to_vote_on(self, user):
        """Those before a body on which this person sits, who has not voted on them."""
        sits = BodyMember.objects.current().of(user).values("body")
        voted = Vote.objects.filter(by=user).values("decision")
        before = self.awaited().filter(body__in=sits, body__quorum__isnull=False)
        return before.exclude(pk__in=voted)

    def latest_first(self):
        """Those still awaited, then the others, latest first."""
        awaited_first = F("decided_on").desc(nulls_first=True)
        return self.select_related("body").order_by(awaited_first, "-pk")


class Decision(models.Model):
    """What a body is asked, and what it decided.

    What can still be called in, or was, is decided and has no effect yet. What is referred
    back is awaited again; else what is decided is not decided again.
    """

    class State(models.TextChoices):
        AWAITED = "awaited", "Awaited"
        DECIDED = "decided", "Decided"
        CAN_BE_CALLED_IN = "call_in", "Decided, can be called in"
        CALLED_IN = "called_in", "Called in"
        REFUSED = "refused", "Refused"

    class ShortNotice(models.TextChoices):
        GENERAL_EXCEPTION = "general_exception", "General exception (regulation 10)"
        SPECIAL_URGENCY = "special_urgency", "Special urgency (regulation 11)"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    reference = models.CharField(
        max_length=150, help_text="The report, and its number and paragraph."
    )
    what = models.TextField("what is decided")
    conditions = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.AWAITED)
    decided_on = models.DateField(null=True, blank=True)
    key = models.BooleanField("a key decision", default=False)
    meets_on = models.DateField("to be decided on", null=True, blank=True)
    notice_on = models.DateField("notice published on", null=True, blank=True)
    short_notice = models.CharField(
        max_length=20, choices=ShortNotice, blank=True, default=""
    )
    short_notice_why = models.CharField(max_length=400, blank=True, default="")
    call_in_until = models.DateField(null=True, blank=True)
    no_call_in = models.CharField(
        "why it cannot be called in", max_length=400, blank=True, default=""
    )
    in_force_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day of effect, if not that of the decision.",
    )
    minute = models.TextField(blank=True, default="")
    minuted_on = models.DateField("minutes agreed on", null=True, blank=True)
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
            ),
            models.CheckConstraint(
                condition=Q(short_notice="") | ~Q(short_notice_why=""),
                name="short_notice_of_a_decision_has_a_reason",
                violation_error_message="Say why full notice could not be given.",
            ),
        ]
        indexes = [models.Index(fields=["-decided_on"], name="decisions_by_day")]

    def __str__(self):
        day = f", {day_said(self.decided_on)}" if self.decided_on else ""
        return f"{self.body}{day}: {self.reference}"

    @property
    def waits(self) -> bool:
        """Whether nothing can rest on it yet: it is awaited, or can be or was called in."""
        return self.state not in (self.State.DECIDED, self.State.REFUSED)

    @property
    def takes_effect_on(self) -> date | None:
        """The day from which it has effect; None while it waits."""
        return None if self.waits else self.in_force_on or self.decided_on


class VoteQuerySet(models.QuerySet):
    def counted(self, day: date):
        """Those of people who sit on the body on this day."""
        sitting = BodyMember.objects.on(day).filter(body=OuterRef("decision__body"))
        return self.filter(Exists(sitting.filter(user=OuterRef("by"))))

    def by_name(self):
        return self.select_related("by").order_by("by__full_name", "pk")


class Vote(models.Model):
    """One member’s vote on something awaited, with the reason; theirs to change until then."""

    class Choice(models.TextChoices):
        FOR = "for", "For"
        AGAINST = "against", "Against"
        ABSTAIN = "abstain", "Abstain"

    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="votes"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    choice = models.CharField(max_length=10, choices=Choice)
    reason = models.CharField(max_length=500)
    cast_at = models.DateTimeField()

    objects = VoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "by"],
                name="one_vote_each",
                violation_error_message="This person has voted already.",
            )
        ]

    def __str__(self):
        return f"Vote {self.pk}"
