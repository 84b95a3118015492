"""The pack of a pilot: a page that a councillor can read, an appendix that can be checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from alongside.desk.pilots.models import Pilot
from alongside.desk.pilots.plan_words import month_said, plan_said
from alongside.desk.pilots.told import Told
from alongside.desk.pilots.value import Value
from alongside.desk.said import day_said
from alongside.reckon.documents import (
    Block,
    Document,
    Heading,
    Paragraph,
    Table,
)
from alongside.reckon.pilots.pack import arms, data, judged, said, under

LOCKED = "The plan was locked on {day}; the pilot began in {month}."
CHANGED = ("Day", "What", "Was", "Now", "Why")


def pack(pilot: Pilot, told: Told, value: Value | None, author: str) -> Document:
    """Return the page and the appendix as one document."""
    blocks = [*page(pilot, told, value), Heading("Appendix"), *appendix(pilot, told)]
    return Document(pilot.name, author, told.day, blocks)


def page(pilot: Pilot, told: Told, value: Value | None) -> Iterator[Block]:
    """Yield the page: question, verdict, picture, three figures, what cannot be told, value."""
    yield Heading("The question")
    yield Paragraph(pilot.question)
    yield Paragraph(setting(pilot, told))
    yield from said(told)
    if value is not None:
        yield from under("What it cost, and what for", value.sentences)


def setting(pilot: Pilot, told: Told) -> str:
    """Say in one paragraph who was set beside whom, when, and by which figure."""
    arm, teams = len(told.asked.pilot), len(told.panel.teams)
    return (
        f"{arm} pilot teams were set beside {teams - arm} others. The pilot ran from "
        f"{month_said(pilot.starts_on)} to {month_said(pilot.ends_on)}; what was before is "
        f"taken from {month_said(pilot.baseline_first)} on. The figure that is to answer it "
        f"is: {told.title}. {pilot.get_better_display()}, and the smallest change worth "
        f"having is {told.worthwhile}."
    )


def appendix(pilot: Pilot, told: Told) -> Iterator[Block]:
    """Yield what an evaluator checks: every choice, every other answer, and how to rerun it."""
    yield Heading("The plan", 2)
    yield Paragraph(
        LOCKED.format(day=day_said(pilot.locked_on), month=month_said(pilot.starts_on))
    )
    chosen = [(each.label, each.words) for each in plan_said(pilot)]
    yield Table("Every choice of the plan", ("Choice", "What was chosen"), chosen)
    yield Table(
        "The teams", ("Team", "Part", "What it does"), list(_teams(pilot, told))
    )
    if changed := list(_changed(pilot)):
        yield Table("Changed since the plan was locked", CHANGED, changed)
    yield from judged(told)
    yield Heading("The data", 2)
    yield Paragraph(
        f"{told.kept.came}; worked out on {day_said(told.day)}, from "
        f"{told.panel.periods[0]} to {told.panel.periods[-1]}, {len(told.panel.teams)} teams."
    )
    yield from data(told, [_lacking(each) for each in told.kept.findings])


def _lacking(finding: dict[str, Any]) -> str:
    where = ", ".join(
        f"{name} {finding[name]}" for name in ("row", "column") if finding.get(name)
    )
    return f"{finding['what']} {finding['do']}" + (f" ({where})" if where else "")


def _teams(pilot: Pilot, told: Told) -> Iterator[tuple[str, str, str]]:
    """Yield every team as it was compared, with what it does, pilot teams first."""
    of = {each.team.name: each.team for each in pilot.teams.select_related("team")}
    for name, part in arms(told):
        yield name, part, of[name].get_kind_display() if name in of else ""


def _changed(pilot: Pilot) -> Iterator[tuple[str, ...]]:
    for each in pilot.amendments.all():
        day = day_said(timezone.localdate(each.at))
        for change in each.changes:
            was, now = (change[name] or "Nothing" for name in ("was", "now"))
            yield day, change["what"], was, now, each.reason
