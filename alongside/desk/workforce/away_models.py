"""Who is away, and who covers for them meanwhile."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.desk.access.once import once
from alongside.desk.access.prepared import Prepared


def running(day: date, first: str = "first_on", last: str = "last_on") -> Q:
    """Rows whose first and last day hold this day; no last day is no end yet."""
    return Q(**{f"{first}__lte": day}) & (
        Q(**{last: None}) | Q(**{f"{last}__gte": day})
    )


class AbsenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, those of whom one manages, all to HR; and what cover is arranged for."""
        if user.is_active and user.may("keep_absence"):
            return self
        return self.filter(self._recorded(user) | self._beside(user))

    def recorded_for(self, user):
        """Those of which a person may read what they were: theirs, of whom they manage,
        all to HR. To no others, also not to those who arrange cover."""
        if user.is_active and user.may("keep_absence"):
            return self
        return self.filter(self._recorded(user))

    def for_cover(self, user):
        """One's own as noted here; to those who arrange cover, also of people of their teams."""
        own = Q(user=user)
        return self.noted().filter(own | self._beside(user))

    def noted(self):
        return self.filter(came=Absence.Came.NOTED)

    def _recorded(self, user) -> Q:
        """One's own and those of whom one manages, by keys: an index finds them."""
        from alongside.desk.workforce.staff_models import StaffMember

        mine = Q(user=user)
        if user.is_active:
            mine |= Q(pk__in=StaffMember.objects.managed_by(user).values("pk"))
        known = StaffMember.objects.filter(mine).values_list("pk", "user").order_by()
        staff, users = zip(*known, strict=True) if known else ((), ())
        theirs = {user.pk, *filter(None, users)}
        return Q(staff__in=staff) | Q(user__in=theirs)

    def _beside(self, user) -> Q:
        from alongside.desk.workforce.models import Membership

        if not (user.is_active and user.may("arrange_cover")):
            return Q(pk__in=())
        people = Membership.objects.beside(user)
        return Q(came=Absence.Came.NOTED, user__in=people)

    def of_staff(self, members):
        """Those of these members of staff, told by HR or noted here by the one who signs in."""
        return self.filter(Q(staff__in=members) | Q(user__staff_member__in=members))

    def of_users(self, users):
        """Those of these people who sign in, noted here or told by HR."""
        return self.filter(Q(user__in=users) | Q(staff__user__in=users))

    def sickness(self):
        return self.filter(kind=Absence.Kind.SICKNESS)

    def on(self, day: date):
        return self.filter(running(day))

    def not_over(self, day: date):
        return self.filter(Q(last_on=None) | Q(last_on__gte=day))

    def overlapping(self, first: date, last: date | None):
        until = Q() if last is None else Q(first_on__lte=last)
        return self.filter(until).filter(Q(last_on=None) | Q(last_on__gte=first))

    def soonest_first(self):
        return self.select_related("user__role", "noted_by").order_by(
            "first_on", "user__full_name"
        )


class Absence(models.Model):
    """Days on which a person is not at work: noted here, or told by HR.

    What is noted here is of somebody who signs in; why is for them and whoever noted it.
    What HR told is of a member of staff, who may not sign in.
    """

    class Came(models.TextChoices):
        NOTED = "noted", "Noted here"
        HR = "hr", "From HR"

    class Kind(models.TextChoices):
        LEAVE = "leave", "Annual leave"
        SICKNESS = "sickness", "Sickness"
        TRAINING = "training", "Training"
        OTHER = "other", "Another reason"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="absences",
    )
    staff = models.ForeignKey(
        "workforce.StaffMember",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="absences",
    )
    came = models.CharField(max_length=5, choices=Came, default=Came.NOTED)
    kind = models.CharField(max_length=10, choices=Kind)
    first_on = models.DateField()
    last_on = models.DateField(
        null=True, blank=True, help_text="Empty while nobody knows."
    )
    lost = models.DecimalField(
        "days lost, in days of a full-time post",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="As HR counts them. Empty: reckoned from working days and hours.",
    )
    reason = models.CharField("reason, as HR words it", max_length=80, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on=None) | Q(last_on__gte=F("first_on")),
                name="absence_ends_on_or_after_its_first_day",
                violation_error_message="The last day cannot be before the first.",
            ),
            models.CheckConstraint(
                condition=Q(came="noted", user__isnull=False)
                | Q(came="hr", staff__isnull=False),
                name="absence_is_of_a_user_or_of_staff",
            ),
            models.UniqueConstraint(
                fields=["staff", "first_on", "kind"],
                condition=Q(came="hr"),
                name="one_absence_of_staff_from_a_day",
                violation_error_message="A spell from that day is kept already.",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "first_on"], name="absence_by_person"),
            models.Index(fields=["staff", "first_on"], name="absence_by_staff"),
        ]

    def __str__(self):
        return f"Absence {self.pk}"

    @property
    def person(self) -> str:
        """The name of whoever is away."""
        return self.staff.name if self.staff else self.user.full_name


class CoverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Cover that concerns this person, or somebody whose absence they may see."""
        seen = Absence.objects.for_cover(user)
        return self.filter(Q(by=user) | Q(absence__in=seen))

    def on(self, day: date):
        """Cover that runs on this day: it ends with the absence, if not before."""
        return self.filter(running(day, "since", "until")).filter(
            running(day, "absence__first_on", "absence__last_on")
        )

    def for_whom(self, user) -> list[int]:
        """The keys of whom this person covers for today; also of those *they* were covering.

        Cover of cover goes on: who covers for somebody covers whatever that somebody did.
        """
        return once(("covers for", user.pk), lambda: _away(user.pk))

    def of_a_user(self):
        """Cover for somebody who signs in."""
        return self.exclude(absence__user=None)

    def latest_first(self):
        return self.select_related("by", "absence__user").order_by("-since", "-pk")


COVERED_BY = Prepared(
    lambda person, day: (
        Cover.objects.on(day).of_a_user().filter(by=person).values_list("absence__user")
    ),
    person=int,
    day=date,
)


def _away(user: int) -> list[int]:
    """Whom a person covers for, and whom those did; mostly nobody, and then no more is asked."""
    today = timezone.localdate()
    first = COVERED_BY(person=user, day=today)
    return first + [
        each for away in first for each in COVERED_BY(person=away, day=today)
    ]


class Cover(models.Model):
    """That a person does another's work while that other is away."""

    absence = models.ForeignKey(
        Absence, on_delete=models.PROTECT, related_name="covers"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="covers"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    arranged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = CoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="cover_ends_on_or_after_its_first_day",
                violation_error_message="Cover cannot end before it starts.",
            )
        ]

    def __str__(self):
        return f"Cover {self.pk}"

    @property
    def last_on(self) -> date | None:
        """The last day it runs: its own, or that of the absence."""
        return min(filter(None, (self.until, self.absence.last_on)), default=None)
