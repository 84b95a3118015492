"""A migrated database, kept: its migrations run once, not once a test process.

What it is kept under is a digest of all that could make it another one: the
migrations, every module of ours that they import, the data beside those, and
the versions of what is installed. `python -m tests.migrated` migrates the desk of the
environment, as `manage.py migrate` does, in a tenth of its time once one is kept.
"""

from __future__ import annotations

import ast
import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

import django
from django.core.management import call_command
from django.db import connection
from django.db.backends.signals import connection_created

from tests.postgres import binaries

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".pytest_cache" / "migrated"
DATA = {".toml", ".csv", ".json", ".txt"}
TURN: list[IO[str]] = []  # the lock of who migrates, while others wait for what is kept


def migrate() -> None:
    """Migrate the desk at hand from what is kept, and keep it where nothing is."""
    look_for_kept()
    empty = not connection.introspection.table_names()
    if empty and connection.vendor == "postgresql" and _kept_sql().exists():
        _postgres("psql", "--quiet", "--output=/dev/null", f"--file={_kept_sql()}")
    call_command("migrate", verbosity=0)
    if empty and connection.vendor == "postgresql" and not _kept_sql().exists():
        _keep_sql()
    keep_migrated()


def migrate_elsewhere(environment: Mapping[str, str]) -> None:
    """As `migrate`, for the desk of another environment."""
    subprocess.run(
        [sys.executable, "-m", "tests.migrated"], cwd=ROOT, env=environment, check=True
    )


def look_for_kept() -> None:
    """Fill the first SQLite database that is opened from now on, where one is kept.

    Migrations run over it all the same, and find nothing to do: what the digest
    does not know of is mended by them, not missed. Where nothing is kept the first
    process to ask migrates, and those that come meanwhile wait for what it keeps.
    """
    connection_created.connect(_restore)
    _take_turn()


def keep_migrated() -> None:
    """Look no longer, and keep what was migrated if it is not kept yet."""
    connection_created.disconnect(_restore)
    if connection.vendor == "sqlite" and not _kept().exists():
        _keep()
    while TURN:
        TURN.pop().close()


def _take_turn() -> None:
    kept = _kept_sql() if connection.vendor == "postgresql" else _kept()
    KEPT.mkdir(parents=True, exist_ok=True)
    if not kept.exists():
        turn = (KEPT / f"{connection.vendor}.turn").open("w")
        fcntl.flock(turn, fcntl.LOCK_EX)
        turn.close() if kept.exists() else TURN.append(turn)


def _restore(sender, connection, **_) -> None:
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        return
    with suppress(sqlite3.OperationalError):  # none is kept
        source = sqlite3.connect(f"{_kept().as_uri()}?mode=ro", uri=True)
        source.backup(connection.connection)
        source.close()


def _keep() -> None:
    """Keep the freshly migrated database, whole or not at all."""
    KEPT.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=KEPT)
    os.close(handle)
    target = sqlite3.connect(name)
    connection.connection.backup(target)
    target.close()
    _drop_others()
    os.replace(name, _kept())


def _kept_sql() -> Path:
    return _kept().with_suffix(".sql")


def _keep_sql() -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=KEPT)
    os.close(handle)
    _postgres("pg_dump", "--no-owner", "--no-privileges", f"--file={name}")
    _drop_others()
    os.replace(name, _kept_sql())


def _postgres(program: str, *command: str) -> None:
    run = [str(binaries() / program), f"--dbname={os.environ['DATABASE_URL']}"]
    subprocess.run([*run, *command], check=True)


def _drop_others() -> None:
    kept = [*KEPT.glob("*.sqlite3"), *KEPT.glob("*.sql")]
    for old in set(kept) - {_kept(), _kept_sql()}:
        old.unlink(missing_ok=True)


@cache
def _kept() -> Path:
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(_all_that_matters()):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return KEPT / f"{digest.hexdigest()[:16]}.sqlite3"


def _all_that_matters() -> set[Path]:
    found = {ROOT / "requirements-dev.txt"}
    ahead = set(ROOT.glob("alongside/desk/*/migrations/*.py"))
    while ahead:
        path = ahead.pop()
        found.add(path)
        ahead |= set(_imported(path)) - found
    return found | {
        data
        for folder in {path.parent for path in found} - {ROOT}
        for data in folder.iterdir()
        if data.suffix in DATA
    }


def _imported(path: Path) -> Iterator[Path]:
    """The files of ours that a file imports, by name alone."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            names.append(node.module)
        else:
            continue
        for name in names:
            place = ROOT.joinpath(*name.split("."))
            for file in (place.with_suffix(".py"), place / "__init__.py"):
                if name.startswith("alongside") and file.exists():
                    yield file


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.desk.settings")
    django.setup()
    migrate()
