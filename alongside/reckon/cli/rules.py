"""`alongside rules`: the rulebook in force on a day."""

from __future__ import annotations

import argparse
from datetime import date, datetime

from alongside.reckon.cli.asking import Commands, a_date, ask_rulebook, write_csv
from alongside.reckon.clock import LONDON
from alongside.reckon.rulebook import Rule
from alongside.reckon.rulebook import read as read_rulebook

RULES_COLUMNS = (
    "code", "name", "basis", "source", "verified", "amount", "unit", "count", "roll",
    "repeats", "service", "starts_from", "completed_by", "who", "enabled", "computed",
    "needs", "changed_by", "calendar", "earliest",
)  # fmt: skip


def add(commands: Commands) -> None:
    rules = commands.add_parser("rules", help="list the rulebook in force")
    rules.add_argument("--on", type=a_date, metavar="DATE", help="in force on this day")
    rules.add_argument("--csv", action="store_true", help="as CSV")
    rules.set_defaults(run=say_rules)
    ask_rulebook(rules)


def say_rules(args: argparse.Namespace) -> None:
    rules = read_rulebook(args.rulebook)
    on = args.on or datetime.now(LONDON).date()
    rows = [
        _rule_row(rule, on) for rule in rules.values() if rule.first <= on <= rule.last
    ]
    if args.csv:
        write_csv(RULES_COLUMNS, rows)
        return
    for row in rows:
        limit = rules[str(row[0])].limit(on)
        state = _state(rules[str(row[0])])
        print(f"{row[0]:<26} {str(limit):<20} {row[2]:<9} {row[1]}{state}")


def _state(rule: Rule) -> str:
    """Return why a rule is not reckoned, in few words, or nothing."""
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
    )  # fmt: skip
