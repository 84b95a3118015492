"""`alongside due`: when something falls due, with its arithmetic and law."""

from __future__ import annotations

import argparse
import csv
import sys
from datetime import date, datetime
from pathlib import Path

from alongside.reckon.cli.asking import CannotAnswer, Commands, ask_rulebook, write_csv
from alongside.reckon.clock import LONDON, Clock, OutsideCalendar, arithmetic
from alongside.reckon.rulebook import Rule, Rulebook
from alongside.reckon.rulebook import read as read_rulebook


def add(commands: Commands) -> None:
    due = commands.add_parser("due", help="say when something falls due, and why")
    due.add_argument("code", nargs="?", help="a rule, like S47_ICPC")
    due.add_argument("start", nargs="?", metavar="DATE", help="the day it starts")
    due.add_argument("--date", action="store_true", help="print the date alone")
    due.add_argument("--csv", type=Path, metavar="FILE", help="answer a file of them")
    due.set_defaults(run=say_due)
    ask_rulebook(due)


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


def _due(rule: Rule, start: str) -> date | datetime:
    return rule.due(_moment(start) if "T" in start else _day(start), Clock.england())


def _said(rule: Rule, start: str, due: date | datetime) -> str:
    if isinstance(due, datetime):
        moment = f"{_moment(start):%A %d %B %Y at %H:%M}"
        return f"{rule.limit(_day(start))} from {moment} is {due:%A %d %B %Y at %H:%M}."
    limit = rule.limit(_day(start))
    return arithmetic(limit, _day(start), Clock.england(), rule.earliest)


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
    write_csv(("code", "trigger_date", "due_date"), answers)
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


def _iso(due: date | datetime) -> str:
    if isinstance(due, datetime):
        return due.replace(tzinfo=None).isoformat(timespec="minutes")
    return due.isoformat()
