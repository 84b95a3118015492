"""Monthly indicators of teams: each with its numerator, its denominator and its day."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from alongside.desk.api.operations import read
from alongside.desk.api.pages import Key, Page, Paged, on_record, page_of
from alongside.desk.api.small_numbers import TABLES, Counts, protected
from alongside.desk.workforce.models import MonthlyFigure
from alongside.reckon.indicators.workforce import MONTHLY

Name = Literal[tuple(ratio.name for ratio in MONTHLY)]  # type: ignore[valid-type]


class IndicatorsAsked(Paged):
    """Which monthly figures."""

    indicator: Name | None = Field(None, description="This one, by its name.")
    team: Key | None = Field(None, description="Of this team, by its key.")
    month_from: date | None = Field(None, description="Of months from this day on.")
    month_before: date | None = Field(None, description="Of months before this day.")


class MonthOfTeam(Schema):
    """One month's indicator of one team."""

    indicator: str
    title: str
    team: str
    team_key: int
    month: date = Field(description="Its first day.")
    numerator: float | None = Field(description="Nothing where it is hidden.")
    denominator: float | None = Field(description="Nothing where it is hidden.")
    counted: str = Field(description="What one of the numerator is called.")
    over: str = Field(description="What one of the denominator is called.")
    scale: int = Field(
        description="What the numerator over the denominator is multiplied by."
    )
    small_numbers: bool = Field(
        description="Whether both counts went through the door for small numbers: counts "
        "of 1 to 5, and others that would tell them, are hidden; the rest are rounded to 5."
    )
    as_at: date = Field(description="The day it was counted for.")
    came: str = Field(description="How it came: counted here, typed or imported.")


class Indicators(Page):
    items: list[MonthOfTeam]


@read("/indicators", scope="indicators", asked=IndicatorsAsked, answer=Indicators)
def indicators(request: HttpRequest, asked: Query[IndicatorsAsked]):
    """Monthly indicators of teams, by indicator and month.

    What counts children's things has its small numbers hidden, over the table of all teams.
    """
    rows, place = page_of(_chosen(request.auth.viewer, asked).in_order(), asked)
    hidden = protected(rows)
    on_record(request, "indicators")
    return place | {"items": [_told(each, hidden.get(each.pk)) for each in rows]}


def _chosen(viewer, asked: IndicatorsAsked):
    fits = {
        "indicator": asked.indicator,
        "team": asked.team,
        "month__gte": asked.month_from,
        "month__lt": asked.month_before,
    }
    chosen = {name: value for name, value in fits.items() if value is not None}
    return MonthlyFigure.objects.visible_to(viewer).filter(**chosen)


def _told(figure: MonthlyFigure, counts: Counts | None) -> dict:
    shown = counts or (figure.numerator, figure.denominator)
    above, below = (None if each is None else float(each) for each in shown)
    return {
        "indicator": figure.indicator, "title": figure.ratio.title,
        "team": figure.team.name, "team_key": figure.team_id, "month": figure.month,
        "numerator": above, "denominator": below, "counted": figure.ratio.counted,
        "over": figure.ratio.over, "scale": figure.ratio.scale,
        "small_numbers": figure.indicator in TABLES, "as_at": figure.as_at,
        "came": figure.get_came_display(),
    }  # fmt: skip
