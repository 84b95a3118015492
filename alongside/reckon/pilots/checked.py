"""How often each method would have raised a false alarm on a panel's own past, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from alongside.reckon.pilots.assignments import Chosen
from alongside.reckon.pilots.comparison import compare
from alongside.reckon.pilots.history import (
    FIVE_POINTS,
    HEADLINE,
    Laboratory,
    Move,
    Window,
    laboratory,
    longest_window,
)
from alongside.reckon.pilots.noise import scale_of
from alongside.reckon.pilots.panel import Figures, Panel
from alongside.reckon.pilots.question import Question

POINTS_OF = 100.0


@dataclass(frozen=True)
class Check:
    """What the laboratory found of each indicator, by its name."""

    found: Mapping[str, Laboratory]

    @property
    def holds(self) -> bool:
        return all(each.holds for each in self.found.values())

    def to_json(self) -> dict[str, Any]:
        return {"checks": [_as_json(*each) for each in self.found.items()]}

    def page(self) -> Iterator[str]:
        for indicator, found in self.found.items():
            yield from _said(indicator, found)


def check(panel: Panel, asked: Question) -> Check:
    """Return how often methods raise a false alarm before the pilot's start.

    Raises TooShort where the past is too short to try any; NotAPanel as `compare` does.
    """
    against = compare(panel, asked)
    before = against.before
    window = longest_window(int(before.sum()), int(against.after.sum()))
    return Check(
        {
            name: laboratory(
                panel.indicators[name].values[:, before],
                against.pilot,
                window,
                against.kinds,
                move=smallest(panel, panel.indicators[name], asked, before),
            )
            for name in asked.judged(panel)
        }
    )


def smallest(panel: Panel, figures: Figures, asked: Question, before: Chosen) -> Move:
    """Return the smallest change that would be coloured, in the indicator's own unit.

    The one that was agreed to be worth having; else 5 points of a share in per cent, and
    of anything else a twentieth of its mean before the start.
    """
    name, wanted = figures.indicator, asked.wanted_of(figures.indicator)
    unit = asked.unit_of(name, "points" if panel.audits else "")
    if wanted is not None:
        return Move(wanted, f"{wanted:g}{unit}")
    scale = scale_of(figures)
    in_points = scale is not None and scale.per == POINTS_OF and scale.shares
    if unit.strip() == "points" or in_points:
        return FIVE_POINTS
    least = abs(float(np.nanmean(figures.values[:, before]))) / 20
    return Move(least, f"5% ({least:.2g}{unit})")


def _as_json(indicator: str, found: Laboratory) -> dict[str, Any]:
    methods = [{**asdict(each), "share": each.share} for each in found.methods]
    return {
        "indicator": indicator, "window": asdict(found.window), "dates": found.dates,
        "apart": found.apart, "tried": found.tried, "methods": methods,
        "holds": found.holds,
    }  # fmt: skip


def _said(indicator: str, found: Laboratory) -> Iterator[str]:
    yield f"{indicator}: {found.tried:,} pilots that never were, {_window(found.window)}"
    for each in found.methods:
        yield (
            f"  {each.method:<24} {100 * each.share:5.1f}% false alarms "
            f"({each.alarms:,} of {each.of:,}; {100 * each.low:.0f}% to "
            f"{100 * each.high:.0f}%)"
        )
    yield (
        f"  {found.dates} starts were tried, of which {found.apart} share no period: the "
        "limits allow for that."
    )
    if not found.holds:
        share = found.of(HEADLINE).share
        yield (
            f"  Our headline raised false alarms in {share:.0%}, more than the 5% it aims "
            "at. Do not rely on its p here."
        )


def _window(window: Window) -> str:
    return f"{window.before} periods before against {window.after} after"
