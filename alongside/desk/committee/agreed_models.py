"""What was agreed of a report: sign-offs, and findings that an author accepts."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from alongside.desk.committee.report_models import OfReportsSeen, Report


class SignOff(models.Model):
    """That somebody signed a report off, as it then stood. Only added to.

    It holds as long as the report's print is the same: whatever is changed after it voids it.
    """

    class Kind(models.TextChoices):
        CONSTITUTIONAL = "constitutional", "Constitutional"
        FINANCIAL = "financial", "Financial"
        HR = "hr", "Human resources"

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="sign_offs"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    says = models.TextField("what it says")
    print = models.CharField("fingerprint of the report", max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = OfReportsSeen.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"Sign-off {self.pk}"


MAY_SIGN = {
    SignOff.Kind.CONSTITUTIONAL: "sign_off_constitution",
    SignOff.Kind.FINANCIAL: "sign_off_finance",
    SignOff.Kind.HR: "sign_off_staffing",
}


class AcceptedFinding(models.Model):
    """A finding that an author lets stand, and why. It comes back once it says something else."""

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="accepted"
    )
    kind = models.CharField(max_length=80)
    where = models.CharField(max_length=300)
    what = models.TextField()
    reason = models.CharField(max_length=400)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = OfReportsSeen.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"Accepted finding {self.pk}"
