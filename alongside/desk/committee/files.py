"""A report of the desk as the folder that `alongside report` reads: its files, in memory.

So the desk and the command line put together, check and print one and the same report.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from alongside.desk.committee.agreed_models import SignOff
from alongside.desk.committee.figures_now import Now, figures_now
from alongside.desk.committee.models import Report, ReportFigure
from alongside.desk.committee.template_models import own_text
from alongside.desk.said import day_said
from alongside.reckon.figures import reckon
from alongside.reckon.reports import typed_figures
from alongside.reckon.reports.folder import FIGURES, LOCK, REPORT
from alongside.reckon.reports.problems import Problem
from alongside.reckon.reports.template import ours
from alongside.reckon.reports.typed_figures import COLUMNS

Told = tuple[ReportFigure, Now]
Source = ReportFigure.Source


def files_of(report: Report, figures: Sequence[Told]) -> dict[str, str]:
    """Return a report's files by name, as `folder.read` takes them, its figures as they are now.

    Nobody has signed it yet: see `agreed`.
    """
    files = {
        REPORT: "\n".join(_front(report)),
        FIGURES: _table([COLUMNS, *map(_figure, figures)]),
        LOCK: _table([("name", "printed"), *sorted(report.printed.items())]),
    }
    if report.template not in ours():
        files[f"{report.template}.toml"] = own_text(report.template)
    texts = {each.name: each.text for each in report.sections.all()}
    for place, slot in enumerate(report.slots, 1):
        if texts.get(slot.name, "").strip():
            files[f"sections/{place:02}-{slot.name}.md"] = texts[slot.name]
    for table in report.tables.all():
        files[f"tables/{table.name}.csv"] = table.rows
    return files


def without_value(report: Report) -> Mapping[str, str]:
    """Return why figures of a report that are worked out have no value, by their names."""
    told = figures_now(report)
    problems: list[Problem] = []
    read = typed_figures.read(
        _table([COLUMNS, *map(_figure, told)]), FIGURES, {}, problems
    )
    return reckon(read).wrong


def print_of(report: Report, files: Mapping[str, str]) -> str:
    """Return the fingerprint of all that a report says, its annexes among it."""
    annexes = [[each.pilot_id, each.appraisal_id] for each in report.annexes.all()]
    said = {name: text for name, text in files.items() if name != LOCK}
    told = json.dumps(sorted((said | {"annexes": str(annexes)}).items()))
    return hashlib.sha256(told.encode()).hexdigest()


def agreed(report: Report, sign_offs: Sequence[SignOff]) -> str:
    """Return what is added to `report.toml` once people have signed, or accepted something."""
    return "\n".join([*_signed(report, sign_offs), *_accepted(report)])


def _front(report: Report) -> Iterator[str]:
    for name, value in (
        ("template", _named_template(report)),
        ("title", report.title),
        ("by", report.author),
        ("contact", report.above.get("contact", "")),
        ("asks", report.asks),
        ("background", report.background.split("\n") if report.background else []),
        ("not_applicable", report.not_applicable),
    ):
        yield f"{name} = {_typed(value)}"
    if annexes := [each.said for each in report.annexes.all()]:
        yield f"appendices = {_typed(annexes)}"
    yield f"[meeting]\nbody = {_typed(report.body.name)}\non = {report.meets_on}"
    above = {name: told for name, told in report.above.items() if name != "contact"}
    yield from _named("above", above)
    yield from _named("boxes", report.boxes)
    for table in report.tables.all():
        yield from _named(f"tables.{table.name}", {"caption": table.caption})
    yield f"[[deciding]]\nbody = {_typed(report.body.name)}"
    yield f"when = {_typed(day_said(report.meets_on))}"


def _named_template(report: Report) -> str:
    """Return one of ours by its name, and the council's own as the file beside."""
    return report.template if report.template in ours() else f"{report.template}.toml"


def _signed(report: Report, sign_offs: Sequence[SignOff]) -> Iterator[str]:
    for each in sign_offs:
        if (needed := report.layout.sign_off(each.kind)) is not None:
            yield from _named(
                f"sign_offs.{each.kind}", {"role": needed.role, "says": each.says}
            )
            yield f"on = {each.at.date()}"


def _accepted(report: Report) -> Iterator[str]:
    for each in report.accepted.select_related("by__role"):
        yield "[[accepted]]"
        for name, value in (
            ("kind", each.kind),
            ("where", each.where),
            ("about", each.what),
            ("reason", each.reason),
            ("by", each.by.role.name),
        ):
            yield f"{name} = {_typed(value)}"


def _figure(told: Told) -> list[str]:
    figure, now = told
    row = {
        "name": figure.name,
        "value": now.value,
        "unit": figure.unit,
        "rounding": "" if figure.places is None else str(figure.places),
        "as_at": now.as_at.isoformat() if now.as_at else "",
        "period": figure.period,
        "source": "typed" if figure.source == Source.FORMULA else figure.source,
        "behind": now.behind,
        "formula": figure.formula,
    }
    return [row[column] for column in COLUMNS]


def _named(table: str, told: dict[str, Any]) -> Iterator[str]:
    if told:
        yield f"[{table}]"
        yield from (f"{name} = {_typed(value)}" for name, value in told.items())


def _typed(value: str | list[str]) -> str:
    """Return a text, or a list of texts, as TOML has it: JSON's is the same."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _table(rows) -> str:
    told = StringIO()
    csv.writer(told, lineterminator="\n").writerows(rows)
    return told.getvalue()
