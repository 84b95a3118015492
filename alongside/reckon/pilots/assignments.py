"""The assignments that could have been: every way to choose as many pilot teams.

Where teams were chosen within groups (pairs, kinds of service), only ways that choose as
many from each group count. All are listed while they are few; of many, some are drawn.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import comb, prod
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Chosen: TypeAlias = NDArray[np.bool_]
MOST = 50_000  # assignments that are all listed: up to 9 of 18 teams
DRAWS = 9_999  # beyond that, so many are drawn, and the one that was is added
SEED = 2015


@dataclass(frozen=True)
class Assignments:
    """Rows of assignments by teams, the one that was in the first; `total` there are."""

    chosen: Chosen
    total: int

    @property
    def listed(self) -> int:
        return len(self.chosen)

    @property
    def exact(self) -> bool:
        return self.listed == self.total


def assignments(
    pilot: Chosen,
    groups: Sequence[Hashable] | None = None,
    *,
    most: int = MOST,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Assignments:
    """Return the assignments that keep how many teams of each group are pilot teams.

    `pilot` says of each team whether it is one; `groups` names its group, if there are
    any. Where more than `most` there are, `draws` are drawn at random with `seed`.
    """
    named = None if groups is None else tuple(groups)
    return _assignments(tuple(pilot.tolist()), named, most, draws, seed)


@lru_cache(maxsize=8)
def _assignments(
    arms: tuple[bool, ...],
    groups: tuple[Hashable, ...] | None,
    most: int,
    draws: int,
    seed: int,
) -> Assignments:
    """The same for every indicator: kept, since each is asked of the same splits."""
    pilot = np.array(arms, dtype=np.bool_)
    blocks = groups_of(pilot, groups)
    total = prod(comb(len(block), int(pilot[block].sum())) for block in blocks)
    if total <= most:
        rows = _listed(pilot, blocks)
        others = rows[(rows != pilot).any(axis=1)]
    else:
        others = _drawn(pilot, blocks, draws, np.random.default_rng(seed))
    chosen = np.vstack([pilot[None, :], others])
    chosen.flags.writeable = False
    return Assignments(chosen, total)


def groups_of(
    pilot: Chosen, groups: Sequence[Hashable] | None
) -> list[NDArray[np.intp]]:
    """Return the places of the teams of each group; of all teams, where there is none."""
    names = [""] * len(pilot) if groups is None else list(groups)
    return [
        np.array([at for at, each in enumerate(names) if each == name], dtype=np.intp)
        for name in dict.fromkeys(names)
    ]


def _listed(pilot: Chosen, blocks: list[NDArray[np.intp]]) -> Chosen:
    """Every choice within one group, with every choice within the next."""
    rows = np.zeros((1, len(pilot)), dtype=np.bool_)
    for block in blocks:
        choices = [
            np.array(each, dtype=np.intp)
            for each in combinations(block, int(pilot[block].sum()))
        ]
        rows = np.repeat(rows, len(choices), axis=0)
        for place, choice in enumerate(choices):
            rows[place :: len(choices), choice] = True
    return rows


def _drawn(
    pilot: Chosen,
    blocks: list[NDArray[np.intp]],
    draws: int,
    chance: np.random.Generator,
) -> Chosen:
    rows = np.zeros((draws, len(pilot)), dtype=np.bool_)
    for block in blocks:
        order = np.argsort(chance.random((draws, len(block))), axis=1)
        choice = block[order[:, : int(pilot[block].sum())]]
        np.put_along_axis(rows, choice, True, axis=1)
    return rows
