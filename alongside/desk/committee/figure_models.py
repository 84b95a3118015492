"""The figures of a report by their names, its tables, and what is annexed to it."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from alongside.desk.committee.report_models import OfReportsSeen, Report
from alongside.desk.money.models import Grant, OptionsAppraisal
from alongside.desk.pilots.models import Pilot
from alongside.desk.workforce.models import Team

NAME = RegexValidator(
    r"^[a-z][a-z0-9_]*\Z",
    "Use small letters, digits and _, a letter first, like posts_vacant.",
)


class ReportFigure(models.Model):
    """A figure that sections print as {{name}}: typed, worked out, or read where it is kept.

    One that is read has no value here: what it is, is asked each time.
    """

    class Source(models.TextChoices):
        TYPED = "typed", "Typed in, with a document behind it"
        FORMULA = "formula", "Worked out from other figures"
        INDICATOR = "indicator", "A team’s month, as it is kept here"
        PILOT = "pilot", "What a pilot came to"
        MONEY = "money", "Where a grant stands"

    class Measure(models.TextChoices):
        GAP = "gap", "The gap between the arms"
        GAP_LOW = "gap_low", "The gap’s lower limit"
        GAP_HIGH = "gap_high", "The gap’s upper limit"
        PILOT = "pilot_changed", "How far the pilot teams changed"
        COMPARISON = "comparison_changed", "How far the comparison teams changed"
        AWARDED = "awarded", "Awarded"
        RECEIVED = "received", "Received"
        RELEASED = "released", "Released"
        SPENT = "spent", "Spent"
        NOT_SPENT = "not_spent", "Not spent"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    name = models.CharField(max_length=40, validators=[NAME])
    source = models.CharField(max_length=10, choices=Source)
    value = models.CharField(max_length=30, blank=True, default="")
    formula = models.CharField(max_length=200, blank=True, default="")
    unit = models.CharField(max_length=30, blank=True, default="")
    places = models.SmallIntegerField("decimals printed", null=True, blank=True)
    as_at = models.DateField(null=True, blank=True)
    period = models.CharField(max_length=60, blank=True, default="")
    document = models.CharField(
        "what is behind it", max_length=300, blank=True, default=""
    )
    indicator = models.CharField(max_length=60, blank=True, default="")
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    month = models.DateField(null=True, blank=True)
    pilot = models.ForeignKey(
        Pilot, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    grant = models.ForeignKey(
        Grant, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    measure = models.CharField(max_length=20, choices=Measure, blank=True, default="")

    objects = OfReportsSeen.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "name"],
                name="one_figure_of_a_name",
                violation_error_message="The report has a figure of this name already.",
            )
        ]

    def __str__(self):
        return f"Figure {self.pk}"


class ReportTable(models.Model):
    """A table that sections place as [table: name]: its caption, its rows as CSV."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="tables")
    name = models.CharField(max_length=40, validators=[NAME])
    caption = models.CharField(max_length=200)
    rows = models.TextField()

    objects = OfReportsSeen.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "name"],
                name="one_table_of_a_name",
                violation_error_message="The report has a table of this name already.",
            )
        ]

    def __str__(self):
        return f"Table {self.pk}"


class Annex(models.Model):
    """That a pilot's pack, or an options appraisal, goes with a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="annexes")
    pilot = models.ForeignKey(
        Pilot, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    appraisal = models.ForeignKey(
        OptionsAppraisal,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = OfReportsSeen.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "pilot"],
                name="a_pilot_is_annexed_once",
                violation_error_message="This pilot is annexed already.",
            ),
            models.UniqueConstraint(
                fields=["report", "appraisal"],
                name="an_appraisal_is_annexed_once",
                violation_error_message="This appraisal is annexed already.",
            ),
            models.CheckConstraint(
                condition=Q(pilot=None, appraisal__isnull=False)
                | Q(pilot__isnull=False, appraisal=None),
                name="an_annex_is_of_one_thing",
                violation_error_message="Choose a pilot or an appraisal, and not both.",
            ),
        ]

    def __str__(self):
        return f"Annex {self.pk}"

    @property
    def said(self) -> str:
        return (
            f"The pack of {self.pilot}" if self.pilot else f"{self.appraisal}, options"
        )
