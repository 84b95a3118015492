"""Copies of the database while it is in use, and putting one back, on each engine."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection

from alongside.desk.upkeep.archive import Refused

Rows = Callable[[str], Sequence[Sequence[Any]]]


def engine() -> Sqlite | Postgres:
    return Postgres() if connection.vendor == "postgresql" else Sqlite()


def told_of(rows: Rows, tables: Sequence[str]) -> dict[str, Any]:
    """Say what a copy must hold: rows by table, migrations, the trail's last line."""
    last = rows("select sequence, hash from access_auditentry order by sequence desc limit 1")  # fmt: skip
    done = rows("select app, name from django_migrations order by id")
    return {
        "rows": {table: rows(f'select count(*) from "{table}"')[0][0] for table in tables},
        "migrations": [f"{app}.{name}" for app, name in done],
        "trail": {"lines": last[0][0], "hash": last[0][1]} if last else None,
    }  # fmt: skip


class Sqlite:
    """By SQLite's own online back-up: a moment's copy, and nobody waits."""

    name = "SQLite"
    part = "desk.sqlite3"
    TABLES = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name"

    def copy(self, to: Path) -> dict[str, Any]:
        """Write a copy of one moment and return what it holds."""
        connection.ensure_connection()
        with closing(sqlite3.connect(to)) as copy:
            connection.connection.backup(copy)
            copy.execute("pragma journal_mode = delete")  # one file, none beside it
            return self._told(copy)

    def _told(self, copy: sqlite3.Connection) -> dict[str, Any]:
        def rows(sql: str) -> Sequence[Sequence[Any]]:
            return copy.execute(sql).fetchall()

        return told_of(rows, [name for (name,) in rows(self.TABLES)])

    def refuse_if_in_use(self) -> None:
        """Leaving WAL mode wants the file to oneself: so SQLite itself says who has it."""
        connection.close()
        try:
            with closing(sqlite3.connect(self._place(), timeout=1)) as alone:
                alone.execute("pragma journal_mode = delete")
        except sqlite3.OperationalError:
            raise Refused(
                f"{self._place()} is in use. Stop the desk and its background work first."
            ) from None

    def put_back(self, copy: Path, told: dict[str, Any]) -> None:
        """Put a copy in the database's place, whole or not at all."""
        with closing(sqlite3.connect(copy)) as opened:
            sound = opened.execute("pragma integrity_check").fetchall() == [("ok",)]
            if not sound or self._told(opened)["rows"] != told["rows"]:
                raise Refused("The copy of the database in the back-up is not whole.")
        beside = self._place().with_name(f"{self._place().name}.restoring")
        try:
            shutil.copyfile(copy, beside)
            beside.chmod(0o600)
            os.sync()
            os.replace(beside, self._place())
        finally:
            beside.unlink(missing_ok=True)

    def _place(self) -> Path:
        return Path(connection.settings_dict["NAME"])


class Postgres:
    """By pg_dump and psql, which are to be on the path and no older than the server."""

    name = "PostgreSQL"
    part = "desk.sql"
    TABLES = "select tablename from pg_tables where schemaname = 'public' order by 1"
    EXTENSIONS = (
        "select extname from pg_extension where extnamespace = 'public'::regnamespace"
    )

    def copy(self, to: Path) -> dict[str, Any]:
        """Write a copy of one moment and return what it holds, counted in that moment."""
        other = connection.copy()
        try:
            with other.cursor() as cursor:

                def rows(sql: str) -> Sequence[Sequence[Any]]:
                    return cursor.execute(sql).fetchall()

                cursor.execute("begin isolation level repeatable read read only")
                ((moment,),) = rows("select pg_export_snapshot()")
                run(
                    "pg_dump", f"--snapshot={moment}", f"--file={to}",
                    "--no-owner", "--no-privileges", "--no-comments", "--schema=public",
                    *(f"--extension={name}" for (name,) in rows(self.EXTENSIONS)),
                )  # fmt: skip
                return told_of(rows, [name for (name,) in rows(self.TABLES)])
        finally:
            other.close()

    def refuse_if_in_use(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from pg_stat_activity where datname = current_database()"
                " and pid <> pg_backend_pid() and backend_type = 'client backend'"
            )
            (others,) = cursor.fetchone()
        connection.close()
        if others:
            raise Refused(
                f"The database is in use, by {others}. Stop the desk and its background "
                "work first."
            )

    def put_back(self, copy: Path, told: dict[str, Any]) -> None:
        """Put a copy in the database's place in one transaction, counts included.

        Terse: what else psql says of a row that is refused is the row.
        """
        run(
            "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--output=/dev/null",
            "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=terse", "--command=set lock_timeout = '10s'",
            "--command=drop schema public cascade", f"--file={copy}",
            f"--command={self._count(told['rows'])}",
        )  # fmt: skip

    @staticmethod
    def _count(wanted: dict[str, int]) -> str:
        checks = "\n".join(
            f'if (select count(*) from public."{table}") <> {int(rows)} then'
            f" raise exception '% is not whole', '{table}'; end if;"
            for table, rows in wanted.items()
        )
        return f"do $$ begin {checks} end $$"


def run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL's on the desk's database. The password is no argument."""
    found = shutil.which(program)
    if not found:
        raise Refused(
            f"{program} is not on the path. Install PostgreSQL’s programs, of the "
            "server’s version or newer: apt-get install postgresql-client"
        )
    client, extra = connection.client.settings_to_cmd_args_env(
        connection.settings_dict, []
    )
    done = subprocess.run(
        [found, *arguments, *client[1:]],
        env={**os.environ, **(extra or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused(
            f"{program} stopped, and nothing was changed: {done.stderr.strip()}"
        )
