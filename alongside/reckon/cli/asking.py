"""What the commands share: files and days asked for, answers written, refusals."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from alongside.reckon.clock import Clock, days_announced
from alongside.reckon.intake import Reading, read_all
from alongside.reckon.intake.findings import LEFT_OUT, NOTE
from alongside.reckon.records import Records
from alongside.reckon.stores import in_place, parquet, parquet_parts

if TYPE_CHECKING:
    from alongside.reckon.documents import Document

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


def writer_of(path: Path) -> Callable[[Document], bytes]:
    """Return what writes a document in the form that a file's name ends with."""
    from alongside.reckon.documents.forms import FORMS

    if (form := FORMS.get(path.suffix.removeprefix("."))) is None:
        *most, last = (f".{name}" for name in FORMS)
        raise CannotAnswer(
            f"{path.name} is no form that a document is written in. "
            f"End the name with {', '.join(most)} or {last}."
        )
    return form.write


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


def ask_calendar(command: argparse.ArgumentParser) -> None:
    """Let a command be asked with bank holidays announced since ours were listed."""
    command.add_argument(
        "--holidays",
        type=Path,
        metavar="FILE",
        help="bank holidays announced since, as CSV: day,name",
    )


def calendar_asked_for(args: argparse.Namespace) -> Clock:
    """Return England's clock, with the days of `--holidays`. Raises CannotAnswer."""
    if args.holidays is None:
        return Clock.england()
    [path] = existing([args.holidays])
    try:
        days = days_announced(path.read_text("utf-8-sig"), path.name)
    except UnicodeDecodeError:
        raise CannotAnswer(
            f"{path.name} is not a CSV file of UTF-8 text. Save it so, and ask again."
        ) from None
    except ValueError as problem:
        raise CannotAnswer(str(problem)) from None
    return Clock.england().changed(days)


def as_json(value: object) -> None:
    """Print an answer for machines; a day is written as 2026-03-02."""
    print(json.dumps(value, indent=1, default=str))


def ask_records(command: argparse.ArgumentParser) -> None:
    """Let a command be asked of exports, or of records where they lie already."""
    command.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help=f"{EXPORT}; or Parquet files, or a folder of them",
    )
    command.add_argument(
        "--in",
        dest="lies_in",
        metavar="URL",
        help="a database that has the sector dataset's tables, read where it is",
    )
    command.add_argument(
        "--schema", metavar="NAME", help="the schema of the database they are in"
    )


@contextmanager
def records_asked_for(
    args: argparse.Namespace,
) -> Iterator[tuple[list[Reading], Records]]:
    """Open what a command was asked of; rows in a database are read as they are walked.

    What was left out of records read in place is said when that is done, on standard
    error. Raises CannotAnswer, UnknownStore.
    """
    if bool(args.files) == bool(args.lies_in):
        raise CannotAnswer(
            "Name either the files of an export, or a database with --in."
        )
    if not args.lies_in and not parquet_parts(existing(args.files)):
        yield read_all(args.files, as_at=args.as_at)
        return
    if args.lies_in:
        opened = in_place(args.lies_in, args.schema)
    else:
        opened = parquet(_parquet_alone(args.files))
    with opened as (reading, records):
        yield [reading], records
    for found in (each for each in reading.findings if each.kind != NOTE):
        place = ", ".join(filter(None, (found.sheet, found.column)))
        print(f"alongside: {place}: {found.what} {found.do}", file=sys.stderr)


def say_left_out(readings: Iterable[Reading]) -> None:
    """Say, on standard error, what of each file could not be used: less is counted."""
    for reading in readings:
        lists: Counter[str] = Counter()
        for found in reading.findings:
            if found.kind == LEFT_OUT:
                lists[found.sheet or reading.file] += found.times
        if lists:
            where = ", ".join(f"{name} {times:,}" for name, times in lists.items())
            print(
                f"alongside: {reading.file}: {lists.total():,} rows or values could not be "
                f"used, so nothing is reckoned from them ({where}). "
                "`alongside read` says which, and why.",
                file=sys.stderr,
            )


def _parquet_alone(paths: list[Path]) -> list[Path]:
    others = [path.name for path in paths if not parquet_parts([path])]
    if others:
        raise CannotAnswer(
            f"{', '.join(others)} is not Parquet, and is not read together with it. "
            "Ask of one or the other."
        )
    return paths
