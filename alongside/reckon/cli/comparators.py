"""`alongside comparators`: the Department's published workforce figures, worked again."""

from __future__ import annotations

import argparse

from alongside.reckon.cli.asking import CannotAnswer, Commands, as_json, write_csv
from alongside.reckon.indicators.workforce import RATIOS, NotComparable, Ratio
from alongside.reckon.indicators.workforce.open_file import (
    ENGLAND,
    RELEASE,
    SYMBOLS,
    areas,
    inputs_of,
    published,
    row_of,
    years,
)
from alongside.reckon.indicators.workforce.worked_again import (
    REASONS,
    agreements,
)

COLUMNS = (
    "indicator", "area", "year", "published", "symbol", "numerator", "denominator",
    "worked_again", "release",
)  # fmt: skip


def add(commands: Commands) -> None:
    told = commands.add_parser(
        "comparators", help="print the Department's workforce figures, worked again"
    )
    told.add_argument(
        "--authority", default=ENGLAND, metavar="NAME",
        help="an authority, a region or England, as the Department spells it",
    )  # fmt: skip
    told.add_argument("--year", type=int, help="the reporting year; all, if not given")
    told.add_argument(
        "--check",
        action="store_true",
        help="say what share of all rows each formula gives",
    )
    form = told.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="as CSV")
    form.add_argument("--json", action="store_true", help="as JSON")
    told.set_defaults(run=say_comparators)


def say_comparators(args: argparse.Namespace) -> None:
    if args.check:
        _say_agreements(args)
        return
    rows = list(_rows(_area(args.authority), args.year))
    if args.csv:
        write_csv(COLUMNS, rows)
    elif args.json:
        as_json([dict(zip(COLUMNS, row, strict=True)) for row in rows])
    else:
        _print(rows)


def _area(name: str) -> str:
    """Return an area's name as it is spelt. Raises CannotAnswer for one not in the file."""
    found = [area for area in areas() if area.casefold() == name.casefold()]
    if not found:
        near = [area for area in areas() if name.casefold()[:5] in area.casefold()]
        raise CannotAnswer(
            f"Nothing is published for {name!r}. "
            + (f"Near it: {', '.join(near)}." if near else "Check how it is spelt.")
        )
    return found[0]


def _rows(area: str, year: int | None) -> list[tuple[object, ...]]:
    asked = [year] if year else years()
    ratios = [ratio for ratio in RATIOS.values() if ratio.comparable]
    try:
        return [_row(ratio, area, each) for ratio in ratios for each in asked]
    except NotComparable as problem:
        raise CannotAnswer(str(problem)) from None


def _row(ratio: Ratio, area: str, year: int) -> tuple[object, ...]:
    shown, row = published(ratio, area, year), row_of(area, year)
    inputs = inputs_of(ratio, row)
    figure = ratio.of(inputs, shown.as_at) if inputs else None
    return (
        ratio.name, area, year, shown.value, shown.symbol,
        row[ratio.top] if figure is None else figure.numerator,
        None if figure is None else figure.denominator,
        None if figure is None else figure.value, RELEASE,
    )  # fmt: skip


def _print(rows: list[tuple[object, ...]]) -> None:
    last = ""
    for name, area, year, value, symbol, above, below, again, _ in rows:
        if name != last:
            print(f"{RATIOS[str(name)].title}\n  {area}, {RELEASE}")
            last = str(name)
        shown = f"{symbol} ({SYMBOLS[str(symbol)]})" if symbol else f"{value}"
        made = f"  {above} / {below} = {again}" if below is not None else ""
        print(f"    {year}  {shown:<8}{made}".rstrip())


def _say_agreements(args: argparse.Namespace) -> None:
    found = agreements()
    columns = ("indicator", "formula", "agreeing", "rows", *REASONS)
    rows = [
        (
            each.ratio.name, each.ratio.formula, each.agreeing, each.rows,
            *(each.reasons.get(reason, 0) for reason in REASONS),
        )
        for each in found
    ]  # fmt: skip
    if args.csv:
        write_csv(columns, rows)
    elif args.json:
        as_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        print("Rows that agree with the printed rate, within half of its last place")
        for name, formula, agreeing, all_rows, *missed in rows:
            print(f"  {name:<24}{agreeing:>5} of {all_rows:>5}  {formula}")
            for reason, times in zip(REASONS, missed, strict=True):
                if times:
                    print(f"  {times:>30} {REASONS[reason]}")
