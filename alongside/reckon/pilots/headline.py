"""The headline rule: one p and one interval for a pilot of a few teams.

The p is the largest of three: the exact one, the exact one of the effect over its own
standard error, and Student's t (pooled for equal arms, Welch's for unequal). Where the
smaller arm is the noisier each is fooled by itself, at different times; all three seldom
are. The interval reaches as far as the farther of Student's and the exact one, so that it
says no more than the p.

Why this rule: benchmarks/pilots_simulated.py measures its false alarms in eight designs,
and docs/explanation/how-far-a-small-pilot-can-tell.md tells them.
"""

from __future__ import annotations

from dataclasses import dataclass

from alongside.reckon.pilots.inference import Effect, Interval

ALPHA = 0.05


@dataclass(frozen=True)
class Headline:
    """How surprising the effect is if there is none, and which effects fit the figures.

    `interval` is in the indicator's unit, infinite where the design is too small to
    refuse any effect. `by` names the test that gave the p.
    """

    p: float
    interval: Interval
    by: str

    @property
    def alarm(self) -> bool:
        """Whether the rule would say that there is an effect, at 5%."""
        return self.p <= ALPHA + 1e-12


def headline(found: Effect) -> Headline:
    """Return the rule's p and 95% interval of an effect."""
    ways = {"exact": found.ri.value, "exact, studentised": found.studentised.value}
    low, high = found.ri_interval
    if found.t is not None:
        ways["Student's t"] = found.t.p
        low, high = min(low, found.t.interval[0]), max(high, found.t.interval[1])
    by = max(ways, key=lambda way: ways[way])
    return Headline(ways[by], (low, high), by)
