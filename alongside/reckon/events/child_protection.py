"""Child protection: enquiries, conferences, plans, visits and core groups."""

from alongside.reckon.events.event import Event, unasked

STRATEGY_DISCUSSION_INITIATING_S47 = Event(
    "strategy_discussion_initiating_s47",
    "Strategy discussion began a section 47 enquiry",
    """The discussion that began the section 47 enquiry; where there were several, that
    one, not the last.""",
    """
    select s47e_person_id as child, s47e_s47_enquiry_id as episode,
           s47e_s47_start_date as happened_on,
           s47e_s47_team as team, s47e_s47_worker_id as worker
    from ssd_s47_enquiry
    """,
)

INITIAL_CONFERENCE_HELD = Event(
    "initial_conference_held",
    "Initial child protection conference",
    "The conference held after the enquiry; not the day it was asked for or booked.",
    """
    select icpc_person_id as child, icpc_s47_enquiry_id as episode,
           icpc_icpc_date as happened_on,
           icpc_icpc_team as team, icpc_icpc_worker_id as worker
    from ssd_initial_cp_conference
    where icpc_icpc_date is not null and icpc_s47_enquiry_id is not null
    """,
)

S47_NO_CONFERENCE_REQUIRED = Event(
    "s47_no_conference_required",
    "Section 47 enquiry ended, no conference needed",
    """The end of an enquiry that needed no conference. Where the record gives no end,
    the day it began: the clock never ran.""",
    """
    select s47e_person_id as child, s47e_s47_enquiry_id as episode,
           coalesce(s47e_s47_end_date, s47e_s47_start_date) as happened_on,
           s47e_s47_team as team, s47e_s47_worker_id as worker
    from ssd_s47_enquiry
    where s47e_s47_nfa = 'Y'
    """,
    shown=False,
)

ALREADY_ON_PLAN_AT_S47 = Event(
    "already_on_plan_at_s47",
    "Already on a plan when the enquiry began",
    """A child already on a plan has reviews, not another initial conference (Ofsted's
    guidance to List 5 of Annex A).""",
    """
    select enquiry.s47e_person_id as child, enquiry.s47e_s47_enquiry_id as episode,
           enquiry.s47e_s47_start_date as happened_on,
           enquiry.s47e_s47_team as team, enquiry.s47e_s47_worker_id as worker
    from ssd_s47_enquiry as enquiry
    join ssd_cp_plans as plan
        on plan.cppl_person_id = enquiry.s47e_person_id
            and plan.cppl_cp_plan_start_date < enquiry.s47e_s47_start_date
            and coalesce(plan.cppl_cp_plan_end_date, enquiry.s47e_s47_start_date)
                >= enquiry.s47e_s47_start_date
    """,
    optional=frozenset({"ssd_cp_plans"}),
    shown=False,
)

S47_CASE_CLOSED = Event(
    "s47_case_closed",
    "Case closed during the enquiry",
    "The case that the enquiry belongs to was closed.",
    """
    select enquiry.s47e_person_id as child, enquiry.s47e_s47_enquiry_id as episode,
           referral.cine_close_date as happened_on,
           enquiry.s47e_s47_team as team, enquiry.s47e_s47_worker_id as worker
    from ssd_s47_enquiry as enquiry
    join ssd_cin_episodes as referral
        on referral.cine_referral_id = enquiry.s47e_referral_id
    where referral.cine_close_date is not null
        and referral.cine_close_date >= enquiry.s47e_s47_start_date
    """,
    optional=frozenset({"ssd_cin_episodes"}),
    shown=False,
)

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
    """
    select cppl_person_id as child, cppl_cp_plan_id as episode,
           cppl_cp_plan_start_date as happened_on,
           cppl_cp_plan_team as team, cppl_cp_plan_worker_id as worker
    from ssd_cp_plans
    """,
    shown=False,
)

CP_PLAN_ENDED = Event(
    "cp_plan_ended",
    "Child protection plan ended",
    "The end of the plan, for whatever reason.",
    """
    select cppl_person_id as child, cppl_cp_plan_id as episode,
           cppl_cp_plan_end_date as happened_on,
           cppl_cp_plan_team as team, cppl_cp_plan_worker_id as worker
    from ssd_cp_plans
    where cppl_cp_plan_end_date is not null
    """,
)

