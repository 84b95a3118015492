"""What a journey did is undone: the next finds the desk as it was first served."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.put_back import DATABASE, keep, put_back
from tests.migrated import migrate_elsewhere

TASKS = "django_tasks_database_dbtaskresult"


@pytest.fixture
def home(tmp_path) -> Path:
    """A desk's home with a file that was sent in, and what it makes as it is served."""
    home = tmp_path / "home"
    migrate_elsewhere(os.environ | {"ALONGSIDE_HOME": str(home)})
    for name in ("uploads/one.sealed", "serving.log"):
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text("as it was")
    return home


def held(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / DATABASE)) as database:
        return list(database.iterdump())


def change(home: Path) -> None:
    with closing(sqlite3.connect(home / DATABASE)) as database, database:
        database.execute(
            "insert into access_auditentry (sequence, at, action, subject_type,"
            " subject_id, detail, previous, hash) values (1, 1, '', '', '', '{}', '', '')"
        )
        database.execute("delete from workforce_officehours where weekday = 0")
        database.execute("update access_role set name = 'Another'")
    (home / "uploads" / "one.sealed").unlink()
    (home / "uploads" / "two.sealed").write_text("sent in")
    (home / "caseloads.toml").write_text("sent in")
    (home / "serving.log").write_text("told meanwhile")


def test_all_that_the_desk_holds_is_as_it_was_and_what_it_says_goes_on(home, tmp_path):
    before = held(home)
    keep(home, tmp_path / "kept")
    change(home)
    assert held(home) != before
    put_back(home, tmp_path / "kept")
    assert sorted(held(home)) == sorted(before)
    assert [path.name for path in (home / "uploads").iterdir()] == ["one.sealed"]
    assert not (home / "caseloads.toml").exists()
    assert (home / "serving.log").read_text() == "told meanwhile"


def test_the_trail_still_refuses_to_be_changed(home, tmp_path):
    keep(home, tmp_path / "kept")
    put_back(home, tmp_path / "kept")
    change(home)
    with (
        closing(sqlite3.connect(home / DATABASE)) as database,
        pytest.raises(sqlite3.IntegrityError, match="only added to"),
    ):
        database.execute("delete from access_auditentry")


def test_it_waits_for_what_runs_in_the_background(home, tmp_path, monkeypatch):
    keep(home, tmp_path / "kept")
    with closing(sqlite3.connect(home / DATABASE)) as database, database:
        columns = [
            (name, "'RUNNING'" if name == "status" else "1")
            for _, name, _, needed, *_ in database.execute(
                f"pragma table_info({TASKS})"
            )
            if needed
        ]
        names, values = map(", ".join, zip(*columns, strict=True))
        database.execute("pragma ignore_check_constraints = on")
        database.execute(f"insert into {TASKS} ({names}) values ({values})")
    monkeypatch.setattr("tests.journeys.put_back.PATIENCE", 0.3)
    with pytest.raises(AssertionError, match="does not end"):
        put_back(home, tmp_path / "kept")
