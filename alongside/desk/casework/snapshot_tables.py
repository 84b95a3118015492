"""A snapshot's records, and what they come to, as Parquet tables in one sealed part.

The tables stand in a zip of Parquet files, with `about.json` for what is no table, for
the tables that are empty, and for whose snapshot it is. They are written and read in memory only.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from alongside.desk.casework.allocated import ALLOCATION
from alongside.desk.casework.projection import CHILD, DUE
from alongside.desk.in_memory import in_memory
from alongside.reckon.records import DATE, NUMBER, TABLES, TEXT, Records
from alongside.reckon.stores.kept import Files, kept_files

Table = tuple[dict[str, str], Sequence[Sequence[Any]]]  # kinds by column, and columns

EMPTY = "empty"  # where `about.json` names the tables without a row: they have no file
_SHAPES = {
    "dues": dict.fromkeys(DUE, TEXT) | {"nth": NUMBER},
    "events": dict.fromkeys(("child", "kind", "day"), TEXT),
    "children": dict.fromkeys(("child", "told", *CHILD), TEXT),
    "workers": dict.fromkeys(("worker", "name", "team"), TEXT),
    "child_teams": dict.fromkeys(("child", "team"), TEXT),
    "allocations": dict.fromkeys(ALLOCATION, TEXT),
    "stirs": dict.fromkeys(("child", "day"), TEXT),
}


def records_packed(records: Records, about: dict[str, Any]) -> bytes:
    """Return records as Parquet. `about` says whose they are: who, when, as at when."""
    tables = {
        name: (
            TABLES[name].columns,
            [[row.get(column) for row in rows] for column in TABLES[name].columns],
        )
        for name, rows in records.rows.items()
    }
    complete = {
        "latest_only": sorted(records.latest_only),
        "complete_since": {
            name: day.isoformat() for name, day in records.complete_since.items()
        },
    }
    return _packed(tables, about | complete)


def records_of(contents: bytes) -> Records:
    """Return the records of a part, also of one from before there was Parquet."""
    if not _is_zip(contents):
        return _records_of_json(contents)
    tables, about = _unpacked(contents)
    since = about.get("complete_since", {})  # parts of before have none
    records = Records(
        latest_only=set(about["latest_only"]),
        complete_since={name: date.fromisoformat(day) for name, day in since.items()},
    )
    for name, rows in tables.items():
        columns = list(TABLES[name].columns)
        records.rows[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    return records


def projection_packed(projection: dict[str, Any], about: dict[str, Any]) -> bytes:
    """Return what records come to as Parquet: clocks, events, children, workers, teams."""
    lists = {
        "dues": projection["dues"],
        "events": projection["events"],
        "children": [
            (child, "Y" if who else None, *map(who.get, CHILD))
            for child, who in projection["children"].items()
        ],
        "workers": [(w, *named) for w, named in projection["workers"].items()],
        "child_teams": [
            (child, team)
            for child, teams in projection["child_teams"].items()
            for team in teams
        ],
        "allocations": projection.get("allocations", []),
        "stirs": list(projection["stirs"].items()),
    }
    rest = {name: value for name, value in projection.items() if name not in lists}
    tables = {
        name: (_SHAPES[name], _turned(name, rows)) for name, rows in lists.items()
    }
    return _packed(tables, about | {"rest": rest})


def projection_of(contents: bytes) -> dict[str, Any]:
    """Return what was packed, also of one from before there was Parquet."""
    if not _is_zip(contents):
        found: dict[str, Any] = json.loads(zlib.decompress(contents))
        return found
    tables, about = _unpacked(contents)
    teams: dict[str, list[str]] = {}
    for child, team in tables["child_teams"]:
        teams.setdefault(child, []).append(team)
    return about["rest"] | {
        "dues": [list(row) for row in tables["dues"]],
        "events": [list(row) for row in tables["events"]],
        "children": {
            child: dict(zip(CHILD, who, strict=True)) if told else {}
            for child, told, *who in tables["children"]
        },
        "workers": {worker: named for worker, *named in tables["workers"]},
        "child_teams": teams,
        "allocations": [list(row) for row in tables.get("allocations", ())],
        "stirs": dict(tables["stirs"]),
    }


def _turned(name: str, rows: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
    """Return rows as columns."""
    return list(zip(*rows, strict=True)) or [()] * len(_SHAPES[name])


def _packed(tables: dict[str, Table], about: dict[str, Any]) -> bytes:
    contents = BytesIO()
    told = {name: table for name, table in tables.items() if any(table[1])}
    about = about | {EMPTY: sorted(tables.keys() - told.keys())}
    with ZipFile(contents, "w", ZIP_STORED) as file:
        file.writestr(ZipInfo("about.json"), json.dumps(about))
        for name, written in _written(told):
            file.writestr(ZipInfo(f"{name}.parquet"), written)
    return contents.getvalue()


def _written(tables: dict[str, Table]) -> Iterator[tuple[str, bytes]]:
    with kept_files() as files, in_memory(b"", "table.parquet") as path:
        for name, (kinds, columns) in tables.items():
            files.write(path, kinds, columns)
            yield name, path.read_bytes()


def _unpacked(contents: bytes) -> tuple[dict[str, list[Any]], dict[str, Any]]:
    with ZipFile(BytesIO(contents)) as file, kept_files() as files:
        about = json.loads(file.read("about.json"))
        empty = about.pop(EMPTY, ())  # parts of before have a file of each
        return {name: [] for name in empty} | dict(_tables(file, files)), about


def _tables(file: ZipFile, files: Files) -> Iterator[tuple[str, list[Any]]]:
    for name in file.namelist():
        table, _, kind = name.partition(".")
        if kind == "parquet":
            with in_memory(file.read(name), name) as path:
                yield table, files.read(path)


def _is_zip(contents: bytes) -> bool:
    return contents.startswith(b"PK")


def _records_of_json(contents: bytes) -> Records:
    value = json.loads(zlib.decompress(contents))
    records = Records(latest_only=set(value["latest_only"]))
    for name, rows in value["tables"].items():
        kinds = TABLES[name].columns
        read: list[Callable[[Any], Any]] = [
            _day if kind == DATE else _as_it_is for kind in kinds.values()
        ]
        records.rows[name] = [
            {
                column: of(cell)
                for column, of, cell in zip(kinds, read, row, strict=True)
            }
            for row in rows
        ]
    return records


def _day(cell: str | None) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _as_it_is(cell: Any) -> Any:
    return cell
