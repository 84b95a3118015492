"""Who is to know of a concern by now: reckoned from three moments, never stored.

While the office is open, the duty worker is to acknowledge within so many minutes; then
the duty manager is told, then those who manage. Minutes count from when the concern was
raised, or from when the office opened since. While it is closed, a concern that nobody
has acknowledged is the out-of-hours team's, and the next morning the duty worker's again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from alongside.desk.workforce.office import Office


class Step(StrEnum):
    """Who is told, in this order; each only where nobody acknowledged before."""

    DUTY = "duty"
    DUTY_MANAGER = "duty_manager"
    MANAGERS = "managers"


@dataclass(frozen=True)
class Waits:
    """After how many minutes without acknowledgement who is told."""

    duty_manager: int = 15
    managers: int = 30

    def moments(self, since: datetime) -> Iterator[tuple[Step, datetime]]:
        yield Step.DUTY, since
        yield Step.DUTY_MANAGER, since + timedelta(minutes=self.duty_manager)
        yield Step.MANAGERS, since + timedelta(minutes=self.managers)


@dataclass(frozen=True)
class Watch:
    """By when what is done about concerns: the office's hours, and how long each waits.

    All is asked of a concern that nobody has acknowledged, raised at a moment.
    """

    office: Office
    waits: Waits

    def steps_reached(self, raised: datetime, now: datetime) -> dict[Step, date]:
        """Return the steps reached by now, each with the latest day on which it was."""
        found: dict[Step, date] = {}
        for day in self.office.open_days(raised, now):
            for step, at in self.waits.moments(max(raised, day.opens)):
                if at <= now and at < day.closes:
                    found[step] = day.day
        return found

    def waits_since(self, raised: datetime, now: datetime) -> datetime | None:
        """Return from when acknowledgement is waited for; None while the office is closed."""
        day = self.office.open_at(now)
        return max(raised, day.opens) if day else None

    def handed_since(self, raised: datetime, now: datetime) -> datetime | None:
        """Return since when it is the out-of-hours team's; None while the office is open."""
        if self.office.open_at(now):
            return None
        closed = self.office.last_closing(now)
        return max(raised, closed) if closed else raised

    def next_step_at(self, raised: datetime, now: datetime) -> datetime | None:
        """Return when something is to be done next; None where the office never opens."""
        day = self.office.open_at(now)
        if day is None:
            return self.office.next_opening(now)
        moments = self.waits.moments(max(raised, day.opens))
        return min([at for _, at in moments if at > now] + [day.closes])
