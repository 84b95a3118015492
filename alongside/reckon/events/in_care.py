"""Looked after children: what happens in care that no export that is read carries."""

from alongside.reckon.events.event import unasked

CARE_PLAN_APPROVED = unasked(
    "care_plan_approved",
    "Care plan approved",
    "The first care plan approved.",
    "the sector dataset's ssd_cla_care_plan",
)

PLACEMENT_PLAN_AGREED = unasked(
    "placement_plan_agreed",
    "Placement plan agreed",
    "The placement plan agreed and signed.",
    "a report of placement plans",
)

EMERGENCY_PLACEMENT_BEGAN = unasked(
    "emergency_placement_began",
    "Emergency placement began",
    "A placement made before notice of it could be given.",
    "a report of placement plans",
)

PLACEMENT_NOTIFIED = unasked(
    "placement_notified",
    "Placement notified",
    "The written notices of the placement sent.",
    "a report of placement plans",
)

REVIEWING_OFFICER_NAMED = unasked(
    "reviewing_officer_named",
    "Independent reviewing officer named",
    "The officer named in the record.",
    "the reviewing service's list of children",
)

REVIEW_DECISIONS_SENT = unasked(
    "review_decisions_sent",
    "Review decisions sent",
    "The decisions of a review circulated.",
    "the reviewing service's list of reviews",
)

REVIEW_RECORD_SENT = unasked(
    "review_record_sent",
    "Review record sent",
    "The full record of a review distributed.",
    "the reviewing service's list of reviews",
)

PLACED_WITH_PARENTS = unasked(
    "placed_with_parents",
    "Placed with parents in an emergency",
    "A placement with a parent made before it could be assessed (reg.19).",
    "a report of placements with parents",
)

PLACEMENT_WITH_PARENTS_ASSESSED = unasked(
    "placement_with_parents_assessed",
    "Placement with parents assessed",
    "The assessment done and the decision reviewed.",
    "a report of placements with parents",
)

PLACED_OUTSIDE_TERMS = unasked(
    "placed_outside_terms",
    "Placed outside a foster carer's terms",
    "An emergency placement that the carer's approval does not cover (reg.23).",
    "the fostering service's record of approvals",
)

PLACED_WITHIN_TERMS = unasked(
    "placed_within_terms",
    "Placement ended or terms varied",
    "The placement ended, or the carer's terms were varied to cover it.",
    "the fostering service's record of approvals",
)

TEMPORARY_APPROVAL_GIVEN = unasked(
    "temporary_approval_given",
    "Connected person temporarily approved",
    "The temporary approval, which is the start of the placement (reg.24).",
    "the fostering service's record of approvals",
)

TEMPORARY_APPROVAL_EXPIRED = unasked(
    "temporary_approval_expired",
    "Temporary approval at its end",
    "The end of the first sixteen weeks.",
    "the fostering service's record of approvals",
)

CONNECTED_PERSON_DECIDED = unasked(
    "connected_person_decided",
    "Connected person decided on",
    "Full approval decided, or the placement ended.",
    "the fostering service's record of approvals",
)

DETENTION_BEGAN = unasked(
    "detention_began",
    "Youth detention began",
    "A looked after child detained.",
    "a report of youth detention placements",
)

DETENTION_VISIT = unasked(
    "detention_visit",
    "Visit to a child in youth detention",
    "A visit by the responsible authority.",
    "a report of youth detention placements",
)

DETENTION_PLAN_AGREED = unasked(
    "detention_plan_agreed",
    "Detention placement plan agreed",
    "The plan agreed with the establishment.",
    "a report of youth detention placements",
)

FOSTER_CARER_REVIEWED = unasked(
    "foster_carer_reviewed",
    "Foster carer approved or reviewed",
    "The approval, and each review and decision after it.",
    "the fostering service's record of approvals",
)
