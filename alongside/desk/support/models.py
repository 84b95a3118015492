"""The support officer's role: what is done by whom, and what is asked of officers."""

from __future__ import annotations

from alongside.desk.support.catalogue_models import Task, TaskVersion
from alongside.desk.support.time_models import HourCost, TimeNote, Timing

__all__ = ["HourCost", "Task", "TaskVersion", "TimeNote", "Timing"]
