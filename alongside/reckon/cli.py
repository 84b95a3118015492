"""Alongside, the reckoning: statutory time in children's social care, counted.

Exit status: 0 done, 1 a check failed, 2 cannot answer.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from alongside.reckon.clock import LONDON, Clock, OutsideCalendar, arithmetic
from alongside.reckon.dues import OPEN, Due, dues, gaps
from alongside.reckon.intake import Reading, read, read_all
from alongside.reckon.rulebook import BadRulebook, Rule, Rulebook
from alongside.reckon.rulebook import read as read_rulebook
from alongside.reckon.stores import UnknownStore

EXPORT = "an Annex A workbook, or the sector dataset's tables (zip, folder or CSV)"
DUES_COLUMNS = (
    "child_id", "code", "started_on", "due_on", "completed_on", "status", "team", "worker",
)  # fmt: skip
RULES_COLUMNS = (
    "code", "name", "basis", "source", "verified", "amount", "unit", "count", "roll",
    "repeats", "service", "starts_from", "completed_by", "who", "enabled", "computed",
    "needs", "changed_by",
)  # fmt: skip


class CannotAnswer(Exception):
    """The question cannot be answered; the message says why and what to do."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    args = _parser().parse_args(argv)
    try:
        status = int(args.run(args) or 0)
        sys.stdout.flush()
        return status
    except (CannotAnswer, OutsideCalendar, BadRulebook, UnknownStore) as problem:
        print(f"alongside: {problem}", file=sys.stderr)
    except BrokenPipeError:
        return _nobody_reading()
    except OSError as problem:
        print(f"alongside: {problem.filename}: {problem.strerror}", file=sys.stderr)
    return 2


def run() -> None:
    """The console script."""
    sys.exit(main())


