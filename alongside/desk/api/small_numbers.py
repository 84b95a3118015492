"""Monthly figures that count children's things, put through the one door for small numbers.

What one month counts of all teams is one table, with a row a team, whoever asks: two
programs that see different teams cannot be put side by side to tell what is hidden.
Figures of one denominator are columns of one table, since each is the rest of another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from alongside.desk.workforce.models import MonthlyFigure
from alongside.reckon.disclosure import ALL, Published, protect

TOGETHER = (
    ("in_time_local",),
    ("audits_good_local", "audits_inadequate_local"),
)
TABLES = {name: names for names in TOGETHER for name in names}
REST = "rest"


class Counts(NamedTuple):
    """Both counts fit to be given away; None where one is hidden."""

    numerator: int | None
    denominator: int | None


HIDDEN = Counts(None, None)
Cells = dict[int, dict[str, MonthlyFigure]]


def protected(figures: Iterable[MonthlyFigure]) -> dict[int, Counts]:
    """Return what may be told of those figures that count children's things, by key."""
    told: dict[int, Counts] = {}
    wanted = {
        (TABLES[each.indicator], each.month)
        for each in figures
        if each.indicator in TABLES
    }
    for names, month in sorted(wanted):
        told |= dict(_of_table(names, month))
    return told


def _of_table(names: tuple[str, ...], month: date) -> Iterator[tuple[int, Counts]]:
    cells: Cells = defaultdict(dict)
    for each in MonthlyFigure.objects.filter(indicator__in=names, month=month):
        cells[each.team_id][each.indicator] = each
    rows = {team: counts for team, row in cells.items() if (counts := _row(row))}
    shown = protect(
        {
            (str(team), name): counts.get(name, 0)
            for team, counts in rows.items()
            for name in (*names, REST)
        }
    )
    for team, row in cells.items():
        for name, figure in row.items():
            yield figure.pk, _counts(shown, team, name) if team in rows else HIDDEN


def _row(figures: dict[str, MonthlyFigure]) -> dict[str, int]:
    """Return a team's counts, which add up to their denominator; none where they do not."""
    wholes = {each.denominator for each in figures.values()}
    counts = {name: each.numerator for name, each in figures.items()}
    counts[REST] = max(wholes) - sum(counts.values())
    if len(wholes) > 1 or any(n < 0 or n != int(n) for n in counts.values()):
        return {}
    return {name: int(n) for name, n in counts.items()}


def _counts(shown: Published, team: int, name: str) -> Counts:
    whole = shown.counts[str(team), ALL]
    part = shown.counts[str(team), name]
    return HIDDEN if part is None or whole is None else Counts(part, whole)
