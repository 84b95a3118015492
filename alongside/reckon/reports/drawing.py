"""Pictures of a report's tables as plain SVG: bars, or before and after.

They hold neither style nor script, and can be read aloud: a title, and a description made of
the same figures. Each column has a filling or a shape of its own: its colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import shorten

from alongside.reckon.documents import Table
from alongside.reckon.reports.front import Drawn

WIDTH, BAR, GAP, TOP, MARGIN = 720, 16, 12, 36, 16
LETTER = 7.0  # the width of a letter at this size, a wide one
LONGEST = 48  # letters of a row's name; the description has it whole
COLOURS = ("#12436D", "#A8400B", "#28605B", "#5A5A5A")
MOST = 4
NOT_GIVEN = "not given"


@dataclass(frozen=True)
class _Row:
    """A row of a picture: its name, its numbers (None where there is none), as printed."""

    name: str
    values: Sequence[float | None]
    printed: Sequence[str]

    @property
    def known(self) -> list[float]:
        return [value for value in self.values if value is not None]

    @property
    def moved(self) -> str:
        return " to ".join(self.printed)


@dataclass(frozen=True)
class _Frame:
    """Where things stand: names to the left, room for what is printed to the right."""

    left: float
    right: float
    most: float

    def x(self, value: float) -> float:
        return self.left + value / self.most * (WIDTH - self.left - self.right)


def drawn(name: str, asked: Drawn, table: Table) -> tuple[str, str]:
    """Return an SVG of so many columns of a table, and the same in words.

    `name` makes the picture's ids its own on a page. Raises ValueError where a column is
    not there, has no number in it, or there are none or too many.
    """
    rows = _rows(asked, table)
    moves = asked.drawn == "before and after"
    frame = _frame(rows, moves)
    words = _words(asked, rows)
    parts = [*_key(asked, frame), *(_moves if moves else _bars)(rows, frame)]
    step = GAP + BAR * (1 if moves else len(asked.columns))
    return _svg(name, asked.caption, words, TOP + step * len(rows), parts), words


def number(cell: str) -> float | None:
    """Return the number of a cell as printed, without its unit; None where there is none."""
    digits = "".join(each for each in cell if each in "0123456789.-")
    try:
        return float(digits)
    except ValueError:
        return None


def _rows(asked: Drawn, table: Table) -> list[_Row]:
    places = [_place(table, column) for column in asked.columns]
    if not 1 <= len(places) <= MOST:
        raise ValueError(f"it has {len(places)} columns; draw 1 to {MOST}.")
    if asked.drawn == "before and after" and len(places) != 2:
        raise ValueError("before and after are two columns.")
    rows = [
        _Row(
            row[0],
            [number(row[place]) for place in places],
            [row[place] or NOT_GIVEN for place in places],
        )
        for row in table.rows
    ]
    known = [value for row in rows for value in row.known]
    if not known:
        raise ValueError("no cell of its columns is a number.")
    if min(known) < 0:
        raise ValueError("a cell is below 0, which these pictures cannot show.")
    return rows


def _place(table: Table, column: str) -> int:
    if column not in table.columns:
        raise ValueError(f"{column!r} is no column of it: {', '.join(table.columns)}.")
    return list(table.columns).index(column)


def _frame(rows: Sequence[_Row], moves: bool) -> _Frame:
    names = max(len(_short(row.name)) for row in rows)
    told = max(len(t) for row in rows for t in ([row.moved] if moves else row.printed))
    most = max(value for row in rows for value in row.known)
    return _Frame(names * LETTER + MARGIN, told * LETTER + MARGIN, most or 1.0)


def _words(asked: Drawn, rows: Sequence[_Row]) -> str:
    """Return the picture in words: every figure of it."""
    told = []
    for row in rows:
        each = (f"{c} {p}" for c, p in zip(asked.columns, row.printed, strict=True))
        told.append(f"{row.name}: {', '.join(each)}")
    return f"{asked.drawn.capitalize()}. {'; '.join(told)}."


def _key(asked: Drawn, frame: _Frame) -> Iterator[str]:
    x = frame.left
    for place, column in enumerate(asked.columns):
        if asked.drawn == "bars":
            yield _bar(x, 8, 12, 12, place)
        else:
            yield _point(x + 6, 14, place)
        yield _text(x + 20, 19, column, "start")
        x += 20 + len(column) * LETTER + MARGIN


def _bars(rows: Sequence[_Row], frame: _Frame) -> Iterator[str]:
    for at, row in enumerate(rows):
        top = TOP + at * (BAR * len(row.values) + GAP)
        middle = top + BAR * len(row.values) / 2 + 4
        yield _text(frame.left - 10, middle, _short(row.name), "end")
        told = zip(row.values, row.printed, strict=True)
        for place, (value, printed) in enumerate(told):
            y, end = top + place * BAR, frame.x(value or 0.0)
            if value is not None:
                yield _bar(frame.left, y, end - frame.left, BAR - 2, place)
            yield _text(end + 6, y + BAR - 4, printed, "start")


def _moves(rows: Sequence[_Row], frame: _Frame) -> Iterator[str]:
    for at, row in enumerate(rows):
        y = TOP + at * (BAR + GAP) + BAR / 2
        yield _text(frame.left - 10, y + 5, _short(row.name), "end")
        if len(row.known) == 2:
            first, last = map(frame.x, row.known)
            yield (
                f'<line x1="{first:.1f}" y1="{y:.1f}" x2="{last:.1f}" y2="{y:.1f}" '
                'stroke="#5A5A5A" stroke-width="2"/>'
            )
        for place, value in enumerate(row.values):
            if value is not None:
                yield _point(frame.x(value), y, place)
        yield _text(
            frame.x(max(row.known, default=0.0)) + 12, y + 5, row.moved, "start"
        )


def _short(name: str) -> str:
    return shorten(name, LONGEST, placeholder="…")


def _bar(x: float, y: float, width: float, height: float, place: int) -> str:
    """Return a bar; each column is drawn its own way: filled, hollow, dashed, dotted."""
    colour = COLOURS[place]
    dashes = ("", "", ' stroke-dasharray="6 3"', ' stroke-dasharray="2 3"')[place]
    fill = colour if place == 0 else "#FFFFFF"
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 1):.1f}" height="{height}" '
        f'fill="{fill}" stroke="{colour}" stroke-width="2"{dashes}/>'
    )


def _point(x: float, y: float, place: int) -> str:
    """Return a ring for what was before, and a smaller square for what came after."""
    if place == 0:
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="#FFFFFF" '
            f'stroke="{COLOURS[1]}" stroke-width="2"/>'
        )
    return (
        f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" '
        f'fill="{COLOURS[0]}"/>'
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="13" '
        'font-family="Arial, Liberation Sans, sans-serif" '
        f'fill="#1B1B1B">{escape(words)}</text>'
    )


def _svg(name: str, title: str, words: str, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" aria-labelledby="{escape(name)}-title {escape(name)}-said">'
        f'<title id="{escape(name)}-title">{escape(title)}</title>'
        f'<desc id="{escape(name)}-said">{escape(words)}</desc>{"".join(parts)}</svg>'
    )
