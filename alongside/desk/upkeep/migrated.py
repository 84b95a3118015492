"""Whether the database's tables are as this version has them, or how far they are behind.

By the names of migrations alone, those on the disk against those that the database
tells of: to reckon a plan, as Django does before it migrates, takes seconds. A migration
that stands for many earlier ones is done where all of those are.
"""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Name = tuple[str, str]  # the app's label, the migration


@cache
def on_disk() -> dict[Name, frozenset[Name]]:
    """Return this version's migrations, each with the earlier ones that it stands for."""
    found = MigrationLoader(None).disk_migrations
    return {name: frozenset(one.replaces) for name, one in found.items()}


def known() -> frozenset[Name]:
    """Return every name that a database of this version, or of one before it, may tell."""
    return frozenset(on_disk()).union(*on_disk().values())


def is_behind() -> bool:
    """Whether there is a migration to run. Raises DatabaseError where nobody answers."""
    applied = MigrationRecorder(connection).applied_migrations().keys()
    return any(
        not (earlier or {name}) <= applied for name, earlier in on_disk().items()
    )


def lacked(applied: Set[Name]) -> Name | None:
    """Return the first earlier migration that a database begun with those like it lacks.

    It can be run by earlier versions alone: this one has what came of all of them
    together, for a database that has none.
    """
    for earlier in on_disk().values():
        missing = earlier - applied - on_disk().keys()
        if missing and earlier & applied:
            return min(missing)
    return None


def too_old() -> str | None:
    """Say why the database cannot be brought up to date by this version, if it cannot."""
    missing = lacked(MigrationRecorder(connection).applied_migrations().keys())
    return missing and (
        "This database is of an earlier version, and was not brought up to date with "
        f"it: it lacks {'.'.join(missing)}. Nothing was changed. Go by way of the "
        "version that docs/how-to/upgrade.md names."
    )
