"""The catalogue a desk begins with, from `catalogue.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("catalogue.toml")


@cache
def told() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def first_tasks() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each task's code, and what is first said of it."""
    sources = told()["sources"]
    for code, said in told().items():
        if code not in ("from_on", "sources"):
            yield (
                code,
                {
                    "name": said["name"],
                    "kind": said["kind"],
                    "example": said["example"],
                    "boundary": said["boundary"],
                    "reference_minutes": said.get("minutes"),
                    "releases": said.get("releases", 100),
                    "source": sources[said["source"]],
                    "from_on": told()["from_on"],
                },
            )


def seed_catalogue(task_model, version_model) -> None:
    """Begin the catalogue, where there is none."""
    if task_model.objects.exists():
        return
    for code, said in first_tasks():
        task = task_model.objects.create(code=code)
        version_model.objects.create(task=task, **said)
