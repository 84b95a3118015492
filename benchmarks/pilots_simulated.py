"""How often each way of judging a pilot raises a false alarm, where nothing has happened.

    python benchmarks/pilots_simulated.py [PANELS]

Eight designs, PANELS (4,000) of each: 24 months, 12 on each side; a month's chance part is
half that of the month before (AR 0.5); except in the first design each team also moves once,
at the start, by a chance of its own (0.6 of a month's standard deviation). In the noisier
designs the pilot teams' numbers vary 2.5 times as much; heavy tails are Student's t with 3
degrees of freedom. A month's standard deviation is 10 points: a share of 25 cases. No design
holds an effect, so that each alarm at 5% is false; and an interval holds the truth that holds 0.
Below stands how many false alarms the rule of five points, plain regression and clustered
errors raise for each one of ours.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from alongside.reckon.pilots.headline import headline
from alongside.reckon.pilots.inference import Interval, effect
from alongside.reckon.pilots.rivals import ALPHA, moved, regression

MONTHS, START, CARRIED = 24, 12, 0.5
SHOCK, POINTS, SEED = 0.6, 10.0, 2026
AIM_BALANCED, AIM_UNBALANCED = 0.055, 0.08
HOLDS, T_HOLDS = "headline interval holds", "t interval holds"
METHODS = (
    "headline", "exact alone", "t alone", "±5 points", "regression", "clustered",
    "clustered, t", HOLDS, T_HOLDS,
)  # fmt: skip
RIVALS = ("±5 points", "regression", "clustered", "clustered, t")


@dataclass(frozen=True)
class Design:
    name: str
    pilot: int
    others: int
    shock: float = SHOCK
    noisier: float = 1.0
    heavy: bool = False

    @property
    def balanced(self) -> bool:
        return self.pilot == self.others


DESIGNS = (
    Design("4 and 4, months alike only", 4, 4, shock=0),
    Design("4 and 4", 4, 4),
    Design("4 and 4, pilot noisier", 4, 4, noisier=2.5),
    Design("4 and 4, heavy tails", 4, 4, heavy=True),
    Design("2 and 6", 2, 6),
    Design("2 and 6, pilot noisier", 2, 6, noisier=2.5),
    Design("4 and 12", 4, 12),
    Design("4 and 12, pilot noisier", 4, 12, noisier=2.5),
)


def panels(
    design: Design, many: int, chance: np.random.Generator
) -> Iterator[np.ndarray]:
    """Yield so many panels without an effect, teams by months, in points."""
    teams = design.pilot + design.others
    scale = POINTS * np.where(np.arange(teams) < design.pilot, design.noisier, 1.0)

    def drawn(*size: int) -> np.ndarray:
        if design.heavy:
            return chance.standard_t(3, size) / np.sqrt(3)
        return chance.standard_normal(size)

    for _ in range(many):
        noise, fresh = drawn(teams, MONTHS), np.sqrt(1 - CARRIED**2)
        for month in range(1, MONTHS):
            noise[:, month] = CARRIED * noise[:, month - 1] + fresh * noise[:, month]
        noise[:, START:] += design.shock * drawn(teams, 1)
        yield scale[:, None] * noise


def alarms(design: Design, many: int, seed: int = SEED) -> dict[str, float]:
    """Return the share of panels in which each method raised a false alarm."""
    chance = np.random.default_rng([seed, DESIGNS.index(design)])
    pilot = np.arange(design.pilot + design.others) < design.pilot
    found: Counter[str] = Counter()
    for values in panels(design, many, chance):
        found.update(_raised(values, pilot))
    return {method: found[method] / many for method in METHODS}


def _row(name: str, cells: Iterable[str], heads: Iterable[str]) -> None:
    told = (
        cell.rjust(max(9, len(head))) for cell, head in zip(cells, heads, strict=True)
    )
    print(name.ljust(28), *told, sep=" | ", flush=True)


def _times(shares: dict[str, float], rival: str) -> str:
    ours = shares["headline"]
    return f"{shares[rival] / ours:.1f}" if ours else "no end"


def _raised(values: np.ndarray, pilot: np.ndarray) -> Iterator[str]:
    after = np.arange(MONTHS) >= START
    changes = values[:, after].mean(axis=1) - values[:, ~after].mean(axis=1)
    ours, plain = effect(changes, pilot), regression(values, pilot, after)
    says = {
        "headline": headline(ours).alarm,
        "exact alone": ours.ri.value <= ALPHA,
        "t alone": ours.t.p <= ALPHA,
        "±5 points": moved(changes, pilot),
        "regression": plain.p <= ALPHA,
        "clustered": plain.clustered_p <= ALPHA,
        "clustered, t": plain.clustered_t_p <= ALPHA,
        HOLDS: _holds(headline(ours).interval),
        T_HOLDS: _holds(ours.t.interval),
    }
    return (method for method, alarm in says.items() if alarm)


def _holds(interval: Interval) -> bool:
    return interval[0] <= 0 <= interval[1]


def main(many: int) -> int:
    began, found = time.process_time(), {}
    print("False alarms, and how often a 95% interval holds the truth")
    _row("design", METHODS, METHODS)
    for design in DESIGNS:
        found[design] = alarms(design, many)
        _row(
            design.name,
            (f"{100 * found[design][each]:.1f}%" for each in METHODS),
            METHODS,
        )
    print("\nFalse alarms for each one of our headline's")
    _row("design", RIVALS, RIVALS)
    for design, shares in found.items():
        _row(design.name, (_times(shares, each) for each in RIVALS), RIVALS)
    kept = all(
        shares["headline"] <= (AIM_BALANCED if design.balanced else AIM_UNBALANCED)
        for design, shares in found.items()
    )
    print(
        f"\n{many:,} panels each in {time.process_time() - began:.0f} s of processor time. "
        f"The headline is {'within' if kept else 'BEYOND'} its aim: "
        f"{AIM_BALANCED:.1%} with equal arms, {AIM_UNBALANCED:.0%} with unequal."
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000))
