"""Surveys of how people are: anonymous by how they are kept.

There is no row for an answer. A survey that is made has, for each team, statement and
score, a number that is 0; answering adds one to some of them. Nothing that is kept says
when, in what order, with what token or by whom: see docs/explanation/anonymous-surveys.md.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.desk.workforce.models import Membership, Team


@cache
def kinds() -> dict[str, dict[str, Any]]:
    """Return what may be asked: each kind of survey, with its statements."""
    return tomllib.loads(Path(__file__).with_name("questions.toml").read_text("utf-8"))


class SurveyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All to those who keep surveys or read their results; to others, theirs to answer."""
        if user.is_active and (user.may("keep_surveys") or user.may("see_quality")):
            return self
        return self.asking(user)

    def asking(self, user):
        """Surveys for which one of this person's teams was invited."""
        return self.filter(pk__in=SurveyTeam.objects.of(user).values("survey"))

    def open_on(self, day: date):
        return self.filter(opens_on__lte=day, closes_on__gte=day)

    def newest_first(self):
        return self.order_by("-closes_on", "-pk")


class Survey(models.Model):
    """A survey: what it asks, of which teams, and from when until when."""

    class Kind(models.TextChoices):
        HEALTH_CHECK = "health_check", "Employer standards health check"
        PULSE = "pulse", "Two-minute pulse"
        TIME_PULSE = "time_pulse", "Monthly pulse on time, for social workers"

    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    questions = models.JSONField(help_text="The statements as they were asked.")
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="The last day on which it can be answered.")
    least = models.PositiveSmallIntegerField(
        help_text="How many of a group must have answered for it to be shown."
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = SurveyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="survey_closes_on_or_after_its_first_day",
                violation_error_message="The last day cannot be before the first.",
            )
        ]

    def __str__(self):
        return self.title

    def is_open(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on

    def is_over(self, day: date) -> bool:
        return day > self.closes_on


class SurveyTeamQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(survey__in=Survey.objects.visible_to(user))

    def of(self, user):
        """The invited teams that this person belongs to, as those who are asked do."""
        theirs = Membership.objects.current().filter(user=user)
        works = theirs.filter(how=Membership.How.WORKS_IN).values("team")
        only = [kind for kind, said in kinds().items() if "only" in said]
        return self.filter(
            Q(team__in=works)
            | Q(team__in=theirs.values("team")) & ~Q(survey__kind__in=only)
        )


class SurveyTeam(models.Model):
    """A team that was invited, and how many people that is."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="teams")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    invited = models.PositiveIntegerField()

    objects = SurveyTeamQuerySet.as_manager()

    class Meta:
        ordering = ["team__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "team"], name="team_invited_once_to_a_survey"
            )
        ]

    def __str__(self):
        return f"Survey {self.survey_id}: team {self.team_id}"


class Tally(models.Model):
    """How many people of a team gave a score to a statement. It stands before anybody does."""

    survey_team = models.ForeignKey(
        SurveyTeam, on_delete=models.PROTECT, related_name="tallies"
    )
    question = models.CharField(max_length=30)
    score = models.PositiveSmallIntegerField(help_text="As in survey_scales.py.")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["survey_team", "question", "score"], name="one_tally_a_score"
            )
        ]

    def __str__(self):
        return f"Tally {self.pk}"


class TokenTaken(models.Model):
    """That a person was given a token for a survey; which, is kept nowhere."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "tokens taken"
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "user"], name="one_token_a_person_and_survey"
            )
        ]

    def __str__(self):
        return f"Survey {self.survey_id}: person {self.user_id}"


class SpentToken(models.Model):
    """That a token was used: a fingerprint of it, and of no person, no team, no answer."""

    digest = models.CharField(max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return f"Spent token of survey {self.survey_id}"
