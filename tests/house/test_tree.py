"""The tree as a newcomer finds it: names no machine, breaks no link, has no long file."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST = 600
NOT_READ_BY_PEOPLE = (
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-spark.txt",
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")

# Put together here, so that this file does not name them either.
MACHINES = [
    "/" + "work/" + "main",
    "/" + "work/" + "shared",
    "/" + "root/",
    "/" + "opt/wheels",
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry.npm" + "js.org",
    "deb." + "debian.org",
    str(ROOT) + "/",
]


def tracked() -> list[Path]:
    if not shutil.which("git"):
        pytest.skip("There is no git here: what is in the tree cannot be told.")
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip("This tree is not a git repository: what is in it cannot be told.")
    paths = (ROOT / name for name in done.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked():
        try:
            found.append((str(path.relative_to(ROOT)), path.read_text("utf-8")))
        except UnicodeDecodeError:
            continue
    return found


def test_every_file_of_tests_has_a_name_of_its_own():
    """The folders are no packages, so pytest knows a file by its name alone."""
    names = Counter(path.name for path in tracked() if path.name.startswith("test_"))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_file_names_a_machine_or_a_registry():
    naming = [
        f"{name}: {place}"
        for name, text in texts()
        for place in MACHINES
        if place in text
    ]
    assert not naming, "Say it without the place: others have other machines."


def test_what_only_a_machine_needs_is_not_kept():
    unwanted = {"uv.lock", ".env", "db.sqlite3", ".DS_Store"}
    assert not [path for path in tracked() if path.name in unwanted]


def test_no_file_is_too_long_to_read():
    long = [
        f"{name}: {lines} lines"
        for name, text in texts()
        if name.endswith((".py", ".md", ".html", ".css", ".js", ".toml"))
        and (lines := text.count("\n")) > LONGEST
    ]
    assert not long, f"Split it by subject: {LONGEST} lines at most."


def test_links_between_documents_resolve():
    broken = []
    for name, text in texts():
        if not name.endswith(".md"):
            continue
        for target in LINK.findall(text):
            path, _, heading = target.partition("#")
            if "://" in target or target.startswith("mailto:"):
                continue
            there = (ROOT / name).parent / path if path else ROOT / name
            if not there.exists() or (heading and heading not in headings(there)):
                broken.append(f"{name}: {target}")
    assert not broken


def headings(path: Path) -> set[str]:
    """Return the anchors of a page, as forges make them."""
    found = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in found}


def test_every_make_command_in_the_documents_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = {
        (name, target)
        for name, text in texts()
        if name.endswith(".md")
        for target in makes(text)
    }
    assert {"run", "test"} <= {target for name, target in named if name == "README.md"}
    unknown = {(name, target) for name, target in named if target not in targets}
    assert not unknown


def makes(text: str) -> list[str]:
    """Return what a page tells its reader to make: in a block, or in backticks."""
    blocks = "\n".join(re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S))
    return [
        *re.findall(r"^(?:\$ )?make ([a-z][a-z-]*)", blocks, re.M),
        *re.findall(r"`make ([a-z][a-z-]*)", text),
    ]


def test_every_make_target_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.M)
    targets = re.findall(r"^([a-z-]+):(.*)$", makefile, re.M)
    assert phony and {name for name, _ in targets} == set(phony[1].split())
    assert not [name for name, rest in targets if "## " not in rest]


def test_the_change_check_runs_the_readmes_own_command():
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert [line for line in lines if line and line[0] != "#"] == ["exec make test"]
