"""The rulebook in force at this council: as shipped, with the council's own file over it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from alongside.reckon.rulebook import Rulebook, read


@cache
def rulebook() -> Rulebook:
    """Return the rules; the council's own stand in `rulebook.toml` in the desk's home."""
    own = Path(settings.HOME) / "rulebook.toml"
    return read(own if own.exists() else None)
