"""Who is on duty for each team, and who takes over when the office is closed."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.desk.access.templatetags.times import time_said

WEEKDAYS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip


class DutySharedQuerySet(models.QuerySet):
    def lead_of(self, team):
        """The team on whose rota this team's duty stands: another, or itself."""
        shared = self.filter(team=team).select_related("kept_with").first()
        return shared.kept_with if shared else team


class DutyShared(models.Model):
    """That a team has no duty rota of its own: its duty stands on another team's."""

    team = models.OneToOneField(
        "workforce.Team", on_delete=models.CASCADE, related_name="duty_shared"
    )
    kept_with = models.ForeignKey(
        "workforce.Team", on_delete=models.CASCADE, related_name="keeps_duty_of"
    )

    objects = DutySharedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(team=F("kept_with")),
                name="a_team_shares_the_duty_of_another",
                violation_error_message="Choose another team than this one.",
            )
        ]

    def __str__(self):
        return f"{self.team} on the duty rota of {self.kept_with}"


class DutyTurnQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to anybody who can sign in: whom to turn to is no secret."""
        return self if user.is_active else self.none()

    def of_days(self, first: date, last: date):
        return self.filter(day__gte=first, day__lte=last)

    def named(self):
        return self.select_related("worker", "manager")


class DutyTurn(models.Model):
    """Who is on duty for a team on a day, or on half of one."""

    class Session(models.TextChoices):
        DAY = "day", "All day"
        MORNING = "morning", "Morning"
        AFTERNOON = "afternoon", "Afternoon"

    team = models.ForeignKey(
        "workforce.Team", on_delete=models.PROTECT, related_name="duty_turns"
    )
    day = models.DateField()
    session = models.CharField(max_length=9, choices=Session, default=Session.DAY)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="duty social worker",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="duty manager",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = DutyTurnQuerySet.as_manager()

    class Meta:
        ordering = ["day", "team", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "day", "session"],
                name="one_duty_turn_to_a_session",
                violation_error_message="This part of the day is on the rota already.",
            ),
            models.CheckConstraint(
                condition=Q(worker__isnull=False) | Q(manager__isnull=False),
                name="a_duty_turn_names_somebody",
                violation_error_message="Choose a duty social worker or a duty manager.",
            ),
        ]
        indexes = [models.Index(fields=["day"], name="duty_by_day")]

    def __str__(self):
        return f"Duty {self.pk}"


class OutOfHours(models.Model):
    """The team that takes over when the office is closed: one row."""

    name = models.CharField("name of the team", max_length=120)
    telephone = models.CharField("telephone number", max_length=30)
    email = models.EmailField("e-mail address", blank=True)

    class Meta:
        verbose_name_plural = "out of hours"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1), name="one_out_of_hours_team_is_kept"
            )
        ]

    def __str__(self):
        return self.name


class OfficeHours(models.Model):
    """When the office opens and closes on a day of the week. No row: it stays closed."""

    weekday = models.PositiveSmallIntegerField(
        primary_key=True, choices=list(enumerate(WEEKDAYS))
    )
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday"]
        verbose_name_plural = "office hours"
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="the_office_closes_after_it_opens",
                violation_error_message="The office closes later than it opens.",
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="a_week_has_seven_days"
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {time_said(self.opens)} to {time_said(self.closes)}"
