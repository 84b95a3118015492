"""What a child counts for: one case as shipped, else as the council weighs it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

LOOKED_AFTER, CHILD_PROTECTION, CHILD_IN_NEED, OTHER = PLANS = (
    "looked_after",
    "child_protection",
    "child_in_need",
    "other",
)


class Case(NamedTuple):
    """A child held by a worker: by which plan, of which family, and placed far or not."""

    plan: str
    family: str = ""
    far_away: bool = False


@dataclass(frozen=True)
class Weights:
    """Cases a child counts for by plan; a factor for siblings; what travel adds.

    Of children of one family with one worker the one that counts most counts whole, and
    each further one by the factor. Travel is added after that: it is made for each child.
    """

    by_plan: Mapping[str, Fraction]
    further_sibling: Fraction
    far_away: Fraction
    on: bool
    agreed: str = ""

    def cases(self, held: Iterable[Case]) -> Fraction:
        """Return what one worker's children come to, in cases; off, how many there are."""
        held = list(held)
        if not self.on:
            return Fraction(len(held))
        families: defaultdict[str, list[Fraction]] = defaultdict(list)
        alone = Fraction(0)
        for case in held:
            weight = self.by_plan.get(case.plan, self.by_plan[OTHER])
            if case.family:
                families[case.family].append(weight)
            else:
                alone += weight
        travel = self.far_away * sum(case.far_away for case in held)
        return alone + sum(map(self._family, families.values()), Fraction(0)) + travel

    def _family(self, weights: list[Fraction]) -> Fraction:
        most = max(weights)
        return most + self.further_sibling * (sum(weights, Fraction(0)) - most)
