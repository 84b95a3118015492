"""What a pilot's design can detect, from what its own teams' figures did before."""

from __future__ import annotations

import numpy as np
from django.core.exceptions import ValidationError

from alongside.desk.pilots.asking import question_of
from alongside.desk.pilots.models import Pilot, PilotTeam
from alongside.desk.pilots.panel_drawn import panel_of
from alongside.desk.pilots.plan_words import with_unit
from alongside.reckon.pilots.design import Design, design
from alongside.reckon.pilots.history import longest_window
from alongside.reckon.pilots.panel import Panel, read_text
from alongside.reckon.pilots.table import NotAPanel


def foreseen(pilot: Pilot) -> list[str]:
    """Say what the design can detect and what would help; or why that cannot be told.

    It rests on every date before the start at which the same pilot could have been tried.
    """
    arms = [part.arm for part in pilot.teams.all()]
    counts = [
        arms.count(arm) for arm in (PilotTeam.Arm.PILOT, PilotTeam.Arm.COMPARISON)
    ]
    if not all(counts) or pilot.source == Pilot.Source.UPLOAD:
        return []
    try:
        return _said(pilot, _design(pilot, read_text(panel_of(pilot).text), *counts))
    except (NotAPanel, ValidationError, ValueError) as problem:
        told = problem.messages if isinstance(problem, ValidationError) else [problem]
        why = " ".join(map(str, told))
        return [f"What it can detect cannot be told from the past held here. {why}"]


def _design(pilot: Pilot, panel: Panel, arm: int, others: int) -> Design:
    if pilot.indicator not in panel.indicators:
        raise NotAPanel("No such figure is held of its teams.")
    start = question_of(pilot, panel).start
    before = np.array([period < start for period in panel.periods])
    past = panel.indicators[pilot.indicator].values[:, before]
    window = longest_window(
        past.shape[1], max(1, int((~before).sum()) or past.shape[1])
    )
    return design(past, panel.teams, arm, others, window)


def _said(pilot: Pilot, found: Design) -> list[str]:
    said = [
        f"{found.pilot} pilot teams against {found.others}, {found.window.before} periods "
        f"before and {found.window.after} after: a change of "
        f"{with_unit(round(found.detects, 1), pilot.indicator)} or more would be seen in "
        "four of five such pilots. The smallest change worth having is "
        f"{with_unit(pilot.worthwhile, pilot.indicator)}.",
        f"The smallest p that this design can ever give is {found.smallest_p:.3f}."
        + (" No outcome could be strong evidence." if found.too_small else ""),
    ]
    for each in found.helps:
        if each.detects is None or each.detects < found.detects:
            sees = (
                ""
                if each.detects is None
                else f" It would see {with_unit(round(each.detects, 1), pilot.indicator)}."
            )
            said.append(f"{each.what}.{sees} {each.why}")
    return said
