"""Private fostering: notices and visits."""

from alongside.reckon.events.event import unasked

_REPORT = "a report of private fostering notices and visits"

PRIVATE_FOSTERING_PLANNED = unasked(
    "private_fostering_planned",
    "Private fostering arrangement to begin",
    "The planned start: a day that may lie ahead.",
    _REPORT,
)

PRIVATE_FOSTERING_NOTIFIED = unasked(
    "private_fostering_notified",
    "Private fostering notified",
    "The authority received notice of the arrangement, planned or begun.",
    _REPORT,
)

PRIVATE_FOSTERING_FIRST_VISIT = unasked(
    "private_fostering_first_visit",
    "First private fostering visit",
    "Premises, carer and household visited, the child seen alone.",
    _REPORT,
)

PRIVATE_FOSTERING_VISIT_YEAR_1 = unasked(
    "private_fostering_visit_year_1",
    "Private fostering visit, first year",
    "A visit in the year from the day the authority became aware (reg.8(6)).",
    _REPORT,
)

PRIVATE_FOSTERING_VISIT_LATER = unasked(
    "private_fostering_visit_later",
    "Private fostering visit, later years",
    "A visit after that year.",
    _REPORT,
)

PRIVATE_FOSTERING_CHANGED = unasked(
    "private_fostering_changed",
    "Private fostering arrangement changed",
    "A change of circumstances, or the end of the arrangement.",
    _REPORT,
)

PRIVATE_FOSTERING_CHANGE_NOTIFIED = unasked(
    "private_fostering_change_notified",
    "Change of private fostering notified",
    "The authority received notice of the change.",
    _REPORT,
)
