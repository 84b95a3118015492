"""`alongside read`: what an export holds, and what looks wrong in it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from alongside.reckon.cli.asking import (
    EXPORT,
    CannotAnswer,
    Commands,
    a_date,
    existing,
)
from alongside.reckon.clock import Clock
from alongside.reckon.dues import dues
from alongside.reckon.dues.weights import unowned, weigh
from alongside.reckon.intake import Reading, read, reports
from alongside.reckon.intake.findings import ALL, EACH
from alongside.reckon.intake.gate import Refused
from alongside.reckon.intake.marked import marked_workbook
from alongside.reckon.records import TABLES
from alongside.reckon.rulebook import england


def add(commands: Commands) -> None:
    reading = commands.add_parser("read", help="say what an export holds")
    reading.add_argument("files", nargs="*", type=Path, metavar="FILE", help=EXPORT)
    reading.add_argument(
        "--as-at", type=a_date, metavar="DATE", help="the day it was made"
    )
    reading.add_argument(
        "--layout",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="what the columns of a report of your own mean (may be given again)",
    )
    reading.add_argument(
        "--look",
        action="store_true",
        help="say what tables a report holds, and what their columns may mean",
    )
    reading.add_argument(
        "--fields", action="store_true", help="list what a column may be put into"
    )
    reading.add_argument(
        "--by-weight",
        action="store_true",
        help="put first what touches the most timescales; needs the day it was made",
    )
    reading.add_argument(
        "--workbook",
        type=Path,
        metavar="FILE.xlsx",
        help="write what was found in one export to a workbook, with its cells marked",
    )
    reading.add_argument("--json", action="store_true", help="as JSON")
    reading.set_defaults(run=say_read)


def say_read(args: argparse.Namespace) -> int:
    if args.fields:
        return _print_fields()
    if not args.files:
        raise CannotAnswer("No file was named. Name the export to read.")
    if args.look:
        return _print_look(existing(args.files))
    layouts = [_layout(path) for path in existing(args.layout)]
    each = ALL if args.workbook else EACH
    readings = [
        read(path, as_at=args.as_at, layouts=layouts, each=each)
        for path in existing(args.files)
    ]
    for reading in readings:
        if args.by_weight or (args.workbook and reading.as_at):
            _weigh(reading)
    if args.workbook:
        _write_workbook(args.workbook, args.files, readings)
    if args.json:
        print(json.dumps([reading.to_json() for reading in readings], indent=1))
    else:
        for reading in readings:
            _print_reading(reading)
    return 2 if any(reading.refused for reading in readings) else 0


def _weigh(reading: Reading) -> None:
    if reading.refused:
        return
    if reading.as_at is None:
        raise CannotAnswer(
            f"{reading.file} does not say its day, so nothing can be reckoned from it. "
            "Say it with --as-at."
        )
    rules = england()
    found = dues(reading.records, rules, Clock.england(), reading.as_at)
    told = reading.findings + unowned(reading.file, found)
    reading.findings = weigh(told, rules, found)


def _write_workbook(
    to: Path, files: Sequence[Path], readings: Sequence[Reading]
) -> None:
    if len(readings) > 1:
        raise CannotAnswer("A workbook is of one export. Name one file.")
    if any(each.resolve() == to.resolve() for each in files):
        raise CannotAnswer(f"{to} is the export itself. Name another file.")
    [reading] = readings
    headers = [(part.sheet, part.header_row) for part in reading.lists]
    said = [f"What was found in {reading.file}: {len(reading.findings):,} findings."]
    contents = marked_workbook(files[0], reading.findings, headers, said)
    try:
        to.write_bytes(contents)
    except OSError as problem:
        raise CannotAnswer(f"{to} cannot be written: {problem.strerror}.") from None


def _layout(path: Path) -> reports.NamedLayout:
    try:
        return reports.load(path)
    except reports.BadLayout as problem:
        raise CannotAnswer(f"{path}: {problem}") from None


def _print_fields() -> int:
    for table in TABLES.values():
        print(f"{table.name}: {table.about}")
        for column, kind in table.columns.items():
            child = ", the child" if column == table.child else ""
            print(f"  {table.name}.{column}  {kind}{child}")
    return 0


def _print_look(paths: Sequence[Path]) -> int:
    """Print each table, what its columns may mean, and a layout to be completed."""
    for path in paths:
        try:
            tables = reports.look(path)
        except Refused as refused:
            raise CannotAnswer(f"{path.name}: {refused.what} {refused.do}") from None
        print(f"# {path.name}: {len(tables)} table{'' if len(tables) == 1 else 's'}")
        for seen in tables:
            _print_table(seen)
    return 0


def _print_table(seen: reports.Seen) -> None:
    proposals = reports.propose(seen)
    print(f"\n# {seen.name}, headers in row {seen.header_row}, {seen.rows} rows")
    for proposal in proposals:
        open_ = " (not in use)" if reports.is_question(proposal) else ""
        print(f"# {proposal.header}{open_}: {proposal.why}")
        if len(proposal.to) > 1 or (open_ and proposal.to):
            print(f"#   perhaps {' or '.join(proposal.to)}")
    print(f"\n{reports.layout_of(seen, seen.name, proposals).to_toml()}")


def _print_reading(reading: Reading) -> None:
    print(f"{reading.file}: {reading.format}")
    for part in reading.lists:
        print(
            f"  {part.name}: {part.kept} of {part.rows} rows kept, {part.left_out} left out"
        )
    for found in reading.findings:
        row = found.row and f"row {found.row}"
        child = found.child and not row and f"child {found.child}"
        words = (found.sheet, row, child, found.column)
        place = ", ".join(str(word) for word in words if word)
        touches = f" [{found.weight:,}]" if found.weight else ""
        print(
            f"  {found.kind}{f' ({place})' if place else ''}{touches}: "
            f"{found.what} {found.do}"
        )
