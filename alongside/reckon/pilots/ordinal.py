"""Audit grades as what they are: four grades in order, few in each cell.

A cumulative logit. How likely an audit is to be at least so good depends on the grade, the
team, the period, the team's own change and the pilot. Teams and their changes vary by
amounts that the figures tell little of, so those amounts are taken at several values, each
by how well it fits (a grid); the rest is taken as nearly normal about its mode (Laplace). No
chain is run, and the same counts give the same answer.

Source: McCullagh (1980), J. R. Stat. Soc. B 42, 109-142; Rue, Martino and Chopin (2009),
ibid. 71, 319-392, for the nested approximation. Checked in tests/reckon/test_pilot_grades.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from alongside.reckon.later import Later
from alongside.reckon.pilots.assignments import Chosen
from alongside.reckon.pilots.inference import Interval, Numbers
from alongside.reckon.pilots.panel import GOOD_OR_BETTER, INADEQUATE

linalg = Later("scipy.linalg")
special = Later("scipy.special")
stats = Later("scipy.stats")

TEAMS_VARY, CHANGES_VARY = 1.0, 0.5  # scales of the half-normal priors, log odds
VALUES = 6  # of each amount that are tried
WIDE = 3.0  # sd of what nothing is known of: the grades' own odds, the periods' shifts
POINTS, SEED = 10_000, 2015
CUTS = 3  # between four grades
STEPS, ENOUGH = 60, 1e-8
ALIKE = 1e-4  # arms that are of one mould before the start


@dataclass(frozen=True)
class Prior:
    """Standard deviations in log odds: of the pilot's effect about 0, and of how far the
    arms lay apart before the start beyond what chance of teams makes of it."""

    effect: float
    arms: float = ALIKE


PRIORS: Mapping[str, Prior] = {
    "": Prior(1.0),
    "sceptical": Prior(0.5),
    "vague": Prior(2.5),
    "arms may differ": Prior(1.0, WIDE),
}


@dataclass(frozen=True)
class Points:
    """An effect in points: its middle, its 95% limits and the chance of any benefit."""

    middle: float
    interval: Interval
    benefit: float


@dataclass(frozen=True)
class Posterior:
    """What grades say of the pilot: on the log-odds scale, and in points of each share.

    `log_odds` is the mean and standard deviation of the pilot's effect; `points` holds it
    for `good_or_better` and `inadequate`.
    """

    log_odds: tuple[float, float]
    points: Mapping[str, Points]


@dataclass(frozen=True)
class _Design:
    """Cells by cuts by parameters, the counts of each cell, and where each sort lies."""

    rows: Numbers
    counts: Numbers
    teams: slice
    periods: slice
    changes: slice


@dataclass(frozen=True)
class _Mode:
    """A mode, the matrix of curvature there (lower Cholesky), and the log evidence."""

    at: Numbers
    root: Numbers
    evidence: float


def posterior(counts: Numbers, pilot: Chosen, after: Chosen, prior: Prior) -> Posterior:
    """Return what counts of grades say, from an array of teams by periods by four grades.

    A cell with a missing count (nan) is passed over.
    """
    design = _design(counts, pilot, after)
    modes = _modes(design, prior)
    weights = special.softmax([each.evidence for each in modes])
    means = np.array([each.at[-1] for each in modes])
    spreads = np.array([1 / abs(each.root[-1, -1]) for each in modes])
    benefit = float(weights @ stats.norm.cdf(means / spreads))
    mean = float(weights @ means)
    spread = float(np.sqrt(weights @ (spreads**2 + (means - mean) ** 2)))
    treated = (pilot[:, None] & after[None, :])[~np.isnan(counts).any(axis=2)]
    shares = _in_points(_drawn(modes, weights, design.rows[treated]))
    return Posterior(
        (mean, spread),
        {name: _points(each, benefit) for name, each in shares.items()},
    )


def _design(counts: Numbers, pilot: Chosen, after: Chosen) -> _Design:
    teams, spans = np.nonzero(~np.isnan(counts).any(axis=2))
    many, long = counts.shape[0], counts.shape[1]
    own = np.eye(many)[teams]
    late = after[spans].astype(np.float64)[:, None]
    linear = np.hstack(
        [
            own,
            np.eye(long)[spans][:, 1:],
            own * late,
            pilot[teams, None],
            late * pilot[teams, None],
        ]  # fmt: skip
    )
    cuts = np.broadcast_to(np.eye(CUTS), (len(teams), CUTS, CUTS))
    rows = np.concatenate([cuts, np.repeat(linear[:, None, :], CUTS, axis=1)], axis=2)
    ends = np.cumsum([CUTS, many, long - 1, many])
    parts = [slice(int(a), int(b)) for a, b in zip(ends, ends[1:], strict=False)]
    return _Design(rows, counts[teams, spans], *parts)


def _modes(design: _Design, prior: Prior) -> list[_Mode]:
    """Return the mode for each pair of amounts; the pairs are equally likely beforehand."""
    middle = (np.arange(VALUES) + 0.5) / VALUES
    amounts = (stats.halfnorm.ppf(middle, scale=s) for s in (TEAMS_VARY, CHANGES_VARY))
    found: list[_Mode] = []
    start = _start(design)
    for teams, changes in product(*amounts):
        found.append(_mode(design, _precisions(design, teams, changes, prior), start))
        start = found[-1].at
    return found


def _start(design: _Design) -> Numbers:
    """Return the odds of all audits together, and nothing else."""
    at_least = design.counts.sum(axis=0)[:-1].cumsum() + np.arange(1, CUTS + 1)
    start = np.zeros(design.rows.shape[2])
    start[:CUTS] = special.logit(at_least / (design.counts.sum() + CUTS + 1))
    return start


def _precisions(design: _Design, teams: float, changes: float, prior: Prior) -> Numbers:
    found = np.full(design.rows.shape[2], WIDE**-2)
    found[design.teams], found[design.changes] = teams**-2, changes**-2
    found[-2], found[-1] = prior.arms**-2, prior.effect**-2
    return found


def _mode(design: _Design, precisions: Numbers, start: Numbers) -> _Mode:
    """Climb to the mode by Newton's steps, halved where one would go too far."""
    at, height = start, _height(design, precisions, start)
    for _ in range(STEPS):
        slope, curve = _slope_and_curve(design, precisions, at)
        root = linalg.cholesky(curve, lower=True, check_finite=False)
        step = linalg.cho_solve((root, True), slope, check_finite=False)
        if slope @ step < ENOUGH:
            break
        at, height = _climb(design, precisions, at, step, height)
    evidence = height + np.log(precisions).sum() / 2 - np.log(np.diag(root)).sum()
    return _Mode(at, root, float(evidence))


