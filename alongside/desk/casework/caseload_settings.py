"""What caseloads are judged by here: as shipped, with the council's own file laid over it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from alongside.reckon.caseloads import BadCaseloads, Settings, read, shipped

FILE = "caseloads.toml"


def judged_by() -> tuple[Settings, str]:
    """Return the settings in force, and why the council's own cannot be used, if so.

    `caseloads.toml` in the desk's home is read again when it has changed. One that
    cannot be used is not, and the pages say so.
    """
    path = Path(settings.HOME) / FILE
    try:
        return _with(path, path.stat().st_mtime_ns), ""
    except FileNotFoundError:
        return shipped(), ""
    except (BadCaseloads, UnicodeDecodeError) as problem:
        return shipped(), str(problem)


@lru_cache(maxsize=2)
def _with(path: Path, changed_at: int) -> Settings:
    return read(path.read_text("utf-8-sig"), path.name)
