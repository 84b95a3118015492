"""Which meetings a day takes at given prices, each whole: solved by CP-SAT, with a bound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ortools.sat.python import cp_model

from alongside.reckon.arrange.conflicts import Absent, Conflicts, Key, Row, Weights

FINE = 1000  # prices to a point: whole numbers, so that no bound hangs on a rounding
MOST_BEYOND = 100  # meetings that a day can have beyond what somebody bears
Prices = Mapping[str, int]


class Plan(NamedTuple):
    """Meetings that one day holds, by their options, and what that costs; no day: left out."""

    day: int | None
    meetings: frozenset[str]
    options: tuple[int, ...]
    cost: int


class Day:
    """The options that stand on one day, and all that keeps them from standing together."""

    def __init__(
        self, number: int, conflicts: Conflicts, points: Mapping[int, int]
    ) -> None:
        self.number, self.conflicts, self.points = number, conflicts, points
        self._cp, self._rows = cp_model.CpModel(), set[Row]()
        self._vars: dict[Key, cp_model.IntVar] = {}
        self._known: dict[tuple[int, ...], tuple[int, list[Plan]]] = {}
        self._of: dict[str, list[int]] = {}
        for option in conflicts.stays:
            self._vars[option] = self._cp.new_bool_var("")
            self._of.setdefault(self._meeting(option), []).append(option)
        for each in self._of.values():
            self._cp.add_at_most_one(self._vars[option] for option in each)

    def take(self, prices: Prices, seconds: float) -> tuple[int, list[Plan]]:
        """Return what the day gains at most, and plans, each gaining more than the one before.

        A gain is the prices of the meetings taken less what they cost, in parts of a point,
        FINE to each. Short of time there may be no plan.
        """
        if not self._rows:
            self._say(self.conflicts.every())
        asked = tuple(prices[each] for each in self._of)
        if asked not in self._known:
            self._aim(prices)
            self._known[asked] = self._solved(sum(asked), seconds)
        return self._known[asked]

    def _aim(self, prices: Prices) -> None:
        sums = (
            (FINE * self.points[key] - prices[self._meeting(key)]) * var
            if isinstance(key, int)
            else FINE * key.points * var
            for key, var in self._vars.items()
        )
        self._cp.minimize(cp_model.LinearExpr.sum(list(sums)))

    def _solved(self, most: int, seconds: float) -> tuple[int, list[Plan]]:
        """Return as `take`, once what was found breaks no row that was not said."""
        fresh: set[Row] | None = None
        while fresh is None or fresh:
            self._say(fresh or ())
            solver, heard = cp_model.CpSolver(), _Listener(self._vars)
            solver.parameters.max_time_in_seconds = max(seconds, 0.01)
            # One searcher with the rows as its linear programme beats several without.
            solver.parameters.num_workers = 1
            solver.parameters.linearization_level = 2
            solver.parameters.symmetry_level = 0
            status = solver.solve(self._cp, heard)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                return most, []
            broken = (self.conflicts.broken(each) for each in heard.found)
            fresh = set().union(*broken) - self._rows
        return -round(solver.best_objective_bound), list(map(self._plan, heard.found))

    def _say(self, rows: Iterable[Row]) -> None:
        self._rows |= (more := set(rows))
        for row in more:
            for other in row.others - self._vars.keys():
                most = 1 if isinstance(other, Absent) else MOST_BEYOND
                self._vars[other] = self._cp.new_int_var(0, most, "")
            taken = [self._vars[each] for each in row.options]
            if row.most == 1 and not row.others:
                self._cp.add_at_most_one(taken)
            else:
                others = [self._vars[each] for each in row.others]
                self._cp.add(sum(taken) <= row.most + sum(others))

    def _plan(self, weights: Weights) -> Plan:
        cost = 0
        for key, weight in weights.items():
            cost += round(weight) * (self.points[key] if isinstance(key, int) else key.points)  # fmt: skip
        taken = tuple(key for key in weights if isinstance(key, int))
        return Plan(self.number, frozenset(map(self._meeting, taken)), taken, cost)

    def _meeting(self, option: int) -> str:
        return self.conflicts.options[option].meeting.id


class _Listener(cp_model.CpSolverSolutionCallback):
    def __init__(self, taken: Mapping[Key, cp_model.IntVar]) -> None:
        super().__init__()
        self.taken, self.found = taken, list[Weights]()

    def on_solution_callback(self) -> None:
        values = ((key, self.value(var)) for key, var in self.taken.items())
        self.found.append({key: float(value) for key, value in values if value})
