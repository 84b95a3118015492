"""What the commands share: files and days asked for, answers written, refusals."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
EXPORT = "an export: Annex A, census, SSDA903, the sector dataset's tables, any report"


class CannotAnswer(Exception):
    """The question cannot be answered; the message says why and what to do."""


def existing(paths: Iterable[Path]) -> list[Path]:
    found = list(paths)
    for path in found:
        if not path.exists():
            raise CannotAnswer(f"{path} is not there. Check the name and the folder.")
    return found


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)


def a_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a date; write it as 2026-03-02"
        ) from None


def ask_rulebook(command: argparse.ArgumentParser) -> None:
    """Let a command be asked with a council's own rulebook laid over ours."""
    command.add_argument(
        "--rulebook", type=Path, metavar="FILE", help="a council's own rules"
    )
