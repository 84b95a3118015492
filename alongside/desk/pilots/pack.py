"""The pack of a pilot: a page that a councillor can read, an appendix that can be checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from django.utils import timezone

from alongside.desk.pilots.arms_picture import picture, words
from alongside.desk.pilots.models import Pilot, PilotTeam
from alongside.desk.pilots.plan_words import indicator_said, month_said, plan_said
from alongside.desk.pilots.told import Measured, Told, further_said, signed
from alongside.desk.pilots.value import Value
from alongside.desk.said import day_said
from alongside.reckon.documents import (
    Block,
    Document,
    Heading,
    Note,
    Paragraph,
    Picture,
    Table,
)
from alongside.reckon.pilots.pictures import event_picture, splits_picture
from alongside.reckon.pilots.trends import picture as event

LOCKED = "The plan was locked on {day}; the pilot began in {month}."
INTERVAL = (
    "An interval holds every change that fits the figures: worked out so, it holds the true "
    "one in about 95 of 100 pilots."
)
THREE = ("What", "Change", "95% interval")
OTHERWISE = ("Worked out otherwise", "Gap", "95% interval", "Ways as far apart")
SUPPOSED = ("Audits", "What chance alone moves it", "Chance of any benefit")
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
    yield Heading("What can be said")
    yield Paragraph(f"Did the pilot teams do better? {told.primary['verdict']}")
    yield Paragraph(
        f"How far can this be put down to the pilot? {told.primary['attribution']}"
    )
    yield Picture(
        f"{told.title}, pilot and comparison teams", picture(told), words(told)
    )
    yield figures("Three figures", told.three)
    yield Paragraph(f"{INTERVAL} {told.split}", numbered=False)
    yield Heading("What we cannot tell")
    for sentence in told.cannot_tell:
        yield Paragraph(sentence)
    if told.before:
        yield Heading("Before it began")
        for sentence in told.before:
            yield Paragraph(sentence)
    if told.settling:
        yield Heading("What would settle it")
        for sentence in told.settling:
            yield Paragraph(sentence)
    if value is not None:
        yield Heading("What it cost, and what for")
        for sentence in value.sentences:
            yield Paragraph(sentence)


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


def figures(caption: str, measured: list[Measured]) -> Table:
    rows = [(each.label, each.said, each.interval) for each in measured]
    return Table(caption, THREE, rows, numbers=(1, 2))


def appendix(pilot: Pilot, told: Told) -> Iterator[Block]:
    """Yield what an evaluator checks: every choice, every other answer, and how to rerun it."""
    yield Heading("The plan", 2)
    yield Paragraph(
        LOCKED.format(day=day_said(pilot.locked_on), month=month_said(pilot.starts_on))
    )
    said = [(each.label, each.words) for each in plan_said(pilot)]
    yield Table("Every choice of the plan", ("Choice", "What was chosen"), said)
    yield Table(
        "The teams", ("Team", "Part", "What it does"), list(_teams(pilot, told))
    )
    if changed := list(_changed(pilot)):
        yield Table("Changed since the plan was locked", CHANGED, changed)
    yield Heading("How it was judged", 2)
    yield Paragraph(told.split)
    for answer in told.answers:
        yield from _answer(told, answer)
    yield Heading("The data", 2)
    yield Paragraph(
        f"{told.kept.came}; worked out on {day_said(told.day)}, from "
        f"{told.panel.periods[0]} to {told.panel.periods[-1]}, {len(told.panel.teams)} teams."
    )
    if left := told.asked.left_out:
        yield Paragraph(f"Periods that count neither way: {', '.join(left)}.")
    for each in told.kept.findings:
        where = ", ".join(
            f"{name} {each[name]}" for name in ("row", "column") if each.get(name)
        )
        yield Note(f"{each['what']} {each['do']}" + (f" ({where})" if where else ""))
    yield Paragraph(f"To work it out again from the data as CSV: {told.command}")


def _teams(pilot: Pilot, told: Told) -> Iterator[tuple[str, str, str]]:
    """Yield every team as it was compared, pilot teams first."""
    of = {each.team.name: each.team for each in pilot.teams.select_related("team")}
    for arm, pilot_team in (
        (PilotTeam.Arm.PILOT, True),
        (PilotTeam.Arm.COMPARISON, False),
    ):
        for name in told.panel.teams:
            if (name in told.asked.pilot) is pilot_team:
                yield name, arm.label, of[name].get_kind_display() if name in of else ""


def _answer(told: Told, answer: dict[str, Any]) -> Iterator[Block]:
    """Yield one figure's numbers, its words, and its answer under every other choice."""
    title = indicator_said(answer["indicator"])
    gap = told.gap(answer, "")
    yield Table(
        f"{title}: how it was judged",
        ("What", "Figure"),
        list(_numbers(answer, gap)),
    )
    if answer != told.primary:
        yield Paragraph(f"{title}: {answer['verdict']}")
    rows = [_otherwise(each) for each in answer["sensitivities"]]
    if rows:
        yield Table(
            f"{title}: worked out otherwise", OTHERWISE, rows, numbers=(1, 2, 3)
        )
    if answer == told.primary:
        yield from _pictures(told, title)
    if rows := [_asked(each) for each in answer.get("further", ())]:
        yield Table(
            f"{title}: asked further", ("What was asked", "What can be said"), rows
        )
    if rows := list(_supposed(answer)):
        yield Table(f"{title}: by how many audits there were", SUPPOSED, rows)


