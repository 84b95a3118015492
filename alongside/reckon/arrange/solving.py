"""One model solved by CP-SAT within some seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ortools.sat.python import cp_model

from alongside.reckon.arrange.costs import Scale
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.model import Model
from alongside.reckon.arrange.problem import Meeting, Place

Told = Callable[[Mapping[str, Place]], None]


def solve(
    diaries: Diaries,
    free: Iterable[Meeting],
    scale: Scale,
    hint: Mapping[str, Place],
    seconds: float,
    workers: int,
    seed: int,
    told: Told | None,
) -> tuple[dict[str, Place], int]:
    """Return the best places of the free meetings, and a bound of what they cost.

    The hint is complete: each meeting stands as it does there, or is unplaced; so the
    first solution is never worse. Where the time is too short even for that, it is
    returned as it came, with the bound 0. `told` hears of each better solution.
    """
    free = list(free)
    model = Model(diaries, free, scale, hint)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(seconds, 0.01)
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    status = solver.solve(model.cp, _Listener(model, told) if told else None)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return {each.id: hint[each.id] for each in free if each.id in hint}, 0
    # The bound of a whole number rounds up; what floats lose is less than a point.
    return model.places(solver), max(0, round(solver.best_objective_bound))


class _Listener(cp_model.CpSolverSolutionCallback):
    def __init__(self, model: Model, told: Told) -> None:
        super().__init__()
        self.model, self.told = model, told

    def on_solution_callback(self) -> None:
        self.told(self.model.places(self))
