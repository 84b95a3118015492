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
_PIECE = re.compile(r"\S+(?: \S+)*")
_FIGURE = re.compile(r"[-+(]?£?\d[\d,.]*\s?(?:%|m|k)?\)?")


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
    """Return the rows of a table in columns, which are where its figures stand.

    What lies over or under a column belongs to it. Lines of heads above the first figure
    are one row; a line with nothing but the rest of a label belongs to the row above it.
    """
    rows = [_pieces(line) for line in lines if not _RULE.fullmatch(line)]
    first = next((at for at, row in enumerate(rows) if _has_figures(row)), 1)
    spans = _columns(rows, first)
    cells = [_placed(row, spans) for row in rows]
    heads = [
        " ".join(filter(None, column)) for column in zip(*cells[:first], strict=True)
    ]
    body = _joined(cells[first:])
    return ([heads, *body], 1) if first else (body, 0)


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


_Piece = tuple[int, int, str]


def _pieces(line: str) -> list[_Piece]:
    """Return what stands in a line with two blanks or more between, and where."""
    return [(*match.span(), match[0]) for match in _PIECE.finditer(line.rstrip())]


def _columns(rows: Sequence[Sequence[_Piece]], first: int) -> list[tuple[int, int]]:
    """Return where columns lie: under their heads as well, unless a head spans several."""
    body = [row for row in rows[first:] if len(row) > 1] or list(rows)
    headed = _spans([*rows[:first], *body])
    return headed if len(headed) >= max(map(len, body)) else _spans(body)


def _spans(rows: Sequence[Sequence[_Piece]]) -> list[tuple[int, int]]:
    """Return where the columns lie: pieces that stand over each other are of one column."""
    spans: list[tuple[int, int]] = []
    for start, end, _ in sorted(piece for row in rows for piece in row):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return spans


def _placed(row: Sequence[_Piece], spans: Sequence[tuple[int, int]]) -> list[str]:
    cells = [""] * len(spans)
    for start, end, words in row:
        over = [
            at for at, span in enumerate(spans) if start < span[1] and span[0] < end
        ]
        pieces = [words]
        if len(over) > 1 and len(words.split()) == len(over):
            pieces = words.split()
        elif not over:
            over = [min(range(len(spans)), key=lambda at: abs(spans[at][1] - end))]
        for at, piece in zip(over, pieces, strict=False):
            cells[at] = f"{cells[at]} {piece}".strip()
    return cells


def _has_figures(row: Sequence[_Piece]) -> bool:
    return any(_FIGURE.fullmatch(words) for _, _, words in row[1:])


def _joined(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Put a label's second line to its first: a row with a label and nothing else."""
    made: list[list[str]] = []
    for row in rows:
        if made and row[0][:1].islower() and not any(row[1:]):
            made[-1][0] = f"{made[-1][0]} {row[0]}"
        else:
            made.append(list(row))
    return made
