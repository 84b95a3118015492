"""A back-up put back: into an empty desk, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import connection

from alongside.desk.access import audit
from alongside.desk.access.models import AuditEntry
from alongside.desk.upkeep import migrated
from alongside.desk.upkeep.archive import Refused, checked, lay_out
from alongside.desk.upkeep.backing_up import fingerprints
from alongside.desk.upkeep.engines import engine


def restore(path: Path, *, replace: bool, without_keys: bool) -> dict[str, Any]:
    """Put a back-up in this desk's place and return its manifest.

    Raises Refused, with nothing changed: for a back-up that is damaged or of another
    kind of desk, for keys that are not held, for a desk in use or with people in it.
    """
    told, database = checked(path), engine()
    refuse_another_kind(told)
    if not without_keys:
        refuse_without_keys(told)
    refuse_what_is_held(replace)
    database.refuse_if_in_use()
    try:
        with TemporaryDirectory(dir=settings.HOME, prefix=".restoring-") as name:
            folder = Path(name)
            (folder / "uploads").mkdir(mode=0o700)
            lay_out(path, folder)
            with _uploads_in_place(folder):
                database.put_back(folder / database.part, told)
    except (OSError, sqlite3.Error) as problem:
        raise Refused(f"Nothing was changed: {problem}.") from None
    return told


def refuse_another_kind(told: dict[str, Any]) -> None:
    if told["engine"] != engine().name:
        raise Refused(
            f"The back-up is of a desk on {told['engine']}, and this one is on "
            f"{engine().name}. Set DATABASE_URL to a database of that kind."
        )
    applied = {tuple(name.split(".", 1)) for name in told["migrations"]}
    if unknown := applied - migrated.known():
        raise Refused(
            f"The back-up was made by version {told['version']}, which is newer: its "
            f"database has {'.'.join(min(unknown))}. Install that version first."
        )
    if missing := migrated.lacked(applied):
        raise Refused(
            f"The back-up was made by version {told['version']}, which is older, and its "
            f"database lacks {'.'.join(missing)}. Go by way of the version that "
            "docs/how-to/upgrade.md names."
        )


def refuse_without_keys(told: dict[str, Any]) -> None:
    missing = set(told["keys"]) - set(fingerprints())
    if missing:
        raise Refused(
            f"{len(missing)} of the {len(told['keys'])} encryption keys of the desk that "
            f"was backed up are not held here. Put its encryption.key into {settings.HOME}, "
            "or its ALONGSIDE_ENCRYPTION_KEYS into the environment. Where they are lost, "
            "--without-keys restores all but the sealed files and second factors."
        )


def refuse_what_is_held(replace: bool) -> None:
    tables = connection.introspection.table_names()
    if tables and "access_user" not in tables:
        raise Refused("The database holds tables that are not Alongside’s.")
    if tables and not replace and (_rows("access_user") or _rows("access_auditentry")):
        raise Refused(
            "This desk has people in it. Restore into an empty one, or say --replace: "
            "then all that it holds is gone, its audit trail too."
        )


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return cursor.fetchone()[0]


@contextmanager
def _uploads_in_place(folder: Path) -> Iterator[None]:
    """Put the uploads in their place, and take them back where what follows breaks."""
    here, new, old = Path(settings.MEDIA_ROOT), folder / "uploads", folder / "old"
    if here.exists():
        here.rename(old)
    new.rename(here)
    try:
        yield
    except BaseException:
        here.rename(new)
        if old.exists():
            old.rename(here)
        raise


def faults(told: dict[str, Any]) -> list[str]:
    """Return what is wrong with the audit trail restored, a sentence each."""
    found, trail = list(audit.faults()), told["trail"]
    if trail and not AuditEntry.objects.filter(
        sequence=trail["lines"], hash=trail["hash"]
    ):
        found.append("It does not end as it ended when the back-up was made.")
    return found


def note(told: dict[str, Any]) -> None:
    """Say on the trail that what follows was done in a desk put back."""
    audit.record_read(by=None, action="restore back-up", made_at=told["made_at"])
