"""A desk is backed up while it is written to, and put back whole or not at all."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest

from tests.desk.backing_up import Desk

pytestmark = pytest.mark.slow


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def new_desk(request, tmp_path):
    """Makes desks on one engine, each with nothing in it, not even tables."""

    def make(name: str) -> Desk:
        made.append(Desk(tmp_path / name, new_database(name)))
        return made[-1]

    def new_database(name: str) -> str:
        if request.param == "sqlite":
            return ""
        import psycopg

        server = request.getfixturevalue("postgres_url")
        database = f"{name}_{uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as one:
            one.execute(f"create database {database}")
        return server.replace("/postgres", f"/{database}")

    made: list[Desk] = []
    yield make
    for each in made:
        each.stop()


@pytest.fixture
def desk(new_desk) -> Desk:
    made = new_desk("desk")
    made.migrate()
    made.manage("fill")
    return made


def hand_over_keys(one: Desk, other: Desk) -> None:
    other.stop()  # it has read its own
    other.home.mkdir(exist_ok=True)
    shutil.copy(one.home / "encryption.key", other.home)


def manifest(path: Path) -> dict:
    with ZipFile(path) as archive:
        return json.loads(archive.read("manifest.json"))


def uploads(desk: Desk) -> dict[str, bytes]:
    place = desk.home / "uploads"
    return {
        str(path.relative_to(place)): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }


def test_what_was_backed_up_in_use_is_put_back_whole(desk, new_desk, tmp_path):
    first, again = tmp_path / "first.zip", tmp_path / "again.zip"
    with desk.start_writing() as writer:
        writer.stdout.readline()
        made = desk.manage("back_up", "--to", first)
        writer.kill()
    assert made.returncode == 0, made.stderr
    assert not re.search(r"encryption\.key|secret\.key", str(ZipFile(first).namelist()))
    assert first.stat().st_mode & 0o777 == 0o600
    told = manifest(first)
    assert told["rows"]["access_user"] and told["trail"]["lines"]

    other = new_desk("other")
    assert "keys of the desk" in other.manage("restore", first).stderr
    hand_over_keys(desk, other)
    put_back = other.manage("restore", first)
    assert put_back.returncode == 0, put_back.stderr
    lines = told["trail"]["lines"]
    assert f"Its audit trail is whole: {lines} lines." in put_back.stdout
    assert uploads(other).items() <= uploads(desk).items()
    # Each line of the trail was written after the upload that it is about.
    assert {f"extracts/upload-{n}/file" for n in range(lines)} <= uploads(other).keys()

    assert "people in it" in other.manage("restore", first).stderr
    assert other.manage("restore", first, "--replace").returncode == 0
    assert other.manage("back_up", "--to", again).returncode == 0
    expected = {**told["rows"], "access_auditentry": lines + 1}  # that it was restored
    assert manifest(again)["rows"] == expected
    assert f"{lines + 2} lines" in other.manage("verify_audit").stdout
    refused = other.manage("back_up", "--to", again)
    assert refused.returncode and "is there already" in refused.stderr


def test_a_desk_is_as_it_was_where_the_back_up_does_not_fit(desk, tmp_path):
    before = {path.name for path in tmp_path.iterdir()}
    failed = desk.manage("back_up", "--to", tmp_path / "too-big.zip", limit=32_768)
    assert failed.returncode
    assert re.search("nothing (of it is left|was changed)", failed.stderr)
    assert {path.name for path in tmp_path.iterdir()} == before


def test_nothing_is_changed_where_a_back_up_cannot_be_put_back(
    desk, new_desk, tmp_path
):
    whole = tmp_path / "whole.zip"
    assert desk.manage("back_up", "--to", whole).returncode == 0
    other = new_desk("other")
    hand_over_keys(desk, other)
    other.migrate()
    other.manage("add_administrator", "ada", "Ada Marsh")
    kept = manage_rows(other, tmp_path / "kept.zip")

    contents = whole.read_bytes()
    truncated, damaged = tmp_path / "truncated.zip", tmp_path / "damaged.zip"
    truncated.write_bytes(contents[: len(contents) // 2])
    middle = len(contents) // 2
    damaged.write_bytes(
        contents[:middle] + bytes([contents[middle] ^ 1]) + contents[middle + 1 :]
    )
    for path, limit in ((truncated, 0), (damaged, 0), (whole, 32_768)):
        refused = other.manage("restore", path, "--replace", limit=limit)
        assert refused.returncode and "othing was changed" in refused.stderr, path
        assert not [path for path in other.home.iterdir() if "restoring" in path.name]
    with other.start_writing() as writer:
        writer.stdout.readline()
        refused = other.manage("restore", whole, "--replace")
        writer.kill()
    assert refused.returncode and "is in use" in refused.stderr
    now = manage_rows(other, tmp_path / "now.zip")
    assert now.pop("access_auditentry") > kept.pop("access_auditentry")
    assert now == kept


def manage_rows(desk: Desk, path: Path) -> dict[str, int]:
    """Return how many rows each table holds, as a back-up counts them."""
    made = desk.manage("back_up", "--to", path)
    assert made.returncode == 0, made.stderr
    return manifest(path)["rows"]


@pytest.mark.parametrize("new_desk", ["sqlite"], indirect=True)
def test_a_back_up_whose_trail_was_tampered_with_is_told_of(desk, tmp_path):
    desk.manage("back_up", "--to", tmp_path / "one.zip")
    desk.manage("back_up", "--to", tmp_path / "two.zip")
    parts = tmp_path / "parts"
    ZipFile(tmp_path / "two.zip").extractall(parts)
    with sqlite3.connect(parts / "desk.sqlite3") as copy:
        copy.execute("drop trigger audit_refuses_update")
        copy.execute("update access_auditentry set action = 'see nothing'")
    rewrite(parts, tmp_path / "tampered.zip")
    told = desk.manage("restore", tmp_path / "tampered.zip", "--replace")
    assert told.returncode and "Line 1 was changed or put in after" in told.stderr
    assert "The audit trail is broken: 1 fault." in told.stderr


@pytest.mark.postgres
@pytest.mark.parametrize("new_desk", ["postgresql"], indirect=True)
def test_of_a_row_that_is_refused_nothing_is_printed(desk, tmp_path):
    desk.manage("back_up", "--to", tmp_path / "whole.zip")
    parts = tmp_path / "parts"
    ZipFile(tmp_path / "whole.zip").extractall(parts)
    dump = parts / "desk.sql"
    dump.write_text(
        re.sub(r"\n(.*\tRobin\t.*)\n", r"\n\1\tone more\n", dump.read_text())
    )
    rewrite(parts, tmp_path / "torn.zip")
    told = desk.manage("restore", tmp_path / "torn.zip", "--replace")
    assert told.returncode and "psql stopped, and nothing was changed" in told.stderr
    assert "extra data" in told.stderr and "Robin" not in told.stderr


def rewrite(parts: Path, target: Path) -> None:
    """Make a back-up out of parts that somebody changed, its sums put right."""
    from alongside.desk.upkeep.archive import MANIFEST, Writer

    told = json.loads((parts / MANIFEST).read_text())
    writer = Writer(target)
    for name in told.pop("parts"):
        with open(parts / name, "rb") as part:
            writer.add(name, part)
    del told["format"]
    writer.end(**told)
