"""How far two auditors of the same cases agree: Cohen's kappa, with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from alongside.reckon.intervals import Z_95

WEIGHTS = {"unweighted": 0, "linear": 1, "quadratic": 2}
Table = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance: 1 is full, 0 what chance gives; with its 95% interval.

    `value` and the rest are None where it cannot be told, and `why` says why.
    """

    weights: str
    cases: int
    value: float | None = None
    error: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""


def kappa(table: Table, weights: str = "unweighted") -> Kappa:
    """Return Cohen's kappa of a square table: rows the first auditor's grades, columns the
    second's, both in the scale's order; whole numbers of cases.

    With linear or quadratic weights a disagreement of one grade counts less than one of
    three. The standard error is the large-sample one of Fleiss, Cohen and Everitt (1969),
    Psychological Bulletin 72, 323-327; with few cases the interval is too narrow. Raises
    ValueError where the table is not square or the weights have another name.
    """
    size, cases = len(table), sum(map(sum, table))
    if any(len(row) != size for row in table) or weights not in WEIGHTS:
        raise ValueError("Agreement needs a square table and weights that are known.")
    if not cases:
        return Kappa(weights, 0, why="No case was graded by two auditors.")
    agree = [[_weight(i, j, size, weights) for j in range(size)] for i in range(size)]
    shares = [[n / cases for n in row] for row in table]
    first, second = (
        [sum(row) for row in shares],
        [sum(each) for each in zip(*shares, strict=True)],
    )
    pairs = [(i, j) for i in range(size) for j in range(size)]
    expected = sum(agree[i][j] * first[i] * second[j] for i, j in pairs)
    if 1 - expected < 1e-12:
        why = "Both auditors gave every case the same grade: nothing tells skill from habit."
        return Kappa(weights, cases, why=why)
    observed = sum(agree[i][j] * shares[i][j] for i, j in pairs)
    value = (observed - expected) / (1 - expected)
    by_row = [sum(second[j] * agree[i][j] for j in range(size)) for i in range(size)]
    by_column = [sum(first[i] * agree[i][j] for i in range(size)) for j in range(size)]
    spread = sum(
        shares[i][j] * (agree[i][j] - (by_row[i] + by_column[j]) * (1 - value)) ** 2
        for i, j in pairs
    )
    spread -= (value - expected * (1 - value)) ** 2
    error = sqrt(max(spread, 0.0) / cases) / (1 - expected)
    low, high = max(-1.0, value - Z_95 * error), min(1.0, value + Z_95 * error)
    return Kappa(weights, cases, value, error, low, high)


def _weight(i: int, j: int, size: int, weights: str) -> float:
    """How much of an agreement it is to grade a case i and j: 1 is full, 0 is none."""
    power = WEIGHTS[weights]
    if not power or size == 1:
        return float(i == j)
    return float(1 - (abs(i - j) / (size - 1)) ** power)
