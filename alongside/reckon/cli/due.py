"""`alongside due`: when something falls due, with its arithmetic and law."""

from __future__ import annotations

import argparse
import csv
import sys
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

from alongside.reckon.cli.asking import (
    CannotAnswer,
    Commands,
    as_json,
    ask_calendar,
    ask_rulebook,
    calendar_asked_for,
    write_csv,
)
from alongside.reckon.clock import LONDON, Clock, OutsideCalendar, arithmetic
from alongside.reckon.dues import gaps
from alongside.reckon.records import TABLES
from alongside.reckon.rulebook import Rule, Rulebook, england
from alongside.reckon.rulebook import read as read_rulebook

EVERYTHING = frozenset(TABLES)


def add(commands: Commands) -> None:
    due = commands.add_parser("due", help="say when something falls due, and why")
    due.add_argument("code", nargs="?", help="a rule, like S47_ICPC")
    due.add_argument("start", nargs="?", metavar="DATE", help="the day it starts")
    form = due.add_mutually_exclusive_group()
    form.add_argument("--date", action="store_true", help="print the date alone")
    form.add_argument("--json", action="store_true", help="as JSON")
    form.add_argument("--csv", type=Path, metavar="FILE", help="answer a file of them")
    due.set_defaults(run=say_due)
    ask_rulebook(due)
    ask_calendar(due)


def say_due(args: argparse.Namespace) -> int:
    rules, clock = read_rulebook(args.rulebook), calendar_asked_for(args)
    if args.csv and args.code:
        raise CannotAnswer("Give a code and a date, or a file of them, and not both.")
    if args.csv:
        return _due_csv(args.csv, rules, clock)
    if not (args.code and args.start):
        raise CannotAnswer(
            "Give a code and a date, like: alongside due S47_ICPC 2026-03-02"
        )
    rule = _rule(args.code, rules)
    due = _due(rule, args.start, clock)
    if args.date:
        print(_iso(due))
    elif args.json:
        as_json(_as_object(rule, args.start, due, clock))
    else:
        print("\n".join(_lines(rule, args.start, due, clock)))
    return 0


def _lines(rule: Rule, start: str, due: date | datetime, clock: Clock) -> list[str]:
    checked = "verified" if rule.verified else "not verified"
    lines = [
        f"{rule.title} ({rule.code})",
        _said(rule, start, due, clock),
        f"Basis: {rule.basis}. Source: {rule.source_on(_day(start))} ({checked}).",
    ]
    if rule.changed_by:
        lines.append(_changed(rule))
    if lifted := _lifted(rule, start):
        lines.append(lifted)
    if why_not := _why_not(rule):
        lines.append(f"Not reckoned from exports: {why_not}")
    if rule.needs and rule.starts:
        lines.append(
            f"A council can tell of it: {', '.join(rule.starts)} starts it, "
            f"{', '.join(rule.completed_by)} completes it."
        )
    limit = rule.limit(_day(start))
    if limit.unit == "working_days" or limit.roll != "none":
        version = clock.of(limit.calendar).version
        lines.append(f"Bank holidays: {version}.")
    return lines


def _as_object(
    rule: Rule, start: str, due: date | datetime, clock: Clock
) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.title,
        "trigger_date": start,
        "due_date": _iso(due),
        "earliest": rule.earliest,
        "said": _said(rule, start, due, clock),
        "basis": rule.basis,
        "source": rule.source_on(_day(start)),
        "verified": rule.verified,
        "changed_by": rule.changed_by,
        "starts": rule.starts,
        "completed_by": rule.completed_by,
        "ended_by": rule.ended_by,
        "lifted": _lifted(rule, start),
        "not_reckoned": _why_not(rule),
        "calendar": clock.of(rule.limit(_day(start)).calendar).version,
    }


def _changed(rule: Rule) -> str:
    """Say that the council set it so, and what it departs from."""
    shipped = england().get(rule.code)
    if shipped is None:
        return f"This council's own rule: {rule.changed_by}."
    if shipped.limit_said == rule.limit_said:
        return f"Changed by this council: {rule.changed_by}. The limit is as shipped."
    return (
        f"Changed by this council: {rule.changed_by}. "
        f"It was {shipped.limit_said} as shipped."
    )


def _why_not(rule: Rule) -> str:
    """Return why the rule is no clock, whatever an export may hold, or nothing."""
    if rule.measure:
        return "It is no duty, but a length of time that events and figures ask about."
    return gaps({rule.code: rule}, EVERYTHING).get(rule.code, "")


def _lifted(rule: Rule, start: str) -> str:
    for span in rule.lifted:
        if span.covers(_day(start)):
            return (
                f"The law had lifted this limit from {span.first:%d %B %Y} "
                f"to {span.last:%d %B %Y} ({span.source})."
            )
    return ""


def _due(rule: Rule, start: str, clock: Clock) -> date | datetime:
    return rule.due(_moment(start) if "T" in start else _day(start), clock)


def _said(rule: Rule, start: str, due: date | datetime, clock: Clock) -> str:
    if isinstance(due, datetime):
        moment = f"{_moment(start):%A %d %B %Y at %H:%M}"
        return f"{rule.limit(_day(start))} from {moment} is {due:%A %d %B %Y at %H:%M}."
    return arithmetic(rule.limit(_day(start)), _day(start), clock, rule.earliest)


def _due_csv(path: Path, rules: Rulebook, clock: Clock) -> int:
    """Answer a file of questions; one that cannot be answered has an empty due_date."""
    status, answers = 0, []
    for line, row in _questions(path):
        due = ""
        try:
            due = _iso(_due(_rule(row["code"], rules), row["trigger_date"], clock))
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
    """Return the rule of a code, however it is typed; or name the codes nearest to it."""
    known = {name.upper(): rule for name, rule in rules.items()}
    typed = code.strip().upper()
    if typed in known:
        return known[typed]
    near = get_close_matches(typed, known, cutoff=0.75)
    hint = f"Did you mean {' or '.join(known[name].code for name in near)}? "
    raise CannotAnswer(
        f"There is no rule {code!r}. {hint if near else ''}`alongside rules` lists them."
    )


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
