"""A pilot's working-out as blocks of a document: a page for a councillor, and what to check.

A plan of the desk puts its own question, setting and choices around them; the command has
them whole, from `document`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from alongside.reckon.documents import (
    Block,
    Document,
    Heading,
    Note,
    Paragraph,
    Picture,
    Table,
)
from alongside.reckon.intake.findings import Finding
from alongside.reckon.pilots.arms_picture import picture, words
from alongside.reckon.pilots.evaluation import Evaluation
from alongside.reckon.pilots.panel import Panel
from alongside.reckon.pilots.pictures import event_picture, splits_picture
from alongside.reckon.pilots.question import Question
from alongside.reckon.pilots.told import Measured, Telling, further_said, signed
from alongside.reckon.pilots.trends import picture as event

INTERVAL = (
    "An interval holds every change that fits the figures: worked out so, it holds the true "
    "one in about 95 of 100 pilots."
)
THREE = ("What", "Change", "95% interval")
OTHERWISE = ("Worked out otherwise", "Gap", "95% interval", "Ways as far apart")
SUPPOSED = ("Audits", "What chance alone moves it", "Chance of any benefit")
WIDER = (
    "The band holds how far teams stray from each other. The verdict is judged by {}, which "
    "allows for how few were counted as well."
)
RECOVERED = ("Team", "Period", "Audits taken", "Why")
NO_WORTH = "What change would be worth having was not said beforehand."


@dataclass(frozen=True)
class Worked(Telling):
    """An evaluation told by itself, without a plan; the first indicator judged is the primary."""

    evaluation: Evaluation
    file: str

    @property
    def panel(self) -> Panel:
        return self.evaluation.panel

    @property
    def asked(self) -> Question:
        return self.evaluation.asked

    @property
    def found(self) -> list[dict[str, Any]]:
        return [each.to_json() for each in self.evaluation.indicators]


def document(
    evaluation: Evaluation, title: str, author: str, day: date, file: str
) -> Document:
    """Return the page and the appendix of an evaluation of a file as one document."""
    told = Worked(evaluation, file)
    blocks = [*_question(told), *said(told), Heading("Appendix"), *_appendix(told)]
    return Document(title, author, day, blocks)


def _question(told: Telling) -> Iterator[Block]:
    """Yield the question in a paragraph: by which figure, who beside whom, and from when."""
    arm, teams = len(told.asked.pilot), len(told.panel.teams)
    less = told.primary["better"] == "lower"
    worth = (
        f"The smallest change worth having is {told.worthwhile}."
        if told.worthwhile
        else NO_WORTH
    )
    yield Heading("The question")
    yield Paragraph(
        f"Did the pilot teams do better than the others? It is asked of one figure: {told.title}."
    )
    yield Paragraph(
        f"{arm} pilot teams were set beside {teams - arm} others. The pilot began in "
        f"{told.asked.start}; the figures are from {told.panel.periods[0]} to "
        f"{told.panel.periods[-1]}. {'Less' if less else 'More'} is better. {worth}"
    )


def said(told: Telling) -> Iterator[Block]:
    """Yield the page: verdict, picture, three figures, what cannot be told, what would settle."""
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
    yield from under("What we cannot tell", told.cannot_tell)
    yield from under("Before it began", told.before)
    yield from under("What would settle it", told.settling)


def under(heading: str, sentences: Sequence[str]) -> Iterator[Block]:
    """Yield a heading and its sentences, a paragraph each; nothing where there are none."""
    if sentences:
        yield Heading(heading)
    for sentence in sentences:
        yield Paragraph(sentence)


def figures(caption: str, measured: list[Measured]) -> Table:
    rows = [(each.label, each.said, each.interval) for each in measured]
    return Table(caption, THREE, rows, numbers=(1, 2))


def _appendix(told: Worked) -> Iterator[Block]:
    """Yield what an evaluator checks: the teams, every other answer, the data, the command."""
    yield Table("The teams", ("Team", "Part"), list(arms(told)))
    yield from judged(told)
    yield from _of_audits(told.evaluation)
    yield Heading("The data", 2)
    yield from data(told, [_lacking(each) for each in told.panel.findings])


def data(told: Telling, lacking: Sequence[str]) -> Iterator[Block]:
    """Yield what was left out, what the data lack, and the command to work it out again."""
    if left := told.asked.left_out:
        yield Paragraph(f"Periods that count neither way: {', '.join(left)}.")
    for each in lacking:
        yield Note(each)
    yield Paragraph(f"To work it out again from the data as CSV: {told.command}")


def arms(told: Telling) -> Iterator[tuple[str, str]]:
    """Yield every team with its part, pilot teams first."""
    for part, is_pilot in (("Pilot", True), ("Comparison", False)):
        for name in told.panel.teams:
            if (name in told.asked.pilot) is is_pilot:
                yield name, part


def _of_audits(evaluation: Evaluation) -> Iterator[Block]:
    """Yield of how many audits the percentages can be, where the table does not say."""
    rows = [
        (
            each.team,
            each.period,
            "None fits" if each.taken is None else f"{each.taken}",
            f"{each.why[:1].upper()}{each.why[1:]}",
        )
        for each in evaluation.recovered
    ]
    if rows:
        yield Table(
            "How many audits the percentages can be of", RECOVERED, rows, numbers=(2,)
        )


def _lacking(finding: Finding) -> str:
    where = f"row {finding.row}, {finding.column}" if finding.row else finding.column
    return f"{finding.what} {finding.do} ({where})"


def judged(told: Telling) -> Iterator[Block]:
    """Yield how each figure was judged: its numbers, and its answer under every other choice."""
    yield Heading("How it was judged", 2)
    yield Paragraph(told.split)
    for answer in told.answers:
        yield from _answer(told, answer)


def _answer(told: Telling, answer: dict[str, Any]) -> Iterator[Block]:
    """Yield one figure's numbers, its words, and its answer under every other choice."""
    title = told.title_of(answer["indicator"])
    gap = told.gap(answer, "")
    yield Table(
        f"{title}: how it was judged",
        ("What", "Figure"),
        list(_numbers(answer, gap)),
    )
    if answer != told.primary:
        yield Paragraph(f"{title}: {answer['verdict']}")
    if rows := [_otherwise(each) for each in answer["sensitivities"]]:
        yield Table(
            f"{title}: worked out otherwise", OTHERWISE, rows, numbers=(1, 2, 3)
        )
    if answer == told.primary:
        yield from _pictures(told, title)
    if further := [_asked(each) for each in answer.get("further", ())]:
        columns = ("What was asked", "What can be said")
        yield Table(f"{title}: asked further", columns, further)
    if supposed := list(_supposed(answer)):
        yield Table(f"{title}: by how many audits there were", SUPPOSED, supposed)


def _asked(found: dict[str, Any]) -> tuple[str, str]:
    return found["name"].capitalize(), " ".join(further_said(found))


def _pictures(told: Telling, title: str) -> Iterator[Block]:
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
    if told.primary["interval"] != told.primary["t_interval"]:
        yield Paragraph(WIDER.format(told.gap(told.primary, "").interval), False)
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
            f"{each['audits'].capitalize()}, {each['fewest']:g} to {each['most']:g} a cell",
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
        "The share of these ways, put right for how many figures were looked at",
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
