"""What happened while a pilot ran: what blurs the comparison, who was there, remarks."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from alongside.desk.pilots.plan_models import Pilot
from alongside.desk.workforce.models import Team


class OfTeamsSeen(models.QuerySet):
    def visible_to(self, user):
        """Those of the pilots and of the teams that this person sees."""
        return self.filter(
            pilot__in=Pilot.objects.visible_to(user),
            team__in=Team.objects.visible_to(user),
        )

    def in_order(self):
        return self.select_related("team", "by").order_by("month", "team__name", "pk")


class LogEntry(models.Model):
    """Something that blurred the comparison, in a team and a month. Only added to."""

    class Kind(models.TextChoices):
        MOVED = "moved", "Staff moved between pilot and comparison"
        SHARED = "shared", "A support officer worked for a comparison team"
        MERGED = "merged", "Teams merged or split"
        INSPECTION = "inspection", "Inspection"
        MANAGER = "manager", "New team manager"
        OTHER = "other", "Something else"

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="log")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="Its first day.")
    kind = models.CharField(max_length=12, choices=Kind)
    what = models.CharField("what happened", max_length=400)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()

    objects = OfTeamsSeen.as_manager()

    def __str__(self):
        return f"Log entry {self.pk}"


class Exposure(models.Model):
    """How many FTE of support officers were there for a team in a month."""

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="exposure")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="Its first day.")
    fte = models.DecimalField(
        "FTE of support officers present",
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(50)],
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()

    objects = OfTeamsSeen.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pilot", "team", "month"], name="one_exposure_a_month"
            )
        ]

    def __str__(self):
        return f"Exposure {self.pk}"


class Remark(models.Model):
    """What somebody who knows the team says of one of its months' figures."""

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="remarks")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="Its first day.")
    indicator = models.CharField("figure", max_length=60)
    text = models.CharField("remark", max_length=400)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()

    objects = OfTeamsSeen.as_manager()

    def __str__(self):
        return f"Remark {self.pk}"
