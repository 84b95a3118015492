"""`alongside council`: the invented council's exports, of any size."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from alongside.reckon.cli.asking import CannotAnswer, Commands, a_date
from alongside.reckon.clock import LONDON


def add(commands: Commands) -> None:
    council = commands.add_parser(
        "council", help="write the invented council's exports"
    )
    council.add_argument(
        "--children", type=int, default=2000, metavar="N", help="open children"
    )
    council.add_argument(
        "--seed", type=int, default=1, metavar="S", help="same seed, same council"
    )
    council.add_argument("--as-at", type=a_date, metavar="DATE", help="its day; today")
    council.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help="where to write them"
    )
    council.set_defaults(run=make_council)


def make_council(args: argparse.Namespace) -> None:
    from alongside.reckon.council import write

    if args.children < 1:
        raise CannotAnswer(
            f"A council has at least 1 open child, not {args.children}. "
            "Say how many with --children."
        )
    as_at = args.as_at or datetime.now(LONDON).date()
    for path in write(args.children, args.seed, as_at, args.to):
        print(path)
