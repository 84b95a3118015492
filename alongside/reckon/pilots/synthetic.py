"""Synthetic difference-in-differences: one council among many others that had no pilot.

Weights on the others make them move as the council moved before; weights on the periods
before make them like those after. With few others such weights fit noise, and are refused.

Source: Arkhangelsky, Athey, Hirshberg, Imbens and Wager (2021), American Economic Review
111, 4088-4118, and the authors' R package synthdid 0.0.9 (BSD-3), whose steps these are;
checked against its published figures in tests/reckon/test_pilot_synthetic.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from alongside.reckon.pilots.assignments import Chosen
from alongside.reckon.pilots.inference import Interval, Numbers

Places: TypeAlias = NDArray[np.intp]
FEWEST = 20
LEAST_PENALTY = 1e-6
NORMAL = 1.96
FIRST_STEPS, STEPS, DRAWS, SEED = 100, 10_000, 200, 2015
SYNTHETIC, CONTROL, PLAIN = (
    "synthetic difference-in-differences",
    "synthetic control",
    "difference in differences",
)


class TooFew(ValueError):
    """There are too few others, or periods before, for weights to mean anything."""


@dataclass(frozen=True)
class Weighted:
    """An estimate in the values' unit, and the weights of others and of periods before.

    `error` is the placebo standard error; the interval is 1.96 of it either way.
    """

    method: str
    estimate: float
    others: Numbers
    periods: Numbers
    error: float = float("nan")

    @property
    def interval(self) -> Interval:
        half = NORMAL * self.error
        return self.estimate - half, self.estimate + half


@dataclass(frozen=True)
class _Blocks:
    """Others first, then those of the pilot; periods before first, then after."""

    values: Numbers
    others: int
    before: int

    @property
    def collapsed(self) -> Numbers:
        """Those of the pilot as one row, the periods after as one column."""
        rows = np.vstack(
            [
                self.values[: self.others],
                self.values[self.others :].mean(axis=0, keepdims=True),
            ]
        )
        after = rows[:, self.before :].mean(axis=1, keepdims=True)
        return np.hstack([rows[:, : self.before], after])

    @property
    def noise(self) -> float:
        steps = np.diff(self.values[: self.others, : self.before], axis=1)
        return float(steps.std(ddof=1))

    @property
    def penalty(self) -> float:
        """How much weights are drawn to evenness: the fourth root of cells in the pilot."""
        rows, columns = self.values.shape
        cells = (rows - self.others) * (columns - self.before)
        return float(cells**0.25)

    def estimate(self, others: Numbers, periods: Numbers) -> float:
        rows, columns = self.values.shape
        left = np.append(-others, np.full(rows - self.others, 1 / (rows - self.others)))
        right = np.append(
            -periods, np.full(columns - self.before, 1 / (columns - self.before))
        )
        return float(left @ self.values @ right)


def synthetic(values: Numbers, pilot: Chosen, after: Chosen) -> tuple[Weighted, ...]:
    """Return synthetic difference-in-differences and its two companions, with errors.

    `values` is whole (units by periods). The error is the placebo one: each other in turn
    (or, of several in the pilot, 200 draws of as many) is taken for the pilot. Raises
    TooFew below 20 others or two periods before, and where a cell is missing.
    """
    _check(values, pilot, after)
    order = np.argsort(pilot, kind="stable")
    periods = np.argsort(after, kind="stable")
    blocks = _Blocks(
        values[order][:, periods], int((~pilot).sum()), int((~after).sum())
    )
    return tuple(_with_error(method, blocks) for method in (SYNTHETIC, CONTROL, PLAIN))


def _check(values: Numbers, pilot: Chosen, after: Chosen) -> None:
    others, before = int((~pilot).sum()), int((~after).sum())
    if others < FEWEST:
        raise TooFew(
            f"There are {others} others, and weights need {FEWEST} at least: on fewer they "
            "fit chance, and the fit looks better than it is. Compare team by team instead."
        )
    if before < 2 or not pilot.any() or not after.any():
        raise TooFew("There are to be two periods before, one after, and a pilot.")
    if np.isnan(values).any():
        raise TooFew(
            f"{int(np.isnan(values).sum())} cells are missing, and weights need all. Leave "
            "out those units or periods."
        )


def _with_error(method: str, blocks: _Blocks) -> Weighted:
    found = _fit(method, blocks)
    placebos = [
        _fit(method, _placebo(blocks, order)).estimate for order in _orders(blocks)
    ]
    error = float(np.std(placebos))
    return Weighted(method, found.estimate, found.others, found.periods, error)


def _orders(blocks: _Blocks) -> list[Places]:
    """Which others stand as the pilot, last: each alone, or as many as there are, drawn."""
    everyone, many = np.arange(blocks.others), len(blocks.values) - blocks.others
    if many == 1:
        return [np.append(np.delete(everyone, each), each) for each in everyone]
    chance = np.random.default_rng(SEED)
    return [chance.permutation(everyone) for _ in range(DRAWS)]


def _placebo(blocks: _Blocks, order: Places) -> _Blocks:
    many = len(blocks.values) - blocks.others
    return _Blocks(blocks.values[order], blocks.others - many, blocks.before)


def _fit(method: str, blocks: _Blocks) -> Weighted:
    even = np.full(blocks.others, 1 / blocks.others)
    evenly = np.full(blocks.before, 1 / blocks.before)
    if method == PLAIN:
        return Weighted(method, blocks.estimate(even, evenly), even, evenly)
    table, before, noise = blocks.collapsed, blocks.before, blocks.noise
    if method == CONTROL:
        others = _weights(
            table[:, :before].T, LEAST_PENALTY * noise, noise, level=False
        )
        none = np.zeros(before)
        return Weighted(method, blocks.estimate(others, none), others, none)
    periods = _weights(table[: blocks.others], LEAST_PENALTY * noise, noise, level=True)
    others = _weights(table[:, :before].T, blocks.penalty * noise, noise, level=True)
    return Weighted(method, blocks.estimate(others, periods), others, periods)


def _weights(table: Numbers, penalty: float, noise: float, *, level: bool) -> Numbers:
    """Return weights on the first columns, 0 to 1 and 1 in all, that make the last.

    With `level`, up to a constant. Small ones are set to 0 half-way, as the authors do.
    """
    if level:
        table = table - table.mean(axis=0)
    least = (1e-5 * noise) ** 2
    even = np.full(table.shape[1] - 1, 1 / (table.shape[1] - 1))
    first = _descend(table, even, penalty, least, FIRST_STEPS)
    few = np.where(first <= first.max() / 4, 0.0, first)
    return _descend(table, few / few.sum(), penalty, least, STEPS)


def _descend(
    table: Numbers, weights: Numbers, penalty: float, least: float, steps: int
) -> Numbers:
    """Frank and Wolfe's way down: each step goes towards one column, as far as it pays."""
    columns, aim = table[:, :-1], table[:, -1]
    eta = len(table) * penalty**2
    before, fitted = np.inf, columns @ weights
    for step in range(steps):
        slope = (fitted - aim) @ columns + eta * weights
        best = int(slope.argmin())
        towards = -weights
        towards[best] += 1
        along = columns[:, best] - fitted
        bend = along @ along + eta * (towards @ towards)
        far = -float(slope @ towards) / float(bend) if bend > 0 else 0.0
        far = min(1.0, max(0.0, far))
        weights, fitted = weights + far * towards, fitted + far * along
        left = fitted - aim
        now = float(penalty**2 * (weights @ weights) + left @ left / len(table))
        if step > 0 and before - now <= least:
            break
        before = now
    return weights