def _nobody_reading() -> int:
    """Whoever read the output has stopped, as `head` does: nothing more is written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def say_due(args: argparse.Namespace) -> int:
    rules = read_rulebook(args.rulebook)
    if args.csv:
        return _due_csv(args.csv, rules)
    if not (args.code and args.start):
        raise CannotAnswer(
            "Give a code and a date, like: alongside due S47_ICPC 2026-03-02"
        )
    rule = _rule(args.code, rules)
    due = _due(rule, args.start)
    if args.date:
        print(_iso(due))
        return 0
    print(f"{rule.title} ({rule.code})")
    print(_said(rule, args.start, due))
    checked = "verified" if rule.verified else "not verified"
    print(f"Basis: {rule.basis}. Source: {rule.source} ({checked}).")
    return 0


def say_rules(args: argparse.Namespace) -> None:
    rules = read_rulebook(args.rulebook)
    on = args.on or datetime.now(LONDON).date()
    rows = [
        _rule_row(rule, on) for rule in rules.values() if rule.first <= on <= rule.last
    ]
    if args.csv:
        _write_csv(RULES_COLUMNS, rows)
        return
    for row in rows:
        limit = rules[str(row[0])].limit(on)
        off = "not a clock" if rules[str(row[0])].measure else "switched off"
        state = "" if row[15] else f"  [{row[16] or off}]"
        print(f"{row[0]:<26} {str(limit):<20} {row[2]:<9} {row[1]}{state}")


def say_read(args: argparse.Namespace) -> int:
    readings = [read(path, as_at=args.as_at) for path in _existing(args.files)]
    if args.json:
        print(json.dumps([reading.to_json() for reading in readings], indent=1))
    else:
        for reading in readings:
            _print_reading(reading)
    return 2 if any(reading.refused for reading in readings) else 0


def say_dues(args: argparse.Namespace) -> int:
    rules = read_rulebook(args.rulebook)
    readings, records = read_all(_existing(args.files), as_at=args.as_at)
    refused = [reading for reading in readings if reading.refused]
    for reading in refused:
        print(
            f"alongside: {reading.findings[0].what} {reading.findings[0].do}",
            file=sys.stderr,
        )
    if len(refused) == len(readings):
        return 2
    found = dues(records, rules, Clock.england(), args.as_at, args.store)
    if args.csv:
        _write_csv(DUES_COLUMNS, (_due_row(due) for due in found))
    else:
        _print_dues(found, rules, frozenset(records.rows), args.as_at)
    return 2 if refused else 0


def make_council(args: argparse.Namespace) -> None:
    from alongside.reckon.council import write

    as_at = args.as_at or datetime.now(LONDON).date()
    for path in write(args.children, args.seed, as_at, args.to):
        print(path)


def _due(rule: Rule, start: str) -> date | datetime:
    limit = rule.limit(_day(start))
    if limit.unit == "hours" and "T" in start:
        return limit.last_moment(_moment(start))
    return limit.last_day(_day(start), Clock.england())


def _said(rule: Rule, start: str, due: date | datetime) -> str:
    if isinstance(due, datetime):
        moment = f"{_moment(start):%A %d %B %Y at %H:%M}"
        return f"{rule.limit(_day(start))} from {moment} is {due:%A %d %B %Y at %H:%M}."
    return arithmetic(rule.limit(_day(start)), _day(start), Clock.england())


def _iso(due: date | datetime) -> str:
    if isinstance(due, datetime):
        return due.replace(tzinfo=None).isoformat(timespec="minutes")
    return due.isoformat()


def _due_csv(path: Path, rules: Rulebook) -> int:
    """Answer a file of questions; one that cannot be answered has an empty due_date."""
    status, answers = 0, []
    for line, row in _questions(path):
        due = ""
        try:
            due = _iso(_due(_rule(row["code"], rules), row["trigger_date"]))
        except (CannotAnswer, OutsideCalendar) as problem:
            print(f"alongside: line {line}: {problem}", file=sys.stderr)
            status = 2
        answers.append((row["code"], row["trigger_date"], due))
    _write_csv(("code", "trigger_date", "due_date"), answers)
    return status


def _questions(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return each row of a file of questions with the number of its line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            if not {"code", "trigger_date"} <= set(reader.fieldnames or ()):
                raise CannotAnswer(
                    f"{path.name} needs the columns code and trigger_date."
                )
            return [(reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error):
        raise CannotAnswer(
            f"{path.name} is not a CSV file of UTF-8 text. Save it so, and ask again."
        ) from None


def _rule(code: str, rules: Rulebook) -> Rule:
    if code not in rules:
        raise CannotAnswer(f"There is no rule {code!r}. `alongside rules` lists them.")
    return rules[code]


def _day(text: str) -> date:
    return _moment(text).date()


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=LONDON)
    except ValueError:
        raise CannotAnswer(
            f"{text!r} is not a date. Write it as 2026-03-02, or 2026-03-02T14:30."
        ) from None


def _rule_row(rule: Rule, on: date) -> tuple[object, ...]:
    limit = rule.limit(on)
    return (
        rule.code, rule.title, rule.basis, rule.source, "yes" if rule.verified else "no",
        limit.amount, limit.unit, limit.count, limit.roll,
        "yes" if rule.repeats else "no", rule.service, rule.from_words, rule.done_words,
        rule.who, "yes" if rule.enabled else "no", "yes" if rule.computed else "",
        rule.needs, rule.changed_by,
    )  # fmt: skip


def _due_row(due: Due) -> tuple[object, ...]:
    return tuple(getattr(due, column) for column in DUES_COLUMNS)


def _print_reading(reading: Reading) -> None:
    print(f"{reading.file}: {reading.format}")
    for part in reading.lists:
        print(
            f"  {part.name}: {part.kept} of {part.rows} rows kept, {part.left_out} left out"
        )
    for found in reading.findings:
        place = ", ".join(
            str(word)
            for word in (found.sheet, found.row and f"row {found.row}", found.column)
            if word
        )
        print(
            f"  {found.kind}{f' ({place})' if place else ''}: {found.what} {found.do}"
        )


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
    for code, reason in gaps(rules, held).items():
        print(f"  {code:<20} cannot compute: {reason}")
    opened = sorted((d for d in found if d.status in OPEN and d.due_on), key=_soonest)
    print(f"{len(opened)} open, soonest first:")
    for due in opened[:20]:
        print(
            f"  {due.due_on} {due.status:<8} {due.code:<16} child {due.child_id}  {due.team or ''}"
        )


def _soonest(due: Due) -> tuple[date, str, str]:
    return due.due_on or date.max, due.child_id, due.code


def _existing(paths: Iterable[Path]) -> list[Path]:
    found = list(paths)
    for path in found:
        if not path.exists():
            raise CannotAnswer(f"{path} is not there. Check the name and the folder.")
    return found


def _write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a date; write it as 2026-03-02"
        ) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="alongside", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    due = commands.add_parser("due", help="say when something falls due, and why")
    due.add_argument("code", nargs="?", help="a rule, like S47_ICPC")
    due.add_argument("start", nargs="?", metavar="DATE", help="the day it starts")
    due.add_argument("--date", action="store_true", help="print the date alone")
    due.add_argument("--csv", type=Path, metavar="FILE", help="answer a file of them")
    due.set_defaults(run=say_due)

    rules = commands.add_parser("rules", help="list the rulebook in force")
    rules.add_argument("--on", type=_date, metavar="DATE", help="in force on this day")
    rules.add_argument("--csv", action="store_true", help="as CSV")
    rules.set_defaults(run=say_rules)

    reading = commands.add_parser("read", help="say what an export holds")
    reading.add_argument("files", nargs="+", type=Path, metavar="FILE", help=EXPORT)
    reading.add_argument(
        "--as-at", type=_date, metavar="DATE", help="the day it was made"
    )
    reading.add_argument("--json", action="store_true", help="as JSON")
    reading.set_defaults(run=say_read)

    reckoned = commands.add_parser("dues", help="reckon every clock in an export")
    reckoned.add_argument("files", nargs="+", type=Path, metavar="FILE", help=EXPORT)
    reckoned.add_argument(
        "--as-at",
        type=_date,
        metavar="DATE",
        required=True,
        help="the day reckoned for",
    )
    reckoned.add_argument(
        "--store", default="duckdb://", metavar="URL", help="where to reckon"
    )
    reckoned.add_argument("--csv", action="store_true", help="as CSV")
    reckoned.set_defaults(run=say_dues)

    council = commands.add_parser(
        "council", help="write the invented council's exports"
    )
    council.add_argument(
        "--children", type=int, default=2000, metavar="N", help="open children"
    )
    council.add_argument(
        "--seed", type=int, default=1, metavar="S", help="same seed, same council"
    )
    council.add_argument("--as-at", type=_date, metavar="DATE", help="its day; today")
    council.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help="where to write them"
    )
    council.set_defaults(run=make_council)

    for command in (due, rules, reckoned):
        command.add_argument(
            "--rulebook", type=Path, metavar="FILE", help="a council's own rules"
        )
    return parser
