"""A question as the command that asks it: what is copied and pasted gives the same numbers."""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Iterable, Iterator

from alongside.reckon.pilots.question import Question
from alongside.reckon.pilots.verdict import CONTAMINATED, REASONS


def command(asked: Question, file: str) -> str:
    """Return the command line that asks a question of a panel's file.

    Raises ValueError for a reason in words that the command has no name of.
    """
    return shlex.join(["alongside", "pilot", file, *_options(asked)])


def _options(asked: Question) -> Iterator[str]:
    yield from ("--pilot", _row(asked.pilot), "--start", asked.start)
    for flag, names in (
        ("--indicator", asked.indicators),
        ("--lower-is-better", asked.less_is_better),
        ("--leave-out", asked.left_out),
        ("--alike", asked.alike),
        ("--rate", asked.rates),
    ):
        if names:
            yield from (flag, _row(names))
    if asked.worthwhile:
        wanted = (_wanted(name, change) for name, change in asked.worthwhile.items())
        yield from ("--worthwhile", _row(wanted))
    for flag, named in (("--unit", asked.units), ("--within", asked.kinds)):
        for name, value in named.items():
            yield from (flag, f"{name}={value}")
    if asked.synthetic:
        yield "--synthetic"
    yield from _known(asked)


def _known(asked: Question) -> Iterator[str]:
    told = asked.circumstances
    if told.by_lot:
        yield "--by-lot"
    if told.chosen:
        yield from ("--chosen", told.chosen)
    names = {words: name for name, words in (REASONS | CONTAMINATED).items()}
    for words in (*told.known, *told.contaminated):
        if words not in names:
            raise ValueError(f"The command has no name of the reason {words!r}.")
        yield from ("--known", names[words])


def _wanted(name: str, change: float) -> str:
    number = repr(float(change)).removesuffix(".0")
    return f"{name}={number}" if name else number


def _row(names: Iterable[str]) -> str:
    """Return names parted by commas, one that holds a comma or a quotation mark in quotes."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(names)
    return text.getvalue()
