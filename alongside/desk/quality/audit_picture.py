"""Good or better of each team in two periods, drawn: a dot, and how far it may be off."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.desk.quality.audit_table import Compared, Shown, Table

LEFT, WIDTH, STEP, ABOVE = 300, 560, 46, 46


@dataclass(frozen=True)
class Dot:
    """A share on the scale: where its middle stands, and the ends of its interval."""

    x: float
    y: int
    low: float | None
    high: float | None
    said: str


@dataclass(frozen=True)
class TeamDrawn:
    team: str
    y: int
    before: Dot | None
    after: Dot | None
    said: str


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    teams: list[TeamDrawn]
    ticks: list[tuple[float, int]]
    left: int = LEFT
    right: int = LEFT + WIDTH


def picture(table: Table) -> Picture:
    teams = [
        _team(line.team, line.good, ABOVE + n * STEP)
        for n, line in enumerate(table.lines)
    ]
    ticks = [(_x(percent), percent) for percent in range(0, 101, 25)]
    return Picture(LEFT + WIDTH + 40, ABOVE + len(teams) * STEP + 20, teams, ticks)


def _team(team: str, good: Compared, y: int) -> TeamDrawn:
    said = f"{team}: {_said(good.before)} before, {_said(good.after)} after"
    return TeamDrawn(team, y, _dot(good.before, y - 7), _dot(good.after, y + 7), said)


def _said(shown: Shown) -> str:
    return f"{shown.percent} ({shown.interval})" if shown.interval else shown.percent


def _dot(shown: Shown, y: int) -> Dot | None:
    share = shown.share
    if share.percent is None:
        return None
    low = None if share.low is None else _x(float(share.low))
    high = None if share.high is None else _x(float(share.high))
    return Dot(_x(float(share.percent)), y, low, high, shown.percent)


def _x(percent: float) -> float:
    return round(LEFT + WIDTH * percent / 100, 1)
