"""What if, as a page asks it: each change on its own, with its arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from alongside.desk.casework.caseload_forms import WhatIfForm
from alongside.desk.casework.caseloads import Line
from alongside.reckon.caseloads import Band, Load, Settings
from alongside.reckon.caseloads import what_if as sums
from alongside.reckon.caseloads.what_if import Change, Needed


@dataclass(frozen=True)
class Answer:
    """One what-if answered: its title, the changes with the band before and after."""

    title: str
    changes: tuple[tuple[Change, Band | None, Band | None], ...] = ()
    needed: Needed | None = None
    refused: str = ""


def answers(form: WhatIfForm, line: Line, settings: Settings) -> list[Answer]:
    """Return an answer for each thing asked, in the order of the page; none where nothing."""
    return list(_answers(form, line, settings)) if form.is_valid() else []


def _answers(form: WhatIfForm, line: Line, settings: Settings) -> Iterator[Answer]:
    asked, who, load = form.cleaned_data, line.name, line.load
    if fte := asked["filled"]:
        yield _told(
            "A vacancy is filled", settings, lambda: [sums.filled(who, load, fte)]
        )
    if left := asked["gone"]:
        yield _told("Workers leave", settings, lambda: [sums.gone(who, load, left)])
    if officers := asked["officers"]:
        yield _told(
            "Officers release social workers’ hours", settings,
            lambda: [sums.released(who, load, officers, asked["hours"], settings.week_hours)],
        )  # fmt: skip
    if cases := asked["cases"]:
        giver, taker = form.line("giver"), form.line("taker")
        yield _told(
            "Cases move", settings,
            lambda: sums.moved(cases, (giver.name, giver.load), (taker.name, taker.load)),
        )  # fmt: skip
    if each := asked["each"]:
        yield Answer("So many cases each", needed=sums.needed(load, each))


def _told(
    title: str, settings: Settings, reckon: Callable[[], Iterable[Change]]
) -> Answer:
    try:
        changes = reckon()
    except ValueError as refusal:
        return Answer(title, refused=str(refusal))
    return Answer(
        title,
        tuple(
            (c, _band(c.before, settings), _band(c.after, settings)) for c in changes
        ),
    )


def _band(load: Load, settings: Settings) -> Band | None:
    return None if load.each is None else settings.bands.of(load.each)


def to_each_edge(load: Load, settings: Settings) -> list[tuple[str, Needed]]:
    """Return the FTE that brings a caseload to the end of each band, with its name."""
    return [
        (
            f"{band.name}: {'at most' if band.ends.within else 'under'} {float(band.ends.at):g}",
            sums.needed(load, band.ends.at, under=not band.ends.within),
        )
        for band in settings.bands.bands
        if band.ends
    ]  # fmt: skip
