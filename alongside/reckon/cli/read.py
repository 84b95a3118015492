"""`alongside read`: what an export holds, and what looks wrong in it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from alongside.reckon.cli.asking import EXPORT, Commands, a_date, existing
from alongside.reckon.intake import Reading, read


def add(commands: Commands) -> None:
    reading = commands.add_parser("read", help="say what an export holds")
    reading.add_argument("files", nargs="+", type=Path, metavar="FILE", help=EXPORT)
    reading.add_argument(
        "--as-at", type=a_date, metavar="DATE", help="the day it was made"
    )
    reading.add_argument("--json", action="store_true", help="as JSON")
    reading.set_defaults(run=say_read)


def say_read(args: argparse.Namespace) -> int:
    readings = [read(path, as_at=args.as_at) for path in existing(args.files)]
    if args.json:
        print(json.dumps([reading.to_json() for reading in readings], indent=1))
    else:
        for reading in readings:
            _print_reading(reading)
    return 2 if any(reading.refused for reading in readings) else 0


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
