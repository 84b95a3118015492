"""Which meetings a day takes at given prices, each whole: solved by CP-SAT, with a bound."""

from __future__ import annotations

import sys
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
MANY = 5000  # sets of meetings that a day is asked for
Left = Callable[[], float]
Prices = Mapping[str, int]
Worth = tuple[tuple[int, int], ...]


class Plan(NamedTuple):
    """Meetings that one day holds, by their options, and what that costs; no day: left out."""

    day: int | None
    meetings: frozenset[str]
    options: tuple[int, ...]
    cost: int

    def gain(self, prices: Prices) -> int:
        """Return the prices of its meetings less what it costs, in parts of a point."""
        return sum(prices[each] for each in self.meetings) - FINE * self.cost


class Day:
    """The options that stand on one day, and all that keeps them from standing together."""

    def __init__(
        self, number: int, conflicts: Conflicts, points: Mapping[int, int]
    ) -> None:
        self.number, self.conflicts = number, conflicts
        self.points = {each: points[each] for each in conflicts.stays}
        self._rows: dict[Row, None] = {}  # that solutions broke
        self._models: dict[tuple[int, ...], _Model] = {}
        self._known: dict[Worth, tuple[int, list[Plan]]] = {}

    def take(self, prices: Prices, left: Left) -> tuple[int, list[Plan]]:
        """Return what the day gains at most, and plans, each gaining more than the one before.

        A gain is the prices of the meetings taken less what they cost, in parts of a point,
        FINE to each. Short of time there may be no plan.
        """
        worth = self._worth(prices, 1)
        asked = tuple(worth.items())
        if asked not in self._known:
            # Prices change more often than which options are worth their cost.
            model = self._models.get(tuple(worth)) or self._model(worth)
            self._models[tuple(worth)] = model
            self._known[asked] = self._taken(model, worth, left)
        return self._known[asked]

    def near(self, prices: Prices, slack: int, left: Left) -> list[Plan]:
        """Return a plan of each set of meetings that gains at most `slack` less than the most.

        Each is the cheapest of its meetings, and none may gain the most. Raises TimeoutError
        where the seconds that `left` returns are over, or there are more than MANY.
        """
        worth = self._worth(prices, -slack)
        model, near = self._model(worth), list[Plan]()
        most, plans = self._taken(model, worth, left)
        least = most - slack
        while most >= least:
            if len(near) == MANY or not plans or plans[-1].gain(prices) < most:
                raise TimeoutError
            near.append(plans[-1])
            model.bar(plans[-1].meetings)
            most, plans = self._taken(model, worth, left)
        return near

    def hold(self, options: Iterable[int], dear: int, left: Left) -> list[Plan]:
        """Return plans of nothing but options that can stand together, the last of them all."""
        worth = {each: FINE * dear for each in options if each in self.points}
        return self._taken(self._model(worth), worth, left)[1]

    def _worth(self, prices: Prices, least: int) -> dict[int, int]:
        """Return what each option gains alone, of those that gain so much: a plan with one
        that gains less gains by so much less than without it."""
        gains = (
            (option, prices[self._meeting(option)] - FINE * points)
            for option, points in self.points.items()
        )
        return {option: gain for option, gain in gains if gain >= least}

    def _model(self, options: Iterable[int]) -> _Model:
        model = _Model(sorted(options), self._meeting)
        together = self.conflicts.broken(dict.fromkeys(model.options, 1.0))
        model.say([*together, *self._rows])
        return model

    def _taken(
        self, model: _Model, worth: Mapping[int, int], left: Left
    ) -> tuple[int, list[Plan]]:
        """Return as `take`, once what was found breaks no row that was not said."""
        most, found = model.solved(worth, left())
        while rows := [row for each in found for row in self.conflicts.broken(each)]:
            self._rows |= dict.fromkeys(rows)
            model.say(rows)
            most, found = model.solved(worth, left())
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
    """Some options of a day, of which it takes one of each meeting or none."""

    def __init__(self, options: list[int], meeting: Callable[[int], str]) -> None:
        self.options, self.meeting, self.cp = options, meeting, cp_model.CpModel()
        self.barred = False
        self.vars: dict[Key, cp_model.IntVar] = {}
        self.out: dict[str, cp_model.IntVar] = {}
        for key, theirs in groupby(options, meeting):
            self.out[key] = self.cp.new_bool_var("")
            each: dict[Key, cp_model.IntVar] = {
                option: self.cp.new_bool_var("") for option in theirs
            }
            self.cp.add_exactly_one(self.out[key], *each.values())
            self.vars |= each

    def say(self, rows: Iterable[Row]) -> None:
        """Tell rows, so far as they are of these options and of several meetings."""
        options = frozenset(self.options)
        of_these = (row._replace(options=row.options & options) for row in rows)
        for row in maximal(filter(self._binds, of_these)):
            for other in row.others:
                if other not in self.vars:
                    most = 1 if isinstance(other, Absent) else MOST_BEYOND
                    self.vars[other] = self.cp.new_int_var(0, most, "")
            taken = [self.vars[each] for each in row.options]
            if row.most == 1 and not row.others:
                self.cp.add_at_most_one(taken)
            else:
                others = [self.vars[each] for each in row.others]
                self.cp.add(sum(taken) <= row.most + sum(others))

    def bar(self, meetings: frozenset[str]) -> None:
        """Take these meetings, and no others with them, no more."""
        self.barred = True
        self.cp.add_bool_or(
            var if key in meetings else ~var for key, var in self.out.items()
        )

    def solved(
        self, worth: Mapping[int, int], seconds: float
    ) -> tuple[int, list[Weights]]:
        """Return what can be gained at most, and what was found, the best last."""
        lost = (
            (-worth[key] if isinstance(key, int) else FINE * key.points) * var
            for key, var in self.vars.items()
        )
        self.cp.minimize(cp_model.LinearExpr.sum(list(lost)))
        solver, heard = cp_model.CpSolver(), _Listener(self.vars)
        solver.parameters.max_time_in_seconds = max(seconds, 0.01)
        solver.parameters.num_workers = 1
        solver.parameters.symmetry_level = 0
        if not self.barred:
            # The rows are strong: with all in its linear programme, cuts only cost time.
            solver.parameters.linearization_level = 2
            solver.parameters.cut_level = 0
        status = solver.solve(self.cp, heard)
        if status == cp_model.INFEASIBLE:
            return -sys.maxsize, []
        if status == cp_model.UNKNOWN:
            return sum(max(0, each) for each in worth.values()), []
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
