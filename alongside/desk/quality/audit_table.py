"""Audits by team and quarter: counted, put side by side, coloured by a stated rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count

from alongside.desk.quality.audit_models import Grade
from alongside.desk.quality.quarters import Quarter, quarter_of
from alongside.reckon.audits import (
    Cell,
    Colour,
    Polarity,
    Reading,
    Row,
    Share,
    coloured_by_chance,
    compare,
    said_of,
    together,
)
from alongside.reckon.audits.colours import half_up

TAGS = {Colour.GREEN: "green", Colour.RED: "red", Colour.NONE: "grey", Colour.UNKNOWN: "grey"}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A share as pages say it."""

    share: Share
    of: int | None

    @property
    def percent(self) -> str:
        if self.share.percent is None:
            return "not known"
        said = f"{half_up(self.share.percent)}%"
        return f"missing, implied {said}" if self.share.implied else said

    @property
    def interval(self) -> str:
        """The 95% limits, in whole per cent; nothing where the audits were not counted."""
        low, high = self.share.low, self.share.high
        if low is None or high is None:
            return ""
        return f"{half_up(Fraction(low))} to {half_up(Fraction(high))}"

    @property
    def fraction(self) -> str:
        return "" if self.share.count is None else f"{self.share.count} of {self.of}"


@dataclass(frozen=True)
class Compared:
    """A grade of a team in two periods, as a cell of the table."""

    name: str
    before: Shown
    after: Shown
    change: str
    word: str
    tag: str


@dataclass(frozen=True)
class Line:
    """A team's two rows: its cells, and good or better beside them."""

    team: str
    before: Row
    after: Row
    cells: list[Compared]
    good: Compared
    said: list[str]


@dataclass(frozen=True)
class Table:
    """Teams in two periods, the rule that colours them, and what chance would colour."""

    before: str
    after: str
    lines: list[Line]
    reading: Reading
    colours: dict[str, int]
    by_chance: str

    @property
    def cells(self) -> int:
        return sum(self.colours.values())

    @property
    def coloured(self) -> int:
        return self.colours[Colour.GREEN.value] + self.colours[Colour.RED.value]


def side_by_side(
    pairs: Iterable[tuple[Row, Row]], grades: Sequence[Grade], reading: Reading
) -> Table:
    """Return the table of teams' rows before and after."""
    scale, lines = [grade.reckoned for grade in grades], []
    found = list(pairs)
    colours = {colour.value: 0 for colour in Colour}
    for before, after in found:
        cells = compare(before, after, scale, reading)
        for cell in cells:
            colours[cell.colour.value] += 1
        said = [
            f"{row.period}: {sentence}"
            for row in (before, after)
            for sentence in said_of(row, scale)
        ]
        shown = [_shown(cell, before.audits, after.audits) for cell in cells]
        lines.append(
            Line(before.team, before, after, shown, _good(before, after, scale), said)
        )
    first, then = (found[0][0].period, found[0][1].period) if found else ("", "")
    return Table(
        first, then, lines, reading, colours, _by_chance(found, scale, reading)
    )


def _shown(cell: Cell, before: int | None, after: int | None) -> Compared:
    return Compared(
        cell.grade.name,
        Shown(cell.before, before),
        Shown(cell.after, after),
        points(cell.change),
        cell.colour.value.capitalize(),
        TAGS[cell.colour],
    )


def _good(before: Row, after: Row, scale) -> Compared:
    """Good or better: the one figure of a row that an audit moves only once."""
    first, then = (together(row, scale, Polarity.GOOD) for row in (before, after))
    known = first.percent is not None and then.percent is not None
    change = then.percent - first.percent if known else None
    return Compared(
        "Good or better", Shown(first, before.audits), Shown(then, after.audits),
        points(change), "", "",
    )  # fmt: skip


def points(change: Fraction | None) -> str:
    """Return a change in percentage points, to one decimal place: +17.0, or nothing."""
    if change is None:
        return ""
    tenths = half_up(abs(change) * 10)
    sign = "+" if change > 0 else "−" if change < 0 and tenths else ""
    return f"{sign}{tenths // 10}.{tenths % 10}"


def _by_chance(found, scale, reading: Reading) -> str:
    counted = [(b.counts, a.counts) for b, a in found if b.counts and a.counts]
    if len(counted) < len(found) or not counted:
        return ""
    return f"{coloured_by_chance(counted, scale, reading):.1f}"


def rows_by_team(
    audits, before: Quarter, after: Quarter, grades: Sequence[Grade]
) -> list[tuple[Row, Row]]:
    """Return each team's rows of two quarters, by name, from audits a person may see."""
    held: defaultdict[str, defaultdict[Quarter, defaultdict[int, int]]]
    held = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for quarter in (before, after):
        counted = audits.between(quarter.first, quarter.last).counted().order_by()
        for team, grade, number in counted.values_list(
            "team__name", "counts_as"
        ).annotate(n=Count("pk")):
            held[team][quarter][grade] = number
    return [
        tuple(
            Row(
                team,
                str(quarter),
                counts=tuple(held[team][quarter][g.pk] for g in grades),
            )
            for quarter in (before, after)
        )
        for team in sorted(held)
    ]


def by_quarter(
    audits, quarters: Sequence[Quarter], grades: Sequence[Grade]
) -> list[tuple[Quarter, Shown]]:
    """Return good or better of each quarter, of all the audits given together."""
    scale = [grade.reckoned for grade in grades]
    held: defaultdict[Quarter, defaultdict[int, int]] = defaultdict(
        lambda: defaultdict(int)
    )
    asked = audits.between(quarters[0].first, quarters[-1].last).counted().order_by()
    days: Iterable[tuple[date, int, int]]
    days = asked.values_list("audited_on", "counts_as").annotate(n=Count("pk"))
    for day, grade, number in days:
        held[quarter_of(day)][grade] += number
    found = []
    for quarter in quarters:
        row = Row("", str(quarter), counts=tuple(held[quarter][g.pk] for g in grades))
        found.append((quarter, Shown(together(row, scale, Polarity.GOOD), row.audits)))
    return found
