"""What a sentence of a report claims, said as a comparison of its figures.

"Below the national average" claims `agency < national`: where the figures change, or never
said so, the sentence is found.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from alongside.reckon.figures import BadFormula, Figure, exactly, names_in
from alongside.reckon.reports.problems import Problem
from alongside.reckon.reports.tables import lines

COLUMNS = ("at", "says", "holds_if", "do")
COMPARED: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<=": operator.le, ">=": operator.ge, "!=": operator.ne,
    "<": operator.lt, ">": operator.gt, "=": operator.eq,
}  # fmt: skip
_PARTS = re.compile(r"([^<>=!]+)(<=|>=|!=|<|>|=)([^<>=!]+)")


@dataclass(frozen=True)
class Claim:
    """What the paragraph of a label says, when that holds, and what to do where it does not."""

    at: str
    says: str
    holds_if: str
    do: str

    def holds(self, values: Mapping[str, Fraction]) -> bool:
        """Whether it is so. Raises BadFormula."""
        left, compared, right = parts(self.holds_if)
        return COMPARED[compared](exactly(left, values), exactly(right, values))


def parts(holds_if: str) -> tuple[str, str, str]:
    """Return the two sums of a comparison with what is between. Raises BadFormula."""
    found = _PARTS.fullmatch(holds_if.strip())
    if not found:
        raise BadFormula(
            f"{holds_if!r} is no comparison. Write two sums with one of "
            f"{' '.join(COMPARED)} between."
        )
    return found[1].strip(), found[2], found[3].strip()


def read(
    text: str, file: str, figures: Sequence[Figure], problems: list[Problem]
) -> Sequence[Claim]:
    """Return the claims as typed; what is wrong is added to the problems."""
    known = {figure.name for figure in figures}
    found = []
    for row, told in lines(text, file, COLUMNS, problems):
        claim = Claim(told["at"], told["says"], told["holds_if"], told["do"])
        for column in ("at", "says"):
            if not told[column]:
                problems.append(Problem(file, row, column, "it is empty.",
                                        "Give the paragraph's label, and what it says."))  # fmt: skip
        try:
            left, _, right = parts(claim.holds_if)
            if unknown := sorted((names_in(left) | names_in(right)) - known):
                problems.append(Problem(file, row, "holds_if", f"{unknown[0]} is no figure.",
                                        "Correct the name, or add it to figures.csv."))  # fmt: skip
        except BadFormula as problem:
            problems.append(Problem(file, row, "holds_if", str(problem), ""))
        found.append(claim)
    return found
