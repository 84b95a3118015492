"""Children in need: plans and visits."""

from alongside.reckon.events.event import Event, Rows, unasked

_PLANS = Rows(
    "ssd_cin_plans", "cinp_person_id", "cinp_cin_plan_id",
    "cinp_cin_plan_team", "cinp_cin_plan_worker_id",
)  # fmt: skip

CIN_PLAN_STARTED = Event(
    "cin_plan_started",
    "Child in need plan began",
    "The start of a child in need plan.",
    _PLANS.day("cinp_cin_plan_start_date"),
)

_VISITS = """
    select plan.cinp_person_id as child, plan.cinp_cin_plan_id as episode,
           visit.cinv_cin_visit_date as happened_on,
           plan.cinp_cin_plan_team as team, plan.cinp_cin_plan_worker_id as worker
    from ssd_cin_plans as plan
    join ssd_cin_visits as visit
        on visit.cinv_person_id = plan.cinp_person_id
            and visit.cinv_cin_visit_date >= plan.cinp_cin_plan_start_date
            and visit.cinv_cin_visit_date
                <= coalesce(plan.cinp_cin_plan_end_date, visit.cinv_cin_visit_date)
    where {which}
"""

CIN_VISIT = Event(
    "cin_visit",
    "Child in need visit",
    """A visit within the days of the plan at which the child was not recorded as
    unseen.""",
    _VISITS.format(which="coalesce(visit.cinv_cin_visit_seen, 'Y') = 'Y'"),
)

CIN_VISIT_ATTEMPTED = Event(
    "cin_visit_attempted",
    "Child in need visit, child not seen",
    """A visit at which the child was not seen. It completes nothing, unless a council's
    own rulebook names it beside `cin_visit`.""",
    _VISITS.format(which="visit.cinv_cin_visit_seen = 'N'"),
    shown=False,
)

CIN_PLAN_ENDED = Event(
    "cin_plan_ended",
    "Child in need plan ended",
    "The end of a child in need plan, for whatever reason.",
    _PLANS.day("cinp_cin_plan_end_date"),
)

FOUND_IN_NEED = unasked(
    "found_in_need",
    "Found to be in need",
    "The assessment or the section 47 enquiry ended in a decision that the child is in need.",
    "a report of assessment and enquiry outcomes",
)

CIN_MEETING_HELD = unasked(
    "cin_meeting_held",
    "Child in need planning meeting",
    "The first meeting, which may be after the plan began.",
    "a report of child in need meetings",
)

CIN_REVIEW_HELD = unasked(
    "cin_review_held",
    "Child in need review",
    "A review meeting of the plan.",
    "a report of child in need meetings",
)
