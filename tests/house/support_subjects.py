"""How the addresses of the support officer's role are filled for tests/house/matrix.csv."""

from __future__ import annotations

SUBJECTS = {
    "task": lambda town, where: {"code": "type-chronology"},
}
