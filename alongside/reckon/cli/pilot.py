"""`alongside pilot`: did it work, and how far can we tell?"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.reckon.cli.asking import (
    CannotAnswer,
    Commands,
    as_json,
    existing,
    writer_of,
)
from alongside.reckon.clock import LONDON

if TYPE_CHECKING:
    from alongside.reckon.documents import Document
    from alongside.reckon.pilots.evaluation import Evaluation
    from alongside.reckon.pilots.panel import Panel
    from alongside.reckon.pilots.question import Question

# What may be known of a pilot, by the names of `verdict.REASONS` and `CONTAMINATED`; written
# here again, so that the command has its help without numpy. A test keeps the two alike.
KNOWN = (
    "picked-for-poor-results", "not-as-drawn", "other-initiatives", "unlike-teams",
    "already-begun", "not-blind", "changed-meanwhile", "staff-moved", "shared",
)  # fmt: skip
MOST_SAID = 8
COLUMNS = (
    "team,period,indicator,value[,numerator,denominator], or audit grades as "
    "team,period,outstanding,good,requires_improvement,inadequate[,n]"
)


def add(commands: Commands) -> None:
    pilot = commands.add_parser("pilot", help="say what a pilot's figures tell")
    pilot.add_argument("panel", type=Path, metavar="PANEL.csv", help=COLUMNS)
    pilot.add_argument(
        "--pilot", action="append", default=[], metavar="A,B", help="the pilot teams"
    )
    pilot.add_argument(
        "--start",
        metavar="PERIOD",
        help="the first period of the pilot: 2026-03, 2026Q1",
    )
    _ask_what_is_judged(pilot)
    _ask_how_it_is_counted(pilot)
    _ask_what_is_known(pilot)
    pilot.add_argument(
        "--check", action="store_true",
        help="say how often each method would have raised a false alarm before the start",
    )  # fmt: skip
    pilot.add_argument("--json", action="store_true", help="as JSON")
    _ask_for_a_document(pilot)
    pilot.set_defaults(run=say_pilot)


def _ask_what_is_judged(pilot: argparse.ArgumentParser) -> None:
    pilot.add_argument(
        "--indicator", action="append", default=[], metavar="NAME",
        help="judge this one only; all, if none is named",
    )  # fmt: skip
    pilot.add_argument(
        "--worthwhile", action="append", default=[], metavar="X",
        help="the smallest change worth having, for all or as NAME=X",
    )  # fmt: skip
    pilot.add_argument(
        "--lower-is-better", action="append", default=[], metavar="NAME",
        help="an indicator of which less is better",
    )  # fmt: skip
    pilot.add_argument(
        "--leave-out", action="append", default=[], metavar="PERIOD",
        help="a period of starting up, which counts neither way",
    )  # fmt: skip
    pilot.add_argument(
        "--alike", action="append", default=[], metavar="A,B",
        help="the teams that are like one another, to be compared alone as well",
    )  # fmt: skip


def _ask_how_it_is_counted(pilot: argparse.ArgumentParser) -> None:
    pilot.add_argument(
        "--rate", action="append", default=[], metavar="NAME",
        help="an indicator whose numerator is a count over those exposed",
    )  # fmt: skip
    pilot.add_argument(
        "--unit", action="append", default=[], metavar="NAME=UNIT",
        help="what an indicator is counted in",
    )  # fmt: skip
    pilot.add_argument(
        "--synthetic", action="store_true",
        help="weigh many others so that they move as the pilot did before; takes minutes",
    )  # fmt: skip


def _ask_what_is_known(pilot: argparse.ArgumentParser) -> None:
    pilot.add_argument(
        "--by-lot", action="store_true", help="the pilot teams were drawn by lot"
    )
    pilot.add_argument(
        "--within", action="append", default=[], metavar="TEAM=KIND",
        help="the kind or pair of a team, where pilot teams were chosen within kinds",
    )  # fmt: skip
    pilot.add_argument(
        "--chosen", default="", metavar="WORDS", help="how the teams were chosen"
    )
    pilot.add_argument(
        "--known", action="append", default=[], choices=KNOWN,
        help="what else may lie behind the figures",
    )  # fmt: skip


def _ask_for_a_document(pilot: argparse.ArgumentParser) -> None:
    pilot.add_argument(
        "--to", type=Path, metavar="FILE",
        help="a .docx, .pdf or .html to write: a page for councillors, and an appendix to check",
    )  # fmt: skip
    pilot.add_argument(
        "--title", default="What a pilot’s figures tell", metavar="WORDS",
        help="the title of that document",
    )  # fmt: skip
    pilot.add_argument(
        "--council",
        default="Alongside",
        metavar="NAME",
        help="whom that document is from",
    )


def say_pilot(args: argparse.Namespace) -> int:
    [path] = existing([args.panel])
    write = args.to and writer_of(args.to)
    try:
        from alongside.reckon.pilots import NotAPanel, evaluate, read
    except ModuleNotFoundError as problem:
        raise CannotAnswer(
            f"Pilots are reckoned with {problem.name}, which is not installed. "
            "Run: pip install 'alongside[pilots]'"
        ) from None
    if not args.pilot or not args.start:
        raise CannotAnswer(
            "Name the pilot teams with --pilot and their start with --start."
        )
    try:
        given = _whole(read(path))
        if args.check:
            return _check(given, args)
        found = evaluate(given, _question(args))
    except NotAPanel as problem:
        raise CannotAnswer(str(problem)) from None
    if write:
        args.to.write_bytes(write(_document(found, args)))
    if args.json:
        as_json(found.to_json())
    else:
        _print(found)
    return 0


def _document(found: Evaluation, args: argparse.Namespace) -> Document:
    from alongside.reckon.pilots.pack import document

    return document(
        found, args.title, args.council, datetime.now(LONDON).date(), args.panel.name
    )


def _whole(panel: Panel) -> Panel:
    """Return a panel all of which can be used. Raises CannotAnswer, with row and column."""
    if wrong := panel.left_out:
        raise CannotAnswer(
            "Nothing is worked out, as not all of the file can be used.\n"
            + "\n".join(
                f"row {each.row}, column {each.column}: {each.what} {each.do}"
                for each in wrong[:MOST_SAID]
            )
            + (f"\n{len(wrong) - MOST_SAID} more." if len(wrong) > MOST_SAID else "")
        )
    return panel


def _check(panel: Panel, args: argparse.Namespace) -> int:
    """Say how methods fare on the panel's past; 1 where our own raises too many alarms."""
    from alongside.reckon.pilots.checked import check

    try:
        found = check(panel, _question(args))
    except ValueError as problem:
        raise CannotAnswer(str(problem)) from None
    if args.json:
        as_json(found.to_json())
    else:
        print("\n".join(found.page()))
    return 0 if found.holds else 1


