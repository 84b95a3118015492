"""What a survey came to: who answered, what they agree with, and what moved since the last."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Sum

from alongside.desk.quality.survey_models import (
    Survey,
    SurveyTeam,
    Tally,
)
from alongside.desk.quality.survey_scales import CANNOT_SAY, Scale, scale_of
from alongside.reckon.audits.colours import half_up
from alongside.reckon.indicators.rates import interval
from alongside.reckon.intervals import difference_interval
from alongside.reckon.small_groups import NOBODY, Answers, told

ALL = ""
Counts = Mapping[tuple[str, str], Answers]  # by team's name and statement
Scored = dict[str, Counter[int]]  # how often each score was given, by team's name


@dataclass(frozen=True)
class Told:
    """How many of a group agree with a statement; `answers` is None where it is not told."""

    group: str
    answers: Answers | None
    before: Answers | None = None
    mean: str = ""

    @property
    def said(self) -> str:
        if self.answers is None:
            return "Not shown"
        return f"{self.answers.yes} of {self.answers.given}: {self.percent}%"

    @property
    def percent(self) -> int:
        return half_up(Fraction(100 * self.answers.yes, self.answers.given))

    @property
    def limits(self) -> str:
        if self.answers is None:
            return ""
        low, high = interval(self.answers.yes, self.answers.given)
        return f"{half_up(Fraction(low))} to {half_up(Fraction(high))}"

    @property
    def change(self) -> str:
        """Points since the last survey, with the 95% interval; nothing where not told."""
        if self.answers is None or self.before is None:
            return ""
        now, then = self.answers, self.before
        moved = 100 * (now.yes / now.given - then.yes / then.given)
        low, high = difference_interval(now.yes, now.given, then.yes, then.given)
        return f"{moved:+z.0f} points ({100 * low:+z.0f} to {100 * high:+z.0f})"


@dataclass(frozen=True)
class Statement:
    standard: str
    text: str
    all: Told
    teams: list[Told]
    code: str
    scale: Scale


@dataclass(frozen=True)
class Response:
    """How many of a group answered; `given` is None where it is not told."""

    group: str
    invited: int
    given: int | None

    @property
    def said(self) -> str:
        if self.given is None:
            return f"Not shown; {self.invited} invited"
        if not 0 < self.invited >= self.given:
            return f"{self.given} of {self.invited}"
        share = half_up(Fraction(100 * self.given, self.invited))
        return f"{self.given} of {self.invited}: {share}%"


@dataclass(frozen=True)
class Results:
    survey: Survey
    before: Survey | None
    responses: list[Response]
    all: Response
    statements: list[Statement]

    @property
    def by_team(self) -> list[tuple[str, list[tuple[Statement, Told]]]]:
        """Return each team with what may be told of it, statement by statement."""
        return [
            (response.group, [(each, each.teams[n]) for each in self.statements])
            for n, response in enumerate(self.responses)
        ]


def results(survey: Survey, teams_seen: set[str], before: Survey | None) -> Results:
    """Return what may be told of a survey that is over, for the teams a person sees.

    What is told of which group is settled over all groups first, whoever asks.
    """
    invited = {
        each.team.name: each.invited for each in survey.teams.select_related("team")
    }
    now, then = _told(survey), _told(before) if before else {}
    given = answered(survey)
    enough = {name for name, count in given.items() if count >= survey.least}
    seen = sorted(invited.keys() & teams_seen)
    scores = _scores(survey)
    statements = [
        _statement(
            question,
            now[question["code"]],
            then.get(question["code"], {}),
            seen,
            scores.get(question["code"], {}),
        )  # fmt: skip
        for question in survey.questions
    ]
    return Results(
        survey,
        before,
        [
            Response(name, invited[name], given[name] if name in enough else None)
            for name in seen
        ],
        Response("All", sum(invited.values()), sum(given.values())),
        statements,
    )


def _statement(
    question: Mapping[str, Any], now, then, seen, scored: Scored
) -> Statement:
    scale = scale_of(question)

    def of(name: str) -> Told:
        mean = _mean(scale, scored, name) if name in now else ""
        return Told(name, now.get(name), then.get(name), mean)

    return Statement(
        question["standard"], question["text"], of(ALL), [of(name) for name in seen],
        question["code"], scale,
    )  # fmt: skip


def _mean(scale: Scale, scored: Scored, name: str) -> str:
    """The mean of a group that is told; nothing where answers are no amounts."""
    of = [name] if name else list(scored)
    counts = sum((scored.get(each, Counter()) for each in of), Counter())
    mean = scale.mean(counts)
    return "" if mean is None else f"{mean:.1f}{scale.unit}"


def _told(survey: Survey) -> dict[str, dict[str, Answers]]:
    """Return for each statement the groups that may be told, all together under ALL."""
    counts, given = _counts(survey, _scores(survey)), answered(survey)
    found = {}
    for question in survey.questions:
        code = question["code"]
        groups = {name: counts.get((name, code), NOBODY) for name in given}
        shown, total = told(groups, survey.least)
        found[code] = {name: groups[name] for name in shown}
        if total:
            found[code][ALL] = sum(groups.values(), NOBODY)
    return found


def _counts(survey: Survey, scored: Mapping[str, Scored]) -> Counts:
    """Return how many of each team scored each statement, and how many of it counts."""
    return {
        (name, question["code"]): Answers(
            counts.total(), sum(counts[score] for score in scale_of(question).counted)
        )
        for question in survey.questions
        for name, counts in scored.get(question["code"], {}).items()
    }


def _scores(survey: Survey) -> dict[str, Scored]:
    """Return how often each score was given, by statement and team. Not for pages."""
    held: dict[str, Scored] = defaultdict(dict)
    tallies = Tally.objects.filter(survey_team__survey=survey).exclude(score=CANNOT_SAY)
    for name, code, score, count in tallies.values_list(
        "survey_team__team__name", "question", "score", "count"
    ):
        held[code].setdefault(name, Counter())[score] = count
    return held


def answered(survey: Survey) -> dict[str, int]:
    """Return how many people of each invited team answered. Not for pages."""
    first = survey.questions[0]["code"]
    held = SurveyTeam.objects.filter(survey=survey, tallies__question=first)
    counted = held.values_list("team__name").annotate(n=Sum("tallies__count"))
    return {name: n or 0 for name, n in counted.order_by("team__name")}


def one_before(survey: Survey) -> Survey | None:
    """Return the survey of the same kind that closed last before this one opened."""
    same = Survey.objects.filter(kind=survey.kind, closes_on__lt=survey.opens_on)
    return same.newest_first().first()
