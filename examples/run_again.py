"""Run the notebooks of this folder from first cell to last, and keep what they print.

`python examples/run_again.py` writes them anew; with `--check` nothing is written, and
the exit status is 1 where a notebook no longer prints what it holds.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent
VOLATILE = ("execution", "language_info")


def run(path: Path) -> tuple[str, str]:
    """Return a notebook as it stands and as it comes out when it is run, as text."""
    stands = path.read_text("utf-8")
    notebook = nbformat.reads(stands, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    with TemporaryDirectory() as folder:
        resources = {"metadata": {"path": folder}}
        NotebookClient(
            notebook, kernel_name="python3", timeout=600, resources=resources
        ).execute()
    _forget_the_machine(notebook)
    return stands, nbformat.writes(notebook, version=4) + "\n"


def _forget_the_machine(notebook) -> None:
    """Leave out when it was run, and by which Python: the same work is the same file."""
    for part in (notebook, *notebook.cells):
        for name in VOLATILE:
            part.metadata.pop(name, None)


def stale() -> Iterator[str]:
    for path in sorted(FOLDER.glob("*.ipynb")):
        stands, fresh = run(path)
        if stands != fresh:
            yield path.name


def main() -> int:
    if "--check" in sys.argv[1:]:
        found = list(stale())
        if found:
            print(f"{', '.join(found)}: stale. Run: make notebooks", file=sys.stderr)
        return int(bool(found))
    for path in sorted(FOLDER.glob("*.ipynb")):
        path.write_text(run(path)[1], "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
