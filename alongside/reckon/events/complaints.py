"""Complaints by children and about services to them: the three stages."""

from alongside.reckon.events.event import unasked

_REGISTER = "the register of complaints"

COMPLAINT_RECEIVED = unasked(
    "complaint_received",
    "Complaint received",
    "The complaint reached the authority.",
    _REGISTER,
)

COMPLAINT_ANSWERED = unasked(
    "complaint_answered",
    "Complaint answered at stage 1",
    "The response sent.",
    _REGISTER,
)

STAGE_2_REQUESTED = unasked(
    "stage_2_requested",
    "Stage 2 asked for",
    "The complainant's request received.",
    _REGISTER,
)

STAGE_2_BEGAN = unasked(
    "stage_2_began",
    "Stage 2 began",
    "The complaint as recorded in writing.",
    _REGISTER,
)

STAGE_2_ADJUDICATED = unasked(
    "stage_2_adjudicated",
    "Stage 2 adjudicated",
    "The report and adjudication sent to the complainant.",
    _REGISTER,
)

STAGE_3_REQUESTED = unasked(
    "stage_3_requested",
    "Stage 3 asked for",
    "The complainant's request for a panel received.",
    _REGISTER,
)

STAGE_3_PANEL_MET = unasked(
    "stage_3_panel_met",
    "Stage 3 panel met",
    "The review panel held.",
    _REGISTER,
)

STAGE_3_REPORTED = unasked(
    "stage_3_reported",
    "Stage 3 report issued",
    "The panel's report sent, and taken as received that day.",
    _REGISTER,
)

STAGE_3_ANSWERED = unasked(
    "stage_3_answered",
    "Stage 3 answered",
    "The authority's response to the report sent.",
    _REGISTER,
)
