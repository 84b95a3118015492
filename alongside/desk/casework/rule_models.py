"""What this council changed in the rulebook: proposed by one person, signed off by another."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.desk.said import day_said
from alongside.reckon.rulebook import Written

STALE = timedelta(minutes=3)


class RuleChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them, to whoever may see timescales: whom they move is not told here."""
        return self if user.may("see_timescales") else self.none()

    def in_force(self):
        """Those signed off and put to work, the first first."""
        return self.filter(number__isnull=False).order_by("number")

    def newest(self):
        return self.select_related("proposed_by", "signed_by").order_by("-pk")

    def waiting(self):
        return self.filter(state=RuleChange.State.PROPOSED)

    def of_rule(self, code: str):
        """The keys of those that name a rule: the list of rules of each is short."""
        named = [pk for pk, codes in self.values_list("pk", "codes") if code in codes]
        return self.filter(pk__in=named)

    def edition(self):
        """What tells this council's rulebook from any other: its last change, and when."""
        return self.in_force().values_list("number", "in_force_at").last()


class RuleChange(models.Model):
    """A change of the council's rules, as the text that is laid over the book."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waiting for sign-off"
        APPLYING = "applying", "Being put to work"
        IN_FORCE = "in_force", "Signed off"
        WITHDRAWN = "withdrawn", "Not taken"

    text = models.TextField()
    file_name = models.CharField(max_length=200)
    codes = models.JSONField(default=list)
    why = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    step = models.CharField(max_length=200, blank=True)
    beat_at = models.DateTimeField(default=timezone.now)
    stored_as = models.CharField(max_length=80, unique=True)
    counts = models.JSONField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    body = models.CharField(max_length=150, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True, unique=True)
    in_force_at = models.DateTimeField(null=True, blank=True)

    objects = RuleChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("proposed_by")),
                name="rule_change_signed_by_another",
                violation_error_message="Somebody else signs off what you propose.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "withdrawn"])
                | (Q(signed_by__isnull=False, decided_on__isnull=False) & ~Q(body="")),
                name="rule_change_says_who_signed_it",
                violation_error_message="Say which body agreed, and on which day.",
            ),
            models.CheckConstraint(
                condition=Q(state="in_force", number__isnull=False, in_force_at__isnull=False)
                | (~Q(state="in_force") & Q(number=None, in_force_at=None)),
                name="rule_change_in_force_has_its_number",
                violation_error_message="A change in force has its number.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return ", ".join(self.codes)

    @property
    def signed(self) -> str:
        """Who signed it off, as the rulebook says it."""
        if not self.decided_on:
            return ""
        return f"{self.body}, {day_said(self.decided_on)}"

    @property
    def written(self) -> Written:
        """Its text; before anybody signed it off, as it would be signed."""
        return Written(self.text, self.file_name, self.signed or "not signed off yet")

    @property
    def working(self) -> bool:
        """Whether it is being worked on: first for what it would change, then in earnest."""
        looking = self.state == self.State.PROPOSED and self.counts is None
        return looking or self.state == self.State.APPLYING

    @property
    def stopped(self) -> bool:
        """Whether its work has shown no sign of life for a while."""
        return self.working and timezone.now() - self.beat_at > STALE
