"""The reference manual of the workforce's figures: each definition, once.

Run `python -m alongside.reckon.indicators.workforce.manual
docs/reference/workforce-indicators.md` to print it afresh.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from alongside.reckon.indicators.indicator import DEPARTMENT, LOCAL
from alongside.reckon.indicators.workforce import MONTHLY, RATIOS, Ratio
from alongside.reckon.indicators.workforce.open_file import RELEASE, SYMBOLS
from alongside.reckon.indicators.workforce.ratio import NATURES
from alongside.reckon.indicators.workforce.worked_again import (
    REASONS,
    Agreement,
    agreements,
)

_OPENING = """\
# Workforce indicators

Printed from `alongside/reckon/indicators/workforce/`; change that, then run `make manual`.

No figure is printed without its fraction, the day it is of and how many of how many teams it
covers. Where the denominator is under 20 it carries a note. Rounding is half up.
"""
_FAMILIES = {
    LOCAL: "Local: as reports to committees count",
    DEPARTMENT: "The Department's: as its statistics count",
}
_ABOUT = {
    LOCAL: "No national figure stands beside any of these: one that is asked for is refused.",
    DEPARTMENT: "`alongside comparators` prints what was published beside each "
    f"({RELEASE}). Symbols stay symbols: {{symbols}}.",
}


def manual() -> str:
    """Return the manual as Markdown."""
    lines = [_OPENING]
    for family, said in _FAMILIES.items():
        symbols = ", ".join(f"`{mark}` {means}" for mark, means in SYMBOLS.items())
        lines += [f"## {said}", "", _ABOUT[family].format(symbols=symbols), ""]
        for ratio in RATIOS.values():
            if ratio.family == family:
                lines += _entry(ratio)
    return "\n".join([*lines, *_agreements()]).rstrip() + "\n"


def _entry(ratio: Ratio) -> Iterator[str]:
    yield f"### {ratio.name}"
    yield ""
    watched = " Watched month by month." if ratio in MONTHLY else ""
    yield f"{ratio.title}. Version {ratio.version}.{watched}"
    yield ""
    yield f"- Of: {ratio.population}"
    yield f"- Numerator: {ratio.numerator}"
    yield f"- Denominator: {ratio.denominator}"
    yield f"- Period: {ratio.period}"
    yield f"- Formula: `{ratio.formula}`"
    yield f"- Unit: {ratio.unit}, to {ratio.places} decimal places; {NATURES[ratio.nature]}"
    if ratio.least:
        yield f"- Not kept of a team with fewer than {ratio.least} {ratio.over}"
    yield f"- Source: {ratio.source}.{'' if ratio.verified else ' Not verified.'}"
    yield ""


def _agreements() -> Iterator[str]:
    yield "## The published rates, worked again"
    yield ""
    yield "Each rate of the open file worked from its own counts, for England, every region and"
    yield "every authority, 2017 to 2025. A row agrees where the printed rate is within half of"
    yield "its last place. Rows with a symbol are not tried."
    yield ""
    yield "| indicator | agree | of | why the others do not | furthest off |"
    yield "|---|---|---|---|---|"
    for each in agreements():
        why = "; ".join(f"{n}: {REASONS[reason]}" for reason, n in each.reasons.items())
        yield f"| `{each.ratio.name}` | {each.agreeing:,} | {each.rows:,} | {why} | {_worst(each)} |"


def _worst(agreement: Agreement) -> str:
    worst = agreement.worst
    if worst is None:
        return ""
    found = agreement.ratio.round(worst.found)
    return f"{worst.area} {worst.year}: {worst.printed} printed, {found} found"


def main(words: list[str]) -> None:
    Path(words[0]).write_text(manual(), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
