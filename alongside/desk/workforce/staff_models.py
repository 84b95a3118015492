"""Members of staff as HR knows them: who they are, how engaged, since when, how many hours."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

OFFICER, SENIOR = "support_officer", "senior_support_officer"  # codes of roles
FULL_WEEK = Decimal(37)  # hours, by the national agreement for local government


class StaffQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who keep the establishment; else those they manage, and themselves."""
        if not user.is_active:
            return self.none()
        if user.may("keep_establishment"):
            return self
        managed = StaffMember.objects.managed_by(user).values("pk")
        return self.filter(Q(user=user) | Q(pk__in=managed))

    def managed_by(self, user):
        """Those whose line manager this is: by name, or as the manager of a post they hold."""
        return self.filter(Q(line_manager__user=user) | self._in_posts_of(user))

    def supervised_by(self, user):
        """Those whom this person supervises: the line manager by name goes before that of
        the post. A newly qualified social worker's first year has its own supervision.
        """
        named = Q(line_manager__user=user)
        by_post = Q(line_manager=None) & self._in_posts_of(user)
        return self.filter(named | by_post).supervised_here()

    def supervised_here(self):
        """Those here now, without those in a first year, which `learning` keeps."""
        in_first_year = Q(first_year__isnull=False, first_year__ended_on=None)
        return self.here_on(timezone.localdate()).exclude(in_first_year)

    def officers(self):
        """Support officers: by the role they sign in with, or managed by a senior."""
        senior = Q(line_manager__user__role__code=SENIOR)
        seniors = StaffMember.objects.filter(user__role__code=SENIOR)
        by_post = Q(line_manager=None) & self._in_posts_managed_by(seniors)
        return self.filter(Q(user__role__code=OFFICER) | senior | by_post)

    def _in_posts_of(self, user) -> Q:
        return self._in_posts_managed_by(StaffMember.objects.filter(user=user))

    def _in_posts_managed_by(self, managers) -> Q:
        from alongside.desk.workforce.holding_models import Holding
        from alongside.desk.workforce.post_models import Post

        posts = Post.objects.as_last_set().filter(manager_now__in=managers.values("pk"))
        held = Holding.objects.on(timezone.localdate()).filter(
            post__in=posts.values("pk")
        )
        return Q(pk__in=held.values("staff"))

    def here_on(self, day):
        """Those who had joined by this day and had not left before it."""
        joined = Q(joined_on=None) | Q(joined_on__lte=day)
        return self.filter(joined).filter(Q(left_on=None) | Q(left_on__gte=day))

    def called(self, said: str):
        """Those whose name has each of these words in it."""
        found = self
        for word in said.split():
            found = found.filter(name__icontains=word)
        return found

    def by_name(self):
        return self.order_by("name", "pk")


class StaffMember(models.Model):
    """A member of staff, whether or not they sign in here or the case system names them."""

    class Engaged(models.TextChoices):
        EMPLOYEE = "employee", "Employee"
        AGENCY = "agency", "Agency worker"
        STUDENT = "student", "Student"
        OTHER = "other", "Other"

    class JoinedFrom(models.TextChoices):
        NEWLY_QUALIFIED = "newly_qualified", "Newly qualified"
        OTHER_AUTHORITY = "other_authority", "Another authority"
        AGENCY_HERE = "agency_here", "Agency worker here, made permanent"
        AGENCY_ELSEWHERE = "agency_elsewhere", "Agency worker elsewhere"
        ROLE_HERE = "role_here", "Another role in this council"
        OTHER_SECTOR = "other_sector", "Another employer"
        ABROAD = "abroad", "Social work abroad"
        RETURNER = "returner", "Returned to the profession"
        OTHER = "other", "Elsewhere"
        UNKNOWN = "unknown", "Not known"

    class Leaving(models.TextChoices):
        OTHER_AUTHORITY = "other_authority", "To another authority"
        AGENCY = "agency", "To agency work"
        ROLE_HERE = "role_here", "To another role in this council"
        OTHER_SECTOR = "other_sector", "To another employer"
        CONTRACT_ENDED = "contract_ended", "The contract or placement ended"
        MADE_PERMANENT = "made_permanent", "Agency worker made permanent here"
        RETIRED = "retired", "Retired"
        REDUNDANT = "redundant", "Redundancy"
        DISMISSED = "dismissed", "Dismissed"
        DIED = "died", "Died"
        OTHER = "other", "Another reason"
        UNKNOWN = "unknown", "Not known"

    number = models.CharField("payroll number", max_length=30, blank=True)
    name = models.CharField(max_length=150)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="staff_member",
    )
    worker = models.OneToOneField(
        "workforce.Worker",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="staff_member",
    )
    line_manager = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="managed"
    )
    engaged = models.CharField(max_length=10, choices=Engaged, default=Engaged.EMPLOYEE)
    registration = models.CharField(
        "registration with Social Work England", max_length=20, blank=True
    )
    qualified_on = models.DateField(null=True, blank=True)
    joined_on = models.DateField("joined the council on", null=True, blank=True)
    joined_from = models.CharField(max_length=20, choices=JoinedFrom, blank=True)
    left_on = models.DateField("last day", null=True, blank=True)
    leaving_reason = models.CharField(max_length=20, choices=Leaving, blank=True)
    contracted_hours = models.DecimalField(
        "contracted hours a week",
        max_digits=5,
        decimal_places=2,
        default=FULL_WEEK,
        validators=[MinValueValidator(Decimal(0))],
    )
    standard_hours = models.DecimalField(
        "standard hours a week of the grade",
        max_digits=5,
        decimal_places=2,
        default=FULL_WEEK,
        validators=[MinValueValidator(Decimal(1))],
    )

    objects = StaffQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="one_member_of_staff_to_a_number",
                violation_error_message="Another member of staff has this payroll number.",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None)
                | Q(joined_on=None)
                | Q(left_on__gte=F("joined_on")),
                name="staff_leave_on_or_after_the_day_they_joined",
                violation_error_message="The last day cannot be before the day they joined.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def fte(self) -> Decimal:
        """Contracted hours over the grade's standard hours, not rounded."""
        return self.contracted_hours / self.standard_hours
