"""The support officer's role: what is done by whom, what is asked of officers, their time."""

from __future__ import annotations

from alongside.desk.support.catalogue_models import Task, TaskVersion
from alongside.desk.support.proposal_models import Proposal
from alongside.desk.support.request_models import SupportRequest
from alongside.desk.support.time_models import HourCost, TimeNote, Timing

__all__ = [
    "HourCost", "Proposal", "SupportRequest", "Task", "TaskVersion", "TimeNote", "Timing",
]  # fmt: skip
