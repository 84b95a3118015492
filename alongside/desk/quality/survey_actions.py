"""Surveys: made, handed out, answered.

Answering is the one action here that leaves no line on the audit trail: a line has a moment,
and stands beside the lines of whoever was signed in then.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.quality.survey_models import (
    SpentToken,
    Survey,
    SurveyTeam,
    Tally,
    TokenTaken,
    kinds,
)
from alongside.desk.quality.survey_scales import scale_of
from alongside.desk.quality.tokens import digest_of, new_token, team_of
from alongside.desk.workforce.models import Team


@transaction.atomic
def make_survey(
    *,
    by: User,
    title: str,
    kind: str,
    opens_on: date,
    closes_on: date,
    invited: Mapping[Team, int],
) -> Survey:
    """Make a survey with a number, still 0, for every score that can be given."""
    if not invited:
        raise ValidationError("Invite at least one team: enter how many people it has.")
    survey = Survey(
        title=title.strip(), kind=kind, questions=kinds()[kind]["questions"],
        opens_on=opens_on, closes_on=closes_on, least=settings.SURVEY_LEAST, made_by=by,
    )  # fmt: skip
    survey.full_clean()
    survey.save()
    teams = [
        SurveyTeam.objects.create(survey=survey, team=team, invited=count)
        for team, count in invited.items()
    ]
    Tally.objects.bulk_create(
        Tally(survey_team=team, question=question["code"], score=score)
        for team in teams
        for question in survey.questions
        for score in scale_of(question).answers
    )
    record(by=by, action="make survey", subject=survey, teams=len(teams))
    return survey


@transaction.atomic
def take_token(*, by: User, survey: Survey, invited: SurveyTeam, on: date) -> str:
    """Give a person a token, once. That they had one is kept; the token is not."""
    if not survey.is_open(on):
        raise ValidationError("This survey cannot be answered today.")
    try:
        with transaction.atomic():
            TokenTaken.objects.create(survey=survey, user=by)
    except IntegrityError:
        raise ValidationError(
            "You were given your token already, and it is kept nowhere. Without it, "
            "this survey cannot be answered."
        ) from None
    record(by=by, action="take survey token", subject=survey)
    return new_token(invited)


@transaction.atomic
def answer(*, survey: Survey, token: str, on: date, **scores: Any) -> Survey:
    """Add one to the numbers that somebody's answers fall under, and spend their token.

    All numbers of the team are written, changed or not: a database keeps which rows were
    written together, and with this it is always all of them.
    """
    if not survey.is_open(on):
        raise ValidationError("This survey cannot be answered today.")
    invited = team_of(token, survey.teams.all())
    if invited is None:
        raise ValidationError(
            "This token does not belong to this survey. Check each letter and figure."
        )
    _spend(survey, token)
    chosen = {
        (question["code"], int(scores[question["code"]]))
        for question in survey.questions
    }
    for tally in (
        Tally.objects.select_for_update().filter(survey_team=invited).order_by("pk")
    ):
        more = int((tally.question, tally.score) in chosen)
        Tally.objects.filter(pk=tally.pk).update(count=F("count") + more)
    return survey


def _spend(survey: Survey, token: str) -> None:
    try:
        with transaction.atomic():
            SpentToken.objects.create(digest=digest_of(token), survey=survey)
    except IntegrityError:
        raise ValidationError(
            "This token was used already. It can be used once."
        ) from None
