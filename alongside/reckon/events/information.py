"""Requests for information: about oneself, and of the authority."""

from alongside.reckon.events.event import unasked

_REQUESTS = "the register of information requests"

OWN_RECORDS_REQUESTED = unasked(
    "own_records_requested",
    "Subject access request received",
    "The request, or the proof of identity or clarification asked for, whichever came last.",
    _REQUESTS,
)

OWN_RECORDS_GIVEN = unasked(
    "own_records_given",
    "Subject access request answered",
    "The response sent.",
    _REQUESTS,
)

INFORMATION_REQUESTED = unasked(
    "information_requested",
    "Freedom of information request received",
    "The request received.",
    _REQUESTS,
)

INFORMATION_GIVEN = unasked(
    "information_given",
    "Freedom of information request answered",
    "The response sent.",
    _REQUESTS,
)
