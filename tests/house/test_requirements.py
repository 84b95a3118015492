"""Every dependency has a reason, and all that is installed is locked with its hash."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = ("requirements.txt", "requirements-dev.txt")
SPARK = "requirements-spark.txt"


def name(requirement: str) -> str:
    return re.split(r"[\[<>=~!; ]", requirement)[0].lower().replace("_", "-")


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text()
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def declared(group: str) -> list[str]:
    found = []
    for entry in PROJECT["dependency-groups"][group]:
        found += (
            declared(entry["include-group"]) if isinstance(entry, dict) else [entry]
        )
    return found


def test_every_dependency_has_a_reason():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    start = lines.index("[project.optional-dependencies]")
    end = lines.index("[project.scripts]")
    bare = [
        line
        for line in lines[start:end]
        if re.match(r' +"[a-z]', line) and "#" not in line and "alongside[" not in line
    ]
    assert not bare, "Say what each is for, in a comment on its line."


def test_all_that_is_declared_is_locked():
    extras = PROJECT["project"]["optional-dependencies"]
    served = {
        name(each) for extra in ("reckon", "postgres", "desk") for each in extras[extra]
    }
    every = {name(each) for extra in extras.values() for each in extra} | served
    run, dev = map(set, map(pins, LOCKS))
    assert (served | set(map(name, declared("install")))) - {"alongside"} <= run
    assert (every | set(map(name, declared("dev")))) - {"alongside"} <= dev


def test_the_tools_are_laid_over_what_the_product_runs_on():
    run, dev = map(pins, LOCKS)
    differing = {package for package in run if dev.get(package) != run[package]}
    assert not differing, "Run: make requirements"


def test_spark_is_locked_apart_and_is_of_its_clients_release():
    spark, client = pins(SPARK), pins(LOCKS[1])["pyspark-client"]
    assert set(map(name, declared("cluster"))) <= set(spark)
    assert "pyspark" not in pins(LOCKS[1]), "It cannot stand beside its client."
    assert spark["pyspark"].split(".")[:2] == client.split(".")[:2]


@pytest.mark.parametrize("lock", [*LOCKS, SPARK])
def test_a_lock_has_hashes_and_names_no_place(lock):
    text = (ROOT / lock).read_text()
    assert text.splitlines()[1].strip() == "#    make requirements".strip()
    for entry in re.split(r"\n(?=[\w.-]+==)", text)[1:]:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]
    assert "://" not in text and "--index" not in text and " @ " not in text
