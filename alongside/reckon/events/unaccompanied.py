"""Unaccompanied children: the National Transfer Scheme."""

from alongside.reckon.events.event import unasked

_SCHEME = "the Home Office's returns of the National Transfer Scheme"

TRANSFER_REFERRED = unasked(
    "transfer_referred",
    "Child referred for transfer",
    "The referral of a child who is in no authority's care.",
    _SCHEME,
)

TRANSFER_ALLOCATED = unasked(
    "transfer_allocated",
    "Referral allocated to the receiving authority",
    "The day the referral was allocated; the protocol in force settles which day that is.",
    _SCHEME,
)

TRANSFER_COMPLETED = unasked(
    "transfer_completed",
    "Child moved to the receiving authority",
    "The day of the move.",
    _SCHEME,
)
