"""What a month costs at least, where meetings may be taken by parts: a linear programme.

Its rows are found as they are broken (`conflicts.py`). OR-Tools' GLOP solves it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

from alongside.reckon.arrange.conflicts import UNSEEN, Conflicts, Key, Row


@dataclass(frozen=True)
class Relaxed:
    """What the linear programme comes to, and what of it each meeting costs at the margin."""

    cost: float
    prices: Mapping[str, float]


def relaxed(
    conflicts: Conflicts, points: Mapping[int, int], left: Callable[[], float]
) -> Relaxed | None:
    """Return the optimum over options with points, each meeting taken once in sum.

    None where the seconds that `left` returns are over before it is found.
    """
    programme = _Programme(conflicts, points)
    while left() > 0 and programme.solve(left()):
        if not programme.take_up(conflicts.broken(programme.weights())):
            return Relaxed(programme.cost(), programme.prices())
    return None


class _Programme:
    """The programme in OR-Tools' hands, which goes on from where it was."""

    def __init__(self, conflicts: Conflicts, points: Mapping[int, int]) -> None:
        self.solver: Any = pywraplp.Solver.CreateSolver("GLOP")
        self.solver.Objective().SetMinimization()
        self.taken: dict[Key, Any] = {}
        self.rows: set[Row] = set()
        self.one_of: dict[str, Any] = {}
        for number, cost in points.items():
            key = conflicts.options[number].meeting.id
            if key not in self.one_of:
                self.one_of[key] = self.solver.Constraint(1, 1)
            self.one_of[key].SetCoefficient(self._column(number, cost), 1)

    def _column(self, key: Key, cost: int) -> Any:
        var = self.taken[key] = self.solver.NumVar(0, self.solver.infinity(), "")
        self.solver.Objective().SetCoefficient(var, cost)
        return var

    def take_up(self, broken: Iterable[Row]) -> bool:
        """Add rows that are broken; return whether any of them was not there."""
        fresh = [row for row in broken if row not in self.rows]
        for row in fresh:
            constraint = self.solver.Constraint(-self.solver.infinity(), row.most)
            for number in row.options:
                constraint.SetCoefficient(self.taken[number], 1)
            for other in row.others:
                if other not in self.taken:
                    self._column(other, other.points)
                constraint.SetCoefficient(self.taken[other], -1)
        self.rows.update(fresh)
        return bool(fresh)

    def solve(self, seconds: float) -> bool:
        self.solver.SetTimeLimit(max(1, int(seconds * 1000)))
        status = self.solver.Solve()
        if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.NOT_SOLVED):
            status = self.solver.Solve(_anew())  # GLOP lost its way from where it was
        return bool(status == pywraplp.Solver.OPTIMAL)

    def cost(self) -> float:
        return float(self.solver.Objective().Value())

    def weights(self) -> dict[Key, float]:
        values = ((key, var.solution_value()) for key, var in self.taken.items())
        return {key: value for key, value in values if value > UNSEEN}

    def prices(self) -> dict[str, float]:
        return {key: row.dual_value() for key, row in self.one_of.items()}


def _anew() -> Any:
    found = pywraplp.MPSolverParameters()
    found.SetIntegerParam(found.INCREMENTALITY, found.INCREMENTALITY_OFF)
    return found
