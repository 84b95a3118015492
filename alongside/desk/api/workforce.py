"""Posts, vacancies and caseloads of teams, as they stand today."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from alongside.desk.access.models import User
from alongside.desk.api.operations import read
from alongside.desk.api.pages import Page, Paged, on_record, page_of
from alongside.desk.casework.caseloads import Caseloads, Line, why_none
from alongside.desk.casework.models import Extract
from alongside.desk.workforce.establishment import OnDay, Sum
from alongside.desk.workforce.models import Team
from alongside.reckon.caseloads import rounded


class TeamStands(Schema):
    """A team's posts today, and its caseload as at the day of the export in force."""

    team: str
    team_key: int
    posts: int
    fte: float = Field(description="Approved, as full-time equivalents.")
    held_fte: float
    vacant_fte: float
    covered_fte: float = Field(description="Of what is vacant, covered by agency.")
    cases: int | None = Field(description="Children whose cases its workers hold.")
    there_fte: float | None = Field(
        description="Of workers who are there to hold them."
    )
    cases_each: float | None = Field(description="For each full-time worker there.")
    band: str | None = Field(description="The band of that, by the council’s policy.")


class Workforce(Page):
    as_at: date = Field(description="The day the posts stand as at.")
    cases_as_at: date | None = Field(description="The day of the export in force.")
    items: list[TeamStands]


@read("/workforce", scope="workforce", asked=Paged, answer=Workforce)
def workforce(request: HttpRequest, asked: Query[Paged]):
    """Posts, vacancies and caseload of each team, by the team's name."""
    viewer, today = request.auth.viewer, timezone.localdate()
    teams, place = page_of(
        Team.objects.visible_to(viewer).active().order_by("name", "pk"), asked
    )
    posts = {each.key: each for each in OnDay(viewer, today).by_team()}
    loads, day = _loads(viewer, today)
    on_record(request, "workforce")
    return place | {
        "as_at": today,
        "cases_as_at": day,
        "items": [
            {"team": team.name, "team_key": team.pk}
            | _posts(posts.get(team.pk))
            | _load(loads.get(team.pk))
            for team in teams
        ],
    }


def _loads(viewer: User, today: date) -> tuple[dict[int | None, Line], date | None]:
    extract = Extract.objects.in_force()
    if extract is None or why_none(viewer, extract):
        return {}, extract and extract.newest_day
    found = Caseloads(viewer, extract, today)
    return {line.pk: line for line in found.teams}, found.day


def _posts(stands: Sum | None) -> dict:
    if stands is None:
        names = ("posts", "fte", "held_fte", "vacant_fte", "covered_fte")
        return dict.fromkeys(names, 0)
    return {
        "posts": stands.size.posts, "fte": float(stands.size.fte),
        "held_fte": float(stands.held), "vacant_fte": float(stands.vacant),
        "covered_fte": float(stands.covered),
    }  # fmt: skip


def _load(line: Line | None) -> dict:
    if line is None:
        return dict.fromkeys(("cases", "there_fte", "cases_each", "band"))
    each = line.load.each
    return {
        "cases": line.tally.children, "there_fte": float(rounded(line.load.fte, 2)),
        "cases_each": None if each is None else float(rounded(each, 2)),
        "band": line.band.name if line.band else None,
    }  # fmt: skip
