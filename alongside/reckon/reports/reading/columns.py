"""Tables that are laid out in a text: with bars, with tabs, or in columns of spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CELL = r"(?:[-+(]?£?\d[\d,.]*(?:%|m|k)?\)?|[-–—.*]|n/a|N/A|nil|tbc|TBC)"
_NUMBERS_LAST = re.compile(
    rf"(?P<label>.*?)\s*(?P<cells>{_CELL}(?:\s+{_CELL}){{2,}})\s*"
)
_RULE = re.compile(r"[\s|:+=-]+")
_GAP = re.compile(r"\s{2,}")
_FIGURE = re.compile(r"\d")


def barred(line: str) -> bool:
    return line.count("|") >= 2 and line.strip().startswith("|") or line.count("|") >= 3


def tabbed(line: str) -> bool:
    return "\t" in line.strip()


def spaced(line: str) -> bool:
    return len(_GAP.split(line.strip())) >= 2


def of_bars(lines: Sequence[str]) -> tuple[list[list[str]], int]:
    """Return the rows of a table with bars, and how many of them are heads."""
    rows: list[list[str]] = []
    heads = 1
    for line in lines:
        if _RULE.fullmatch(line) and "-" in line:
            heads = max(len(rows), 1)
        else:
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
    return rows, heads


def of_tabs(lines: Sequence[str]) -> tuple[list[list[str]], int]:
    return [[cell.strip() for cell in line.strip().split("\t")] for line in lines], 1


def of_spaces(lines: Sequence[str]) -> tuple[list[list[str]], int]:
    """Return the rows of a table in columns: where all lines are blank, a column ends.

    Lines of heads above the first figure are one row; a line with nothing but a label
    belongs to the row below or above it.
    """
    lines = [line for line in lines if not _RULE.fullmatch(line)]
    edges = _edges([line.rstrip() for line in lines])
    rows = [_cut(line, edges) for line in lines]
    first = next((at for at, row in enumerate(rows) if _has_figures(row)), 1)
    heads = [
        " ".join(filter(None, column)) for column in zip(*rows[:first], strict=True)
    ]
    return [heads, *_joined(rows[first:])] if first else _joined(rows), min(first, 1)


def of_last_numbers(lines: Sequence[str]) -> list[list[str]] | None:
    """Return rows that end in as many cells each, one space apart; else nothing.

    "Mansfield DCPT 0% 61% 15% 23%" is a label and four cells. A line without cells is
    the beginning of the next label, or a heading within the table.
    """
    rows, before = [], ""
    for line in lines:
        found = _NUMBERS_LAST.fullmatch(line.strip())
        if found and re.search(r"[A-Za-z]", found["label"] + before):
            label = f"{before} {found['label']}".strip()
            rows.append([label, *found["cells"].split()])
            before = ""
        else:
            before = line.strip()
    widths = {len(row) for row in rows}
    return rows if len(rows) >= 3 and len(widths) == 1 else None


def ends_in_numbers(line: str) -> bool:
    found = _NUMBERS_LAST.fullmatch(line.strip())
    return bool(found and re.search(r"\d", found["cells"]))


def _edges(lines: Sequence[str]) -> list[int]:
    """Return where columns begin: after two blanks or more that all lines share."""
    width = max(map(len, lines))
    inked = [
        any(len(line) > at and line[at] != " " for line in lines) for at in range(width)
    ]
    starts: list[int] = []
    for at in range(width):
        after_gap = not any(inked[max(at - 2, 0) : at])
        if inked[at] and after_gap:
            starts.append(at)
    return starts or [0]


def _cut(line: str, edges: Sequence[int]) -> list[str]:
    ends = [*edges[1:], None]
    return [line[start:end].strip() for start, end in zip(edges, ends, strict=True)]


def _has_figures(row: Sequence[str]) -> bool:
    return any(_FIGURE.search(cell) for cell in row[1:]) and bool(row[0])


def _joined(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Put a label's second line to its first: a row with a label and nothing else."""
    made: list[list[str]] = []
    for row in rows:
        if made and row[0][:1].islower() and not any(row[1:]):
            made[-1][0] = f"{made[-1][0]} {row[0]}"
        else:
            made.append(list(row))
    return made
