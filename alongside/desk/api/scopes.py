"""What a service account can be let do: each scope with the permissions it stands for."""

from __future__ import annotations

from typing import NamedTuple


class Scope(NamedTuple):
    """What it lets a program do, in words, and as whom: a person with these permissions."""

    label: str
    permissions: tuple[str, ...]


SCOPES = {
    "timescales": Scope(
        "Read what is due for which child, by the child’s id", ("see_timescales",)
    ),
}
