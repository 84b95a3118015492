"""The text to paste into the case system: who is to hold the case, why, and their caseload."""

from __future__ import annotations

from alongside.desk.casework.models import WorkerChoice
from alongside.desk.said import day_said


def text_of(choice: WorkerChoice) -> str:
    """Return what was decided, by whom, on what day and why; no other child is named."""
    cases = f"{choice.held} case{'' if choice.held == 1 else 's'}"
    worker = choice.worker
    team = f" ({worker.team})" if worker.team else ""
    return "\n".join(
        [
            f"Worker chosen for child {choice.child.case_id}: {worker}{team}.",
            f"Chosen by {choice.by.full_name} on {day_said(choice.at.date())}.",
            f"Caseload of the worker as at {day_said(choice.as_at)}: {cases}, before this one.",
            f"Reason: {choice.reason}",
        ]
    )
