"""What else an evaluator asks of one indicator: each answered, or why it does not apply.

None of it makes the verdict; `asker.py` asks it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TRENDS, FALSE_STARTS = "trends before the start", "false starts"
EVENT, RATES = "the gap period by period", "as a rate"
REGRESSION, SYNTHETIC = "regression to the mean", "synthetic comparison"


@dataclass(frozen=True)
class Further:
    """One further question of an indicator: in words and numbers, or why it is not asked.

    `why_not` is empty where it applies; then `says` has a sentence each, and `numbers` what
    they are made of, for JSON. `of_teams` says that teams are named.
    """

    name: str
    says: tuple[str, ...] = ()
    numbers: Mapping[str, Any] = field(default_factory=dict)
    why_not: str = ""
    of_teams: bool = False

    @property
    def told(self) -> tuple[str, ...]:
        """What is said of it, whether it applies or not."""
        return self.says or (f"Does not apply, because {self.why_not}.",)

    def to_json(self) -> dict[str, Any]:
        if self.why_not:
            return {"name": self.name, "applies": False, "why_not": self.why_not}
        numbers = dict(self.numbers)
        return {"name": self.name, "applies": True, "says": [*self.says], **numbers}
