"""The file of a back-up: written whole or not at all, and no fault in it is missed."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from alongside.desk.upkeep.archive import (
    Refused,
    Writer,
    checked,
    in_one_piece,
    lay_out,
)

PARTS = {"desk.sqlite3": b"rows" * 500, "uploads/extracts/a/file": b"sealed" * 300}


def written(path: Path, parts: dict[str, bytes] = PARTS, **told) -> Path:
    archive = Writer(path)
    for name, contents in parts.items():
        archive.add(name, io.BytesIO(contents))
    archive.end(engine="SQLite", **told)
    return path


@pytest.fixture
def whole(tmp_path) -> Path:
    return written(tmp_path / "whole.zip")


def held(path: Path, folder: Path) -> dict[str, bytes]:
    lay_out(path, folder)
    files = (file for file in folder.rglob("*") if file.is_file())
    found = {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
    return {name: found[name] for name in found if name != "manifest.json"}


def test_what_was_written_is_laid_out_again(whole, tmp_path):
    told = checked(whole)
    assert told["engine"] == "SQLite"
    assert {name: part["bytes"] for name, part in told["parts"].items()} == {
        "desk.sqlite3": 2000, "uploads/extracts/a/file": 1800,
    }  # fmt: skip
    assert held(whole, tmp_path / "out") == PARTS


def test_whatever_byte_is_changed_is_told_of_or_matters_to_nothing(whole, tmp_path):
    contents, changed = whole.read_bytes(), tmp_path / "changed.zip"
    refused = 0
    for place in range(len(contents)):
        changed.write_bytes(
            contents[:place] + bytes([contents[place] ^ 0x41]) + contents[place + 1 :]
        )
        try:
            told = checked(changed)
        except Refused:
            refused += 1
        else:
            assert set(told["parts"]) == set(PARTS), place
    assert refused > len(contents) / 2


def test_wherever_it_is_cut_short_is_told_of(whole, tmp_path):
    contents, short = whole.read_bytes(), tmp_path / "short.zip"
    for length in range(0, len(contents), 7):
        short.write_bytes(contents[:length])
        with pytest.raises(Refused, match="damaged"):
            checked(short)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda told: told["parts"].pop("desk.sqlite3"), "does not hold the parts"),
        (lambda told: told["parts"].update(more={"sha256": ""}), "not hold the parts"),
        (lambda told: told["parts"]["desk.sqlite3"].update(sha256="0"), "not as it was"),
        (lambda told: told.update(format=2), "format 2, and this version reads 1"),
    ],
)  # fmt: skip
def test_a_manifest_that_says_otherwise_is_refused(whole, tmp_path, change, why):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(other, "w") as new:
        for name in PARTS:
            new.writestr(name, old.read(name))
        told = json.loads(old.read("manifest.json"))
        change(told)
        new.writestr("manifest.json", json.dumps(told))
    with pytest.raises(Refused, match=why):
        checked(other)


@pytest.mark.parametrize("name", ["../outside", "/outside", "uploads/../../outside"])
def test_no_part_leaves_its_folder(tmp_path, name):
    with pytest.raises(Refused, match="would leave its folder"):
        checked(written(tmp_path / "sly.zip", {name: b"x"}))


def test_a_file_that_is_there_is_not_written_over(tmp_path):
    target = tmp_path / "there.zip"
    target.write_bytes(b"an earlier one")
    with pytest.raises(Refused, match="is there already"), in_one_piece(target):
        pass
    assert target.read_bytes() == b"an earlier one"


def test_nothing_is_left_of_one_that_was_not_finished(tmp_path):
    with (
        pytest.raises(ZeroDivisionError),
        in_one_piece(tmp_path / "never.zip") as folder,
    ):
        Writer(folder / "never.zip").add("desk.sql", io.BytesIO(b"x"))
        _ = 1 / 0
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_back_up_is_refused(tmp_path):
    with pytest.raises(Refused, match="There is no file"):
        checked(tmp_path / "none.zip")
    (tmp_path / "letter.zip").write_bytes(b"Dear Sir")
    with pytest.raises(Refused, match="no back-up of Alongside"):
        checked(tmp_path / "letter.zip")
