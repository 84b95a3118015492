"""A year of the invented council's monthly pulses on time, as social workers answered them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from alongside.desk.access.models import User
from alongside.desk.quality.survey_actions import make_survey
from alongside.desk.quality.survey_models import Survey, SurveyTeam, Tally, kinds
from alongside.desk.quality.survey_scales import scale_of
from alongside.desk.workforce.absence_teams import months_to
from alongside.desk.workforce.models import Team, Worker

SEED = 9
KIND = Survey.Kind.TIME_PULSE
FIRST, DAYS = (
    9,
    11,
)  # the day of the month it opens on, and for how many it can be answered
# How many of a hundred give each answer, lowest first: at the beginning of the year, at its end.
SAY = {
    "time_admin": ((4, 12, 26, 28, 20, 8, 2), (8, 22, 30, 22, 13, 4, 1)),
    "time_direct": ((14, 30, 30, 17, 8, 1, 0), (8, 24, 32, 22, 12, 2, 0)),
    "time_reports": ((3, 10, 24, 30, 25, 7, 1), (4, 12, 27, 30, 21, 5, 1)),
    "evenings": ((22, 24, 22, 18, 14), (30, 26, 20, 14, 10)),
    "recommend": ((10, 20, 25, 33, 12), (7, 16, 24, 38, 15)),
}


def pulse(people: dict[str, User], today: date) -> None:
    """Ask once a month; write what was answered at once, and leave the last one open."""
    chance, by = Random(SEED), people["hr_adviser"]
    for n, (first, _) in enumerate(months_to(today)):
        opens = first.replace(day=FIRST)
        if opens + timedelta(DAYS) < today:
            _over(by, opens, n / 11, chance)
    make_survey(
        by=by, title="Pulse on time, open now", kind=KIND, opens_on=today - timedelta(2),
        closes_on=today + timedelta(9), invited=_invited(),
    )  # fmt: skip


def _invited() -> dict[Team, int]:
    return {
        team: max(8, Worker.objects.filter(team=team).count())
        for team in Team.objects.active().order_by("name")
    }


def _over(by: User, opens: date, gone: float, chance: Random) -> None:
    survey = Survey.objects.create(
        title=f"Pulse on time, {opens:%B %Y}", kind=KIND, questions=kinds()[KIND]["questions"],
        opens_on=opens, closes_on=opens + timedelta(DAYS), least=5, made_by=by,
    )  # fmt: skip
    teams = [
        SurveyTeam.objects.create(survey=survey, team=team, invited=number)
        for team, number in _invited().items()
    ]
    Tally.objects.bulk_create(
        tally for each in teams for tally in _tallies(each, survey, gone, chance)
    )


def _tallies(
    each: SurveyTeam, survey: Survey, gone: float, chance: Random
) -> Iterator[Tally]:
    """What a team answered: between the beginning's habits and the end's, and some cannot say."""
    answers = round(each.invited * chance.uniform(0.55, 0.9))
    for question in survey.questions:
        early, late = SAY[question["code"]]
        weights = [2, *(a + (b - a) * gone for a, b in zip(early, late, strict=True))]
        given = Counter(chance.choices(range(len(weights)), weights, k=answers))
        for score in scale_of(question).answers:
            yield Tally(
                survey_team=each,
                question=question["code"],
                score=score,
                count=given[score],
            )
