"""Drawing lots for a pilot, so that anybody can draw the same again.

Each team's lot is the SHA-256 of the seed, a bar and the team's name; the lowest lots of
each group are in the pilot. The order in which teams are written does not matter, nor does
which program reckons it. A seed that nobody can choose (the numbers of a national lottery
on a day named before) makes the draw one that nobody can have arranged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Draw:
    """A draw as it is kept: its seed, each group's teams by lot, and who is in the pilot."""

    seed: str
    lots: tuple[tuple[str, str, str], ...]
    pilot: tuple[str, ...]


def lot(seed: str, team: str) -> str:
    """Return a team's lot: 64 hexadecimal digits, drawn low to high.

    >>> lot("7 November 2026: 3 14 15 26 41 58", "Ashfield")[:8]
    '2bbfe65f'
    """
    return sha256(f"{seed}|{team}".encode()).hexdigest()


def draw(
    seed: str, groups: Mapping[str, Sequence[str]], picked: Mapping[str, int]
) -> Draw:
    """Return who is drawn: of each group (a kind of service, a pair) so many as asked.

    Raises ValueError for an empty seed, a team named twice, or a group of which none or
    all would be picked and which therefore leaves nothing to draw.
    """
    _refuse(seed, groups, picked)
    lots = [
        (group, lot(seed, team), team)
        for group, members in groups.items()
        for team in members
    ]
    chosen = [
        team
        for group in groups
        for _, _, team in sorted(each for each in lots if each[0] == group)[
            : picked[group]
        ]
    ]
    return Draw(seed, tuple(sorted(lots)), tuple(chosen))


def _refuse(
    seed: str, groups: Mapping[str, Sequence[str]], picked: Mapping[str, int]
) -> None:
    """Raise ValueError for what cannot be drawn."""
    if not seed.strip():
        raise ValueError("A draw needs a seed: write one that nobody could choose.")
    teams = [team for group in groups.values() for team in group]
    if twice := {team for team in teams if teams.count(team) > 1}:
        raise ValueError(f"{min(twice)} is named twice. Name each team once.")
    for group, members in groups.items():
        if not 0 < picked.get(group, 0) < len(members):
            raise ValueError(
                f"{picked.get(group, 0)} of {len(members)} teams of {group} would be in "
                "the pilot. Lots need at least one team on each side."
            )


def pairs(levels: Mapping[str, float]) -> list[tuple[str, str]]:
    """Return teams in pairs whose past levels lie nearest, from the lowest up.

    Of an odd number the one in the middle is left out.
    """
    ordered = sorted(levels, key=lambda team: (levels[team], team))
    if len(ordered) % 2:
        del ordered[len(ordered) // 2]
    return list(zip(ordered[::2], ordered[1::2], strict=True))
