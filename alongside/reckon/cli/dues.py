"""`alongside dues`: every clock in an export, reckoned as at a day."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import date

from alongside.reckon.cli.asking import (
    Commands,
    a_date,
    ask_records,
    ask_rulebook,
    records_asked_for,
    write_csv,
)
from alongside.reckon.clock import Clock
from alongside.reckon.dues import OPEN, Due, dues, gaps
from alongside.reckon.rulebook import Rulebook
from alongside.reckon.rulebook import read as read_rulebook

DUES_COLUMNS = (
    "child_id", "code", "started_on", "due_on", "completed_on", "status", "team", "worker",
)  # fmt: skip


def add(commands: Commands) -> None:
    reckoned = commands.add_parser("dues", help="reckon every clock in an export")
    ask_records(reckoned)
    reckoned.add_argument(
        "--as-at",
        type=a_date,
        metavar="DATE",
        required=True,
        help="the day reckoned for",
    )
    reckoned.add_argument(
        "--store",
        metavar="URL",
        help="where to reckon: duckdb:// if not said, or the Spark that has the records",
    )
    reckoned.add_argument("--csv", action="store_true", help="as CSV")
    reckoned.set_defaults(run=say_dues)
    ask_rulebook(reckoned)


def say_dues(args: argparse.Namespace) -> int:
    with records_asked_for(args) as (readings, records):
        refused = [reading for reading in readings if reading.refused]
        for reading in refused:
            print(
                f"alongside: {reading.findings[0].what} {reading.findings[0].do}",
                file=sys.stderr,
            )
        if len(refused) == len(readings):
            return 2
        rules = read_rulebook(args.rulebook)
        store = args.store or _best_store(args.lies_in)
        found = dues(records, rules, Clock.england(), args.as_at, store)
        held = records.held()
    if args.csv:
        write_csv(DUES_COLUMNS, (_due_row(due) for due in found))
    else:
        _print_dues(found, rules, held, args.as_at)
    return 2 if refused else 0


def _best_store(lies_in: str | None) -> str:
    """Return where to reckon: beside the records, where they are many machines' worth."""
    return lies_in if lies_in and lies_in.startswith("sc://") else "duckdb://"


def _due_row(due: Due) -> tuple[object, ...]:
    return tuple(getattr(due, column) for column in DUES_COLUMNS)


def _print_dues(
    found: list[Due], rules: Rulebook, held: frozenset[str], as_at: date
) -> None:
    print(f"As at {as_at:%A} {as_at.day} {as_at:%B %Y}")
    statuses = Counter((due.code, due.status) for due in found)
    for code in rules:
        counts = {status: n for (rule, status), n in statuses.items() if rule == code}
        if counts:
            said = ", ".join(f"{n} {status}" for status, n in sorted(counts.items()))
            print(f"  {code:<20} {said}")
    lacking = gaps(rules, held)
    for code in (code for code in lacking if rules[code].computed):
        print(f"  {code:<20} cannot compute: {lacking[code]}")
    others = sum(not rules[code].computed for code in lacking)
    print(f"{others} more timescales are not reckoned; `alongside rules` says why.")
    opened = sorted((d for d in found if d.status in OPEN and d.due_on), key=_soonest)
    print(f"{len(opened)} open, soonest first:")
    for due in opened[:20]:
        print(
            f"  {due.due_on} {due.status:<8} {due.code:<16} child {due.child_id}  {due.team or ''}"
        )


def _soonest(due: Due) -> tuple[date, str, str]:
    return due.due_on or date.max, due.child_id, due.code
