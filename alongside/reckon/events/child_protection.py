"""Child protection plans: conferences, visits and core groups."""

from dataclasses import replace

from alongside.reckon.events.enquiries import CONFERENCES
from alongside.reckon.events.event import Event, Rows, unasked

_PLANS = Rows(
    "ssd_cp_plans", "cppl_person_id", "cppl_cp_plan_id",
    "cppl_cp_plan_team", "cppl_cp_plan_worker_id",
)  # fmt: skip
_TRANSFERS = replace(CONFERENCES, episode="coalesce(icpc_cp_plan_id, icpc_icpc_id)")

BECAME_SUBJECT_OF_PLAN = Event(
    "became_subject_of_plan",
    "Made subject of a child protection plan",
    """The initial conference that made the plan, which is where the review clock starts;
    the plan's start where the record does not link a conference to it.""",
    """
    select plan.cppl_person_id as child, plan.cppl_cp_plan_id as episode,
           coalesce(conference.icpc_icpc_date, plan.cppl_cp_plan_start_date)
               as happened_on,
           plan.cppl_cp_plan_team as team, plan.cppl_cp_plan_worker_id as worker
    from ssd_cp_plans as plan
    left join ssd_initial_cp_conference as conference
        on conference.icpc_icpc_id = plan.cppl_icpc_id
    """,
    optional=frozenset({"ssd_initial_cp_conference"}),
)

CP_PLAN_STARTED = Event(
    "cp_plan_started",
    "Child protection plan began",
    "The start of the plan as recorded.",
    _PLANS.day("cppl_cp_plan_start_date"),
    shown=False,
)

CP_PLAN_ENDED = Event(
    "cp_plan_ended",
    "Child protection plan ended",
    "The end of the plan, for whatever reason.",
    _PLANS.day("cppl_cp_plan_end_date"),
)

_VISITS = """
    select plan.cppl_person_id as child, plan.cppl_cp_plan_id as episode,
           visit.cppv_cp_visit_date as happened_on,
           plan.cppl_cp_plan_team as team, plan.cppl_cp_plan_worker_id as worker
    from ssd_cp_plans as plan
    join ssd_cp_visits as visit
        on visit.cppv_person_id = plan.cppl_person_id
            and visit.cppv_cp_visit_date >= plan.cppl_cp_plan_start_date
            and visit.cppv_cp_visit_date
                <= coalesce(plan.cppl_cp_plan_end_date, visit.cppv_cp_visit_date)
    where {which}
"""

CP_VISIT = Event(
    "cp_visit",
    "Child protection visit",
    "A visit within the days of the plan at which the child was not recorded as unseen.",
    _VISITS.format(which="coalesce(visit.cppv_cp_visit_seen, 'Y') = 'Y'"),
)

CP_VISIT_ATTEMPTED = Event(
    "cp_visit_attempted",
    "Child protection visit, child not seen",
    """A visit at which the child was not seen. It completes nothing, unless a council's
    own rulebook names it beside `cp_visit`.""",
    _VISITS.format(which="visit.cppv_cp_visit_seen = 'N'"),
    shown=False,
)

CORE_GROUP_HELD = Event(
    "core_group_held",
    "Core group",
    "A core group meeting within the days of the plan.",
    """
    select plan.cppl_person_id as child, plan.cppl_cp_plan_id as episode,
           meeting.core_core_group_date as happened_on,
           plan.cppl_cp_plan_team as team, plan.cppl_cp_plan_worker_id as worker
    from ssd_cp_plans as plan
    join local_core_groups as meeting
        on meeting.core_person_id = plan.cppl_person_id
            and meeting.core_core_group_date >= plan.cppl_cp_plan_start_date
            and meeting.core_core_group_date
                <= coalesce(plan.cppl_cp_plan_end_date, meeting.core_core_group_date)
    """,
)

