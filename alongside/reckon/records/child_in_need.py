"""Children in need: plans and visits."""

from alongside.reckon.records.table import DATE, FLAG, TEXT, table

TABLES = (
    table(
        "ssd_cin_plans",
        "A child in need plan.",
        "cinp_person_id",
        cinp_cin_plan_id=TEXT,
        cinp_referral_id=TEXT,
        cinp_person_id=TEXT,
        cinp_cin_plan_start_date=DATE,
        cinp_cin_plan_end_date=DATE,
        cinp_cin_plan_team=TEXT,
        cinp_cin_plan_worker_id=TEXT,
    ),
    table(
        "ssd_cin_visits",
        "A visit to a child in need, or under assessment.",
        "cinv_person_id",
        cinv_cin_visit_id=TEXT,
        cinv_person_id=TEXT,
        cinv_cin_visit_date=DATE,
        cinv_cin_visit_seen=FLAG,
        cinv_cin_visit_seen_alone=FLAG,
    ),
)
