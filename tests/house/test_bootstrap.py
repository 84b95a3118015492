"""A bare clone, on a machine that lacks what it may lack."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine with no environment yet, and Debian's Python as it comes."""
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / ".venv/bin/python")
    monkeypatch.setattr(bootstrap, "can_make_environments", lambda: False)
    return tmp_path


def test_without_venv_a_person_is_told_what_to_install(bare, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "install_from_system", lambda packages: False)
    with pytest.raises(bootstrap.CannotGoOn, match="sudo apt-get install python3-venv"):
        bootstrap.build("run")
    assert not (bare / ".venv").exists()


def test_where_it_may_it_installs_what_is_missing_and_goes_on(bare, monkeypatch):
    able, made = [False, True], []
    monkeypatch.setattr(bootstrap, "can_make_environments", lambda: able.pop(0))
    monkeypatch.setattr(bootstrap, "install_from_system", lambda packages: True)
    monkeypatch.setattr(bootstrap, "run", made.append)
    bootstrap.make_environment()
    assert made == [[sys.executable, "-m", "venv", "--clear", str(bare / ".venv")]]


def test_an_environment_that_was_moved_is_made_again(bare, monkeypatch):
    monkeypatch.setattr(bootstrap, "can_make_environments", lambda: True)
    made = []
    monkeypatch.setattr(bootstrap, "run", made.append)
    (bare / ".venv/bin").mkdir(parents=True)
    (bare / ".venv/bin/python").symlink_to(sys.executable)
    (bare / ".venv/bin/pip").write_text("#!/elsewhere/.venv/bin/python\n")
    bootstrap.make_environment()
    assert made


def test_nothing_is_asked_of_the_system_without_leave(monkeypatch):
    asked = []
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap, "quiet", lambda command: asked.append(command))
    assert not bootstrap.install_from_system(["chromium"])
    assert asked == [["sudo", "-n", "true"]]


def test_a_second_start_does_nothing(monkeypatch, bare):
    (bare / ".venv/bin").mkdir(parents=True)
    (bare / ".venv/bin/python").symlink_to(sys.executable)
    (bare / ".venv/run.stamp").write_text(bootstrap.made_from("run"))
    monkeypatch.setattr(bootstrap, "run", pytest.fail)
    bootstrap.build("run")


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_requirement_is_noticed(monkeypatch, tmp_path, name):
    for each in ("requirements.txt", "pyproject.toml"):
        (tmp_path / each).write_bytes((ROOT / each).read_bytes())
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    before = bootstrap.made_from("run")
    (tmp_path / name).write_text("changed")
    assert bootstrap.made_from("run") != before


def test_what_is_lacking_is_said_with_what_to_do(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "has", lambda package: package != "chromium")
    bootstrap.main(["lacking"])
    assert capsys.readouterr().out == (
        "Skipped: tests in a browser, for want of chromium. "
        "To run them: sudo apt-get install chromium\n"
    )


def test_java_is_asked_for_where_everything_is_tested_and_nowhere_else():
    said = "import bootstrap; print('default-jre-headless' in bootstrap.SYSTEM)"
    for thorough, asked in (("", "False"), ("1", "True")):
        done = subprocess.run(
            [sys.executable, "-c", said], capture_output=True, text=True, cwd=ROOT,
            env=os.environ | {"ALONGSIDE_THOROUGH": thorough},
        )  # fmt: skip
        assert done.stdout.strip() == asked


def test_where_spark_cannot_be_had_the_rest_goes_on(bare, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "SPARK", bare / ".venv-spark")

    def no_network(command):
        raise bootstrap.CannotGoOn("no network")

    monkeypatch.setattr(bootstrap, "run", no_network)
    bootstrap.put_spark()
    assert "Apache Spark was not installed: no network" in capsys.readouterr().out
    assert not (bare / ".venv-spark" / "stamp").exists()


def test_spark_is_built_by_what_is_locked_and_once(bare, monkeypatch):
    monkeypatch.setattr(bootstrap, "SPARK", bare / ".venv-spark")
    (bare / ".venv-spark").mkdir()
    ran = []
    monkeypatch.setattr(bootstrap, "run", ran.append)
    bootstrap.put_spark()
    made, first, whole = ran
    assert made[1] == "venv" and made[-1] == str(bare / ".venv-spark")
    assert "--require-hashes" in first and "--no-build" in first
    assert "--require-hashes" in whole and "--no-build-isolation" in whole
    monkeypatch.setattr(bootstrap, "works", lambda python, code: True)
    bootstrap.put_spark()
    assert len(ran) == 3


def test_it_needs_nothing_but_python():
    source = (ROOT / "bootstrap.py").read_text()
    imported = set(re.findall(r"^(?:import|from) ([\w]+)", source, re.M))
    assert imported <= set(sys.stdlib_module_names)
    # -S and -I: no site-packages, nothing from the folder it is called in.
    done = subprocess.run(
        [sys.executable, "-S", "-I", ROOT / "bootstrap.py", "nonsense"],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (
        1,
        "Say one of: run, dev, test, load, lacking.\n",
    )


def test_this_machine_can_make_environments():
    found = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
    assert bootstrap.can_make_environments() is found


def test_a_second_installation_waits_for_the_first(monkeypatch, tmp_path, capsys):
    """Another process holds the lock, and lets go once it has been seen to be waited for."""
    lock = tmp_path / ".venv.lock"
    monkeypatch.setattr(bootstrap, "LOCK", lock)
    holds = "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, 2); print('held', flush=True); input()"
    command = [sys.executable, "-c", holds, str(lock)]
    other = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout.readline() == "held\n"
    monkeypatch.setattr(bootstrap, "say", lambda said: other.communicate("go on\n"))
    with bootstrap.one_at_a_time():
        assert other.poll() == 0, "it went on only after the other was done"


def test_a_lone_installation_says_nothing(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(bootstrap, "LOCK", tmp_path / ".venv.lock")
    with bootstrap.one_at_a_time():
        pass
    assert capsys.readouterr().out == ""
