"""`alongside check-report`: what is wrong in anybody's report to a committee."""

from __future__ import annotations

import argparse
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from alongside.reckon.cli.asking import (
    CannotAnswer,
    Commands,
    a_date,
    as_json,
    existing,
)
from alongside.reckon.reports.checks import check
from alongside.reckon.reports.reading import Unread, read
from alongside.reckon.reports.report import Finding, Report
from alongside.reckon.reports.template import BadTemplate, Template, ours, shipped
from alongside.reckon.reports.template import read as read_template


def add(commands: Commands) -> None:
    checking = commands.add_parser(
        "check-report", help="say what is wrong in a report to a committee"
    )
    checking.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="Word (.docx), PDF, a web page, markdown or text",
    )
    checking.add_argument(
        "--meeting",
        type=a_date,
        metavar="DATE",
        help="the day of the meeting, where the report does not say it",
    )
    checking.add_argument(
        "--template",
        metavar="NAME",
        help=f"name the sections that it lacks of a template: {', '.join(ours())}, or a "
        "council's own (.toml)",
    )
    checking.add_argument("--json", action="store_true", help="as JSON")
    checking.set_defaults(run=say_check)


def say_check(args: argparse.Namespace) -> int:
    [path] = existing([args.file])
    try:
        report = read(path)
    except Unread as problem:
        raise CannotAnswer(f"{path.name}: {problem}") from None
    if args.meeting:
        report = Report(report.title, report.parts, args.meeting)
    found = check(report, _template(args.template))
    if args.json:
        as_json(
            {
                "file": path.name,
                "meeting": report.meeting,
                "findings": [asdict(each) for each in found],
            }
        )
    else:
        _print(path.name, found)
    return 1 if found else 0


def _template(named: str | None) -> Template | None:
    if not named:
        return None
    try:
        if named.endswith(".toml"):
            [path] = existing([Path(named)])
            return read_template(path.read_text("utf-8"))
        return shipped(named)
    except BadTemplate as problem:
        raise CannotAnswer(f"{named}: {problem}") from None


def _print(name: str, found: Sequence[Finding]) -> None:
    if not found:
        print(f"{name}: nothing found. A check finds some faults, never all.")
        return
    counts = Counter(each.confidence for each in found)
    told = ", ".join(f"{count} {sure}" for sure, count in counts.items())
    print(f"{name}: {len(found)} found ({told}).")
    sure = ""
    for each in found:
        if each.confidence != sure:
            sure = each.confidence
            print(f"\n{sure.upper()}")
        print(f"\n{each.where[:1].upper()}{each.where[1:]}: {each.kind}")
        for words in (each.what, each.do):
            print(textwrap.fill(words, 88, initial_indent="  ", subsequent_indent="  "))
