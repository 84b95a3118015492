"""The time set aside for development: what is due so far, and what was kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from alongside.reckon.newly_qualified.programme import Programme
from alongside.reckon.newly_qualified.year import Pause, ends_on, paused_days

DAYS_A_WEEK = 7


class DevelopmentTime(NamedTuple):
    """Hours kept for development, of the hours due up to a day; `share` is of all hours."""

    kept: Decimal
    due: Decimal
    worked: Decimal

    @property
    def share(self) -> Decimal | None:
        return self.kept / self.worked if self.worked else None


def development_time(
    programme: Programme,
    start: date,
    *,
    weekly_hours: Decimal,
    kept: Decimal,
    as_at: date,
    pauses: Iterable[Pause] = (),
) -> DevelopmentTime:
    """Return the time kept beside the time due from the start to a day, pro rata.

    Hours are those contracted: a week of leave counts as worked, as it does in the
    programme's own average over the year. Days of a pause do not.
    """
    stops = tuple(pauses)
    last = min(as_at, ends_on(programme, start, stops))
    days = max(0, (last - start).days + 1 - paused_days(stops, start, last))
    worked = weekly_hours * days / DAYS_A_WEEK
    return DevelopmentTime(kept, worked * programme.development_share, worked)
