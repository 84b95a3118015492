"""A pilot's verdict at size: processor time, beside rivals where they are installed.

    python benchmarks/pilots.py

Eight teams, 24 months and 10 indicators, all judged at once, and 150 councils over 120
months, twenty of them in a pilot. The aim is a second, of the whole verdict of the first and
of each indicator of the second. The quickest of three is told, in processor time. Of the
rivals, each has one p of one indicator to give: scipy lists or draws up to 9,999 splits, as
StatsPAI, pyfixest, ritest and lwdid do; diff-diff draws 99 here. All but scipy are to be
installed apart (they are no dependencies of ours).
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable

import numpy as np
from scipy import stats

from alongside.reckon.pilots import Circumstances, Panel, Question, evaluate
from alongside.reckon.pilots.panel import Figures
from alongside.reckon.pilots.periods import between

AIM = 1.0  # seconds
DRAWS = 9_999
MANY = 20  # units from which on a coin for each puts some in both arms
SIZES = (
    # teams, of them pilot teams, first and last month, indicators
    ("8 teams, 24 months, 10 indicators", 8, 4, ("2024-01", "2025-12"), 10),
    ("150 councils, 120 months, 1 indicator", 150, 20, ("2016-01", "2025-12"), 1),
)


def main() -> None:
    for name, teams, pilot, (first, last), indicators in SIZES:
        panel = invented(teams, between(first, last), indicators)
        asked = Question(
            panel.teams[:pilot],
            panel.periods[len(panel.periods) // 2],
            worthwhile={"": 5.0},
            circumstances=Circumstances(by_lot=True),
        )
        taken = quickest(lambda panel=panel, asked=asked: evaluate(panel, asked))
        print(f"{name:<50}{taken:8.3f} s, the aim is {AIM:g}")
        for rival, run in rivals(panel, asked).items():
            print(f"    {rival:<46}{quickest(run):8.3f} s")


def invented(teams: int, months: list[str], indicators: int) -> Panel:
    """Months of shares in time, each of so many due, with a level of each team's own."""
    chance = np.random.default_rng(8)
    figures = {}
    for n in range(indicators):
        due = chance.integers(15, 40, (teams, len(months))).astype(float)
        done = chance.binomial(due.astype(int), chance.uniform(0.6, 0.9, (teams, 1)))
        name = f"in_time_{n}"
        figures[name] = Figures(name, 100 * done / due, done.astype(float), due)
    return Panel(tuple(f"Team {n}" for n in range(teams)), tuple(months), figures)


def quickest(run: Callable[[], object]) -> float:
    taken = []
    for _ in range(3):
        began = time.process_time()
        run()
        taken.append(time.process_time() - began)
    return min(taken)


def rivals(panel: Panel, asked: Question) -> dict[str, Callable[[], object]]:
    """Return what else would draw splits of the first indicator, where it is installed."""
    figures = next(iter(panel.indicators.values()))
    pilot, after = panel.are(asked.pilot), panel.since(asked.start)
    changes = figures.values[:, after].mean(axis=1) - figures.values[:, ~after].mean(
        axis=1
    )
    found: dict[str, Callable[[], object]] = {
        f"scipy's permutation_test, {DRAWS:,} draws or all": lambda: (
            stats.permutation_test(
                (changes[pilot], changes[~pilot]),
                lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis),
                vectorized=True,
                n_resamples=DRAWS,
            )
        )
    }
    for module, asks in (
        ("statspai", _statspai),
        ("pyfixest", _pyfixest),
        ("diff_diff", _diff_diff),
        ("ritest", _ritest),
        ("lwdid", _lwdid),
    ):
        try:
            theirs = importlib.import_module(module)
        except ModuleNotFoundError:
            continue
        found |= asks(theirs, figures.values, changes, pilot, after)
    return found


def _across(changes: np.ndarray, pilot: np.ndarray) -> object:
    """One row a team, as those ask for it that know no periods."""
    columns = {"y": changes, "treat": pilot * 1.0}
    return importlib.import_module("pandas").DataFrame(columns)


def _statspai(theirs, values, changes, pilot, after) -> dict[str, Callable[[], object]]:
    frame = _across(changes, pilot)
    return {
        "StatsPAI's fisher_exact": lambda: theirs.fisher_exact(
            frame, y="y", treatment="treat", n_perm=DRAWS
        )
    }


def _pyfixest(theirs, values, changes, pilot, after) -> dict[str, Callable[[], object]]:
    """Its ritest throws a coin for each unit (and stops on eight): of many units alone."""
    if len(values) < MANY:
        return {}
    fit = theirs.feols("y ~ treat", data=_across(changes, pilot))
    return {"pyfixest's ritest (wrong)": lambda: fit.ritest("treat", reps=DRAWS)}


def _months(values: np.ndarray, pilot: np.ndarray, after: np.ndarray) -> object:
    """One row a team and month, as those ask for it that take the changes themselves."""
    teams, months = values.shape
    unit = np.repeat(np.arange(teams), months)
    columns = {
        "unit": unit,
        "month": np.tile(np.arange(1, months + 1), teams),
        "outcome": values.ravel(),
        "post": np.tile(after.astype(int), teams),
        "treatment": pilot[unit].astype(int),
    }
    return importlib.import_module("pandas").DataFrame(columns)


def _ritest(theirs, values, changes, pilot, after) -> dict[str, Callable[[], object]]:
    frame = _across(changes, pilot)
    return {
        "ritest's": lambda: theirs.ritest(
            df=frame, permute_var="treat", formula="y ~ treat", stat="treat",
            reps=DRAWS, seed=1, n_jobs=1, ci_mode="none",
        )
    }  # fmt: skip


def _lwdid(theirs, values, changes, pilot, after) -> dict[str, Callable[[], object]]:
    frame = _months(values, pilot, after)
    return {
        "lwdid's, its whole fit": lambda: theirs.lwdid(
            frame, y="outcome", d="treatment", ivar="unit", tvar="month", post="post",
            rolling="demean", ri=True, rireps=DRAWS, seed=1, ri_method="permutation",
            verbose="quiet",
        )
    }  # fmt: skip


def _diff_diff(
    theirs, values, changes, pilot, after
) -> dict[str, Callable[[], object]]:
    frame = _months(values, pilot, after)
    return {
        "diff-diff's permutation_test, 99 draws": lambda: theirs.permutation_test(
            frame, outcome="outcome", treatment="treatment", post="post", unit="unit",
            n_permutations=99,
        )
    }  # fmt: skip


if __name__ == "__main__":
    main()
