"""A desk of before its migrations were put together goes on; one half-way is told so."""

from __future__ import annotations

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from alongside.desk.today.management.commands import serve
from alongside.desk.upkeep import migrated, restoring
from alongside.desk.upkeep.archive import Refused

OF_A_DAY_BEFORE = {name: one for name, one in migrated.on_disk().items() if one}


@pytest.fixture
def of_before(db):
    """The database tells of the migrations as they were, one by one."""
    recorder = MigrationRecorder(connection)
    for name, earlier in OF_A_DAY_BEFORE.items():
        recorder.record_unapplied(*name)
        for one in earlier:
            recorder.record_applied(*one)
    return recorder


def told(recorder) -> dict:
    return {
        "engine": restoring.engine().name,
        "version": "0.1.0",
        "migrations": [".".join(name) for name in recorder.applied_migrations()],
    }


def plan() -> list:
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def test_a_cold_start_runs_few_migrations():
    """Each costs a first start, and each test that starts a desk of its own, its time."""
    ours = {app.label for app in apps.get_app_configs() if "alongside" in app.name}
    count = sum(label in ours for label, _ in migrated.on_disk())
    assert count <= 40, "Put those of an app together, as 0001_squashed_... did."


def test_a_desk_of_before_has_nothing_to_run(of_before):
    assert not migrated.is_behind() and plan() == []
    call_command("migrate", check=True, verbosity=0)
    serve.refuse_if_behind()
    restoring.refuse_another_kind(told(of_before))


def test_its_next_migrate_notes_what_stands_for_them(of_before):
    call_command("migrate", verbosity=0)
    assert OF_A_DAY_BEFORE.keys() <= of_before.applied_migrations().keys()
    assert not migrated.is_behind()


@pytest.mark.parametrize("name", OF_A_DAY_BEFORE, ids=lambda name: name[0])
def test_a_desk_half_way_is_told_the_way_round(of_before, name):
    missing = max(OF_A_DAY_BEFORE[name])
    of_before.record_unapplied(*missing)
    assert migrated.is_behind()
    said = (
        f"it lacks {'.'.join(missing)}. Nothing was changed. Go by way of the version"
    )
    with pytest.raises(CommandError, match=said):
        call_command("migrate", verbosity=0, stdout=StringIO())
    with pytest.raises(CommandError, match="not up to date"):
        serve.refuse_if_behind()
    with pytest.raises(
        Refused, match=f"older, and its database lacks {'.'.join(missing)}"
    ):
        restoring.refuse_another_kind(told(of_before))


def test_an_app_that_a_desk_of_before_had_not_yet_is_made(of_before):
    """Nothing of it stands there: the migration that stands for all of them makes it."""
    for one in OF_A_DAY_BEFORE["keeping", "0001_squashed_0003"]:
        of_before.record_unapplied(*one)
    assert migrated.too_old() is None and migrated.is_behind()
    assert [step.name for step, _ in plan()] == ["0001_squashed_0003"]


def test_a_back_up_of_a_newer_version_is_refused(of_before):
    of_before.record_applied("casework", "0099_of_next_year")
    with pytest.raises(Refused, match="newer: its database has casework.0099_of_next"):
        restoring.refuse_another_kind(told(of_before))