def _question(args: argparse.Namespace) -> Question:
    from alongside.reckon.pilots.question import Question
    from alongside.reckon.pilots.verdict import CONTAMINATED, REASONS, Circumstances

    return Question(
        pilot=_names(args.pilot),
        start=args.start,
        indicators=_names(args.indicator),
        worthwhile=_numbers(args.worthwhile),
        less_is_better=_names(args.lower_is_better),
        left_out=_names(args.leave_out),
        kinds=dict(_named(each, "--within") for each in args.within),
        alike=_names(args.alike),
        rates=_names(args.rate),
        units=dict(_named(each, "--unit") for each in args.unit),
        synthetic=args.synthetic,
        circumstances=Circumstances(
            by_lot=args.by_lot,
            chosen=args.chosen,
            known=tuple(REASONS[each] for each in args.known if each in REASONS),
            contaminated=tuple(
                CONTAMINATED[each] for each in args.known if each in CONTAMINATED
            ),
        ),
    )


def _names(given: Iterable[str]) -> tuple[str, ...]:
    """Return names parted by commas; one that holds a comma stands in quotation marks."""
    rows = csv.reader(given, skipinitialspace=True)
    return tuple(name.strip() for row in rows for name in row if name.strip())


def _named(given: str, option: str) -> tuple[str, str]:
    name, found, value = given.rpartition("=")
    if not found:
        raise CannotAnswer(
            f"{given!r} lacks what it is of. Write {option} NAME={given}."
        )
    return name.strip(), value.strip()


def _numbers(given: Sequence[str]) -> Mapping[str, float]:
    """Return numbers by the name before "="; under "" where there is none."""
    found = {}
    for each in _names(given):
        name, _, value = each.rpartition("=")
        try:
            number = float(value)
        except ValueError:
            number = 0.0
        if not 0 < number < float("inf"):
            raise CannotAnswer(
                f"{value!r} is no change worth having. Write a number above 0."
            )
        found[name.strip()] = number
    return found


def _print(found: Evaluation) -> None:
    from alongside.reckon.pilots import saying

    print("\n".join(saying.page(found)))
