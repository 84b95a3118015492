"""A panel fit to publish: no small number of audits, nor of anything else that is counted.

Of audits the table of grades goes through `reckon/disclosure`: small counts are hidden, and
all others rounded. Of other figures a row is hidden where what was counted, or what was not
of those it is a share of, is a small number. `c` stands for what is hidden: `alongside
pilot` reads it as missing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from alongside.reckon.disclosure import ALL, DEPARTMENTS, HIDDEN, protect
from alongside.reckon.pilots.panel import Panel, read_text
from alongside.reckon.pilots.wide import GRADES

COUNTED = ("value", "numerator", "denominator")


def to_publish(text: str) -> str:
    """Return a panel's CSV with its small numbers hidden.

    Grades as percentages of which nobody says how many audits they are of stay as they are.
    """
    panel = read_text(text)
    known = bool(panel.audits) and all(row.counts for row in panel.audits.values())
    if panel.audits and not known:
        return text
    hidden = _grades(panel) if known else {}
    made = StringIO()
    rows = csv.DictReader(StringIO(text))
    writer = csv.DictWriter(made, rows.fieldnames or (), lineterminator="\n")
    writer.writeheader()
    for line, row in enumerate(rows, start=2):
        writer.writerow(row | (hidden[line] if known else dict(_long(row))))
    return made.getvalue()


def _grades(panel: Panel) -> dict[int, dict[str, str]]:
    """Return each row's grades and number of audits as they may be published, by its line."""
    counts = {
        (str(row.line), grade): count
        for row in panel.audits.values()
        for grade, count in zip(GRADES, row.counts or (), strict=True)
    }
    shown = protect(counts)
    return {
        row.line: {
            **{grade: shown.text(str(row.line), grade) for grade in GRADES},
            "n": shown.text(str(row.line), ALL),
        }
        for row in panel.audits.values()
    }


def _long(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the cells of a row that are hidden, all as such, where a number is small."""
    above, below = (row.get(name) or "" for name in COUNTED[1:])
    if not above or not below:
        return
    numbers = float(above), float(below), float(below) - float(above)
    if any(0 < each < DEPARTMENTS.smallest_shown for each in numbers):
        yield from ((name, HIDDEN) for name in COUNTED)
