"""`alongside report`: a committee report from a folder of figures and text."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.reckon.cli.asking import (
    CannotAnswer,
    Commands,
    as_json,
    existing,
    writer_of,
)

if TYPE_CHECKING:
    from alongside.reckon.reports.made import Made
    from alongside.reckon.reports.report import Finding


def add(commands: Commands) -> None:
    report = commands.add_parser(
        "report", help="make a committee report from a folder of figures and text"
    )
    report.add_argument("folder", type=Path, metavar="FOLDER", help="holds report.toml")
    report.add_argument(
        "--to",
        type=Path,
        metavar="FILE",
        help="a .docx, .pdf or .html to write; without it, the checks alone are made",
    )
    report.add_argument(
        "--marked",
        action="store_true",
        help="show beside each figure that has changed what it was when last made",
    )
    report.add_argument(
        "--json",
        action="store_true",
        help="the findings, and each figure with its source, as JSON",
    )
    report.set_defaults(run=make_report)


def make_report(args: argparse.Namespace) -> int:
    """Write the report and return 0; where a check fails, say so, write nothing, return 1."""
    from alongside.reckon.reports import folder
    from alongside.reckon.reports.made import make
    from alongside.reckon.reports.problems import BadFolder

    write = args.to and writer_of(args.to)
    [path] = existing([args.folder])
    try:
        made = make(folder.read(folder.texts(path)), args.marked)
    except BadFolder as problem:
        raise CannotAnswer(f"{path} cannot be read as a report.\n{problem}") from None
    if args.to and not made.refusing:
        args.to.write_bytes(write(made.document))
        if not args.marked:
            (path / folder.LOCK).write_text(made.lock(), "utf-8")
    if args.json:
        as_json(_object(made))
    else:
        print("\n".join(_lines(made, args.to)))
    return 1 if made.refusing else 0


def _lines(made: Made, to: Path | None) -> Iterator[str]:
    for each in made.refusing:
        yield _said(each)
    for each in made.worth_a_look:
        yield f"Worth a look: {_said(each)}"
    for each, why in made.accepted:
        yield f"Accepted by the {why.by}: {_said(each)} Why: {why.reason}"
    for accepted in made.idle:
        yield f"Accepted, and not found: {accepted.kind}, {accepted.where}. Take it out of report.toml."
    for change in made.changes:
        yield f"Changed: {change}"
    if made.refusing:
        count = len(made.refusing)
        yield f"Not made: {count} finding{'s' if count > 1 else ''} to put right, or to accept with a reason."
    else:
        save = f", save {len(made.accepted)} accepted" if made.accepted else ""
        yield f"Written: {to}" if to else f"Every check holds{save}."


def _said(found: Finding) -> str:
    return f"{found.where}: {found.what} {found.do} ({found.kind}, {found.confidence})"


def _object(made: Made) -> dict[str, object]:
    return {
        "refusing": [asdict(each) for each in made.refusing],
        "worth_a_look": [asdict(each) for each in made.worth_a_look],
        "accepted": [asdict(each) | {"reason": why.reason, "by": why.by} for each, why in made.accepted],
        "changes": [asdict(each) for each in made.changes],
        "figures": [asdict(each) for each in made.traced()],
    }  # fmt: skip
