"""Supervision of cases, and the writing up of visits."""

from alongside.reckon.events.event import unasked

_CASE_NOTES = "a report of case notes with the day each was finalised"

CASE_SUPERVISED = unasked(
    "case_supervised",
    "Case supervision",
    "A supervision record of the child's case, with the manager's oversight.",
    "a report of supervision records",
)

VISIT_MADE = unasked(
    "visit_made",
    "Visit of any kind",
    "A visit under any plan, for the note that is to follow it.",
    _CASE_NOTES,
)

VISIT_WRITTEN_UP = unasked(
    "visit_written_up",
    "Visit written up",
    "The case note of that visit finalised. The records give the day of a visit and not that of its note.",
    _CASE_NOTES,
)
