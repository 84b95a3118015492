"""Each task's usual minutes beside what the answers of those drawn came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from alongside.desk.support.models import TaskVersion, Timing
from alongside.desk.support.time_rows import timings_by_task
from alongside.reckon.intervals import Ratio
from alongside.reckon.time_released import LEAST_TIMED, Estimate, estimate


@dataclass(frozen=True)
class Reference:
    """A task as it stands everywhere; `asked` is how many were asked for, answered or not."""

    version: TaskVersion
    asked: int
    found: Estimate

    @property
    def sampled(self) -> str:
        """The mean with its limits, or how many answers are wanting."""
        if self.found.sampled is None:
            return f"Not yet: {LEAST_TIMED - self.found.answers} more answers"
        return minutes_said(self.found.sampled)

    @property
    def off(self) -> bool:
        """Whether the reference lies outside the interval of what was timed."""
        if self.found.sampled is None:
            return False
        low, high = self.found.sampled.limits
        return not low <= self.found.reference <= high


def minutes_said(mean: Ratio) -> str:
    """31.2 (27.4 to 35.0)"""
    low, high = mean.limits
    return f"{mean.value:.1f} ({max(low, 0):.1f} to {high:.1f})"


def reference_times(day: date) -> list[Reference]:
    """Return support officers' own tasks in force on a day, by name."""
    asked = dict(
        Timing.objects.order_by().values_list("note__version__task").annotate(Count("pk"))
    )  # fmt: skip
    timed = timings_by_task()
    own = TaskVersion.objects.in_force(day).of_kind(TaskVersion.Kind.SUPPORT)
    return [
        Reference(
            version,
            asked.get(version.task_id, 0),
            estimate(version.reference_minutes, timed.get(version.task.code, [])),
        )
        for version in own.in_order()
    ]