CP_VISIT = Event(
    "cp_visit",
    "Child protection visit",
    "A visit within the days of the plan at which the child was not recorded as unseen.",
    """
    select plan.cppl_person_id as child, plan.cppl_cp_plan_id as episode,
           visit.cppv_cp_visit_date as happened_on,
           plan.cppl_cp_plan_team as team, plan.cppl_cp_plan_worker_id as worker
    from ssd_cp_plans as plan
    join ssd_cp_visits as visit
        on visit.cppv_person_id = plan.cppl_person_id
            and visit.cppv_cp_visit_date >= plan.cppl_cp_plan_start_date
            and visit.cppv_cp_visit_date
                <= coalesce(plan.cppl_cp_plan_end_date, visit.cppv_cp_visit_date)
    where coalesce(visit.cppv_cp_visit_seen, 'Y') = 'Y'
    """,
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

REVIEW_CONFERENCE_HELD = Event(
    "review_conference_held",
    "Review child protection conference",
    """A review conference within the days of the plan. One recorded as inquorate does
    not count, nor one on the day the plan began: that day's conference made the plan, or
    reviewed the plan that ended on it.""",
    """
    select plan.cppl_person_id as child, plan.cppl_cp_plan_id as episode,
           review.cppr_cp_review_date as happened_on,
           plan.cppl_cp_plan_team as team, plan.cppl_cp_plan_worker_id as worker
    from ssd_cp_plans as plan
    join ssd_cp_reviews as review
        on review.cppr_person_id = plan.cppl_person_id
            and review.cppr_cp_review_date > plan.cppl_cp_plan_start_date
            and review.cppr_cp_review_date
                <= coalesce(plan.cppl_cp_plan_end_date, review.cppr_cp_review_date)
    where coalesce(review.cppr_cp_review_quorate, 'Y') = 'Y'
    """,
)

SIGNIFICANT_HARM_SUSPECTED = unasked(
    "significant_harm_suspected",
    "Significant harm suspected",
    "The decision that there is reasonable cause to suspect significant harm.",
    "the strategy discussion form of Mosaic, Liquidlogic or Eclipse",
)

INITIAL_CONFERENCE_PLANNED = unasked(
    "initial_conference_planned",
    "Initial conference planned for",
    "The day a conference is to be held: a day that may lie ahead.",
    "the conference service's diary",
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

CHILD_SEEN_IN_ENQUIRY = Event(
    "child_seen_in_enquiry",
    "Child seen in the enquiry",
    """Any visit during the section 47 enquiry at which the child was not recorded as
    unseen.""",
    """
    select enquiry.s47e_person_id as child, enquiry.s47e_s47_enquiry_id as episode,
           visit.seen_on as happened_on,
           enquiry.s47e_s47_team as team, enquiry.s47e_s47_worker_id as worker
    from ssd_s47_enquiry as enquiry
    join (
        select cinv_person_id as child, cinv_cin_visit_date as seen_on
        from ssd_cin_visits where coalesce(cinv_cin_visit_seen, 'Y') = 'Y'
        union all
        select cppv_person_id as child, cppv_cp_visit_date as seen_on
        from ssd_cp_visits where coalesce(cppv_cp_visit_seen, 'Y') = 'Y'
        union all
        select clav_person_id as child, clav_cla_visit_date as seen_on
        from ssd_cla_visits where coalesce(clav_cla_visit_seen, 'Y') = 'Y'
    ) as visit
        on visit.child = enquiry.s47e_person_id
            and visit.seen_on >= enquiry.s47e_s47_start_date
            and visit.seen_on <= coalesce(enquiry.s47e_s47_end_date, visit.seen_on)
    """,
    any_of=frozenset({"ssd_cin_visits", "ssd_cp_visits", "ssd_cla_visits"}),
    shown=False,
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
    """
    select icpc_person_id as child, coalesce(icpc_cp_plan_id, icpc_icpc_id) as episode,
           icpc_icpc_date as happened_on,
           icpc_icpc_team as team, icpc_icpc_worker_id as worker
    from ssd_initial_cp_conference
    where icpc_icpc_date is not null and icpc_icpc_transfer_in = 'Y'
    """,
    shown=False,
)