_REVIEWS = """
    select plan.cppl_person_id as child, plan.cppl_cp_plan_id as episode,
           review.cppr_cp_review_date as happened_on,
           plan.cppl_cp_plan_team as team, plan.cppl_cp_plan_worker_id as worker
    from ssd_cp_plans as plan
    join ssd_cp_reviews as review
        on review.cppr_person_id = plan.cppl_person_id
            and review.cppr_cp_review_date > plan.cppl_cp_plan_start_date
            and review.cppr_cp_review_date
                <= coalesce(plan.cppl_cp_plan_end_date, review.cppr_cp_review_date)
    where coalesce(review.cppr_cp_review_quorate, 'Y') = '{quorate}'
"""

REVIEW_CONFERENCE_HELD = Event(
    "review_conference_held",
    "Review child protection conference",
    """A review conference within the days of the plan. One recorded as inquorate does
    not count, nor one on the day the plan began: that day's conference made the plan, or
    reviewed the plan that ended on it.""",
    _REVIEWS.format(quorate="Y"),
)

REVIEW_CONFERENCE_INQUORATE = Event(
    "review_conference_inquorate",
    "Review child protection conference, inquorate",
    """A review conference without enough of the agencies to decide. It completes nothing,
    unless a council's own rulebook names it beside `review_conference_held`.""",
    _REVIEWS.format(quorate="N"),
    shown=False,
)

LOOKED_AFTER_DURING_PLAN = Event(
    "looked_after_during_plan",
    "Became looked after while on a plan",
    """The child came into care during the plan. Both sets of clocks run on, unless a
    council's own rulebook ends those of the plan by this.""",
    """
    select plan.cppl_person_id as child, plan.cppl_cp_plan_id as episode,
           min(care.clae_cla_episode_start_date) as happened_on,
           max(plan.cppl_cp_plan_team) as team, max(plan.cppl_cp_plan_worker_id) as worker
    from ssd_cp_plans as plan
    join ssd_cla_episodes as care
        on care.clae_person_id = plan.cppl_person_id
            and care.clae_cla_episode_start_date >= plan.cppl_cp_plan_start_date
            and care.clae_cla_episode_start_date
                <= coalesce(plan.cppl_cp_plan_end_date, care.clae_cla_episode_start_date)
    group by plan.cppl_person_id, plan.cppl_cp_plan_id
    """,
    shown=False,
)

REVIEW_CONFERENCE_PLANNED = unasked(
    "review_conference_planned",
    "Review conference planned for",
    "The day a review is to be held: a day that may lie ahead.",
    "the conference service's diary",
)

CONFERENCE_REPORT_SHARED = unasked(
    "conference_report_shared",
    "Report for a conference shared",
    "The social worker's report shared with the family.",
    "the conference service's diary",
)

MOVED_IN_ON_PLAN = unasked(
    "moved_in_on_plan",
    "Child on a plan moved in",
    "The written notice that the child has moved in for good.",
    "the conference service's register of transfers",
)


BORN_ON_PLAN = Event(
    "born_on_plan",
    "Born while on a child protection plan",
    "The birth of a child whose plan was made before it.",
    """
    select plan.cppl_person_id as child, plan.cppl_cp_plan_id as episode,
           person.pers_dob as happened_on,
           plan.cppl_cp_plan_team as team, plan.cppl_cp_plan_worker_id as worker
    from ssd_cp_plans as plan
    join ssd_person as person
        on person.pers_person_id = plan.cppl_person_id
            and person.pers_dob > plan.cppl_cp_plan_start_date
            and person.pers_dob <= coalesce(plan.cppl_cp_plan_end_date, person.pers_dob)
    """,
    shown=False,
)

TRANSFER_CONFERENCE_HELD = Event(
    "transfer_conference_held",
    "Transfer-in conference",
    "A conference of a child who moved in on another authority's plan.",
    _TRANSFERS.day("icpc_icpc_date", "icpc_icpc_transfer_in = 'Y'"),
    shown=False,
)
