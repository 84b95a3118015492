"""Bodies that decide, and who sits on them."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class BodyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who see decisions; to others, those they sit on."""
        if user.may("see_decisions"):
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
    call_in_days = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1, "A call-in takes a working day or more.")],
        help_text="Working days after publication in which a decision can be called in, "
        "by the council’s constitution. Empty where none can be.",
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
