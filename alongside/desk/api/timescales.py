"""What is due: the worklist, by children's ids."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from alongside.desk.api.operations import read
from alongside.desk.api.pages import Key, Page, Paged, on_record, page_of
from alongside.desk.casework.choosing import Sight
from alongside.desk.casework.models import Due, Extract
from alongside.desk.casework.rule_words import why_that_day
from alongside.desk.casework.rulebook import rulebook
from alongside.desk.casework.states import state_of
from alongside.desk.casework.templatetags.timescales import known_to, rule_title


class TimescalesAsked(Paged):
    """Which open timescales. Nothing asked gives them all."""

    team: Key | None = Field(None, description="Of this team, by its key.")
    rule: str | None = Field(
        None, pattern="^[A-Z0-9_]{1,40}$", description="Of this rule, by its code."
    )
    state: Literal["to_ask", "asked", "arranged", "awaiting", "queried"] | None = Field(
        None, description="In this state, as people marked them here."
    )
    when: Literal["overdue", "today", "soon", "later"] | None = Field(
        None, description="By when they are due; soon is the next ten working days."
    )
    due_from: date | None = Field(None, description="Due on this day or later.")
    due_to: date | None = Field(None, description="Due on this day or earlier.")


class Timescale(Schema):
    """One running clock of one child."""

    id: int
    child: str = Field(description="The child’s id in the case system.")
    rule: str
    what: str
    started_on: date
    due_on: date
    state: str = Field(description="What people here said of it.")
    why: str = Field(description="How the day it is due is come by.")
    authority: str = Field(description="The law or guidance it rests on.")
    owner: str | None = Field(description="Who here sees to it.")
    team: str | None
    team_key: int | None
    as_at: date | None = Field(description="The day to which the case system is known.")


class Timescales(Page):
    items: list[Timescale]


@read("/timescales", scope="timescales", asked=TimescalesAsked, answer=Timescales)
def timescales(request: HttpRequest, asked: Query[TimescalesAsked]):
    """What is due: the open timescales of the children that the account may see, soonest first."""
    extract = Extract.objects.in_force()
    sight = Sight(request.auth.viewer, timezone.localdate(), extract)
    found = _chosen(sight, asked).with_all_said().soonest()
    rows, place = page_of(found, asked)
    on_record(request, "timescales", (due.child for due in rows))
    return place | {"items": [_told(due, sight) for due in rows]}


def _chosen(sight: Sight, asked: TimescalesAsked):
    words = {"team": asked.team, "rule": asked.rule, "state": asked.state}
    said = {name: str(value) for name, value in words.items() if value}
    found = sight.chosen(said | ({"when": asked.when} if asked.when else {}))
    if asked.due_from:
        found = found.filter(due_on__gte=asked.due_from)
    return found.filter(due_on__lte=asked.due_to) if asked.due_to else found


def _told(due: Due, sight: Sight) -> dict:
    rule, owner = rulebook().get(due.rule), sight.owners.of(due)
    newest = sight.extract.newest_day if sight.extract else None
    return {
        "id": due.pk, "child": due.child.case_id, "rule": due.rule,
        "what": rule_title(due.rule), "started_on": due.started_on,
        "due_on": due.due_on, "state": state_of(due).label,
        "why": why_that_day(rule, due.started_on),
        "authority": rule.source if rule else "",
        "owner": owner.full_name if owner else None,
        "team": due.team.name if due.team else None, "team_key": due.team_id,
        "as_at": known_to(due, sight.extract) or newest,
    }  # fmt: skip
