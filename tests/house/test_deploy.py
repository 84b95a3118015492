"""What deploy/ holds is what systemd takes, and what the guides tell to copy."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
GUIDES = [
    ROOT / "docs" / "how-to" / f"{name}.md"
    for name in ("install", "back-up-and-restore", "upgrade")
]


def commands_run() -> list[tuple[str, list[str]]]:
    """Return each command of the desk's that a unit or a guide runs, with its words."""
    texts = [path.read_text() for path in [*UNITS, *GUIDES]]
    found = re.findall(r"(?:manage\.py|^alongside-desk) ([a-z_]+)(.*)$", "\n".join(texts), re.M)  # fmt: skip
    return [(name, re.findall(r"--[a-z-]+", words)) for name, words in found]


def test_every_command_that_is_run_is_one_and_takes_its_words():
    known = get_commands()
    assert {"serve", "back_up", "restore", "migrate"} <= {x for x, _ in commands_run()}
    for name, words in commands_run():
        parser = load_command_class(known[name], name).create_parser("manage.py", name)
        assert set(words) <= set(parser._option_string_actions), f"{name} {words}"


@pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed."
)
def test_systemd_takes_the_units(tmp_path):
    for unit in UNITS:
        here = unit.read_text().replace("/opt/alongside/.venv/bin/python", sys.executable)  # fmt: skip
        (tmp_path / unit.name).write_text(here)
    names = [str(tmp_path / unit.name) for unit in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *names],
        capture_output=True,
        text=True,
    )
    ours = [line for line in done.stderr.splitlines() if "alongside" in line]
    assert (done.returncode, ours) == (0, [])


def test_the_installation_guide_copies_what_is_there():
    told = GUIDES[0].read_text()
    named = set(re.findall(r"deploy/([\w.-]+)", told))
    globs = {name for name in named if not (DEPLOY / name).exists()}
    assert globs <= {"alongside-"}, "the guide names a file that is not there"
    assert {
        "alongside.env",
        "alongside-desk",
        "nginx.conf",
        "not-answering.html",
    } <= named
    for unit in UNITS:
        assert unit.name.startswith("alongside-")
