"""Allegations against staff, and serious incidents: not in a child's own record."""

from alongside.reckon.events.event import unasked

_LOG = "the designated officer's log of allegations"
_PARTNERS = "the safeguarding partners' record of incidents and reviews"

ALLEGATION_KNOWN = unasked(
    "allegation_known",
    "Employer aware of an allegation",
    "The day the employer became aware.",
    _LOG,
)

ALLEGATION_REPORTED = unasked(
    "allegation_reported",
    "Allegation reported to the designated officer",
    "The referral made.",
    _LOG,
)

ALLEGATION_MEETS_THRESHOLD = unasked(
    "allegation_meets_threshold",
    "Allegation meets the criteria",
    "The designated officer accepted the referral, to the hour.",
    _LOG,
)

ALLEGATION_MEETING_HELD = unasked(
    "allegation_meeting_held",
    "Allegation meeting",
    "The first meeting held.",
    _LOG,
)

ALLEGATION_CONCLUDED = unasked(
    "allegation_concluded",
    "Allegation concluded",
    "The outcome recorded.",
    _LOG,
)

SERIOUS_INCIDENT_KNOWN = unasked(
    "serious_incident_known",
    "Authority aware of a serious incident",
    "The day the authority became aware.",
    _PARTNERS,
)

SERIOUS_INCIDENT_NOTIFIED = unasked(
    "serious_incident_notified",
    "Serious incident notified",
    "The notification to the national panel submitted.",
    _PARTNERS,
)

RAPID_REVIEW_SUBMITTED = unasked(
    "rapid_review_submitted",
    "Rapid review submitted",
    "The review sent to the national panel.",
    _PARTNERS,
)

PRACTICE_REVIEW_DECIDED = unasked(
    "practice_review_decided",
    "Decision to hold a practice review",
    "The partners decided on a local child safeguarding practice review.",
    _PARTNERS,
)

PRACTICE_REVIEW_PUBLISHED = unasked(
    "practice_review_published",
    "Practice review published",
    "The report of the review published.",
    _PARTNERS,
)
