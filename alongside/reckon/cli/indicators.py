"""`alongside indicators`: what share was in time, by month and team."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from alongside.reckon.cli.asking import (
    EXPORT,
    CannotAnswer,
    Commands,
    a_date,
    ask_calendar,
    ask_rulebook,
    calendar_asked_for,
    existing,
    say_left_out,
    write_csv,
)
from alongside.reckon.disclosure import HIDDEN, PublishedFigure, publish
from alongside.reckon.indicators import (
    FAMILIES,
    REASONS,
    Answer,
    BadPeriod,
    Figure,
    answers,
)
from alongside.reckon.intake import read_all
from alongside.reckon.intervals import NO_RATE
from alongside.reckon.records import Records
from alongside.reckon.rulebook import read as read_rulebook

COLUMNS = (
    "indicator", "period", "by", "numerator", "denominator", "left_out", "value", "low",
    "high",
)  # fmt: skip
CUTS = ("month", "team", "band")


def add(commands: Commands) -> None:
    counted = commands.add_parser("indicators", help="say what share was in time")
    counted.add_argument("files", nargs="+", type=Path, metavar="FILE", help=EXPORT)
    for flag, name, said in (("--from", "first", "first"), ("--to", "last", "last")):
        counted.add_argument(
            flag, dest=name, type=a_date, metavar="DATE", required=True,
            help=f"the {said} day counted",
        )  # fmt: skip
    counted.add_argument(
        "--by", choices=CUTS, default="", help="cut by month, team or band of days"
    )
    counted.add_argument(
        "--as-at", type=a_date, metavar="DATE",
        help="the day up to which is known what happened; the last day",
    )  # fmt: skip
    counted.add_argument(
        "--only", nargs="+", metavar="NAME", default=[], help="these indicators alone"
    )
    counted.add_argument(
        "--publish", action="store_true", help="hide small numbers and round the rest"
    )
    counted.add_argument(
        "--store", default="duckdb://", metavar="URL", help="where to reckon"
    )
    form = counted.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="as CSV, with each month")
    form.add_argument("--json", action="store_true", help="as JSON, with each month")
    counted.set_defaults(run=say_indicators)
    ask_rulebook(counted)
    ask_calendar(counted)


def say_indicators(args: argparse.Namespace) -> int:
    if args.publish and args.by == "band":
        raise CannotAnswer(
            "A table by band is not made safe to publish. Ask by team or by month."
        )
    records, status = _records(args)
    found = _chosen(_answers(args, records), args.only)
    if args.json:
        print(json.dumps([_as_json(answer, args) for answer in found], indent=1))
    elif args.csv:
        write_csv(COLUMNS, (row for each in found for row in _rows(each, args)))
    else:
        _print(found, args)
    return status


def _records(args: argparse.Namespace) -> tuple[Records, int]:
    """Return the records of the files that could be read, and 2 if one could not."""
    readings, records = read_all(existing(args.files), as_at=args.as_at)
    refused = [reading for reading in readings if reading.refused]
    said = [f"{r.file}: {r.findings[0].what} {r.findings[0].do}" for r in refused]
    if len(refused) == len(readings):
        raise CannotAnswer(" ".join(said))
    for line in said:
        print(f"alongside: {line}", file=sys.stderr)
    say_left_out(readings)
    return records, 2 if refused else 0


def _answers(args: argparse.Namespace, records: Records) -> list[Answer]:
    by = "" if args.by == "month" else args.by
    try:
        return answers(
            records, read_rulebook(args.rulebook), calendar_asked_for(args), args.first, args.last,
            args.as_at, by, args.store,
        )  # fmt: skip
    except BadPeriod as problem:
        raise CannotAnswer(str(problem)) from None


def _chosen(found: list[Answer], only: list[str]) -> list[Answer]:
    names = [answer.indicator.name for answer in found]
    for name in only:
        if name not in names:
            raise CannotAnswer(
                f"There is no indicator {name!r}. They are: {', '.join(names)}."
            )
    return [answer for answer in found if not only or answer.indicator.name in only]


def _rows(answer: Answer, args: argparse.Namespace) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the CSV; where there is no answer, one that is empty but named."""
    name = answer.indicator.name
    if answer.why_not:
        print(f"alongside: {name}: {answer.why_not}", file=sys.stderr)
        yield (name, f"{args.first}/{args.last}", *[""] * 7)
    for shown, _ in _figures(answer, args):
        yield (name, *_cells(shown))


