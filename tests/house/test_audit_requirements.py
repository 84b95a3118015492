"""`make audit` looks, or says that it could not; it never passes in silence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.house import audit_requirements

CLEAN = "print('No known vulnerabilities found')"
FOUND = "import sys; print('Found 1 known vulnerability in 1 package'); sys.exit(1)"
SKIPPED = (
    "print('django Dependency not found and could not be audited: django (4.2.0)')"
)
OFFLINE = "import sys; print('ConnectionError: no way to the index', file=sys.stderr); sys.exit(1)"


@pytest.fixture
def answering(tmp_path, monkeypatch):
    """Puts a program in pip-audit's place that answers so."""

    def put(code: str) -> None:
        stand_in = tmp_path / "pip-audit"
        stand_in.write_text(f"#!{sys.executable}\n{code}\n")
        stand_in.chmod(0o700)
        monkeypatch.setattr(audit_requirements, "program", lambda: str(stand_in))

    return put


def test_without_the_program_it_says_that_it_could_not_look(monkeypatch, capsys):
    monkeypatch.setattr(audit_requirements, "program", lambda: None)
    assert audit_requirements.main() == 2
    assert "NOT looked through: pip-audit is not installed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("code", "status", "said"),
    [
        (CLEAN, 0, "requirements.txt: looked through"),
        (FOUND, 1, "take newer releases"),
        (SKIPPED, 2, "NOT looked through: 1 of the packages are not told of"),
        (OFFLINE, 2, "NOT looked through: ConnectionError"),
    ],
)
def test_what_it_found_is_its_exit_status(answering, capsys, code, status, said):
    answering(code)
    assert audit_requirements.main() == status
    told = capsys.readouterr()
    assert said in told.out + told.err


def test_the_locks_it_looks_through_are_there():
    root = Path(audit_requirements.__file__).parents[2]
    assert all((root / name).exists() for name in audit_requirements.LOCKS)
