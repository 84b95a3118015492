"""Which of some options to take at least cost, each whole: solved by CP-SAT, with a bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ortools.sat.python import cp_model

from alongside.reckon.arrange.conflicts import Absent, Key, Option, Row

Told = Callable[[dict[Key, float]], None]
MOST_BEYOND = 100  # meetings that a day can have beyond what somebody bears


def take(
    options: Sequence[Option],
    points: Mapping[int, int],
    rows: Iterable[Row],
    less_than: int,
    seconds: float,
    told: Told,
) -> int:
    """Return what taking one option of each meeting costs at least, of those with points.

    `less_than` where nothing costs less. `told` hears of better and better choices, each
    under `less_than`: the weight of every option and of what makes rows up.
    """
    model = cp_model.CpModel()
    taken: dict[Key, cp_model.IntVar] = {
        number: model.new_bool_var("") for number in points
    }
    others: dict[Key, cp_model.IntVar] = {}
    of_meeting: dict[str, list[cp_model.IntVar]] = {}
    for number in points:
        key = options[number].meeting.id
        of_meeting.setdefault(key, []).append(taken[number])
    for each in of_meeting.values():
        model.add_exactly_one(each)
    for row in rows:
        for other in row.others - others.keys():
            most = 1 if isinstance(other, Absent) else MOST_BEYOND
            others[other] = model.new_int_var(0, most, "")
        _say(model, row, [taken[n] for n in row.options if n in taken], [others[o] for o in row.others])  # fmt: skip
    cost = sum(more * taken[n] for n, more in points.items()) + sum(
        other.points * var
        for other, var in others.items()
        if not isinstance(other, int)
    )
    model.add(cost < less_than)
    model.minimize(cost)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(seconds, 0.01)
    # One searcher with the rows as its linear programme beats several without.
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    status = solver.solve(model, _Listener({**taken, **others}, told))
    if status == cp_model.INFEASIBLE:
        return less_than
    return min(less_than, round(solver.best_objective_bound))


def _say(
    model: cp_model.CpModel,
    row: Row,
    taken: list[cp_model.IntVar],
    others: list[cp_model.IntVar],
) -> None:
    if row.most == 1 and not others:
        model.add_at_most_one(taken)
    else:
        model.add(sum(taken) <= row.most + sum(others))


class _Listener(cp_model.CpSolverSolutionCallback):
    def __init__(self, taken: Mapping[Key, cp_model.IntVar], told: Told) -> None:
        super().__init__()
        self.taken, self.told = taken, told

    def on_solution_callback(self) -> None:
        values = ((key, self.value(var)) for key, var in self.taken.items())
        self.told({key: float(value) for key, value in values if value})
