"""Disabled children: short breaks, education, health and care plans, grants."""

from alongside.reckon.events.event import unasked

_BREAKS = "a report of short breaks and their reviews"
_EHC = "the sector dataset's tables of education, health and care plans"
_SEN = "the special educational needs team's own record"
_FLOW = "the DfE data flow's dates of education, health and care plans (payload 0.7)"

SHORT_BREAK_BEGAN = unasked(
    "short_break_began",
    "First short break of a series",
    "The start of the first regulated short break: none over 17 days, 75 days a year in total.",
    _BREAKS,
)

SHORT_BREAK_REVIEWED = unasked(
    "short_break_reviewed",
    "Short breaks reviewed",
    "A review of the series.",
    _BREAKS,
)

SHORT_BREAK_VISITED = unasked(
    "short_break_visited",
    "Visit during a short break",
    "A visit on a day on which the child is placed.",
    _BREAKS,
)

LONG_STAY_BEGAN = unasked(
    "long_stay_began",
    "Long stay in hospital or residential school began",
    "A placement by a health or education body expected to last three months, or that has.",
    "the letters of health and education bodies under section 85",
)

LONG_STAY_NOTIFIED = unasked(
    "long_stay_notified",
    "Long stay notified",
    "The responsible authority was told and considered the child's welfare.",
    "the letters of health and education bodies under section 85",
)

EHC_REQUESTED = unasked(
    "ehc_requested",
    "Needs assessment requested",
    "The request received, or the day the child became this authority's responsibility.",
    _EHC,
    _FLOW,
    _SEN,
)

EHC_ASSESSMENT_DECIDED = unasked(
    "ehc_assessment_decided",
    "Decision whether to assess",
    "The decision notified.",
    _EHC,
    _FLOW,
    _SEN,
)

EHC_ADVICE_REQUESTED = unasked(
    "ehc_advice_requested",
    "Advice for a needs assessment requested",
    "The request to social care, health and others.",
    _SEN,
)

EHC_ADVICE_GIVEN = unasked(
    "ehc_advice_given",
    "Advice for a needs assessment given",
    "The advice returned; each body's own.",
    _SEN,
)

EHC_DRAFT_SERVED = unasked(
    "ehc_draft_served",
    "Draft plan served, or notice of no plan",
    "The draft sent to the parents, or the notice that none will be made.",
    _SEN,
)

EHC_REPRESENTATIONS_RECEIVED = unasked(
    "ehc_representations_received",
    "Comments on the draft received",
    "What the parents or young person say of the draft.",
    _SEN,
)

EHC_PLAN_ISSUED = unasked(
    "ehc_plan_issued",
    "Education, health and care plan issued",
    "The final plan sent.",
    _EHC,
    _FLOW,
    _SEN,
)

EHC_REVIEW_MET = unasked(
    "ehc_review_met",
    "Annual review meeting",
    "The review meeting held.",
    _SEN,
)

EHC_REVIEW_DECIDED = unasked(
    "ehc_review_decided",
    "Annual review decided",
    "The decision notice that completes the review.",
    _EHC,
    _SEN,
)

FACILITIES_GRANT_APPLIED_FOR = unasked(
    "facilities_grant_applied_for",
    "Disabled facilities grant applied for",
    "A complete application received.",
    "the housing authority's record of grants",
)

FACILITIES_GRANT_DECIDED = unasked(
    "facilities_grant_decided",
    "Disabled facilities grant decided",
    "The decision notified.",
    "the housing authority's record of grants",
)
