"""Requests as lists show them: what was asked, in which state, how soon."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Count
from django.utils import timezone

from alongside.desk.support.models import SupportRequest, TaskVersion
from alongside.desk.support.request_models import OPEN, states

COLUMNS = (
    ("Number", 10), ("Needed by", 12), ("What", 44), ("Child", 28), ("Id", 14),
    ("Team", 28), ("Asked by", 26), ("Asked on", 12), ("State", 18), ("Taken on by", 26),
    ("Until", 12), ("Instructions", 60),
)  # fmt: skip
COLOURS = {
    "waiting": "amber", "taken": "blue", "held": "grey", "returned": "purple",
    "done": "green", "once": "purple", "declined": "grey", "withdrawn": "grey",
}  # fmt: skip


class Row(NamedTuple):
    """A request with what it is called, its state on a day, and how its day stands."""

    asked: SupportRequest
    what: str
    code: str
    state: str
    standing: str

    @classmethod
    def of(cls, asked: SupportRequest, today: date) -> Row:
        return rows([asked], today)[0]

    @property
    def colour(self) -> str:
        return COLOURS[self.code]


def rows(requests: Iterable[SupportRequest], today: date) -> list[Row]:
    """Return requests as rows, in their order; the tasks' names asked for once."""
    asked, words = list(requests), states(today)
    named = _names({each.task_id for each in asked if each.task_id})
    return [
        Row(
            each,
            _what(each, named),
            code := each.state(today),
            words[code][0],
            _standing(each, today),
        )
        for each in asked
    ]


def _names(tasks: set[int]) -> dict[int, list[TaskVersion]]:
    found: dict[int, list[TaskVersion]] = {}
    said = TaskVersion.objects.filter(task__in=tasks).order_by("-from_on", "-pk")
    for version in said:
        found.setdefault(version.task_id, []).append(version)
    return found


def _what(asked: SupportRequest, named: dict[int, list[TaskVersion]]) -> str:
    """What its task was called, in its team, on the day it was asked for; or its words."""
    if not asked.task_id:
        return asked.own_words
    day = timezone.localdate(asked.asked_at)
    said = [each for each in named[asked.task_id] if each.runs_on(day)]
    own = [each for each in said if each.team_id == asked.team_id]
    everywhere = [each for each in said if each.team_id is None]
    return (own or everywhere or named[asked.task_id])[0].name


def _standing(asked: SupportRequest, today: date) -> str:
    """How its day stands, while it is open: in words, before any colour."""
    if not asked.due_on or asked.outcome:
        return ""
    days = (asked.due_on - today).days
    if days < 0:
        return f"{-days} day{'' if days == -1 else 's'} past"
    return "Today" if days == 0 else f"In {days} day{'' if days == 1 else 's'}"


def counts(requests, today: date) -> list[tuple[str, str, int]]:
    """Return code, word and number of requests of each state, beginning with all open."""
    asked = states(today)
    found = requests.aggregate(
        open=Count("pk", filter=OPEN),
        **{code: Count("pk", filter=fits) for code, (_, fits) in asked.items()},
    )
    return [
        ("", "Open", found["open"]),
        *((code, word, found[code]) for code, (word, _) in asked.items()),
    ]


def cells(row: Row) -> tuple:
    """A row as a spreadsheet has it, by `COLUMNS`."""
    asked = row.asked
    child = (str(asked.child), asked.child.case_id) if asked.child else ("", "")
    return (
        asked.pk, asked.due_on or "", row.what, *child, str(asked.team),
        str(asked.asked_by), timezone.localdate(asked.asked_at), row.state,
        str(asked.taken_by or ""), asked.held_until or "", asked.instructions,
    )  # fmt: skip
