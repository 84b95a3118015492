"""Looked after children and care leavers: reviews, visits, health, pathway plans."""

from alongside.reckon.indicators.timeliness import in_time

_CARE_PLANNING = (
    "Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959)"
)
_HEALTH = "Promoting the health and wellbeing of looked-after children 2015"

REVIEWS = in_time(
    "looked_after_reviews_in_time",
    "Looked after reviews in time",
    "Reviews, first, second and later, that fell due in the period.",
    f"{_CARE_PLANNING} reg.33",
    "CLA_REVIEW_1", "CLA_REVIEW_2", "CLA_REVIEW_N",
)  # fmt: skip

VISITS = in_time(
    "looked_after_visits_in_time",
    "Visits to looked after children in time",
    "Visits that fell due in the period, to new placements and to settled ones.",
    f"{_CARE_PLANNING} reg.28",
    "CLA_VISIT_1", "CLA_VISIT_6W", "CLA_VISIT_LT_3M", "CLA_VISIT_LT_6M",
    "CLA_VISIT_1W_UNTIL_REVIEW", "CLA_VISIT_4W", "CLA_VISIT_CO_HOME",
)  # fmt: skip

INITIAL_HEALTH = in_time(
    "initial_health_assessments_in_time",
    "Initial health assessments in time",
    "Children whose last day for an initial health assessment fell in the period.",
    _HEALTH,
    "CLA_IHA",
)

HEALTH_REVIEWS = in_time(
    "health_assessment_reviews_in_time",
    "Reviews of health assessments in time",
    "Reviews of children under five, and of five and over, that fell due in the period.",
    f"{_CARE_PLANNING} reg.7",
    "CLA_RHA_U5", "CLA_RHA_5P",
)  # fmt: skip

DENTAL = in_time(
    "dental_checks_in_time",
    "Dental checks in time",
    "Dental checks of looked after children that fell due in the period.",
    _HEALTH,
    "CLA_DENTAL",
)

PATHWAY_PLANS = in_time(
    "pathway_plan_reviews_in_time",
    "Pathway plan reviews in time",
    "Reviews of pathway plans that fell due in the period.",
    "Care Leavers (England) Regulations 2010 (SI 2010/2571) reg.7",
    "CL_PP_REVIEW",
)
