"""What a pilot came to: the panel it was worked out from, and the answer, kept together."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from alongside.desk.pilots.plan_models import Pilot


class WorkedOutQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(pilot__in=Pilot.objects.visible_to(user))

    def latest_first(self):
        return self.select_related("by").order_by("-at", "-pk")


class WorkedOut(models.Model):
    """One working-out: the panel as it then was, what was asked of it, and what came. Only added to."""

    pilot = models.ForeignKey(
        Pilot, on_delete=models.PROTECT, related_name="worked_out"
    )
    came = models.CharField("where the panel came from", max_length=300)
    panel = models.TextField(help_text="The panel, as CSV.")
    asked = models.JSONField(help_text="Teams, start and the rest, as they were asked.")
    findings = models.JSONField(default=list, blank=True)
    result = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = WorkedOutQuerySet.as_manager()

    def __str__(self):
        return f"Working-out {self.pk}"
