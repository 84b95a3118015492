"""Hours released and what social workers say of their own time, month beside month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from alongside.desk.quality.survey_models import Survey
from alongside.desk.quality.survey_results import Response, Results, Told, results
from alongside.desk.support.time_measures import Line, Measures, Month

ASKED = ("time_admin", "time_direct", "time_reports", "evenings", "recommend")


@dataclass(frozen=True)
class Pulse:
    """What one month's pulse came to, for all who answered or for one team."""

    title: str
    response: Response
    told: dict[str, Told]

    @property
    def answers(self) -> list[Told]:
        return [self.told[code] for code in ASKED if code in self.told]


@dataclass(frozen=True)
class Beside:
    """A month: what the officers' notes came to, and the pulse that closed in it."""

    first: date
    line: Line
    pulse: Pulse | None


def beside(measures: Measures, team: int | None, seen: QuerySet) -> list[Beside]:
    """Return the months, of all teams or of one; `seen` are the surveys a reader may read."""
    over = seen.filter(
        kind=Survey.Kind.TIME_PULSE,
        closes_on__range=(measures.months[0][0], measures.as_at),
    )
    closed = [survey for survey in over.order_by("closes_on") if survey.closes_on < measures.as_at]  # fmt: skip
    name = measures.teams[team] if team else ""
    return [
        Beside(month[0], _line(measures, team, month), _pulse(_in(closed, month), name))
        for month in measures.months
    ]


def _line(measures: Measures, team: int | None, month: Month) -> Line:
    return measures.line(team, [month]) if team else measures.whole([month])


def _in(surveys: Iterable[Survey], month: Month) -> Survey | None:
    """The last pulse that closed in a month."""
    found = [each for each in surveys if month[0] <= each.closes_on <= month[1]]
    return found[-1] if found else None


def _pulse(survey: Survey | None, name: str) -> Pulse | None:
    if survey is None:
        return None
    found = results(survey, {name} - {""}, None)
    if name and not found.responses:
        return None
    response = found.responses[0] if name else found.all
    return Pulse(survey.title, response, _told(found, name))


def _told(found: Results, name: str) -> dict[str, Told]:
    return {each.code: each.teams[0] if name else each.all for each in found.statements}