def _asked(found: dict[str, Any]) -> tuple[str, str]:
    return found["name"].capitalize(), " ".join(further_said(found))


def _pictures(told: Told, title: str) -> Iterator[Block]:
    """Yield the primary figure's gap period by period, and all the splits of its teams."""
    name, kept = told.primary["indicator"], told.comparison
    values, unit = kept.masked(told.panel.indicators[name].values), told.unit or "units"
    shown = event(values, kept.pilot, kept.after)
    gaps = [f"{each.gap:+.1f}" for each in shown.gaps if not np.isnan(each.gap)]
    yield Picture(
        f"{title}: each team, and the gap between the groups period by period",
        event_picture("event", title, shown, told.panel.periods, unit),
        f"Each team’s line, and below it the gap in {unit} with its 95% band, from "
        f"{told.panel.periods[0]} on: {', '.join(gaps)}.",
    )
    if kept.kinds is not None:
        return
    yield Picture(
        f"{title}: the gap that each way to divide the teams would have given",
        splits_picture("splits", title, kept.changes(values), kept.pilot, unit),
        f"A dot for each way to divide the teams. {told.split}",
    )


def _supposed(answer: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield what each number of audits, where it is not known, would give."""
    for each in answer["by_audits"]:
        error, grades = each["noise_floor_se"], each["grades"]
        benefit = next((found["p_benefit"] for found in grades.values()), None)
        yield (
            f"{each['audits']}, {each['fewest']} to {each['most']} a cell",
            "None" if error is None else f"{error:.1f}",
            "None" if benefit is None else f"{benefit:.2f}",
        )


def _numbers(answer: dict[str, Any], gap: Measured) -> Iterator[tuple[str, str]]:
    yield "The gap", gap.said
    yield "Its 95% interval, by which it is judged", gap.interval
    yield "Ways to divide the teams that differ as much", _fraction(answer["ri_p"])
    yield (
        "The same, of the gap over its own spread",
        _fraction(answer["ri_p_studentised"]),
    )
    yield "The interval that these ways give", _limits(answer["ri_interval"])
    yield "Student’s interval", _limits(answer["t_interval"])
    yield "The fewest ways that could differ as much", _fraction(answer["smallest_p"])
    if (error := answer["noise_floor_se"]) is not None:
        yield "What chance alone moves it, as a standard error", f"{error:.1f}"
    yield "p, the most careful of them", f"{answer['p']:.3f}"
    yield (
        "p, put right for how many figures were looked at",
        f"{answer['p_of_several']:.3f}",
    )
    if (benefit := answer["p_benefit"]) is not None:
        yield "Chance of any benefit, from the grades as grades", f"{benefit:.2f}"
    yield "Verdict", f"{answer['verdict_code']}, {answer['attribution_code']}"


def _otherwise(found: dict[str, Any]) -> tuple[str, str, str, str]:
    name, low, high = found["name"], signed(found["low"]), signed(found["high"])
    gap = low if low == high else f"{low} to {high}"
    said = f"{name[:1].upper()}{name[1:]}"
    return said, gap, _limits(found["t_interval"]), _fraction(found["ri_p"])


def _fraction(told: dict[str, int]) -> str:
    return f"{told['count']:,} of {told['of']:,}"


def _limits(limits: list[float | None] | None) -> str:
    return (
        "Not known" if limits is None else f"{signed(limits[0])} to {signed(limits[1])}"
    )


def _changed(pilot: Pilot) -> Iterator[tuple[str, ...]]:
    for each in pilot.amendments.all():
        day = day_said(timezone.localdate(each.at))
        for change in each.changes:
            was, now = (change[name] or "Nothing" for name in ("was", "now"))
            yield day, change["what"], was, now, each.reason
