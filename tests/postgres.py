"""A PostgreSQL cluster of one's own: made in a folder, thrown away after the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from pwd import getpwnam
from urllib.parse import quote, unquote, urlsplit


def binaries() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest found, or None."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: int(path.parts[-3]), default=None)
    return newest and newest.parent


@contextmanager
def cluster(
    durable: bool = False, tables: Path | None = None, log: Path | None = None
) -> Iterator[str]:
    """Yield the address of a server that listens on a socket in its own folder.

    Durability is switched off, for nothing here outlives the tests, unless asked for. Text
    sorts as in English, as on a council's server, and not by code points. PostgreSQL refuses
    to run as root, so root hands it to the `postgres` user, or to `nobody`. `tables` or `log`
    name an empty folder elsewhere for the tables, or for what is written ahead of them:
    that is then in pieces of a megabyte, none of which is used twice.
    """
    programs = binaries()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="alongside-pg-"))
    as_user = _handed_over(folder)
    data, ahead = folder / "data", []
    settings = f"-k {folder} -c listen_addresses="
    if tables:
        _handed_over(tables)
        data.symlink_to(tables)
        ahead = [f"--waldir={folder / 'ahead'}"]
    if log:
        _handed_over(log)
        ahead = [f"--waldir={log}", "--wal-segsize=1"]
        settings += " -c wal_recycle=off"
    try:
        _run(
            as_user, programs / "initdb", "-D", data, "-U", "alongside", "-A", "trust",
            "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu",
            "--icu-locale=en-GB", "--no-sync", *ahead,
        )  # fmt: skip
        if not durable:
            settings += (
                " -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
            )
        _run(
            as_user, programs / "pg_ctl", "-D", data, "-o", settings,
            "-l", folder / "log", "-w", "start",
        )  # fmt: skip
        try:
            yield f"postgresql://alongside@{quote(str(folder), safe='')}/postgres"
        finally:
            _run(
                as_user, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"
            )  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def restart_at_once(address: str) -> None:
    """Restart a server that `cluster` yielded, as after a power cut: nobody is let finish."""
    programs, folder = binaries(), _folder_of(address)
    assert programs is not None
    _run(
        _handed_over(folder), programs / "pg_ctl", "-D", folder / "data",
        "-l", folder / "log", "-m", "immediate", "-w", "restart",
    )  # fmt: skip


def log_of(address: str) -> Path:
    """Return the log of a server that `cluster` yielded."""
    return _folder_of(address) / "log"


def _folder_of(address: str) -> Path:
    return Path(unquote(urlsplit(address).netloc.rpartition("@")[2]))


def _handed_over(folder: Path) -> tuple[str, ...]:
    if os.geteuid() != 0:
        return ()
    for name in ("postgres", "nobody"):
        try:
            user = getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return ("runuser", "-u", name, "--")
    raise RuntimeError("PostgreSQL will not run as root, and no other user was found.")


def _run(as_user: Sequence[str], *command: str | Path) -> None:
    done = subprocess.run(
        [*as_user, *map(str, command)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd="/",
        text=True,
        timeout=120,
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed: {done.stdout}")
