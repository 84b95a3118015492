"""Whoever locks a row keeps nobody waiting who only refers to it.

An action that has written in the trail and then adds a row that points at a locked one waits
for it; whoever holds that and wants the trail waits in turn, for ever. PostgreSQL's lock that
leaves the key alone (`no_key`) lets the first go on. Whoever must not add to a row meanwhile
locks it too.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

DESK = Path(__file__).parents[2] / "alongside" / "desk"
ROOMS = ("committee", "decisions", "money")


def locks(path: Path) -> list[ast.Call]:
    calls = ast.walk(ast.parse(path.read_text("utf-8")))
    return [
        each
        for each in calls
        if isinstance(each, ast.Call)
        and getattr(each.func, "attr", "") == "select_for_update"
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_a_lock_leaves_the_key_alone(room):
    found = [
        (path, call)
        for path in DESK.joinpath(room).glob("*.py")
        for call in locks(path)
    ]
    assert found, f"Nothing is locked in {room}."
    strong = [
        f"{path.name}:{call.lineno}"
        for path, call in found
        if "no_key" not in {each.arg for each in call.keywords}
    ]
    assert not strong, "Say no_key=True, so that who refers to the row goes on."
