"""The support officer's role: what is done by whom, and what is asked of officers."""

from __future__ import annotations

from alongside.desk.support.catalogue_models import Task, TaskVersion

__all__ = ["Task", "TaskVersion"]
