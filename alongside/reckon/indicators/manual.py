"""The reference manual of indicators: what each counts, with its question.

Run `python -m alongside.reckon.indicators.manual docs/reference/indicators.md` to print it
afresh, or with a second argument, a council's own rulebook, to print that.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

from alongside.reckon.indicators import (
    DEPARTMENT,
    FAMILIES,
    LOCAL,
    REASONS,
    Indicator,
    listed,
)
from alongside.reckon.indicators.published import TABLES, Table, published, years
from alongside.reckon.rulebook import Rulebook, read

_OPENING = """\
# Indicators

Printed from `alongside/reckon/indicators/`; change that, then run `make manual`. How they are
counted, and why two families, is in
[How indicators are counted](../explanation/how-indicators-are-counted.md).

`alongside indicators` counts them. Each share has a numerator, a denominator and, beside them, how
many were left out of both and why:
"""
_CLOCKS = """\
- In the numerator: {numerator}
- Left out: {left_out}
- Put into a month by: {placed_by}

All put one question, each to the clocks of its own rules:
"""


def manual(rules: Rulebook) -> str:
    """Return the manual as Markdown, for a rulebook."""
    found = list(listed(rules).values())
    lines = [_OPENING, "| left out as | because |", "|---|---|"]
    lines += [f"| `{reason}` | {said} |" for reason, said in REASONS.items()]
    lines += ["", "## What the Department published", "", *_published(), ""]
    lines += [f"## {FAMILIES[LOCAL]}", "", *_local(found)]
    lines += [f"## {FAMILIES[DEPARTMENT]}", ""]
    for indicator in found:
        if indicator.family == DEPARTMENT:
            lines += _entry(indicator)
    return "\n".join(lines).rstrip() + "\n"


def _local(found: list[Indicator]) -> Iterator[str]:
    """Yield the local indicators as one table: they differ in their clocks alone."""
    local = [each for each in found if each.family == LOCAL]
    alike = local[0]
    yield _CLOCKS.format(
        numerator=_flat(alike.numerator),
        left_out=_flat(alike.left_out),
        placed_by=_flat(alike.placed_by),
    )
    yield from _question(alike)
    yield "| indicator | counted | clocks | source |"
    yield "|---|---|---|---|"
    for each in local:
        clocks = ", ".join(f"`{code}`" for code in each.rules)
        named = f"**{each.name}**<br>{each.title}"
        yield f"| {named} | {_flat(each.counted)} | {clocks} | {_source(each)} |"
    yield ""


def _published() -> Iterator[str]:
    """Yield England's published shares, each beside the indicator that counts the same."""
    latest = years(TABLES[0])
    yield f"| table | indicator | {' | '.join(str(year) for year in latest)} |"
    yield f"|---|---|{'---|' * len(latest)}"
    for table in TABLES:
        shares = " | ".join(_share(table, year) for year in latest)
        yield f"| {table.title} | `{table.indicator}` | {shares} |"


def _share(table: Table, year: int) -> str:
    share = published(table, year)
    return f"{share.low}% ({share.least:,} of {share.total:,})"


def _entry(indicator: Indicator) -> list[str]:
    lines = [
        f"### {indicator.name}",
        "",
        f"{indicator.title}. Version {indicator.version}.",
        "",
        f"- Counted: {_flat(indicator.counted)}",
        f"- In the numerator: {_flat(indicator.numerator)}",
        f"- Left out: {_flat(indicator.left_out)}",
        f"- Put into a month by: {_flat(indicator.placed_by)}",
    ]
    if indicator.bands:
        bands = ", ".join(band.label for band in indicator.bands)
        lines.append(f"- Bands, in working days: {bands}.")
    return [*lines, f"- Source: {_source(indicator)}", "", *_question(indicator)]


def _source(indicator: Indicator) -> str:
    checked = "" if indicator.verified else " Not verified."
    return f"{_flat(indicator.source).rstrip('.')}.{checked}"


def _question(indicator: Indicator) -> list[str]:
    return ["```sql", dedent(indicator.sql).strip(), "```", ""]


def _flat(text: str) -> str:
    return " ".join(text.split())


def main(words: list[str]) -> None:
    rules = read(Path(words[1]) if words[1:] else None)
    Path(words[0]).write_text(manual(rules), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
