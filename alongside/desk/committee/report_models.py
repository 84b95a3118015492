"""A report, its sections with every version of each, comments, and what is not saved yet."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.desk.access.sealing import unseal
from alongside.desk.committee.template_models import layout_of
from alongside.desk.decisions.models import Body, Decision
from alongside.desk.said import day_said
from alongside.reckon.reports.template import Slot, Template

CLOSE = ("write_report", "keep_decisions", "sign_off_constitution", "sign_off_finance", "sign_off_staffing")  # fmt: skip


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who see reports; exempt ones only to those who work on them."""
        if not user.may("see_reports"):
            return self.none()
        close = any(user.may(each) for each in CLOSE)
        return self if close else self.filter(exempt=False)

    def latest_first(self):
        return self.select_related("body", "decision").order_by("-meets_on", "-pk")

    def in_draft(self):
        return self.filter(forward_on=None)


class Report(models.Model):
    """A report of a template, for a body and the day it meets."""

    template = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    meets_on = models.DateField("the day of the meeting")
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
    )
    author = models.CharField("whose report it is", max_length=150)
    asks = models.JSONField(default=list, blank=True)
    above = models.JSONField(default=dict, blank=True)
    boxes = models.JSONField(default=dict, blank=True)
    background = models.TextField(blank=True, default="")
    not_applicable = models.JSONField(default=list, blank=True)
    exempt = models.BooleanField(default=False)
    printed = models.JSONField(
        default=dict, blank=True, help_text="Each figure as an author last saw it."
    )
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_on = models.DateField()
    forward_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    forward_on = models.DateField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(forward_on=None, forward_by=None)
                | Q(forward_on__isnull=False, forward_by__isnull=False),
                name="report_goes_forward_by_somebody_on_a_day",
                violation_error_message="Say who sent the report forward, and when.",
            )
        ]
        indexes = [models.Index(fields=["-meets_on"], name="reports_by_meeting")]

    def __str__(self):
        return f"{self.title}, {self.body}, {day_said(self.meets_on)}"

    @property
    def layout(self) -> Template:
        return layout_of(self.template)

    @property
    def slots(self) -> list[Slot]:
        """The sections that people write; the others are put in by what the report is."""
        return [slot for slot in self.layout.sections if not slot.holds]


class OfReportsSeen(models.QuerySet):
    def visible_to(self, user):
        """Those of the reports this person sees."""
        return self.filter(report__in=Report.objects.visible_to(user))


class Section(models.Model):
    """A section of a report as it stands: its name in the template, its text, which version."""

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="sections"
    )
    name = models.CharField(max_length=40)
    text = models.TextField(blank=True, default="")
    number = models.PositiveIntegerField("version", default=0)

    objects = OfReportsSeen.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "name"], name="one_section_of_a_name"
            )
        ]

    def __str__(self):
        return f"Section {self.pk}"

    @property
    def heading(self) -> str:
        slots = {slot.name: slot.heading for slot in self.report.slots}
        return slots.get(self.name, self.name)


class OfSectionsSeen(models.QuerySet):
    def visible_to(self, user):
        """Those of the sections this person sees."""
        return self.filter(section__in=Section.objects.visible_to(user))


class Version(models.Model):
    """A section as it was saved once. Only added to."""

    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True, default="")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = OfSectionsSeen.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "number"],
                name="one_version_of_a_section_of_a_number",
            )
        ]

    def __str__(self):
        return f"Version {self.pk}"


class Comment(models.Model):
    """What somebody says of a section, until it is seen to."""

    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="comments"
    )
    text = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = OfSectionsSeen.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"Comment {self.pk}"


class SectionDraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Their own, as long as drafts are kept. Nobody else's, whatever their role."""
        since = timezone.now() - SectionDraft.KEPT_FOR
        return self.filter(owner_id=user.pk, saved_at__gte=since)


class SectionDraft(models.Model):
    """What somebody typed into a section and has not saved: sealed, and theirs alone."""

    KEPT_FOR = timedelta(days=14)

    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="drafts"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    sealed = models.BinaryField()
    seen = models.TextField(help_text="What the page showed, as it was signed.")
    saved_at = models.DateTimeField()

    objects = SectionDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["section", "owner"], name="one_draft_of_a_section_each"
            )
        ]

    def __str__(self):
        return f"Section draft {self.pk}"

    @property
    def text(self) -> str:
        return unseal(bytes(self.sealed)).decode()
