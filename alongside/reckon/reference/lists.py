"""What people call each table of records, and the service that it tells of: lists.csv."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Called(NamedTuple):
    """A table's name in plain words (`core groups`), and its service."""

    name: str
    service: str


@cache
def called() -> dict[str, Called]:
    """Return the plain names of all tables, by table, service by service."""
    text = files("alongside.reckon.reference").joinpath("lists.csv").read_text("utf-8")
    return {
        row["table"]: Called(row["called"], row["service"])
        for row in csv.DictReader(text.splitlines())
    }


def in_words(tables: Iterable[str], joined_by: str = "and") -> str:
    """Return the plain names of tables as a phrase: `assessments, referrals and teams`."""
    return phrase(sorted(called()[table].name for table in tables), joined_by)


def phrase(words: Iterable[str], joined_by: str = "and") -> str:
    *first, last = list(words) or [""]
    return f"{', '.join(first)} {joined_by} {last}" if first else last
