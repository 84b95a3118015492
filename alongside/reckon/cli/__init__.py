"""Alongside, the reckoning: statutory time in children's social care, counted.

Exit status: 0 done, 1 a check failed, 2 cannot answer.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from alongside.reckon.cli import (
    arrange,
    check_report,
    comparators,
    council,
    due,
    dues,
    indicators,
    pilot,
    read,
    report,
    rules,
)
from alongside.reckon.cli.asking import CannotAnswer
from alongside.reckon.clock import OutsideCalendar
from alongside.reckon.rulebook import BadRulebook
from alongside.reckon.stores import UnknownStore

COMMANDS = (
    due,
    rules,
    read,
    dues,
    indicators,
    comparators,
    pilot,
    arrange,
    report,
    check_report,
    council,
)


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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="alongside", description=__doc__)
    parser.add_argument(
        "--version", action="version", version=f"alongside {version('alongside')}"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for command in COMMANDS:
        command.add(commands)
    return parser
