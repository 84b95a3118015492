"""What would settle it: the effect that more teams and more cases would let be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from alongside.reckon.pilots.amounts import counted
from alongside.reckon.pilots.design import detectable
from alongside.reckon.pilots.inference import Effect
from alongside.reckon.pilots.noise import Noise
from alongside.reckon.pilots.verdict import Circumstances

MORE_TEAMS, MORE_CASES = 8, 4  # comparison teams; times as many periods or cases

LOTS = (
    "More teams and cases do not settle how far it can be put down to the pilot. Lots "
    "would, drawn among teams of one kind that begin nothing else meanwhile."
)
ALONE = "No staff and no work should then move between pilot and comparison teams."


@dataclass(frozen=True)
class Settling:
    """A change of the design, and the effect that it would see four times in five."""

    what: str
    detects: float


def settling(
    found: Effect, noise: Noise | None, pilot: int, others: int
) -> list[Settling]:
    """Return what the design sees as it is, and would with more teams and more cases.

    How far teams stray is taken from this panel, and no lower than the noise floor; of
    that, only the part that comes of few cases falls as there are more. Nothing where an
    arm has one team, or where nothing strays.
    """
    if found.t is None or pilot < 2 or others < 2:
        return []
    across = 1 / pilot + 1 / others
    chance = noise.error**2 / across if noise is not None else 0.0
    seen = max(found.t.error**2 / across, chance)
    fewer = seen - chance + chance / MORE_CASES
    teams = f"{MORE_TEAMS} more comparison teams"
    cases = f"{MORE_CASES} times as many cases or periods on each side"
    ways = [("the design as it is", seen, others), (teams, seen, others + MORE_TEAMS)]
    if chance:
        ways += [
            (cases, fewer, others),
            (f"{teams} and {cases}", fewer, others + MORE_TEAMS),
        ]
    return [
        Settling(what, detectable(pilot, many) * sqrt(variance))
        for what, variance, many in ways
    ]


def apart(code: str, circumstances: Circumstances) -> list[str]:
    """Return what would settle how far a gap is the pilot's, where it is so in part at most."""
    if code not in ("C", "D"):
        return []
    lots = "" if circumstances.by_lot else LOTS
    alone = ALONE if circumstances.contaminated else ""
    return [each for each in (lots, alone) if each]


def said(ways: Sequence[Settling], worthwhile: float | None, unit: str) -> list[str]:
    """Return in words what each way sees, and whether that is the change worth having."""
    lines = []
    for each in ways:
        seen = f"{each.detects:.2g}" if each.detects < 10 else f"{each.detects:.0f}"
        line = f"With {each.what}, a change of {seen}{unit} is seen four times in five"
        if worthwhile is not None:
            enough = "enough" if each.detects <= worthwhile else "not enough"
            line += f": {enough} for one of {counted(worthwhile, unit)}"
        lines.append(f"{line}.")
    return lines
