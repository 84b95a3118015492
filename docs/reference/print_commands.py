"""Prints commands.md from what each command says of itself: `make manual` runs it."""

from __future__ import annotations

import io
import os
import re
from contextlib import redirect_stdout, suppress
from pathlib import Path

from alongside.reckon.cli import main

PAGE = Path(__file__).with_name("commands.md")

OPENING = """\
# Commands

Printed from the commands themselves by `make manual`; a test minds when it is stale.

All print for people, on standard output; `--csv` and `--json` print for programs, and nothing
else. What is wrong is said on standard error.

| exit status | means |
|---|---|
| 0 | done |
| 1 | a check failed |
| 2 | cannot answer: a file is not there, a day is outside the calendar, a code is unknown |
"""


def says(*arguments: str) -> str:
    """Return what a command prints for `--help`, 80 columns wide."""
    os.environ.update(COLUMNS="80", NO_COLOR="1")
    said = io.StringIO()
    with redirect_stdout(said), suppress(SystemExit):
        main([*arguments, "--help"])
    return said.getvalue().strip()


def commands() -> dict[str, str]:
    """Return each command with the line that says what it does."""
    listed = re.findall(r"^    (\w[\w-]*) +(.+)$", says(), re.MULTILINE)
    return dict(listed)


def page() -> str:
    parts = [OPENING]
    for command, does in commands().items():
        parts.append(f"## alongside {command}\n\n{does[0].upper()}{does[1:]}.\n")
        parts.append(f"```\n{says(command)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
