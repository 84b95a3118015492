"""`alongside dues`: every clock in an export, reckoned as at a day."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, fields
from datetime import date

from alongside.reckon.cli.asking import (
    Commands,
    a_date,
    as_json,
    ask_calendar,
    ask_records,
    ask_rulebook,
    calendar_asked_for,
    records_asked_for,
    say_left_out,
    write_csv,
)
from alongside.reckon.clock import Clock
from alongside.reckon.dues import (
    OPEN,
    REASONS,
    STATUS_WORDS,
    Difference,
    Due,
    differences,
    dues,
    dues_rows,
    gaps,
    reckoned,
    unread,
)
from alongside.reckon.intake import Reading
from alongside.reckon.records import Records
from alongside.reckon.rulebook import Rulebook
from alongside.reckon.rulebook import read as read_rulebook

DUES_COLUMNS = (
    "child_id", "code", "started_on", "due_on", "completed_on", "status", "team", "worker",
)  # fmt: skip
_SHOWN = 20
RECORDED_COLUMNS = tuple(field.name for field in fields(Difference))


def add(commands: Commands) -> None:
    asked = commands.add_parser("dues", help="reckon every clock in an export")
    ask_records(asked)
    asked.add_argument(
        "--as-at",
        type=a_date,
        metavar="DATE",
        required=True,
        help="the day reckoned for",
    )
    asked.add_argument(
        "--store",
        metavar="URL",
        help="where to reckon: duckdb:// if not said, or the Spark that has the records",
    )
    asked.add_argument(
        "--recorded",
        action="store_true",
        help="only the due dates that the case system has otherwise",
    )
    form = asked.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="as CSV")
    form.add_argument("--json", action="store_true", help="as JSON")
    asked.set_defaults(run=say_dues)
    ask_rulebook(asked)
    ask_calendar(asked)


def say_dues(args: argparse.Namespace) -> int:
    rules, clock = read_rulebook(args.rulebook), calendar_asked_for(args)
    with records_asked_for(args) as (readings, records):
        refused = _say_refused(readings)
        say_left_out(readings)
        if len(refused) == len(readings):
            return 2
        store = args.store or _best_store(args.lies_in)
        if args.csv and not args.recorded:
            _say_unread(records, rules)
            asked = rules, clock, args.as_at, DUES_COLUMNS, store
            write_csv(DUES_COLUMNS, dues_rows(records, *asked))
            return 2 if refused else 0
        found = dues(records, rules, clock, args.as_at, store)
        held = records.held()
        if args.recorded:
            differing, compared = differences(records, found)
        _say_unread(records, rules)
    if args.recorded:
        _say_recorded(differing, compared, args)
    elif args.json:
        as_json(_as_object(found, rules, held, args.as_at, clock))
    else:
        _print_dues(found, rules, held, args.as_at, clock)
    return 2 if refused else 0


def _say_refused(readings: Sequence[Reading]) -> list[Reading]:
    refused = [reading for reading in readings if reading.refused]
    for reading in refused:
        found = reading.findings[0]
        print(f"alongside: {reading.file}: {found.what} {found.do}", file=sys.stderr)
    return refused


def _best_store(lies_in: str | None) -> str:
    """Return where to reckon: beside the records, where they are many machines' worth."""
    return lies_in if lies_in and lies_in.startswith("sc://") else "duckdb://"


def _say_unread(records: Records, rules: Rulebook) -> None:
    for what in unread(records, rules):
        print(f"alongside: {what}", file=sys.stderr)


def _as_object(
    found: list[Due], rules: Rulebook, held: frozenset[str], as_at: date, clock: Clock
) -> dict[str, object]:
    return {
        "as_at": as_at,
        "calendar": clock.version,
        "dues": [asdict(due) for due in found],
        "not_reckoned": gaps(rules, held),
    }


def _say_recorded(
    differing: list[Difference], compared: int, args: argparse.Namespace
) -> None:
    if args.csv:
        write_csv(RECORDED_COLUMNS, map(astuple, differing))
    elif args.json:
        as_json(
            {"compared": compared, "differences": [asdict(each) for each in differing]}
        )
    else:
        print(
            f"{compared} due dates are recorded; {len(differing)} are other than reckoned."
        )
        for each in differing:
            print(
                f"  child {each.child_id}  {each.code:<16} from {each.started_on}: recorded "
                f"{each.recorded_due_on}, reckoned {each.due_on} ({_apart(each)})"
            )


def _apart(each: Difference) -> str:
    days = abs(each.days_apart)
    which = "later" if each.days_apart > 0 else "sooner"
    return f"{days} day{'' if days == 1 else 's'} {which}"


def _print_dues(
    found: list[Due], rules: Rulebook, held: frozenset[str], as_at: date, clock: Clock
) -> None:
    print(f"As at {as_at:%A} {as_at.day} {as_at:%B %Y}")
    print(f"Bank holidays: {clock.version}.")
    statuses = Counter((due.code, due.status) for due in found)
    for code in rules:
        counts = {status: n for (rule, status), n in statuses.items() if rule == code}
        if counts:
            said = ", ".join(
                f"{counts[status]} {words}"
                for status, words in STATUS_WORDS.items()
                if status in counts
            )
            print(f"  {code:<24} {said}")
    lacking = gaps(rules, held)
    running = {rule.code for rule in reckoned(rules, held)}
    for code in (code for code in lacking if code in running):
        print(f"  {code:<24} cannot be computed: {lacking[code]}")
    others = sum(code not in running for code in lacking)
    print(f"{others} more timescales are not reckoned; `alongside rules` says why.")
    _print_reasons(found)
    _print_open(found, rules)


def _print_reasons(found: Iterable[Due]) -> None:
    """Say why clocks are not judged, or are due on a day out of the ordinary."""
    reasons = Counter(due.reason for due in found if due.reason)
    if reasons:
        print("Reasons, in all:")
    for reason, said in REASONS.items():
        if reason in reasons:
            print(f"  {reasons[reason]:>6} {said}")


def _print_open(found: Iterable[Due], rules: Rulebook) -> None:
    running = sorted((d for d in found if d.status in OPEN and d.due_on), key=_soonest)
    opened = [due for due in running if rules[due.code].clock == "practice"]
    if others := len(running) - len(opened):
        print(f"{others} open only as the statistics count; `--csv` lists them too.")
    print(f"{len(opened)} open, soonest first:")
    for due in opened[:_SHOWN]:
        words = STATUS_WORDS[due.status]
        print(
            f"  {due.due_on} {words:<8} {due.code:<16} child {due.child_id}  {due.team or ''}"
        )
    if more := len(opened[_SHOWN:]):
        print(f"  and {more} more; `--csv` lists them all.")


def _soonest(due: Due) -> tuple[date, str, str]:
    return due.due_on or date.max, due.child_id, due.code
