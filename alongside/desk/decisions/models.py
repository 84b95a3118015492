"""Bodies that decide, and what they decided: what posts and money stand on."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from alongside.desk.said import day_said


class BodyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who see what rests on decisions; to others, those they sit on."""
        if user.may("see_establishment"):
            return self
        return self.filter(pk__in=BodyMember.objects.current().of(user).values("body"))

    def voting(self):
        """Those whose members vote here."""
        return self.filter(quorum__isnull=False)


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

    quorum = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[
            MinValueValidator(2, "Nobody decides alone: a quorum is 2 or more.")
        ],
        help_text="How many members must vote. Empty where decisions are only recorded.",
    )

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "bodies"

    def __str__(self):
        return self.name


class BodyMemberQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the bodies this person is shown."""
        return self.filter(body__in=Body.objects.visible_to(user))

    def on(self, day: date):
        """Those who sit on a body on this day, and can sign in."""
        ended = Q(until=None) | Q(until__gte=day)
        return self.filter(ended, since__lte=day, user__is_active=True)

    def current(self):
        return self.on(timezone.localdate())

    def of(self, user):
        return self.filter(user=user)

    def by_name(self):
        found = self.select_related("user__role")
        return found.order_by("user__full_name", "-since", "pk")


class BodyMember(models.Model):
    """That somebody sits on a body, from a day until a day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField()
    until = models.DateField(
        null=True, blank=True, help_text="The last day. Empty while it goes on."
    )

    objects = BodyMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "user"],
                condition=Q(until=None),
                name="once_on_a_body_at_a_time",
                violation_error_message="This person sits on this body already.",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="body_member_ends_on_or_after_the_first_day",
                violation_error_message="Nobody leaves a body before they join it.",
            ),
        ]

    def __str__(self):
        return f"Member {self.pk} of {self.body}"


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who see what rests on decisions; to members, their body’s."""
        if user.may("see_establishment"):
            return self
        return self.filter(body__in=Body.objects.visible_to(user))

    def awaited(self):
        return self.filter(state=Decision.State.AWAITED)

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
