"""Days as whole numbers, for a simulation that needs millions of them quickly.

The clock remains the only judge of what is a working day and of how months are
counted; this file asks it once for each day and remembers the answers. A day here is
`date.toordinal()`: day 1 is 1 January of year 1.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date

from alongside.reckon.clock import Clock, months_from


class Pace:
    """The working days from `first` to `last`, and counting along them.

    Past `last` every weekday is taken for a working day. No such day is ever shown:
    it is only where a life that is still going on would lead.
    """

    def __init__(self, clock: Clock, first: date, last: date) -> None:
        self._months: dict[tuple[int, int], int] = {}
        self._dates: dict[int, date] = {}
        days = range(first.toordinal(), last.toordinal() + 1)
        self._working = [d for d in days if clock.is_working(date.fromordinal(d))]

    def after(self, day: int, working_days: int) -> int:
        """Return the day that many working days after `day`, which is day 0."""
        place = bisect_right(self._working, day) + working_days - 1
        if place < 0:
            return self.on_or_after(day)
        if place < len(self._working):
            return self._working[place]
        return self.on_or_after(day + working_days * 7 // 5)

    def on_or_after(self, day: int) -> int:
        """Return `day` if it is a working day, else the next one that is."""
        place = bisect_left(self._working, day)
        if place < len(self._working):
            return self._working[place]
        return day + (0, 0, 0, 0, 0, 2, 1)[(day - 1) % 7]

    def months(self, day: int, months: int) -> int:
        """Return the day that many calendar months after `day`."""
        found = self._months.get((day, months))
        if found is None:
            found = months_from(date.fromordinal(day), months).toordinal()
            self._months[day, months] = found
        return found

    def date(self, day: int) -> date:
        """Return the calendar day: the same object each time, to save memory."""
        found = self._dates.get(day)
        if found is None:
            found = self._dates[day] = date.fromordinal(day)
        return found
