"""A pilot's plan: its question and figure, its teams, its promises; and what was changed of it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from alongside.desk.workforce.models import Team


class PilotQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those in which one of this person's teams takes part; all, to the whole service."""
        if not (user.is_active and user.may("see_pilots")):
            return self.none()
        if user.sees_whole_service:
            return self
        theirs = PilotTeam.objects.filter(team__in=Team.objects.visible_to(user))
        return self.filter(pk__in=theirs.values("pilot"))

    def team_by_team(self, user):
        """Of those visible, the ones all of whose teams this person sees."""
        unseen = PilotTeam.objects.exclude(team__in=Team.objects.visible_to(user))
        return self.visible_to(user).exclude(pk__in=unseen.values("pilot"))

    def latest_first(self):
        return self.order_by("-starts_on", "-pk")


class Pilot(models.Model):
    """Something new that some teams try, beside others that do not, to answer a question."""

    class Chosen(models.TextChoices):
        LOT = "lot", "By lot"
        VOLUNTEERS = "volunteers", "They volunteered"
        WORST = "worst", "Their figures were the worst"
        OTHER = "other", "In another way"

    class Source(models.TextChoices):
        MONTHS = "months", "The monthly figures of teams that are kept here"
        AUDITS = "audits", "The grades of case audits, by quarter"
        UPLOAD = "upload", "A table that is uploaded"

    class Better(models.TextChoices):
        HIGHER = "higher", "Higher is better"
        LOWER = "lower", "Lower is better"

    name = models.CharField(
        max_length=120,
        unique=True,
        error_messages={"unique": "There is a pilot of this name already."},
    )
    question = models.CharField(max_length=400)
    source = models.CharField(max_length=10, choices=Source)
    indicator = models.CharField("primary figure", max_length=60)
    better = models.CharField(max_length=10, choices=Better)
    worthwhile = models.DecimalField(
        "smallest change worth having",
        max_digits=8,
        decimal_places=2,
        validators=[MinValueValidator(0.01, "It must be more than 0.")],
    )
    also = models.JSONField("also looked at", default=list, blank=True)
    chosen_how = models.CharField(max_length=12, choices=Chosen)
    chosen_on = models.CharField(
        "on which figures they were chosen", max_length=400, blank=True
    )
    chosen_first = models.DateField(null=True, blank=True)
    chosen_last = models.DateField(null=True, blank=True)
    baseline_first = models.DateField("first month before")
    starts_on = models.DateField("first month of the pilot")
    ends_on = models.DateField("last month of the pilot")
    startup_months = models.PositiveSmallIntegerField(
        "start-up months left out", default=1, validators=[MaxValueValidator(6)]
    )
    cost = models.DecimalField(
        "cost of all pilot teams, in pounds",
        max_digits=11,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    cost_of = models.CharField(max_length=300, blank=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    planned_on = models.DateField()
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    locked_on = models.DateField(null=True, blank=True)

    objects = PilotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(locked_on=None, locked_by=None)
                | Q(locked_on__isnull=False, locked_by__isnull=False),
                name="plan_locked_by_somebody_on_a_day",
                violation_error_message="Say who locked the plan, and when.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="pilot_ends_after_its_start",
                violation_error_message="A pilot cannot end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__gt=F("baseline_first")),
                name="pilot_has_a_month_before",
                violation_error_message="At least one month must stand before the "
                "pilot, to compare with.",
            ),
            models.CheckConstraint(
                condition=Q(chosen_first=None, chosen_last=None)
                | Q(chosen_last__gte=F("chosen_first")),
                name="figures_of_choice_are_of_a_period",
                violation_error_message="Give the first and the last month of the "
                "figures by which the teams were chosen, in this order.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def locked(self) -> bool:
        return self.locked_on is not None

    def stands(self, today: date) -> str:
        """Where it stands on a day, in words."""
        if not self.locked:
            return "Being planned"
        if today < self.starts_on:
            return "Planned"
        over = (today.year, today.month) > (self.ends_on.year, self.ends_on.month)
        return "Over" if over else "Running"


class PilotTeam(models.Model):
    """That a team takes part: with the pilot, or to compare."""

    class Arm(models.TextChoices):
        PILOT = "pilot", "Pilot"
        COMPARISON = "comparison", "Comparison"

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="teams")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="pilots")
    arm = models.CharField(max_length=10, choices=Arm)
    starts_on = models.DateField(
        null=True,
        blank=True,
        help_text="Its own first month, where it is another than the pilot's.",
    )

    class Meta:
        ordering = ["-arm", "team__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["pilot", "team"],
                name="team_once_in_a_pilot",
                violation_error_message="This team takes part already.",
            )
        ]

    def __str__(self):
        return f"{self.team} ({self.get_arm_display().lower()})"


class Amendment(models.Model):
    """A change of a plan that was locked: what was, what is now, and why. Only added to."""

    pilot = models.ForeignKey(
        Pilot, on_delete=models.PROTECT, related_name="amendments"
    )
    changes = models.JSONField(help_text="A list of what, was and now.")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"Amendment {self.pk}"


class Draw(models.Model):
    """Which teams were drawn by lot, from which, with the seed that draws them again."""

    pilot = models.OneToOneField(Pilot, on_delete=models.PROTECT, related_name="draw")
    seed = models.CharField(max_length=40)
    teams = models.JSONField(help_text="The names from which it was drawn, in order.")
    pairs = models.JSONField(default=list, blank=True)
    drawn = models.JSONField(help_text="The names of the pilot teams.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    def __str__(self):
        return f"Draw {self.pk}"


class PromiseQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(pilot__in=Pilot.objects.visible_to(user))

    def open(self):
        return self.filter(kept_on=None)

    def owed_by(self, user):
        return self.filter(owner=user)

    def soonest_first(self):
        return self.select_related("owner", "kept_by").order_by("due_on", "pk")


class Promise(models.Model):
    """That somebody reports back by a day, and whether they did."""

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="promises")
    what = models.CharField(max_length=300)
    to_whom = models.CharField(max_length=150)
    due_on = models.DateField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_on = models.DateField()
    kept_on = models.DateField(null=True, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    kept_how = models.CharField(max_length=300, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kept_on", "due_on"], name="promise_due")]

    def __str__(self):
        return f"Promise {self.pk}"


class Initiative(models.Model):
    """Something else that was begun meanwhile, and could move the same figures."""

    pilot = models.ForeignKey(
        Pilot, on_delete=models.PROTECT, related_name="initiatives"
    )
    what = models.CharField(max_length=300)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    first = models.DateField("first month")
    last = models.DateField("last month", null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_on = models.DateField()

    class Meta:
        ordering = ["first", "pk"]

    def __str__(self):
        return f"Initiative {self.pk}"
