"""Supervision of staff: that it was held, how often it should be, and what was agreed.

What was said in it is kept nowhere here. The first year of a newly qualified social
worker has a rhythm of its own, which `learning` keeps.
"""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from alongside.desk.workforce.post_models import PostRole
from alongside.desk.workforce.staff_models import StaffMember

USUAL_WEEKS = 4  # a month, by local policy: no law says how often
SHORTEST, LONGEST = 5, 480  # minutes


class SupervisionRhythmQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of roles and people, to who keeps the establishment."""
        return self if user.may("keep_establishment") else self.none()

    def of_roles(self):
        return self.filter(staff=None).select_related("role").order_by("role__name")


class SupervisionRhythm(models.Model):
    """How many weeks lie between two supervisions: for a role of posts, or one person."""

    role = models.OneToOneField(
        PostRole, null=True, blank=True, on_delete=models.CASCADE, related_name="rhythm"
    )
    staff = models.OneToOneField(
        StaffMember,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="rhythm",
    )
    weeks = models.PositiveSmallIntegerField(
        "weeks between", validators=[MinValueValidator(1), MaxValueValidator(26)]
    )

    objects = SupervisionRhythmQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role=None, staff__isnull=False)
                | Q(role__isnull=False, staff=None),
                name="a_rhythm_is_of_a_role_or_of_a_person",
            ),
            models.CheckConstraint(
                condition=Q(weeks__gte=1, weeks__lte=26),
                name="a_rhythm_is_of_one_to_26_weeks",
            ),
        ]

    def __str__(self):
        return f"Every {self.weeks} weeks"


class SupervisionHeldQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and that of those one supervises now; nobody else's."""
        if not user.is_active:
            return self.none()
        supervised = StaffMember.objects.supervised_by(user).values("pk")
        return self.filter(Q(staff__user=user) | Q(staff__in=supervised))

    def latest_first(self):
        return self.order_by("-held_on", "-pk")


class SupervisionHeld(models.Model):
    """That somebody was supervised on a day, by whom, and for how long."""

    staff = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="supervisions_held"
    )
    supervisor = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="supervisions_given"
    )
    held_on = models.DateField("held on")
    minutes = models.PositiveSmallIntegerField(
        "length in minutes",
        validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)],
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = SupervisionHeldQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "supervisions held"
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "held_on"],
                name="one_supervision_of_a_person_a_day",
                violation_error_message="Supervision on this day is recorded already.",
            ),
            models.CheckConstraint(
                condition=~Q(staff=F("supervisor")),
                name="nobody_supervises_themselves",
                violation_error_message="Nobody supervises themselves.",
            ),
        ]

    def __str__(self):
        return f"Supervision {self.pk}"


class SupervisionActionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the one supervised and their supervisor now; to nobody above or beside."""
        return self.filter(held__in=SupervisionHeld.objects.visible_to(user))

    def to_be_done(self):
        return self.filter(done_on=None)

    def of(self, user):
        """What this person is to do: as the one supervised, or as the supervisor."""
        own = Q(owner=SupervisionAction.Owner.SUPERVISED, held__staff__user=user)
        supervised = StaffMember.objects.supervised_by(user).values("pk")
        theirs = Q(owner=SupervisionAction.Owner.SUPERVISOR, held__staff__in=supervised)
        return self.filter(own | theirs)

    def soonest_first(self):
        return self.select_related("held__staff").order_by("due_on", "pk")


class SupervisionAction(models.Model):
    """Something agreed in supervision: what, who does it, by when, and when it was done."""

    class Owner(models.TextChoices):
        SUPERVISED = "supervised", "The one supervised"
        SUPERVISOR = "supervisor", "The supervisor"

    held = models.ForeignKey(
        SupervisionHeld, on_delete=models.CASCADE, related_name="actions"
    )
    what = models.CharField("what is to be done", max_length=300)
    owner = models.CharField("who does it", max_length=10, choices=Owner)
    due_on = models.DateField("by")
    done_on = models.DateField(null=True, blank=True)

    objects = SupervisionActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["done_on", "due_on"], name="actions_to_do")]

    def __str__(self):
        return f"Action {self.pk}"
