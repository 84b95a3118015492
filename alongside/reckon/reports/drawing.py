"""Pictures of a report's tables as plain SVG: bars, or before and after.

They hold neither style nor script, and can be read aloud: a title, and a description made of
the same figures. Each column has a hatch or a shape of its own: its colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from alongside.reckon.documents import Table
from alongside.reckon.reports.front import Drawn

WIDTH, LEFT, RIGHT, BAR, GAP, TOP = 720, 200, 70, 16, 12, 34
COLOURS = ("#12436D", "#A8400B", "#28605B", "#5A5A5A")
MOST = 4


def drawn(name: str, asked: Drawn, table: Table) -> tuple[str, str]:
    """Return an SVG of so many columns of a table, and the same in words.

    `name` makes the picture's ids its own on a page. Raises ValueError where a column is
    not there, has no number in it, or there are none or too many.
    """
    places = [_place(table, column) for column in asked.columns]
    if not 1 <= len(places) <= MOST:
        raise ValueError(f"it has {len(places)} columns; draw 1 to {MOST}.")
    if asked.drawn == "before and after" and len(places) != 2:
        raise ValueError("before and after are two columns.")
    rows = [(row[0], [number(row[place]) for place in places]) for row in table.rows]
    known = [value for _, values in rows for value in values if value is not None]
    if not known:
        raise ValueError("no cell of its columns is a number.")
    if min(known) < 0:
        raise ValueError("a cell is below 0, which these pictures cannot show.")
    words = _words(asked, table, places)
    draw = _bars if asked.drawn == "bars" else _moves
    step = BAR * len(places) + GAP if asked.drawn == "bars" else BAR + GAP
    height = TOP + step * len(rows) + 24
    scale = (WIDTH - LEFT - RIGHT) / (max(known) or 1.0)
    parts = [*_key(asked), *draw(rows, table, places, scale)]
    return _svg(name, asked.caption, words, height, parts), words


def number(cell: str) -> float | None:
    """Return the number of a cell as printed, without its unit; None where there is none."""
    digits = "".join(c for c in cell if c in "0123456789.-")
    try:
        return float(digits)
    except ValueError:
        return None


def _place(table: Table, column: str) -> int:
    if column not in table.columns:
        raise ValueError(f"{column!r} is no column of it: {', '.join(table.columns)}.")
    return list(table.columns).index(column)


def _words(asked: Drawn, table: Table, places: Sequence[int]) -> str:
    """Return the picture in words: every figure of it."""
    rows = []
    for row in table.rows:
        told = (f"{table.columns[p]} {row[p] or 'not given'}" for p in places)
        rows.append(f"{row[0]}: {', '.join(told)}")
    return f"{asked.drawn.capitalize()}. {'; '.join(rows)}."


def _key(asked: Drawn) -> Iterator[str]:
    for place, column in enumerate(asked.columns):
        x = LEFT + place * 150
        yield _mark(asked.drawn, place, x, 8)
        yield _text(x + 18, 19, column, "start")


def _mark(form: str, place: int, x: float, y: float) -> str:
    if form == "bars":
        return _bar(x, y, 12, 12, place)
    return _point(x + 6, y + 6, place)


def _bars(
    rows: Sequence[tuple[str, Sequence[float | None]]],
    table: Table,
    places: Sequence[int],
    scale: float,
) -> Iterator[str]:
    for number_, (head, values) in enumerate(rows):
        top = TOP + number_ * (BAR * len(values) + GAP)
        yield _text(LEFT - 10, top + BAR * len(values) / 2 + 5, head, "end")
        for place, value in enumerate(values):
            y = top + place * BAR
            length = (value or 0.0) * scale
            if value is not None:
                yield _bar(LEFT, y, length, BAR - 2, place)
            printed = table.rows[number_][places[place]] or "not given"
            yield _text(LEFT + length + 6, y + BAR - 4, printed, "start")


def _moves(
    rows: Sequence[tuple[str, Sequence[float | None]]],
    table: Table,
    places: Sequence[int],
    scale: float,
) -> Iterator[str]:
    for number_, (head, values) in enumerate(rows):
        y = TOP + number_ * (BAR + GAP) + BAR / 2
        yield _text(LEFT - 10, y + 5, head, "end")
        known = [value for value in values if value is not None]
        if len(known) == 2:
            ends = (LEFT + known[0] * scale, LEFT + known[1] * scale)
            yield f'<line x1="{ends[0]:.1f}" y1="{y:.1f}" x2="{ends[1]:.1f}" y2="{y:.1f}" stroke="#5A5A5A" stroke-width="2"/>'
        for place, value in enumerate(values):
            if value is not None:
                yield _point(LEFT + value * scale, y, place)
        printed = " to ".join(table.rows[number_][p] or "not given" for p in places)
        yield _text(
            LEFT + max(known, default=0.0) * scale + 12, y + 5, printed, "start"
        )


def _bar(x: float, y: float, width: float, height: float, place: int) -> str:
    """Return a bar; each column has a filling of its own: whole, hollow, dashed, dotted."""
    colour = COLOURS[place]
    dashes = ("", "", ' stroke-dasharray="6 3"', ' stroke-dasharray="2 3"')[place]
    fill = colour if place == 0 else "#FFFFFF"
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 1):.1f}" height="{height}" '
        f'fill="{fill}" stroke="{colour}" stroke-width="2"{dashes}/>'
    )


def _point(x: float, y: float, place: int) -> str:
    """Return a ring for what was before, and a square for what came after."""
    if place == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="#FFFFFF" stroke="{COLOURS[1]}" stroke-width="2"/>'
    return f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" fill="{COLOURS[0]}"/>'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="13" '
        f'font-family="Arial, Liberation Sans, sans-serif" fill="#1B1B1B">{escape(words)}</text>'
    )


def _svg(name: str, title: str, words: str, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="{escape(name)}-title {escape(name)}-said">'
        f'<title id="{escape(name)}-title">{escape(title)}</title>'
        f'<desc id="{escape(name)}-said">{escape(words)}</desc>{"".join(parts)}</svg>'
    )
