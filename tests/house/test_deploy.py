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
    for name in ("install", "back-up-and-restore", "upgrade", "change-the-keys")
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


def blocks(name: str) -> list[str]:
    """The commands of a guide, a block each."""
    text = (ROOT / "docs" / "how-to" / f"{name}.md").read_text()
    return re.findall(r"^```\n(.*?)^```", text, re.M | re.S)


def test_going_back_takes_back_all_that_the_upgrade_put_in_place():
    there, back = blocks("upgrade")
    stop = "systemctl stop alongside-pages alongside-work\n"
    assert there.startswith(f"{stop}alongside-desk back_up"), "what is done meanwhile"
    put = set(re.findall(r"^install .*(?:/usr/local|/etc/systemd).*$", there, re.M))
    assert len(put) == 2 and put <= set(back.splitlines())
    removed = back.index("rm -rf /opt/alongside\n")
    assert back.startswith("cd /\n") and removed < back.index("restore --replace")
    for told in (back, blocks("back-up-and-restore")[1]):
        assert told.index("desk restore") < told.index("rm -f /var/lib/alongside/trail.held")  # fmt: skip


@pytest.fixture
def desk_command(tmp_path):
    """deploy/alongside-desk on a host of its own, where Python says its DATABASE_URL."""
    text = (DEPLOY / "alongside-desk").read_text()
    for place in ("/etc/alongside", "/opt/alongside"):
        assert place in text
        text = text.replace(place, f"{tmp_path}{place}")
        (tmp_path / place[1:]).mkdir(parents=True)
    me = subprocess.run(["id", "-un"], capture_output=True, text=True).stdout.strip()
    command, python = tmp_path / "alongside-desk", tmp_path / "opt/alongside/.venv/bin/python"  # fmt: skip
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "${DATABASE_URL-none} ${ALONGSIDE_OWNER_URL-none} $*"\n')  # fmt: skip
    python.chmod(0o755)
    command.write_text(text.replace("= alongside ]", f"= {me} ]"))

    def run(*words: str, **files: str) -> str:
        for name, told in files.items():
            (tmp_path / "etc/alongside" / f"{name}.env").write_text(told)
        done = subprocess.run(
            ["sh", command, *words], capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"}
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run


def test_a_command_runs_in_the_settings_and_as_the_owner_where_tables_change(
    desk_command,
):
    assert desk_command("check", alongside="A=1\n") == "none none manage.py check"
    own, owner = "DATABASE_URL=own\n", "ALONGSIDE_OWNER_URL=owner\n"
    told = desk_command("back_up", "--to", "x", alongside=own, owner=owner)
    assert told == "own none manage.py back_up --to x"
    assert desk_command("migrate") == "owner none manage.py migrate"
