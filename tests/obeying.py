"""A process in which one desk obeys command after command: to start one for each takes seconds.

Run as a program it is that process: the desk is the environment's.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path
from traceback import format_exc
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[1]


class Obeying:
    """Starts with the first command, and goes on until `stop`."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.obeying"], cwd=ROOT,
            env={**environment, "DJANGO_SETTINGS_MODULE": "alongside.desk.settings"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def does(self, *words: object, limit: int = 0) -> SimpleNamespace:
        """Run a command; return its `returncode`, `stdout` and `stderr`.

        `migrated` migrates as tests/migrated.py does. `limit`: no file may grow beyond so
        many bytes.
        """
        told = json.dumps({"words": list(map(str, words)), "limit": limit})
        self.process.stdin.write(f"{told}\n")
        self.process.stdin.flush()
        return SimpleNamespace(**json.loads(self.process.stdout.readline()))

    def stop(self) -> None:
        self.process.communicate()


def obey() -> None:
    """Run each command that is told, a line of JSON, and answer with a line."""
    answers = sys.stdout
    for line in sys.stdin:
        print(json.dumps(answer(**json.loads(line))), file=answers, flush=True)


def answer(words: list[str], limit: int) -> dict:
    from django.core.management import CommandError, call_command
    from django.db import connection

    from tests.desk.backing_up import FILLS
    from tests.migrated import migrate

    ours = {"migrated": migrate} | FILLS
    out, err, status = io.StringIO(), io.StringIO(), 0
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit or hard, hard))
    try:
        with redirect_stdout(out):
            if words[0] in ours:
                ours[words[0]]()
            else:
                call_command(*words, stdout=out, stderr=err)
    except CommandError as problem:
        err.write(str(problem))
        status = 1
    except Exception:
        err.write(format_exc())
        status = 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        connection.close()
    return {"returncode": status, "stdout": out.getvalue(), "stderr": err.getvalue()}


if __name__ == "__main__":
    import django

    django.setup()
    obey()
