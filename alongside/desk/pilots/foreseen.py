"""What a pilot's design can detect, from what its own teams' figures did before."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from django.core.exceptions import ValidationError

from alongside.desk.pilots.asking import as_drawn, kinds_of, question_of
from alongside.desk.pilots.models import Pilot, PilotTeam
from alongside.desk.pilots.panel_drawn import months, panel_of
from alongside.desk.pilots.plan_words import with_unit
from alongside.reckon.pilots import periods
from alongside.reckon.pilots.assignments import assignments
from alongside.reckon.pilots.design import LONGER, LOTS, PAIRS, Design, Help, design
from alongside.reckon.pilots.history import Window, longest_window
from alongside.reckon.pilots.inference import least
from alongside.reckon.pilots.panel import Panel, read_text
from alongside.reckon.pilots.table import NotAPanel
from alongside.reckon.pilots.verdict import SOME, STRONG


def foreseen(pilot: Pilot) -> list[str]:
    """Say what the design can detect and what would help; or why that cannot be told.

    It rests on every date before the start at which the same pilot could have been tried.
    """
    arms = [part.arm for part in pilot.teams.all()]
    counts = [
        arms.count(arm) for arm in (PilotTeam.Arm.PILOT, PilotTeam.Arm.COMPARISON)
    ]
    if not all(counts):
        return []
    if pilot.source == Pilot.Source.UPLOAD:
        return [ways_said(pilot)]
    try:
        panel = read_text(panel_of(pilot).text)
        return list(_said(pilot, panel, _design(pilot, panel, *counts)))
    except (NotAPanel, ValidationError, ValueError) as problem:
        told = problem.messages if isinstance(problem, ValidationError) else [problem]
        why = " ".join(map(str, told))
        lacks = f"What it can detect cannot be told from the past held here. {why}"
        return [ways_said(pilot), lacks]


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


def _said(pilot: Pilot, panel: Panel, found: Design) -> Iterator[str]:
    """Yield what the design sees, on what past that rests, its splits, and what would help."""
    yield (
        f"{found.pilot} pilot teams against {found.others}: a change of "
        f"{_amount(found.detects, pilot)} or more would be seen in four of five such "
        f"pilots. The smallest change worth having, "
        f"{with_unit(pilot.worthwhile, pilot.indicator)}, would be seen in "
        f"{_of_ten(found.sees(float(pilot.worthwhile)))}."
    )
    yield from _rests_on(pilot, panel, found.window)
    yield ways_said(pilot)
    for each in found.helps:
        if not _is_for(each, pilot, panel, found):
            continue
        if each.detects:
            sees = _amount(each.detects, pilot)
            yield f"With {each.what}: a change of {sees}. {each.why}"
        else:
            yield f"{each.what}. {each.why}"


def _is_for(each: Help, pilot: Pilot, panel: Panel, found: Design) -> bool:
    """Whether a help is news to this plan: it sees more, and was not done already."""
    if each.way in (LOTS, PAIRS) and as_drawn(pilot):
        return False
    if each.way == LONGER and _planned(pilot, panel) > found.window.before:
        return False
    return each.way == LOTS or (each.detects or found.detects) < found.detects


def _rests_on(pilot: Pilot, panel: Panel, window: Window) -> Iterator[str]:
    """Yield how the past was tried, where the plan sets more of it side by side."""
    if _planned(pilot, panel) <= window.before:
        return
    span = periods.WORDS[periods.place(panel.periods[0])[0]]
    span = span if window.before > 1 else span.removesuffix("s")
    yield (
        f"The past held here is short: {window.before} {span} before any date could "
        f"be set beside {window.after} after it. The plan sets {_planned(pilot, panel)} before "
        "its start, and over so many a smaller change can as a rule be seen."
    )


def _planned(pilot: Pilot, panel: Panel) -> int:
    """Return how many of the panel's periods the plan has before its start."""
    parts = periods.place(panel.periods[0])[0]
    return len(list(months(pilot.baseline_first, pilot.starts_on))) * parts // 12


def ways_said(pilot: Pilot) -> str:
    """Say in how many ways the teams could be divided, and what that lets be said at best."""
    parts = list(pilot.teams.select_related("team"))
    arms = np.array([part.arm == PilotTeam.Arm.PILOT for part in parts])
    kinds = kinds_of(pilot)
    groups = [kinds[part.team.name] for part in parts] if kinds else None
    splits = assignments(arms, groups)
    fewest = least(splits).count
    p = fewest / splits.total
    how = (
        "The lots could have fallen"
        if as_drawn(pilot)
        else "The teams could be divided"
    )
    return (
        f"{how} in {splits.total:,} ways. However large the gap, at least {fewest:,} of them "
        f"would differ as much: p never falls below {p:.2g}. {_at_best(p)}".strip()
    )


def _at_best(p: float) -> str:
    if p > SOME:
        return "That is too few: whatever happens, nothing could be judged by it."
    if p > STRONG:
        return "Whatever happens, it could show some signs at most, and no evidence."
    return ""


def _amount(change: float, pilot: Pilot) -> str:
    return with_unit(round(change, 1), pilot.indicator)


def _of_ten(share: float) -> str:
    """About 3 of 10: how often, as somebody says it who cannot know it better."""
    tenths = round(10 * share)
    if tenths in (0, 10):
        return "fewer than 1 of 10" if tenths == 0 else "more than 9 of 10"
    return f"about {tenths} of 10"
