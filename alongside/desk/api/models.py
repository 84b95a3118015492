"""Service accounts: which program may ask for what, by which keys, and how often it did."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.desk.api.scopes import SCOPES
from alongside.desk.workforce.models import Team


class ServiceAccountQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who keep them; to others, none."""
        return self if user.may("manage_service_accounts") else self.none()

    def going_on(self):
        return self.filter(ended_at=None)

    def by_name(self):
        return self.select_related("owner", "user").order_by("name", "pk")


class ServiceAccount(models.Model):
    """A program that may ask here, for a purpose, until a day; a person answers for it.

    To all that decides who sees what it is a `User` like others, of a kind that cannot
    sign in: `viewer.viewer_of` makes it one for as long as a call takes.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="service_account",
        editable=False,
    )
    name = models.CharField(
        max_length=80,
        unique=True,
        error_messages={"unique": "There is a service account of this name already."},
    )
    purpose = models.CharField(max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    scopes = models.JSONField(default=list)
    all_teams = models.BooleanField(default=False)
    teams = models.ManyToManyField(Team, blank=True, related_name="+")
    expires_on = models.DateField(help_text="The last day it is let in.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ServiceAccountQuerySet.as_manager()

    def __str__(self):
        return self.name

    def let_in(self, today: date) -> bool:
        """Whether its keys are taken on a day."""
        return self.ended_at is None and today <= self.expires_on

    @property
    def scopes_said(self) -> list[str]:
        return [SCOPES[code].label for code in self.scopes if code in SCOPES]

    @property
    def last_used_at(self) -> datetime | None:
        used = [key.last_used_at for key in self.keys.all() if key.last_used_at]
        return max(used, default=None)


class ServiceKeyQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(account__in=ServiceAccount.objects.visible_to(user))

    def taken(self, now: datetime):
        """Those that open something: of two, the older until its overlap is over."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now))

    def newest(self):
        return self.order_by("-made_at", "-pk")


class ServiceKey(models.Model):
    """A key of a service account. What is kept of it opens nothing: its hash."""

    account = models.ForeignKey(
        ServiceAccount, on_delete=models.PROTECT, related_name="keys"
    )
    prefix = models.CharField(
        max_length=8, unique=True, help_text="By which it is known, and found."
    )
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    minute = models.DateTimeField("minute counted", null=True, blank=True)
    calls = models.PositiveIntegerField("calls in that minute", default=0)

    objects = ServiceKeyQuerySet.as_manager()

    def __str__(self):
        return f"Key {self.prefix}"

    def opens(self, now: datetime) -> bool:
        return self.ends_at is None or now < self.ends_at


class DayOfCallsQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(account__in=ServiceAccount.objects.visible_to(user))

    def lately(self, today: date, days: int):
        """Those of the last so many days, the latest first."""
        since = today - timedelta(days=days)
        return self.filter(day__gt=since).order_by("-day")


class DayOfCalls(models.Model):
    """How often a service account asked on a day, and how often too often."""

    account = models.ForeignKey(
        ServiceAccount, on_delete=models.PROTECT, related_name="days"
    )
    day = models.DateField()
    calls = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField("refused as too many", default=0)

    objects = DayOfCallsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "days of calls"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "day"], name="calls_once_a_day_of_an_account"
            )
        ]

    def __str__(self):
        return f"Calls of {self.account_id} on {self.day}"
