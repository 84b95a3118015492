"""The state of a clock: worked out from what was said of it and from the case system.

Nothing here is stored. The last mark and the clock's own status say it between them.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from alongside.desk.casework import as_at
from alongside.desk.casework.models import Due, Extract, Mark
from alongside.desk.casework.rulebook import rulebook
from alongside.desk.holidays import clock_in_force

NOTHING_SAID = Q(mark=None) | Q(mark__kind=Mark.Kind.NOTE)
DONE = (Due.Status.MET, Due.Status.LATE)


class State(NamedTuple):
    """A state: its name, the colour that repeats it, and which clocks are in it."""

    label: str
    colour: str
    fits: Q


STATES = {
    "to_ask": State("To ask", "grey", NOTHING_SAID),
    "asked": State("Asked", "blue", Q(mark__kind=Mark.Kind.ASKED)),
    "arranged": State("Arranged", "green", Q(mark__kind=Mark.Kind.ARRANGED)),
    "awaiting": State(
        "Done, awaiting recording", "purple", Q(mark__kind=Mark.Kind.AWAITING)
    ),
    "queried": State("Queried", "amber", Q(mark__kind=Mark.Kind.WRONG)),
}
RECORDED = State("Recorded", "green", Q(mark__isnull=False))
LAPSED, UNRECORDED = "lapsed", "unrecorded"
OF_KIND = {
    Mark.Kind.ASKED: "asked",
    Mark.Kind.ARRANGED: "arranged",
    Mark.Kind.AWAITING: "awaiting",
    Mark.Kind.WRONG: "queried",
}


def state_of(due: Due) -> State:
    """Return the state of a clock that is open, or that the case system shows as done."""
    if due.status in DONE:
        return RECORDED
    kind = due.mark.kind if due.mark_id else ""
    return STATES[OF_KIND.get(kind, "to_ask")]


def recorded(dues):
    """Of all clocks: those that people spoke of, and the case system shows done now."""
    return dues.filter(RECORDED.fits, status__in=DONE, gone_in=None)


def lapsed(today: date) -> Q:
    """The condition for clocks arranged for a day that has passed: nobody said since."""
    return STATES["arranged"].fits & Q(mark__arranged_for__lt=today)


def has_lapsed(due: Due, today: date) -> bool:
    """Whether an open clock was arranged for a day that has passed."""
    day = due.mark.arranged_for if due.mark_id else None
    return due.status == Due.Status.OPEN and day is not None and day < today


def unrecorded(extract: Extract | None) -> Q:
    """The condition for clocks marked done that are not recorded after the agreed days.

    The case system is taken at its word only as far as it was asked: the days are
    counted to the day of the lists that a rule rests on, not to today.
    """
    awaiting = STATES["awaiting"].fits
    if extract is None:
        return Q(pk__in=[])
    older: defaultdict[date, list[str]] = defaultdict(list)
    for rule in rulebook().values():
        if rule.computed and (known := as_at.of_rule(rule, extract.days_held)):
            older[known].append(rule.code)
    apart = [code for codes in older.values() for code in codes]
    late = Q(mark__at__lt=_before(extract.newest_day)) & ~Q(rule__in=apart)
    for known, codes in older.items():
        late |= Q(rule__in=codes, mark__at__lt=_before(known))
    return awaiting & late


def days_unrecorded(due: Due, extract: Extract | None) -> int:
    """Return for how many working days a clock marked done is not recorded.

    0 where it is recorded, was not marked done, or not long enough ago to mind.
    """
    if extract is None or not due.mark_id or due.mark.kind != Mark.Kind.AWAITING:
        return 0
    rule = rulebook().get(due.rule)
    known = (as_at.of_rule(rule, extract.days_held) if rule else None) or (
        extract.newest_day
    )
    if due.status != Due.Status.OPEN or due.mark.at >= _before(known):
        return 0
    clock = clock_in_force()
    return clock.number(known) - clock.number(timezone.localtime(due.mark.at).date())


def _before(known: date) -> datetime:
    """Return the moment before which a mark is old enough: so many working days ago."""
    clock = clock_in_force()
    last = clock.rolled(known, "previous")
    first = clock.working_days(last, settings.RECORDING_DAYS - 1, "before")
    return timezone.make_aware(datetime.combine(first, time()))


def held(today: date) -> Q:
    """The condition for clocks on hold: until the day they come back, not on it."""
    return Q(hold__until__gt=today)
