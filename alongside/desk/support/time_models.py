"""Minutes by task, a press each; which of them were timed; and what an hour costs."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from alongside.desk.support.catalogue_models import TaskVersion
from alongside.desk.workforce.models import StaffMember, Team

LONGEST = 12 * 60  # minutes of one note
MOST_TIMES = 50
REMEMBERED = timedelta(days=21)  # how long what was drawn is asked about
OF_MINUTES = [
    MinValueValidator(1, "Say at least 1 minute."),
    MaxValueValidator(
        LONGEST, "One note holds up to 720 minutes, and this is %(show_value)s."
    ),
]


class TimeNoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those of the officers one manages; nobody else's, one by one."""
        if not user.is_active:
            return self.none()
        managed = StaffMember.objects.managed_by(user).exclude(user=None)
        return self.filter(Q(officer=user) | Q(officer__in=managed.values("user")))

    def of(self, officer):
        return self.filter(officer=officer)

    def between(self, first: date, last: date):
        return self.filter(on__gte=first, on__lte=last)

    def latest_first(self):
        return self.select_related("team", "version__task").order_by("-on", "-pk")


class TimeNote(models.Model):
    """That an officer did a task for a team on a day, so many times.

    `minutes` are in all: the reference times the number of times, as it stood on the day,
    or what was said instead (`said`). The version says whose work it was.
    """

    class Came(models.TextChoices):
        TAP = "tap", "Pressed"
        REQUEST = "request", "From a request"
        CONTACT = "contact", "From a contact"

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="time_notes"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(
        TaskVersion, on_delete=models.PROTECT, related_name="time_notes"
    )
    on = models.DateField("day")
    times = models.PositiveSmallIntegerField(
        "how many times",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_TIMES)],
    )
    minutes = models.PositiveSmallIntegerField("minutes in all", validators=OF_MINUTES)
    said = models.BooleanField(
        default=False, help_text="The minutes were said; else they are the reference."
    )
    came = models.CharField(max_length=7, choices=Came, default=Came.TAP)
    of_key = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="Key of the request or contact it came from."
    )
    send_key = models.UUIDField(
        default=uuid.uuid4,
        unique=True,
        help_text="Of the form it was sent with: sent again, it is the same note.",
    )

    objects = TimeNoteQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["on", "team"], name="time_by_day_and_team"),
            models.Index(fields=["officer", "on"], name="time_by_officer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, times__gte=1),
                name="time_notes_are_of_some_minutes",
            ),
            models.CheckConstraint(
                condition=Q(came="tap", of_key=None)
                | (~Q(came="tap") & Q(of_key__isnull=False)),
                name="time_notes_say_what_they_came_from",
            ),
            models.UniqueConstraint(
                fields=["came", "of_key"],
                condition=Q(of_key__isnull=False),
                name="one_time_note_a_request_or_contact",
                violation_error_message="The time of this was counted already.",
            ),
        ]

    def __str__(self):
        return f"Time note {self.pk}"


class TimingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(note__in=TimeNote.objects.visible_to(user))

    def waiting(self, officer, today: date):
        """Those this officer was asked about lately and has not answered, the oldest first.

        After three weeks nobody remembers: what was not answered by then stays open.
        """
        asked = self.filter(
            note__officer=officer, minutes=None, asked_on__gt=today - REMEMBERED
        )
        return asked.select_related("note__version", "note__team").order_by("pk")


class Timing(models.Model):
    """That the minutes of a note were asked for, since it was drawn; and the answer."""

    note = models.OneToOneField(
        TimeNote, on_delete=models.CASCADE, related_name="timing"
    )
    week = models.DateField(help_text="The Monday of the week it was drawn from.")
    asked_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(
        "minutes in all",
        null=True,
        blank=True,
        validators=OF_MINUTES,
    )
    answered_on = models.DateField(null=True, blank=True)

    objects = TimingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes=None, answered_on=None)
                | Q(minutes__isnull=False, minutes__gte=1, answered_on__isnull=False),
                name="timings_are_answered_on_a_day",
            )
        ]

    def __str__(self):
        return f"Timing {self.pk}"


class HourCostQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to whoever may see what the time comes to, or keeps the desk's lists."""
        if user.is_active and (user.may("see_support") or user.may("keep_desk")):
            return self
        return self.none()

    def newest_first(self):
        return self.select_related("typed_by").order_by("-from_on")

    def on(self, day: date) -> HourCost | None:
        """What an hour cost on a day, or nothing where nobody typed it."""
        return self.filter(from_on__lte=day).newest_first().first()


class HourCost(models.Model):
    """What an hour of a social worker costs the council from a day on, as somebody typed it."""

    from_on = models.DateField(
        "first day",
        unique=True,
        error_messages={"unique": "There is a cost from this day already."},
    )
    pounds = models.DecimalField(
        "pounds an hour",
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(500))],
    )
    source = models.CharField(max_length=200, help_text="Where the figure is from.")
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = HourCostQuerySet.as_manager()

    def __str__(self):
        return f"£{self.pounds} an hour from {self.from_on}"
