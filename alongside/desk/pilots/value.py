"""What a pilot cost, beside the whole interval of what it did and not its middle alone."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.desk.access.models import User
from alongside.desk.pilots.models import Pilot, PilotTeam
from alongside.desk.pilots.told import Told
from alongside.desk.support.models import HourCost
from alongside.desk.support.time_rows import notes_of_teams, part, rows_of, timed_tasks
from alongside.desk.workforce.monitoring_models import last_day
from alongside.reckon.pilots.told import signed
from alongside.reckon.time_released import Released, released


@dataclass(frozen=True)
class Value:
    """The cost of a pilot, and what of it there is to set it against.

    `hours` are those of qualified time released while it ran, or None where they may not be
    told to this person; `pounds` what an hour cost on its last day, where somebody typed it.
    """

    cost: float
    teams: int
    told: Told
    hours: Released | None
    pounds: float | None

    @property
    def sentences(self) -> list[str]:
        return [self._of_teams(), *self._of_change(), *self._of_hours()]

    def _of_teams(self) -> str:
        each = self.cost / self.teams
        return f"£{self.cost:,.0f} in all: £{each:,.0f} for each of {self.teams} pilot teams."

    def _of_change(self) -> list[str]:
        """The price of a unit of the gap, at both ends of its interval."""
        gap, sign = self.told.gap(self.told.primary, ""), 1
        if self.told.primary["better"] == "lower":
            sign = -1
        ends = [end if end is None else sign * end for end in (gap.low, gap.high)]
        worst, best = ends if sign > 0 else ends[::-1]
        unit, said = (
            gap.unit.rstrip("s") or "unit",
            f"{signed(gap.low)} to {signed(gap.high)}",
        )
        if best is not None and best <= 0:
            return [
                f"The interval of the gap, {said}, holds no improvement to set it against."
            ]
        at_best = "" if best is None else self._each(best, unit)
        if worst is None or worst <= 0:
            found = [
                f"The gap may be anything from {said}: it may have bought no improvement at all."
            ]
            return found + ([f"At the best end of it, {at_best}."] if at_best else [])
        return [
            f"At the worst end of the interval, {self._each(worst, unit)}"
            + (f"; at the best, {at_best}." if at_best else ".")
        ]  # fmt: skip

    def _each(self, change: float, unit: str) -> str:
        return f"£{self.cost / self.teams / change:,.0f} a team for each {unit}"

    def _of_hours(self) -> list[str]:
        if self.hours is None or not self.hours.hours:
            return []
        found = self.hours
        limits = (
            "" if found.low is None else f" ({found.low:,.0f} to {found.high:,.0f})"
        )
        said = [
            f"Support officers’ notes come to {found.hours:,.0f} hours of qualified time "
            f"released{limits}: £{self.cost / found.hours:,.2f} an hour. It is time, and "
            "not cash: nobody is paid less for it."
        ]
        if self.pounds:
            even = self.cost / self.pounds
            said.append(
                f"At £{self.pounds:,.2f} for an hour of a social worker, it breaks even at "
                f"{even:,.0f} hours; {_beside(even, found)}."
            )
        return said


def _beside(even: float, found: Released) -> str:
    """Say where the break-even lies of the interval of the hours."""
    low = found.hours if found.low is None else found.low
    high = found.hours if found.high is None else found.high
    if even > high:
        return "more than were released"
    return (
        "fewer than were released"
        if even < low
        else "within what may have been released"
    )


def value_of(user: User, pilot: Pilot, told: Told) -> Value | None:
    """Return what a pilot cost and bought; None where no cost is planned.

    The hours of a few officers tell of each, so that they go to whoever answers for the
    whole service, and to nobody else.
    """
    if not pilot.cost:
        return None
    teams = pilot.teams.filter(arm=PilotTeam.Arm.PILOT).values_list("team", flat=True)
    hours = None
    if user.sees_whole_service and user.may("see_support"):
        timed = timed_tasks()
        notes = notes_of_teams(teams, pilot.starts_on, last_day(pilot.ends_on))
        hours = released(part(rows_of(notes), timed).done, timed)
    price = HourCost.objects.visible_to(user).on(last_day(pilot.ends_on))
    pounds = float(price.pounds) if price else None
    return Value(float(pilot.cost), len(teams), told, hours, pounds)
