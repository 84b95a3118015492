"""Case audits: what grade a case's work was given, by whom, and what is to be done."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from alongside.desk.people.models import Child
from alongside.desk.workforce.models import Team
from alongside.reckon import audits as reckoned


class Grade(models.Model):
    """A grade of the council's scale, best first, and whether more of it is better."""

    class Polarity(models.IntegerChoices):
        BETTER = 1, "More is better"
        NEITHER = 0, "More is neither"
        WORSE = -1, "More is worse"

    name = models.CharField(max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(unique=True)
    polarity = models.SmallIntegerField(choices=Polarity)
    also = models.JSONField(
        default=list,
        help_text="Other ways in which reports write it, in small letters.",
    )

    class Meta:
        ordering = ["order"]

    def __str__(self):
        return self.name

    @property
    def reckoned(self) -> reckoned.Grade:
        return reckoned.Grade(self.name, reckoned.Polarity(self.polarity))


class AuditQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Audits of this person's teams, without those of records restricted to others.

        A child is known by the id alone, so that a record stays hidden also where the
        audit was there before the child was.
        """
        rows = self.exclude(case_id__in=Child.objects.ids_kept_from(user))
        if user.is_active and user.sees_whole_service:
            return rows
        return rows.filter(team__in=Team.objects.visible_to(user))

    def newest_first(self):
        told = self.select_related("team", "grade", "second_grade", "moderated_grade")
        return told.order_by("-audited_on", "-pk")

    def between(self, first: date, last: date):
        return self.filter(audited_on__gte=first, audited_on__lte=last)

    def counted(self):
        """With the grade that counts: the moderated one where there is one."""
        return self.annotate(counts_as=Coalesce("moderated_grade", "grade"))

    def graded_twice(self):
        """Audits of which a second auditor gave a grade."""
        return self.exclude(second_grade=None)

    def not_moderated(self):
        """Audits whose two auditors differ, and that nobody has settled yet."""
        return (
            self.graded_twice()
            .filter(moderated_grade=None)
            .exclude(second_grade=F("grade"))
        )


class Audit(models.Model):
    """That somebody looked at the work on a case, and what they thought of it."""

    class Chosen(models.TextChoices):
        RANDOM = "random", "At random"
        THEME = "theme", "For a theme"
        CONCERN = "concern", "Because of a concern"
        UNKNOWN = "unknown", "Not known"

    class Blind(models.TextChoices):
        YES = "yes", "Yes: the auditor did not know the team or worker"
        NO = "no", "No"
        UNKNOWN = "unknown", "Not known"

    case_id = models.CharField("child’s id in the case system", max_length=60)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="audits")
    audited_on = models.DateField()
    auditor = models.CharField(max_length=150, blank=True)
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=300, blank=True)
    chosen = models.CharField(max_length=10, choices=Chosen, default=Chosen.UNKNOWN)
    blind = models.CharField(max_length=10, choices=Blind, default=Blind.UNKNOWN)
    second_auditor = models.CharField(max_length=150, blank=True)
    second_grade = models.ForeignKey(
        Grade, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    moderated_grade = models.ForeignKey(
        Grade, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    moderated_on = models.DateField(null=True, blank=True)
    audit_again_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="again"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-audited_on", "-id"], name="audit_by_day"),
            models.Index(fields=["team", "-audited_on"], name="audit_by_team"),
            models.Index(fields=["case_id"], name="audit_by_case"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(moderated_grade=None, moderated_by=None, moderated_on=None)
                | Q(
                    moderated_grade__isnull=False,
                    moderated_by__isnull=False,
                    moderated_on__isnull=False,
                ),
                name="moderated_by_somebody_on_a_day",
                violation_error_message="Say who moderated the grade, and when.",
            )
        ]

    def __str__(self):
        return f"Audit {self.pk}"

    @property
    def final_grade(self) -> Grade:
        return self.moderated_grade or self.grade

    @property
    def differs(self) -> bool:
        """Whether two auditors gave two grades."""
        return self.second_grade_id not in (None, self.grade_id)


class AuditActionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(audit__in=Audit.objects.visible_to(user))

    def open(self):
        return self.filter(done_on=None)

    def soonest_first(self):
        return self.select_related("audit__team", "owner").order_by("due_on", "pk")


class AuditAction(models.Model):
    """What is to be done because of an audit, by whom and by when."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="actions")
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip

    objects = AuditActionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["done_on", "due_on"], name="audit_action_due")]

    def __str__(self):
        return f"Action {self.pk}"


def scale() -> list[Grade]:
    """Return the council's grades, best first."""
    return list(Grade.objects.all())
