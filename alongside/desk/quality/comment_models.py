"""What workers, families and partner agencies said: with consent, and quoted once cleared."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.desk.workforce.models import Team
from alongside.reckon.indicators import INDICATORS
from alongside.reckon.indicators.workforce import RATIOS

FIGURES = {
    "audits": "Audits",
    "morale": "Surveys of how people are",
    **{name: each.title for name, each in sorted((RATIOS | INDICATORS).items())},
}


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To those who keep comments, those of their teams and of none; to those who read
        quality, only what may be quoted."""
        if not user.is_active:
            return self.none()
        theirs = Q(team=None) | Q(team__in=Team.objects.visible_to(user))
        seen = self if user.sees_whole_service else self.filter(theirs)
        if user.may("keep_comments"):
            return seen
        return seen.quotable() if user.may("see_quality") else self.none()

    def quotable(self):
        """Those that are cleared, and whose consent is for being quoted."""
        return self.exclude(cleared_on=None).filter(consent__in=Comment.TO_QUOTE)

    def newest_first(self):
        return self.select_related("team", "cleared_by").order_by("-received_on", "-pk")

    def beside(self, figure: str, first: date, last: date):
        """What may be quoted beside a figure, of these days."""
        told = self.quotable().filter(figure=figure)
        return told.filter(received_on__gte=first, received_on__lte=last).newest_first()


class Comment(models.Model):
    """What somebody said of the work. Nobody's words are shown before they consented."""

    class Source(models.TextChoices):
        WORKER = "worker", "A worker"
        FAMILY = "family", "A child, a parent or a carer"
        PARTNER = "partner", "A partner agency"

    class Consent(models.TextChoices):
        WAITING = "waiting", "Not asked yet"
        REFUSED = "refused", "Refused, or taken back"
        INTERNAL = "internal", "To be read within the service"
        REPORTS = "reports", "To be quoted in reports, without a name"
        PUBLIC = "public", "To be quoted in public, without a name"

    GIVEN = (Consent.INTERNAL, Consent.REPORTS, Consent.PUBLIC)
    TO_QUOTE = (Consent.REPORTS, Consent.PUBLIC)

    source = models.CharField(max_length=10, choices=Source)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    received_on = models.DateField()
    text = models.TextField(max_length=2000, blank=True)
    consent = models.CharField(max_length=10, choices=Consent, default=Consent.WAITING)
    consent_on = models.DateField(null=True, blank=True)
    theme = models.CharField(max_length=60, blank=True)
    figure = models.CharField(max_length=80, blank=True)
    names_removed = models.BooleanField(default=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    tagged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    cleared_on = models.DateField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["figure", "-received_on"], name="comment_by_figure")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(cleared_on=None)
                | Q(names_removed=True, consent__in=("reports", "public")),
                name="comment_cleared_with_consent_and_no_names",
                violation_error_message="A comment is cleared with consent, and without names.",
            )
        ]

    def __str__(self):
        return f"Comment {self.pk}"

    @property
    def words(self) -> str:
        """What was said; nothing before there is consent. Pages read no other."""
        return self.text if self.consent in self.GIVEN else ""

    @property
    def stands_beside(self) -> str:
        """The figure it is evidence beside, in words."""
        return FIGURES.get(self.figure, self.figure)

    @property
    def quotable(self) -> bool:
        return bool(self.cleared_on) and self.consent in self.TO_QUOTE
