"""Figures, tables and annexes of a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.committee.figures_now import measured
from alongside.desk.committee.files import without_value
from alongside.desk.committee.models import Annex, Report, ReportFigure, ReportTable
from alongside.desk.committee.report_actions import begin_report, in_draft
from alongside.desk.committee.section_actions import write_section
from alongside.desk.committee.standing import Standing
from alongside.desk.money.models import OptionsAppraisal
from alongside.desk.pilots.models import Pilot
from alongside.desk.pilots.told import Told
from alongside.reckon.figures import names_in

Measure = ReportFigure.Measure
BODIES = ("information", "commentary")  # where a template has what was found
OF_PILOT = {
    "pilot_gap": Measure.GAP,
    "pilot_gap_low": Measure.GAP_LOW,
    "pilot_gap_high": Measure.GAP_HIGH,
    "pilot_teams": Measure.PILOT,
    "comparison_teams": Measure.COMPARISON,
}


@transaction.atomic
def set_figure(
    *, by: User, report: Report, figure: ReportFigure | None = None, **told: Any
) -> ReportFigure:
    """Add a figure, or change one; what it prints now is what an author has seen."""
    report = in_draft(report)
    lost = without_value(report)
    made = figure or ReportFigure(report=report)
    was = made.name
    for name, value in told.items():
        setattr(made, name, value)
    action = "change figure" if figure else "add figure"
    keep(made, by=by, action=action, source=made.source)
    _check_values(report, made, was, lost)
    _seen(report, {was, made.name})
    return made


def _check_values(
    report: Report, made: ReportFigure, was: str, lost: Mapping[str, str]
) -> None:
    """Refuse what would leave this figure, or one that rests on it, without a value.

    Not where it rests on one that is `lost` already, as a month that is not kept yet.
    """
    now = without_value(report)
    typed = "value" if made.source == ReportFigure.Source.TYPED else "formula"
    if made.name in now and not (made.formula and names_in(made.formula) & lost.keys()):
        raise ValidationError({typed: f"{made.name} {now[made.name]}"})
    if rests := sorted(now.keys() - lost.keys() - {made.name}):
        raise ValidationError(
            {"name": f"{rests[0]} is worked out from {was}. Change its formula first."}
        )


@transaction.atomic
def remove_figure(*, by: User, figure: ReportFigure) -> Report:
    report = in_draft(figure.report)
    lost = without_value(report)
    record(by=by, action="remove figure", subject=report, figure=figure.name)
    figure.delete()
    if rests := sorted(without_value(report).keys() - lost.keys()):
        raise ValidationError(
            f"{rests[0]} is worked out from {figure.name}. Change or take out that first."
        )
    _seen(report, {figure.name})
    return report


@transaction.atomic
def set_table(
    *, by: User, report: Report, table: ReportTable | None = None, **told: str
) -> ReportTable:
    """Add a table, or change one."""
    report = in_draft(report)
    made = table or ReportTable(report=report)
    for name, value in told.items():
        setattr(made, name, value)
    return keep(made, by=by, action="change table" if table else "add table")


@transaction.atomic
def remove_table(*, by: User, table: ReportTable) -> Report:
    report = in_draft(table.report)
    record(by=by, action="remove table", subject=report, table=table.name)
    table.delete()
    return report


@transaction.atomic
def add_annex(
    *,
    by: User,
    report: Report,
    pilot: Pilot | None = None,
    appraisal: OptionsAppraisal | None = None,
) -> Annex:
    """Let a pilot's pack, or an options appraisal, go with a report."""
    made = Annex(report=in_draft(report), pilot=pilot, appraisal=appraisal)
    return keep(made, by=by, action="add annex")


@transaction.atomic
def remove_annex(*, by: User, annex: Annex) -> Report:
    report = in_draft(annex.report)
    record(by=by, action="remove annex", subject=report)
    annex.delete()
    return report


@transaction.atomic
def begin_from_pilot(*, by: User, pilot: Told, **told: Any) -> Report:
    """Begin a report of what a pilot came to: its figures by name, its verdict, its pack."""
    report = begin_report(by=by, **told)
    if hasattr(report, "sent_before"):
        return report
    known = {
        name: value for name, value in measured(pilot).items() if value is not None
    }
    of = pilot.kept.pilot
    names = [name for name, measure in OF_PILOT.items() if measure in known]
    for name in names:
        set_figure(
            by=by, report=report, name=name, source=ReportFigure.Source.PILOT,
            pilot=of, measure=OF_PILOT[name], unit=pilot.unit, places=1,
        )  # fmt: skip
    add_annex(by=by, report=report, pilot=of)
    section = report.sections.get(name=_body_of(report))
    write_section(by=by, section=section, text=first_words(pilot, names))
    return report


def _body_of(report: Report) -> str:
    """Return the section where what was found is told; the first, where a template has none."""
    names = [slot.name for slot in report.slots]
    return next((name for name in names if name in BODIES), names[0])


def first_words(pilot: Told, names: list[str]) -> str:
    """Return what a report says first of a pilot, to be written on: figures by their names."""
    primary = pilot.primary
    moved = (
        f"{pilot.title}: the pilot teams changed by {{{{pilot_teams}}}}, the comparison "
        "teams by {{comparison_teams}}. The gap between them is {{pilot_gap}}"
    )
    if {"pilot_gap_low", "pilot_gap_high"} <= set(names):
        moved += ", with limits of {{pilot_gap_low}} and {{pilot_gap_high}}"
    found = [
        f"{pilot.kept.pilot.name}: {pilot.kept.pilot.question}",
        f"{moved}.",
        f"Did the pilot teams do better? {primary['verdict']}",
        f"How far can this be put down to the pilot? {primary['attribution']}",
    ]
    return "\n\n".join([*found, "## What cannot be told", *pilot.cannot_tell])


def _seen(report: Report, names: set[str]) -> None:
    """Note what these figures print now as seen; leave the others as they were seen."""
    now = Standing(report).printed
    printed = {name: said for name, said in report.printed.items() if name not in names}
    report.printed = printed | {name: now[name] for name in names & now.keys()}
    report.save(update_fields=["printed"])
