"""What the pages on agency workers tell: checks, cost to date, shares, the return's rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from alongside.desk.workforce.agency_models import GUIDANCE, AgencyEngagement
from alongside.desk.workforce.staff_models import StaffMember
from alongside.reckon.agency import (
    CANNOT_TELL,
    NOT_MET,
    AgencyShare,
    Answer,
    Cap,
    Cost,
    agency_share,
    answers,
    cap_for,
    cost,
)
from alongside.reckon.clock import Clock, months_from

SHEET = (("Worker", 26), ("Agency", 22), ("Role", 26), ("Team", 22), ("Covers", 34),
         ("First day", 12), ("Last day", 12), ("Hours a week", 13), ("Rate in pounds", 15),
         ("Cost to date in pounds", 22), ("Not met", 40), ("Cannot be told", 40))  # fmt: skip


@dataclass(frozen=True)
class Engaged:
    """An engagement as at a day, with what it cost until then and what the checks say."""

    engagement: AgencyEngagement
    cost: Cost | None
    answers: list[Answer]

    @property
    def not_met(self) -> list[str]:
        return [each.check.title for each in self.answers if each.standing == NOT_MET]

    @property
    def cannot_tell(self) -> list[str]:
        return [
            each.check.title for each in self.answers if each.standing == CANNOT_TELL
        ]


def engaged(
    engagements: Iterable[AgencyEngagement], caps: Sequence[Cap], clock: Clock, on: date
) -> list[Engaged]:
    """Return each engagement with its cost up to a day and its checks as at that day."""
    return [
        Engaged(
            each,
            cost_between(each, each.starts_on, on, clock),
            answers(each.assignment(), GUIDANCE, caps, clock, on),
        )
        for each in engagements
    ]


def cost_between(
    engagement: AgencyEngagement, first: date, last: date, clock: Clock
) -> Cost | None:
    """Return what an engagement cost between two days; None where no rate is typed in."""
    if engagement.hourly_rate is None:
        return None
    return cost(
        engagement.hours_a_week,
        engagement.hourly_rate,
        max(first, engagement.starts_on),
        min(last, engagement.last_on or last),
        clock,
        engagement.on_costs or 0,
    )


def shares(
    engagements: Iterable[AgencyEngagement], day: date
) -> tuple[AgencyShare, AgencyShare]:
    """Return agency's share of all who work on a day, by head and by FTE."""
    employed = StaffMember.objects.filter(engaged=StaffMember.Engaged.EMPLOYEE)
    return agency_share(
        [each.fte for each in engagements],
        [each.fte for each in employed.here_on(day)],
    )


def quarters(today: date, count: int = 8) -> list[tuple[date, date]]:
    """Return the latest quarters of the calendar, the one under way first."""
    this = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    firsts = [months_from(this, -3 * n) for n in range(count)]
    return [(first, months_from(first, 3) - timedelta(days=1)) for first in firsts]


def return_rows(
    engagements: Iterable[AgencyEngagement], caps: Sequence[Cap], clock: Clock,
    first: date, last: date,
) -> Iterator[list[Any]]:  # fmt: skip
    """Yield the return of a quarter: the columns' headings, then a row an engagement."""
    yield [heading for heading, _ in GUIDANCE.return_columns]
    for each in engagements:
        told = _told(each, caps, clock, first, last)
        yield [told[name] for _, name in GUIDANCE.return_columns]


def _told(
    each: AgencyEngagement, caps: Sequence[Cap], clock: Clock, first: date, last: date
) -> dict[str, Any]:
    cap = cap_for(caps, each.region, each.role, min(last, each.last_on or last))
    paid = cost_between(each, first, last, clock)
    above = None
    if cap and (hour := each.assignment().whole_hour) is not None:
        above = hour > cap.pounds
    elif cap and each.hourly_rate is not None and each.hourly_rate > cap.pounds:
        above = True
    return {
        "worker": each.staff.name,
        "agency": each.agency,
        "role": each.get_role_display(),
        "region": each.region,
        "team": each.team.name,
        "covers_a_post": _yes(each.post_id is not None),
        "project_team": each.project_team,
        "starts_on": each.starts_on.isoformat(),
        "ends_on": each.ended_on.isoformat() if each.ended_on else "",
        "hours_a_week": each.hours_a_week,
        "hourly_rate": "" if each.hourly_rate is None else each.hourly_rate,
        "cap": cap.pounds if cap else "",
        "above_cap": _yes(above),
        "signed_off": _yes(bool(each.director_signed_on and each.chief_signed_on)),
        "hours_in_quarter": f"{paid.hours:.1f}" if paid else "",
        "cost_in_quarter": paid.whole_pounds if paid else "",
    }


def _yes(told: bool | None) -> str:
    return "" if told is None else "Yes" if told else "No"


def sheet_rows(listed: Iterable[Engaged]) -> Iterator[tuple]:
    """Yield the rows of the workbook, in the order of SHEET."""
    for each in listed:
        one = each.engagement
        yield (
            one.staff.name, one.agency, one.get_role_display(), one.team.name,
            str(one.post) if one.post else "Supernumerary", one.starts_on,
            one.ended_on or "", one.hours_a_week, one.hourly_rate or "",
            each.cost.whole_pounds if each.cost else "",
            ", ".join(each.not_met), ", ".join(each.cannot_tell),
        )  # fmt: skip
