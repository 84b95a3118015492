"""Plants faults in the clock and in the rulebook's reader, one at a time: `make mutation`.

Says which no test minds, but for those that docs/explanation/mutants.md keeps, with the
reason; and which of those are kept in vain. The exit status is 1 where there are any.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[1]
KEPT = HOUSE / "docs" / "explanation" / "mutants.md"
MUTMUT = Path(sys.executable).with_name("mutmut")
RESULT = re.compile(r"\s*(\S+): (survived|no tests|suspicious|segfault)")

Fault = tuple[str, str]
"""The line as it stands and as it was planted."""


def main() -> int:
    shutil.rmtree(HOUSE / "mutants", ignore_errors=True)
    _tool("run")
    survivors = {
        fault_in(_tool("show", name)): name for name in alive(_tool("results"))
    }
    kept = kept_faults(KEPT.read_text("utf-8"))
    for was, planted in sorted(survivors.keys() - kept):
        name = survivors[was, planted]
        print(f"No test minds {name}:\n  - {was}\n  + {planted}\n")
    for was, planted in sorted(kept - survivors.keys()):
        print(f"{KEPT.name} keeps what is minded or gone:\n  - {was}\n  + {planted}\n")
    print(f"{len(survivors)} faults live; {len(kept)} are kept.")
    return int(survivors.keys() != kept)


def alive(results: str) -> list[str]:
    """Return the names of the faults that no test minds."""
    return [found[1] for found in map(RESULT.match, results.splitlines()) if found]


def kept_faults(page: str) -> set[Fault]:
    """Return the faults in the page's diffs."""
    return {fault_in(diff) for diff in re.findall(r"```diff\n(.*?)```", page, re.S)}


def fault_in(diff: str) -> Fault:
    """Return what a diff takes away and puts in its place, each as one line."""
    return _lines(diff, "-"), _lines(diff, "+")


def _lines(diff: str, sign: str) -> str:
    found = re.findall(rf"^\{sign}(?!\{sign}\{sign} )(.*)$", diff, re.M)
    return " ".join(line.strip() for line in found)


def _tool(*arguments: str) -> str:
    done = subprocess.run(
        [MUTMUT, *arguments],
        cwd=HOUSE,
        text=True,
        stdout=None if arguments == ("run",) else subprocess.PIPE,
        check=arguments != ("run",),
    )
    return done.stdout or ""


if __name__ == "__main__":
    sys.exit(main())
