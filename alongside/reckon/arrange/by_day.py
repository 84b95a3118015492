"""How good a month can be, day by day: a price for each meeting, and what each day takes at it.

Only that each meeting is held ties one day to another: people, rooms, travel and crowding
are of one day. So each meeting is given a price. Each day takes those meetings whose prices
come to most above what they cost there, as if the other days did not take them too. All
prices, less what the days so gain, no month costs less than: for in a month each meeting
pays its price once, and no day gains more. Prices are then moved to where the bound rises,
and the plans that days have made on the way are put together to months. Where it rises no
more, each day lists all plans that a month as good as the bound can be made of.

Sources: Dantzig and Wolfe (1960), Decomposition principle for linear programs, Operations
Research 8, of the plans and prices; Marsten, Hogan and Blankenship (1975), The boxstep
method for large-scale optimization, Operations Research 23, of moving prices by so much;
Baldacci, Christofides and Mingozzi (2008), An exact algorithm for the vehicle routing problem
based on the set partitioning formulation with additional cuts, Mathematical Programming 115,
of listing the rest.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]
from ortools.sat.python import cp_model

from alongside.reckon.arrange.days import FINE, Day, Left, Plan, Prices

A_STEP = 0.5  # points that a price moves at most in a round
STEPS = 20  # where more is not proved yet, this part of it
TO_CHOOSE = 2.0  # seconds to put plans together


class ByDay:
    """The days of a month, the plans that they have made, and the bound that is proved.

    `out` are plans of no day, each of a meeting that is left out; `prices` begin it.
    """

    def __init__(
        self,
        days: list[Day],
        out: list[Plan],
        prices: Mapping[str, float],
        workers: int = 1,
    ) -> None:
        self.workers = workers
        self.days, self.bound, self.settled = days, 0, False
        self._most = {key: plan.cost for plan in out for key in plan.meetings}
        self._plans: dict[tuple[int | None, frozenset[str]], Plan] = {}
        self._programme = _Programme(prices, days)
        self._learn(out)
        self._here = self._asked = self._whole(prices)
        # What is proved at the prices here, in parts of a point, and what each day gains.
        self._at, self._gained = -sys.maxsize, dict[int | None, int]()

    def show(self, options: Collection[int], dear: int, left: Left) -> None:
        """Learn the days of a month, in which these options stand; dear is more than it costs."""
        for day in self.days:
            if left() > 0:
                self._learn(day.hold(options, dear, left))

    def ask(self, best: int, left: Left) -> None:
        """Ask the days at the next prices, keep those where the bound rises, and move on.

        So many at once as there are workers: what a day takes hangs on no other. Once the
        seconds that `left` returns are over, nothing is changed.
        """
        gained, fresh = dict[int | None, int]({None: 0}), False
        with ThreadPoolExecutor(self.workers) as pool:
            told = list(pool.map(lambda day: day.take(self._asked, left), self.days))
        if left() <= 0:
            return
        for day, (most, plans) in zip(self.days, told, strict=True):
            gained[day.number], fresh = most, self._learn(plans) or fresh
        at = sum(self._asked.values()) - sum(gained.values())
        if raised := at > self._at:
            self._at, self._here, self._gained = at, self._asked, gained
            self.bound = max(self.bound, -(-at // FINE))
        self.settled = not fresh and not raised
        step = max(A_STEP, (best - self._at / FINE) / STEPS)
        self._asked = self._whole(self._programme.prices(self._here, step))

    def rise(self, left: Left) -> list[int]:
        """Return the options of a month that costs the bound, or raise it where there is none.

        The plans of such a month gain less than their days' most, but all together by no
        more than the bound is above what is proved at the prices here: so all plans that
        do are learned first. With no month, and the bound as it was, time ran out.
        """
        slack = FINE * self.bound - self._at
        try:
            for day in self.days:
                self._learn(day.near(self._here, slack, left))
            found = self._together(self.bound + 1, left())
        except TimeoutError:
            return []
        self.bound += not found
        return found

    def better(self, best: int, seconds: float) -> list[int]:
        """Return the options of a month that costs less than the best, if one is soon found."""
        try:
            return self._together(best, min(TO_CHOOSE, seconds))
        except TimeoutError:
            return []

    def _together(self, best: int, seconds: float) -> list[int]:
        """Return the options of plans that hold each meeting, and cost less than the best.

        None where no plans known do; raises TimeoutError where it is not known in time.
        """
        model = cp_model.CpModel()
        taken = {plan: model.new_bool_var("") for plan in self._near(best - 1)}
        of: dict[int | str | None, list[cp_model.IntVar]] = defaultdict(list)
        for plan, var in taken.items():
            for each in (plan.day, *plan.meetings):
                of[each].append(var)
        for day in self.days:
            model.add_at_most_one(of[day.number])
        for meeting in self._here:
            model.add_bool_or(of[meeting])
        total = sum(plan.cost * var for plan, var in taken.items())
        model.add(total < best)
        model.minimize(total)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.01, seconds)
        solver.parameters.num_workers = 1
        status = solver.solve(model)
        if status == cp_model.UNKNOWN:
            raise TimeoutError
        if status == cp_model.INFEASIBLE:
            return []
        return [n for plan, var in taken.items() if solver.value(var) for n in plan.options]  # fmt: skip

    def _near(self, most: int) -> list[Plan]:
        """Return the plans known that a month of so many points can be made of."""
        slack, gained = FINE * most - self._at, self._gained
        return [
            plan
            for plan in self._plans.values()
            if not gained or gained[plan.day] - plan.gain(self._here) <= slack
        ]

    def _learn(self, plans: Iterable[Plan]) -> bool:
        """Keep plans; return whether any is new, or costs less than one of the same meetings."""
        fresh = False
        for plan in plans:
            known = self._plans.get((plan.day, plan.meetings))
            if plan.meetings and (known is None or plan.cost < known.cost):
                self._plans[plan.day, plan.meetings], fresh = plan, True
                self._programme.learn(plan)
        return fresh

    def _whole(self, prices: Mapping[str, float]) -> Prices:
        """Return prices in whole parts: none below 0, nor above what it costs to leave out."""
        parts = {key: max(0, round(FINE * price)) for key, price in prices.items()}
        return {
            key: min(part, FINE * self._most[key]) if key in self._most else part
            for key, part in parts.items()
        }


class _Programme:
    """The plans known, taken by parts: what it costs to hold each meeting once more."""

    def __init__(self, meetings: Iterable[str], days: Iterable[Day]) -> None:
        self.solver: Any = pywraplp.Solver.CreateSolver("GLOP")
        self.solver.Objective().SetMinimization()
        endless = self.solver.infinity()
        self.held = {each: self.solver.Constraint(1, endless) for each in meetings}
        self.once: dict[int | None, Any] = {
            day.number: self.solver.Constraint(-endless, 1) for day in days
        }
        self.once[None] = self.solver.Constraint(-endless, endless)
        self.more = {key: self._column({row: 1}) for key, row in self.held.items()}
        self.less = {key: self._column({row: -1}) for key, row in self.held.items()}

    def learn(self, plan: Plan) -> None:
        rows = dict.fromkeys((self.held[each] for each in sorted(plan.meetings)), 1)
        self._cost(self._column({**rows, self.once[plan.day]: 1}), plan.cost)

    def prices(self, here: Prices, step: float) -> dict[str, float]:
        """Return the prices at which no plan known gains, each within a step of `here`."""
        for key, price in here.items():
            self._cost(self.more[key], price / FINE + step)
            self._cost(self.less[key], -max(0.0, price / FINE - step))
        self.solver.Solve()
        return {key: row.dual_value() for key, row in self.held.items()}

    def _column(self, rows: Mapping[Any, int]) -> Any:
        var = self.solver.NumVar(0, self.solver.infinity(), "")
        for row, many in rows.items():
            row.SetCoefficient(var, many)
        return var

    def _cost(self, var: Any, cost: float) -> None:
        self.solver.Objective().SetCoefficient(var, float(cost))
