"""Asks whether anything locked has a known vulnerability; `make audit` runs it.

Exit status 0: looked, and nothing is known; 1: something is known; 2: it could not look,
and says why. It never passes without having looked.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")
KNOWN, UNKNOWN = 1, 2
SKIPPED = "could not be audited"  # said of a package with exit status 0


def program() -> str | None:
    """Return where pip-audit is: beside this Python, else on the path."""
    beside = Path(sys.executable).with_name("pip-audit")
    return str(beside) if beside.exists() else shutil.which("pip-audit")


def audit(lock: Path, found: str) -> int:
    """Look one lock through, by what the package index tells of each release."""
    done = subprocess.run(
        [
            found,
            "--no-deps",
            "--disable-pip",
            "--strict",
            "--progress-spinner=off",
            "-r",
            lock,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stdout, end="")
    if done.returncode == 0 and SKIPPED not in done.stdout:
        print(f"{lock.name}: looked through, and nothing is known against it.")
        return 0
    if done.returncode and "known vulnerabilit" in done.stdout + done.stderr:
        print(f"{lock.name}: take newer releases of these: make requirements UPGRADE=1")
        return KNOWN
    last = _why(done)
    print(f"{lock.name}: NOT looked through: {last}", file=sys.stderr)
    return UNKNOWN


def _why(done: subprocess.CompletedProcess[str]) -> str:
    """Return why it could not look: what it skipped, else the last that it said."""
    skipped = [line for line in done.stdout.splitlines() if SKIPPED in line]
    if skipped:
        return f"{len(skipped)} of the packages are not told of by the index used here."
    return (done.stderr.strip().splitlines() or ["No reason was given."])[-1]


def main() -> int:
    found = program()
    if found is None:
        print(
            "NOT looked through: pip-audit is not installed. Install it beside the desk: "
            f"{Path(sys.executable).parent}/pip install pip-audit",
            file=sys.stderr,
        )
        return UNKNOWN
    results = [audit(ROOT / name, found) for name in LOCKS]
    return KNOWN if KNOWN in results else max(results)


if __name__ == "__main__":
    sys.exit(main())