def _climb(
    design: _Design, precisions: Numbers, at: Numbers, step: Numbers, height: float
) -> tuple[Numbers, float]:
    for _ in range(30):
        if (higher := _height(design, precisions, at + step)) >= height:
            return at + step, higher
        step = step / 2
    return at, height


def _shares(design: _Design, at: Numbers) -> tuple[Numbers, Numbers]:
    """Return of each cell the chances of being at least so good, and of each grade."""
    upto = special.expit(design.rows @ at)
    return upto, np.diff(upto, axis=1, prepend=0.0, append=1.0)


def _height(design: _Design, precisions: Numbers, at: Numbers) -> float:
    _, grades = _shares(design, at)
    if (grades <= 0).any():
        return -np.inf
    fit = (design.counts * np.log(grades)).sum()
    return float(fit - (precisions * at**2).sum() / 2)


def _slope_and_curve(
    design: _Design, precisions: Numbers, at: Numbers
) -> tuple[Numbers, Numbers]:
    """Return the gradient of the log density and minus its matrix of second derivatives."""
    upto, grades = _shares(design, at)
    steep = upto * (1 - upto)
    ratio, square = design.counts / grades, design.counts / grades**2
    push = ratio[:, :-1] - ratio[:, 1:]
    bend = np.zeros((*push.shape, CUTS))
    each = np.arange(CUTS)
    bend[:, each, each] = steep**2 * (square[:, :-1] + square[:, 1:]) - push * steep * (
        1 - 2 * upto
    )
    beside = -steep[:, :-1] * steep[:, 1:] * square[:, 1:-1]
    bend[:, each[:-1], each[1:]] = bend[:, each[1:], each[:-1]] = beside
    flat = design.rows.reshape(-1, design.rows.shape[2])
    curve = flat.T @ (bend @ design.rows).reshape(flat.shape)
    slope = flat.T @ (push * steep).reshape(-1) - precisions * at
    return slope, curve + np.diag(precisions)


def _drawn(modes: list[_Mode], weights: Numbers, rows: Numbers) -> Numbers:
    """Return points of the mixture of normals, as many of each as its weight.

    Cells by cuts by points: the log odds of each pilot cell after the start; and last, in a
    row of its own for every cut, the pilot's effect.
    """
    own = np.zeros((1, *rows.shape[1:]))
    own[..., -1] = 1.0
    asked = np.concatenate([rows, own]).reshape(-1, rows.shape[2])
    chance = np.random.default_rng(SEED)
    found = []
    for mode, weight in zip(modes, weights, strict=True):
        apart = linalg.cho_solve((mode.root, True), asked.T, check_finite=False)
        spread = mode.root.T @ apart
        half = chance.standard_normal((len(mode.at), round(POINTS * weight / 2)))
        # Not by a threaded product: its threads wait longer than the sum takes.
        moved = np.einsum("pa,pn->an", spread, half)
        found.append((asked @ mode.at)[:, None] + np.hstack([moved, -moved]))
    return np.hstack(found).reshape(len(rows) + 1, CUTS, -1)


def _in_points(drawn: Numbers) -> dict[str, Numbers]:
    """Return the effect on shares of the pilot teams' audits after the start, in points."""
    with_it, own = drawn[:-1], drawn[-1]
    change = 100 * (special.expit(with_it) - special.expit(with_it - own)).mean(axis=0)
    return {GOOD_OR_BETTER: change[1], INADEQUATE: -change[2]}


def _points(drawn: Numbers, benefit: float) -> Points:
    low, middle, high = np.quantile(drawn, (0.025, 0.5, 0.975))
    return Points(float(middle), (float(low), float(high)), benefit)
