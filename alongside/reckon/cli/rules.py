"""`alongside rules`: the rulebook in force on a day."""

from __future__ import annotations

import argparse
from datetime import date, datetime

from alongside.reckon.cli.asking import (
    Commands,
    a_date,
    as_json,
    ask_rulebook,
    write_csv,
)
from alongside.reckon.clock import LONDON
from alongside.reckon.rulebook import Rule
from alongside.reckon.rulebook import read as read_rulebook

RULES_COLUMNS = (
    "code", "name", "basis", "source", "verified", "amount", "unit", "count", "roll",
    "repeats", "service", "starts_from", "completed_by", "who", "enabled", "computed",
    "needs", "changed_by", "calendar", "earliest", "clock", "recur_from",
)  # fmt: skip


def add(commands: Commands) -> None:
    rules = commands.add_parser("rules", help="list the rulebook in force")
    rules.add_argument("--on", type=a_date, metavar="DATE", help="in force on this day")
    form = rules.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="as CSV")
    form.add_argument("--json", action="store_true", help="as JSON")
    rules.set_defaults(run=say_rules)
    ask_rulebook(rules)


def say_rules(args: argparse.Namespace) -> None:
    on = args.on or datetime.now(LONDON).date()
    rules = [
        rule
        for rule in read_rulebook(args.rulebook).values()
        if rule.first <= on <= rule.last
    ]
    rows = [_rule_row(rule, on) for rule in rules]
    if args.csv:
        write_csv(RULES_COLUMNS, rows)
    elif args.json:
        as_json([dict(zip(RULES_COLUMNS, row, strict=True)) for row in rows])
    else:
        for rule in rules:
            limit, state = str(rule.limit(on)), _state(rule, on)
            print(f"{rule.code:<26} {limit:<20} {rule.basis:<9} {rule.title}{state}")


def _state(rule: Rule, on: date) -> str:
    """Return why a rule is not reckoned, or is on nobody's list, in few words."""
    if rule.is_lifted(on):
        return "  [lifted by law]"
    if rule.clock == "statistics" and rule.computed:
        return "  [for statistics]"
    if rule.computed:
        return ""
    if rule.measure:
        return "  [not a clock]"
    if rule.needs:
        return f"  [needs {rule.needs}]"
    if rule.instead_of and not rule.enabled:
        return f"  [switched off: in place of {rule.instead_of}]"
    return "  [a least wait]" if rule.earliest else "  [switched off]"


def _rule_row(rule: Rule, on: date) -> tuple[object, ...]:
    limit = rule.limit(on)
    return (
        rule.code, rule.title, rule.basis, rule.source, "yes" if rule.verified else "no",
        limit.amount, limit.unit, limit.count, limit.roll,
        "yes" if rule.repeats else "no", rule.service, rule.from_words, rule.done_words,
        rule.who, "yes" if rule.enabled else "no", "yes" if rule.computed else "",
        rule.needs, rule.changed_by, limit.calendar, "yes" if rule.earliest else "no",
        rule.clock, rule.recur_from,
    )  # fmt: skip
