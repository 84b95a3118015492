"""People in posts, and the recruitment that brings them there."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from alongside.desk.said import day_said
from alongside.desk.workforce.away_models import running
from alongside.desk.workforce.post_models import Post
from alongside.desk.workforce.staff_models import StaffMember
from alongside.reckon.clock import days_apart


class HoldingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who holds the posts that this person sees."""
        if user.sees_whole_service or user.may("keep_establishment"):
            return self if user.may("see_establishment") else self.none()
        return self.filter(post__in=Post.objects.visible_to(user).values("pk"))

    def touching(self, user):
        """Who holds the posts that this person sees, and where those from there are."""
        if user.sees_whole_service or user.may("keep_establishment"):
            return self.visible_to(user)
        seen = Post.objects.visible_to(user).values("pk")
        return self.filter(Q(post__in=seen) | Q(home__in=seen))

    def on(self, day):
        return self.filter(running(day, "since", "until"))

    def latest_first(self):
        return self.select_related("staff", "home", "backfilled_by").order_by(
            F("until").desc(nulls_first=True), "-since", "-pk"
        )


class Holding(models.Model):
    """That a member of staff is in a post, with so much of its FTE, until a last day."""

    class Basis(models.TextChoices):
        SUBSTANTIVE = "substantive", "Substantive"
        SECONDED = "seconded", "Seconded in"
        ACTING = "acting", "Acting"
        FIXED_TERM = "fixed_term", "Fixed term"

    staff = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="holdings"
    )
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    basis = models.CharField(max_length=15, choices=Basis)
    fte = models.DecimalField(
        "FTE held",
        max_digits=4,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    since = models.DateField()
    until = models.DateField("last day", null=True, blank=True)
    home = models.ForeignKey(
        Post,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="seconded_from",
    )
    backfilled_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = HoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="holding_ends_on_or_after_its_first_day",
                violation_error_message="The last day cannot be before the first.",
            ),
            models.CheckConstraint(
                condition=Q(basis="seconded") | Q(home=None, backfilled_by=None),
                name="only_who_is_seconded_has_a_home_post",
                violation_error_message="Only somebody seconded has a home post, "
                "and somebody who backfills it.",
            ),
        ]
        indexes = [models.Index(fields=["post", "since"], name="holdings_by_post")]

    def __str__(self):
        return f"Holding {self.pk}"


class RecruitmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The recruitment to posts that this person sees."""
        return self.filter(post__in=Post.objects.visible_to(user).values("pk"))

    def under_way(self):
        closing = (Stage.Kind.STARTED, Stage.Kind.WITHDRAWN)
        return self.exclude(stages__kind__in=closing)

    def with_stages(self):
        return self.select_related("post__role").prefetch_related("stages")


class Recruitment(models.Model):
    """One attempt to fill a post, from the day it was advertised."""

    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="recruitments"
    )
    note = models.CharField(max_length=200, blank=True)

    objects = RecruitmentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"Recruitment {self.pk}"

    @property
    def latest(self) -> Stage | None:
        return next(reversed(list(self.stages.all())), None)

    @property
    def is_over(self) -> bool:
        kinds = {stage.kind for stage in self.stages.all()}
        return bool(kinds & {Stage.Kind.STARTED, Stage.Kind.WITHDRAWN})

    @property
    def times(self) -> list[tuple[Stage, int | None]]:
        """Each stage, with the days since the one before it."""
        stages = list(self.stages.all())
        before = [None, *stages]
        return [
            (stage, days_apart(earlier.on, stage.on) if earlier else None)
            for earlier, stage in zip(before, stages, strict=False)
        ]

    @property
    def days(self) -> int:
        """Days from the first stage to the latest."""
        stages = list(self.stages.all())
        return days_apart(stages[0].on, stages[-1].on)


class Stage(models.Model):
    """How far a recruitment has come, and on which day it came there."""

    class Kind(models.TextChoices):
        ADVERTISED = "advertised", "Advertised"
        INTERVIEW = "interview", "Interviews held"
        OFFERED = "offered", "Offer made"
        STARTED = "started", "Started"
        WITHDRAWN = "withdrawn", "Withdrawn"

    recruitment = models.ForeignKey(
        Recruitment, on_delete=models.CASCADE, related_name="stages"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField()

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {day_said(self.on)}"
