"""A desk that is served is put back as it was first served: a journey finds it untouched.

To start one takes seconds of both pages and background work; this takes a moment. Both go
on meanwhile: they wait for the one transaction in which all that the desk holds is changed.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

DATABASE = "desk.sqlite3"
NOT_HELD = {"static", "counts", "serving.log", "work.lock"}  # made as it is served
RUNS = (
    "select count(*) from django_tasks_database_dbtaskresult where status = 'RUNNING'"
)
PATIENCE = 60  # seconds for what runs in the background to end


def keep(home: Path, kept: Path) -> None:
    """Keep all that the desk of this home holds."""
    with its_turn(home):
        _copy_files(home, kept)
        with (
            closing(sqlite3.connect(home / DATABASE)) as held,
            closing(sqlite3.connect(kept / DATABASE)) as target,
        ):
            held.backup(target)


def put_back(home: Path, kept: Path) -> None:
    """Put all that was kept in the place of what the desk of this home holds."""
    with its_turn(home, kept) as database:
        triggers = database.execute(
            "select name, sql from main.sqlite_master where type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:  # the audit trail refuses to be changed
            database.execute(f'drop trigger main."{name}"')
        for (table,) in database.execute(
            "select name from kept.sqlite_master where type = 'table'"
            " order by name = 'sqlite_sequence'"  # which filling a table writes to
        ).fetchall():
            database.execute(f'delete from main."{table}"')
            database.execute(f'insert into main."{table}" select * from kept."{table}"')
        for _, sql in triggers:
            database.execute(sql)
        for held in _held(home):
            shutil.rmtree(held) if held.is_dir() else held.unlink()
        _copy_files(kept, home)


@contextmanager
def its_turn(home: Path, kept: Path | None = None) -> Iterator[sqlite3.Connection]:
    """Hold the desk's database while nothing runs in the background, and nothing can begin."""
    with closing(
        sqlite3.connect(home / DATABASE, timeout=PATIENCE, isolation_level=None)
    ) as database:
        if kept:
            database.execute("attach database ? as kept", [str(kept / DATABASE)])
        until = time.monotonic() + PATIENCE
        database.execute("begin immediate")
        while database.execute(RUNS).fetchone() != (0,):
            database.execute("rollback")
            assert time.monotonic() < until, "What runs in the background does not end."
            time.sleep(0.1)
            database.execute("begin immediate")
        yield database
        database.execute("commit")


def _copy_files(origin: Path, target: Path) -> None:
    target.mkdir(exist_ok=True)
    for held in _held(origin):
        copy = shutil.copytree if held.is_dir() else shutil.copy2
        copy(held, target / held.name)


def _held(home: Path) -> list[Path]:
    return [
        path
        for path in home.iterdir()
        if path.name not in NOT_HELD and not path.name.startswith(DATABASE)
    ]
