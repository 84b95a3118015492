"""The invented council's agency workers: engaged to cover its vacant posts, on terms that differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from alongside.desk.access.models import User
from alongside.desk.workforce.agency_actions import type_cap
from alongside.desk.workforce.models import AgencyEngagement, Post, StaffMember, Team
from alongside.reckon.agency import guidance
from alongside.reckon.council import Council

REGION = "East Midlands"
AGENCIES = ("Larch Bridge Social Work", "Meridian Care People", "Fenwick and Holt")
DAY = timedelta(days=1)
CAP = Decimal("38.50")  # pounds an hour, invented


def engage(council: Council, people: dict[str, User], today: date) -> None:
    """Engage each agency worker the council has, in the post they fill, and type in a cap."""
    for role in ("social_worker", "senior_social_worker"):
        type_cap(
            by=people["hr_adviser"], region=REGION, role=role, pounds=CAP,
            first_on=guidance().new_from, last_on=None,
            source="Invented: agreement of the councils of the region",
        )  # fmt: skip
    told = enumerate(_covers(council))
    AgencyEngagement.objects.bulk_create(
        AgencyEngagement(**who, **_terms(number, who["starts_on"], today))
        for number, who in told
    )


def _covers(council: Council) -> Iterator[dict[str, Any]]:
    """Yield who covers which post of which team from when until when."""
    staff = {one.number: one for one in StaffMember.objects.filter(engaged="agency")}
    posts = {post.number: post for post in Post.objects.all()}
    teams = {team.name: team for team in Team.objects.all()}
    for team in council.teams:
        for number, line in enumerate(team.posts, 1):
            for employed in line:
                if not employed.agency or employed.staff_id not in staff:
                    continue
                one = staff[employed.staff_id]
                yield {
                    "staff": one, "post": posts.get(f"{team.team_id}-{number:02}"),
                    "team": teams[team.name], "starts_on": one.joined_on,
                    "ended_on": one.left_on,
                    "ended_why": "The post was filled" if one.left_on else "",
                }  # fmt: skip


def _terms(number: int, starts_on: date, today: date) -> dict[str, Any]:
    """Return terms that let each check come out one way or another."""
    before = starts_on - 20 * DAY
    return {
        "agency": AGENCIES[number % 3], "role": "social_worker", "region": REGION,
        "reason": "vacancy", "hours_a_week": Decimal(37),
        "hourly_rate": (Decimal("37.00"), Decimal("38.50"), Decimal("43.00"), None)[number % 4],
        "rate_is_whole": True if number % 4 < 3 else None,
        "planned_end_on": max(starts_on, today) + 90 * DAY,
        "director_signed_on": before if number % 4 == 2 else None,
        "chief_signed_on": before if number % 8 == 2 else None,
        "experience_months": (60, 44, 20)[number % 3],
        "notice_weeks": (4, 2)[number % 2], "permanent_notice_weeks": 4,
        "reference_requested_on": before if number % 5 else None,
        "never_permanent": number % 3 == 0,
        "left_permanent_on": starts_on - 60 * DAY if number % 3 == 1 else None,
        "left_permanent_region": REGION if number % 3 == 1 else "",
        "exception": "redundancy" if number % 6 == 1 else "",
    }  # fmt: skip
