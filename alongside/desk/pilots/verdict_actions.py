"""A pilot worked out: its panel, what was asked of it and what came, kept together."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.pilots.asking import kept, question_of
from alongside.desk.pilots.models import Pilot, WorkedOut
from alongside.desk.pilots.panel_drawn import Drawn, panel_of
from alongside.reckon.intake.texts import decoded
from alongside.reckon.pilots.evaluation import evaluate
from alongside.reckon.pilots.panel import Panel, read_text
from alongside.reckon.pilots.question import Question
from alongside.reckon.pilots.table import NotAPanel

MOST_SAID = 8


@transaction.atomic
def work_out(*, by: User, pilot: Pilot, file=None) -> WorkedOut:
    """Work out what a pilot came to. Its plan must be locked: what is asked is asked before.

    Refuses a table of which a row would be left out: it is kept whole, or not.
    """
    pilot = Pilot.objects.select_for_update(of=("self",)).get(pk=pilot.pk)
    if not pilot.locked:
        raise ValidationError(
            "The plan is not locked. Lock it first: a figure that is named after it was "
            "seen answers nothing."
        )
    drawn = _uploaded(file) if pilot.source == Pilot.Source.UPLOAD else panel_of(pilot)
    asked, result = _evaluated(pilot, drawn)
    made = WorkedOut(
        pilot=pilot, came=drawn.came, panel=drawn.text, asked=kept(asked),
        findings=result.pop("findings"), result=result, by=by, at=timezone.now(),
    )  # fmt: skip
    made.full_clean()
    made.save(force_insert=True)
    record(by=by, action="work out pilot", subject=made, findings=len(made.findings))
    return made


def _evaluated(pilot: Pilot, drawn: Drawn) -> tuple[Question, dict[str, Any]]:
    """Return what was asked of a panel, and what came. Refuses what cannot answer it."""
    try:
        panel = read_text(drawn.text)
        _check(pilot, panel)
        asked = question_of(pilot, panel)
        result = evaluate(panel, asked).to_json()
    except NotAPanel as problem:
        raise ValidationError(str(problem)) from None
    if pilot.indicator not in {each["indicator"] for each in result["indicators"]}:
        raise ValidationError(
            "The primary figure has no team with figures before and after the start on "
            "each side."
        )
    return asked, result


def _uploaded(file) -> Drawn:
    if file is None:
        raise ValidationError("Choose the table to read, as a CSV file.")
    text, _ = decoded(file.read())
    return Drawn(text, f"The table {file.name}, uploaded")


def _check(pilot: Pilot, panel: Panel) -> None:
    """Refuse rows that cannot be read, and teams and figures that the plan does not name."""
    if wrong := panel.left_out:
        said = [f"{_where(each)}{each.what} {each.do}" for each in wrong[:MOST_SAID]]
        more = len(wrong) - MOST_SAID
        raise ValidationError(said + ([f"{more} more are so."] if more > 0 else []))
    known = set(pilot.teams.values_list("team__name", flat=True))
    if strange := [team for team in panel.teams if team not in known]:
        raise ValidationError(
            f"The plan does not name {', '.join(strange)}. Take their rows out, or spell "
            f"them as the plan does: {', '.join(sorted(known))}."
        )
    if pilot.indicator not in panel.indicators:
        raise ValidationError(
            f"The table has no figure {pilot.indicator!r}, which the plan names. It has: "
            f"{', '.join(panel.indicators)}."
        )


def _where(finding) -> str:
    places = [
        f"Row {finding.row}" if finding.row else "",
        f"column {finding.column}" if finding.column else "",
    ]
    said = ", ".join(filter(None, places))
    return f"{said}: " if said else ""