def _figures(
    answer: Answer, args: argparse.Namespace
) -> list[tuple[PublishedFigure, dict[str, int]]]:
    """Return the figures as they are shown, each with its reasons for leaving out.

    What is for publication has months only where they are asked for: the finer the
    table, the more of it is hidden.
    """
    figures = answer.figures
    if args.publish:
        asked = [f for f in figures if args.by == "month" or "/" in f.period]
        safe = publish(asked, add_up=not answer.indicator.snapshot)
        return [(figure, {}) for figure in safe]
    return [(_as_counted(figure), dict(figure.left_out)) for figure in figures]


def _as_counted(figure: Figure) -> PublishedFigure:
    return PublishedFigure(
        figure.period, figure.by, figure.numerator, figure.denominator,
        figure.number_left_out, figure,
    )  # fmt: skip


def _cells(figure: PublishedFigure) -> tuple[object, ...]:
    counts = (figure.numerator, figure.denominator, figure.left_out)
    return (
        figure.period,
        figure.by,
        *(HIDDEN if count is None else count for count in counts),
        *_share(figure.rate),
    )


def _share(rate: Figure | None) -> tuple[Decimal | None, ...]:
    if rate is None or rate.limits is None:
        return None, None, None
    return rate.value, *rate.limits


def _as_json(answer: Answer, args: argparse.Namespace) -> dict[str, object]:
    indicator = answer.indicator
    return {
        "indicator": indicator.name, "title": indicator.title,
        "family": indicator.family, "version": indicator.version,
        "source": " ".join(indicator.source.split()), "verified": indicator.verified,
        "placed_by": indicator.placed_by, "cannot_compute": answer.why_not or None,
        "figures": [_figure_as_json(*each) for each in _figures(answer, args)],
    }  # fmt: skip


def _figure_as_json(figure: PublishedFigure, why: dict[str, int]) -> dict[str, object]:
    cells = dict(zip(COLUMNS[1:], _cells(figure), strict=True))
    said = {
        name: float(cell) if isinstance(cell, Decimal) else cell
        for name, cell in cells.items()
    }
    return said | {"left_out_because": why}


def _print(found: list[Answer], args: argparse.Namespace) -> None:
    print(f"From {args.first} to {args.last}, both days counted")
    for family, said in FAMILIES.items():
        listed = [each for each in found if each.indicator.family == family]
        if listed:
            print(f"\n{said}")
        for answer in listed:
            _print_one(answer, args)


def _print_one(answer: Answer, args: argparse.Namespace) -> None:
    print(f"  {answer.indicator.title} ({answer.indicator.name})")
    if answer.why_not:
        print(f"    cannot compute: {answer.why_not}")
    for shown, why in _figures(answer, args):
        whole = "/" in shown.period
        if whole or args.by == "month":
            label = shown.by or ("all" if whole else shown.period)
            print(f"    {label:<42} {_said(shown, why)}")


def _said(figure: PublishedFigure, why: dict[str, int]) -> str:
    numerator, denominator, left_out, value, low, high = _cells(figure)[2:]
    said = f"{numerator} of {denominator}"
    if value is not None:
        said = f"{value}% ({low} to {high}), {said}"
    elif denominator == 0:
        said = NO_RATE
    reasons = ", ".join(f"{n} {REASONS[reason]}" for reason, n in why.items())
    return f"{said.rstrip('.')}; left out: {reasons or left_out}" if left_out else said
