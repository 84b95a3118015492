"""Which meetings a day takes at given prices, each whole: solved by CP-SAT, with a bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from ortools.sat.python import cp_model

from alongside.reckon.arrange.conflicts import (
    Absent,
    Conflicts,
    Key,
    Row,
    Weights,
    maximal,
)

FINE = 1000  # prices to a point: whole numbers, so that no bound hangs on a rounding
MOST_BEYOND = 100  # meetings that a day can have beyond what somebody bears
Prices = Mapping[str, int]
Worth = tuple[tuple[int, int], ...]


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
        self.number, self.conflicts = number, conflicts
        self.points = {each: points[each] for each in conflicts.stays}
        self._rows = set[Row]()
        self._known: dict[Worth, tuple[int, list[Plan]]] = {}

    def take(self, prices: Prices, seconds: float) -> tuple[int, list[Plan]]:
        """Return what the day gains at most, and plans, each gaining more than the one before.

        A gain is the prices of the meetings taken less what they cost, in parts of a point,
        FINE to each. Short of time there may be no plan.
        """
        worth = {
            option: gain
            for option, points in self.points.items()
            if (gain := prices[self._meeting(option)] - FINE * points) > 0
        }
        asked = tuple(worth.items())
        if worth and asked not in self._known:
            self._known[asked] = self._taken(worth, seconds)
        return self._known[asked] if worth else (0, [])

    def hold(self, options: Iterable[int], dear: int, seconds: float) -> list[Plan]:
        """Return plans of nothing but options that can stand together, the last of them all."""
        worth = {each: FINE * dear for each in options if each in self.points}
        return self._taken(worth, seconds)[1] if worth else []

    def _taken(
        self, worth: Mapping[int, int], seconds: float
    ) -> tuple[int, list[Plan]]:
        """Return as `take`, once what was found breaks no row that was not said."""
        rows = self._rows | self.conflicts.broken(dict.fromkeys(worth, 1.0))
        model = _Model(worth, self._meeting)
        model.say(rows)
        most, found = model.solved(seconds)
        while more := set().union(*map(self.conflicts.broken, found)) - rows:
            rows |= more
            self._rows |= more
            model.say(more)
            most, found = model.solved(seconds)
        return most, list(map(self._plan, found))

    def _plan(self, weights: Weights) -> Plan:
        cost = 0
        for key, weight in weights.items():
            cost += round(weight) * (self.points[key] if isinstance(key, int) else key.points)  # fmt: skip
        taken = tuple(key for key in weights if isinstance(key, int))
        return Plan(self.number, frozenset(map(self._meeting, taken)), taken, cost)

    def _meeting(self, option: int) -> str:
        return self.conflicts.options[option].meeting.id


class _Model:
    """The options of a day that are worth more than nothing: the others it never takes."""

    def __init__(self, worth: Mapping[int, int], meeting: Callable[[int], str]) -> None:
        self.worth, self.meeting, self.cp = worth, meeting, cp_model.CpModel()
        self.vars: dict[Key, cp_model.IntVar] = {
            option: self.cp.new_bool_var("") for option in worth
        }
        for _, each in groupby(worth, meeting):
            self.cp.add_at_most_one(self.vars[option] for option in each)

    def say(self, rows: Iterable[Row]) -> None:
        """Tell rows, so far as they are of options that are worth it and of several meetings."""
        options = frozenset(self.worth)
        of_these = (row._replace(options=row.options & options) for row in rows)
        for row in maximal(filter(self._binds, of_these)):
            for other in row.others - self.vars.keys():
                most = 1 if isinstance(other, Absent) else MOST_BEYOND
                self.vars[other] = self.cp.new_int_var(0, most, "")
            taken = [self.vars[each] for each in row.options]
            if row.most == 1 and not row.others:
                self.cp.add_at_most_one(taken)
            else:
                others = [self.vars[each] for each in row.others]
                self.cp.add(sum(taken) <= row.most + sum(others))

    def solved(self, seconds: float) -> tuple[int, list[Weights]]:
        """Return what can be gained at most, and what was found, the best last."""
        lost = (
            (-self.worth[key] if isinstance(key, int) else FINE * key.points) * var
            for key, var in self.vars.items()
        )
        self.cp.minimize(cp_model.LinearExpr.sum(list(lost)))
        solver, heard = cp_model.CpSolver(), _Listener(self.vars)
        solver.parameters.max_time_in_seconds = max(seconds, 0.01)
        solver.parameters.num_workers = 1
        solver.parameters.symmetry_level = 0
        if solver.solve(self.cp, heard) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return sum(self.worth.values()), []
        return -round(solver.best_objective_bound), heard.found

    def _binds(self, row: Row) -> bool:
        return len(set(map(self.meeting, row.options))) > row.most


class _Listener(cp_model.CpSolverSolutionCallback):
    def __init__(self, taken: Mapping[Key, cp_model.IntVar]) -> None:
        super().__init__()
        self.taken, self.found = taken, list[Weights]()

    def on_solution_callback(self) -> None:
        values = ((key, self.value(var)) for key, var in self.taken.items())
        self.found.append({key: float(value) for key, value in values if value})
