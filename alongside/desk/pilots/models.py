"""Pilots: what was planned, what happened meanwhile, and what it came to."""

from __future__ import annotations

from alongside.desk.pilots.during_models import Exposure, LogEntry, Remark
from alongside.desk.pilots.plan_models import (
    Amendment,
    Draw,
    Initiative,
    Pilot,
    PilotTeam,
    Promise,
)
from alongside.desk.pilots.verdict_models import WorkedOut

__all__ = [
    "Amendment", "Draw", "Exposure", "Initiative", "LogEntry", "Pilot", "PilotTeam",
    "Promise", "Remark", "WorkedOut",
]  # fmt: skip
