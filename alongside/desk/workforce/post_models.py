"""Posts, what each role is, and the dated changes that make up a post's life."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from alongside.desk.decisions.models import Decision
from alongside.desk.workforce.staff_models import StaffMember
from alongside.reckon.establishment import Kind as Reckoned


class PostRoleQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may("see_establishment") else self.none()


class PostRole(models.Model):
    """What kind of work posts are for: data, so that a council names its own."""

    name = models.CharField(
        max_length=120,
        unique=True,
        error_messages={"unique": "There is a role of this name already."},
    )
    registered = models.BooleanField("a registered social worker", default=False)
    grades = models.CharField("grade family", max_length=60, blank=True)
    department = models.CharField(
        "home department, if another",
        max_length=120,
        blank=True,
        help_text="Empty: this department.",
    )
    counts = models.BooleanField("counts as social work establishment", default=True)

    objects = PostRoleQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class JobDescription(models.Model):
    """A version of what a role does, and the grade its job evaluation came to."""

    role = models.ForeignKey(
        PostRole, on_delete=models.PROTECT, related_name="job_descriptions"
    )
    version = models.PositiveSmallIntegerField()
    from_on = models.DateField("in use from")
    changes = models.TextField("what it is, or what changed")
    grade = models.CharField("grade", max_length=20)
    evaluated_on = models.DateField("job evaluation on", null=True, blank=True)

    class Meta:
        ordering = ["role", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "version"], name="one_job_description_to_a_version"
            )
        ]

    def __str__(self):
        return f"{self.role}, version {self.version}"

    @property
    def is_provisional(self) -> bool:
        """Whether the grade is only assumed: no job evaluation has confirmed it."""
        return self.evaluated_on is None


class PostQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Posts aligned now with a team this person sees, or that they manage; or all."""
        if not user.may("see_establishment"):
            return self.none()
        if user.sees_whole_service or user.may("keep_establishment"):
            return self
        from alongside.desk.workforce.models import Team

        return self.as_last_set().filter(
            Q(team_now__in=Team.objects.visible_to(user).values("pk"))
            | Q(manager_now__in=StaffMember.objects.filter(user=user).values("pk"))
        )

    def as_last_set(self):
        """Each with the team and line manager that its changes up to today gave it."""
        teams, managers = Reckoned.TEAM, Reckoned.MANAGER
        return self.annotate(
            team_now=_latest("team", teams),
            manager_now=_latest("line_manager", managers),
        )

    def by_number(self):
        return self.select_related("role").order_by("number")


def _latest(field: str, kind: str) -> Subquery:
    set_by = PostChange.objects.in_effect(timezone.localdate()).filter(
        post=OuterRef("pk"), kind__in=(Reckoned.CREATE, kind)
    )
    return Subquery(set_by.order_by("-effective_on", "-pk").values(field)[:1])


class Post(models.Model):
    """A post, filled or not. All that may change in its life stands in its changes."""

    number = models.CharField(
        "post number",
        max_length=30,
        unique=True,
        error_messages={"unique": "Another post has this number."},
    )
    title = models.CharField(max_length=120)
    role = models.ForeignKey(PostRole, on_delete=models.PROTECT, related_name="posts")
    funding = models.CharField(max_length=200, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self):
        return f"{self.number} {self.title}"


class PostChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The changes of the posts this person sees."""
        if user.sees_whole_service or user.may("keep_establishment"):
            return self if user.may("see_establishment") else self.none()
        return self.filter(post__in=Post.objects.visible_to(user).values("pk"))

    def in_effect(self, day):
        return self.filter(effective_on__lte=day)

    def waiting(self):
        """Those that wait, and that nothing has refused."""
        refused = Q(decision__state=Decision.State.REFUSED)
        return self.filter(effective_on=None).exclude(refused)

    def in_order(self):
        return self.order_by("effective_on", "pk")


class PostChange(models.Model):
    """One change of a post. It takes effect once it is decided and its steps are done.

    `effective_on` is empty until then; it is the planned day, or the day on which the
    last of what it waited for was done, if that is later.
    """

    class Kind(models.TextChoices):
        CREATE = Reckoned.CREATE.value, "Create the post"
        END = Reckoned.END.value, "End the post"
        FTE = Reckoned.FTE.value, "Change its FTE"
        TEAM = Reckoned.TEAM.value, "Move it to another team"
        GRADE = Reckoned.GRADE.value, "Change its grade"
        MANAGER = Reckoned.MANAGER.value, "Change its line manager"
        EXTEND = Reckoned.EXTEND.value, "Extend its term, or make it permanent"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind)
    planned_on = models.DateField()
    effective_on = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(
        Decision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="changes",
    )
    fte = models.DecimalField(
        "FTE",
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    team = models.ForeignKey(
        "workforce.Team",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    grade = models.CharField(max_length=20, blank=True)
    line_manager = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    last_on = models.DateField("last day of a fixed term", null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = PostChangeQuerySet.as_manager()

    class Meta:
        ordering = ["planned_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_on=None) | Q(effective_on__gte=F("planned_on")),
                name="post_change_takes_effect_on_its_day_or_later",
            )
        ]
        indexes = [
            models.Index(fields=["effective_on", "id"], name="post_changes_by_day"),
            models.Index(fields=["post", "effective_on"], name="post_changes_by_post"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.post.number}"

    @property
    def is_refused(self) -> bool:
        return bool(self.decision and self.decision.state == Decision.State.REFUSED)

    @property
    def waits_for(self) -> list[str]:
        """What has yet to be done before it takes effect, in words."""
        if self.effective_on or self.is_refused:
            return []
        awaited = self.decision and self.decision.waits
        steps = [step.get_kind_display() for step in self.steps.all() if step.is_open]
        return [*steps, *(["the decision"] if awaited else [])]


class ChangeStep(models.Model):
    """Something to be done before a post changes: needed or not, and done on a day."""

    class Kind(models.TextChoices):
        HR_ADVICE = "hr_advice", "HR advice"
        CONSULTATION = "consultation", "consultation of the trade unions"
        NOTICE = "notice", "notice to agency staff"

    change = models.ForeignKey(
        PostChange, on_delete=models.CASCADE, related_name="steps"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    needed = models.BooleanField(default=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "kind"], name="one_step_of_a_kind_to_a_change"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of change {self.change_id}"

    @property
    def is_open(self) -> bool:
        return self.needed and self.done_on is None
