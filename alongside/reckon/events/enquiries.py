"""Section 47 enquiries: strategy discussions, and the conference that follows."""

from alongside.reckon.events.event import Event, Rows, unasked

CONFERENCES = Rows(
    "ssd_initial_cp_conference", "icpc_person_id", "icpc_s47_enquiry_id",
    "icpc_icpc_team", "icpc_icpc_worker_id",
)  # fmt: skip
_ENQUIRIES = Rows(
    "ssd_s47_enquiry", "s47e_person_id", "s47e_s47_enquiry_id",
    "s47e_s47_team", "s47e_s47_worker_id",
)  # fmt: skip
_DISCUSSIONS = frozenset({"local_strategy_discussions"})

# An enquiry with its strategy discussions, where the council's own list gives them; else
# its start is taken to be that of the discussion, as Annex A has it.

_BEGUN = """
    select enquiry.s47e_person_id as child, enquiry.s47e_s47_enquiry_id as episode,
           coalesce(min(case when discussion.strd_began_enquiry = 'Y'
                   then discussion.strd_discussion_date end),
               enquiry.s47e_s47_start_date) as initiating_on,
           coalesce(min(discussion.strd_discussion_date),
               enquiry.s47e_s47_start_date) as first_on,
           coalesce(max(discussion.strd_discussion_date),
               enquiry.s47e_s47_start_date) as last_on,
           enquiry.s47e_s47_start_date as started_on,
           max(enquiry.s47e_s47_team) as team, max(enquiry.s47e_s47_worker_id) as worker
    from ssd_s47_enquiry as enquiry
    left join local_strategy_discussions as discussion
        on discussion.strd_s47_enquiry_id = enquiry.s47e_s47_enquiry_id
            and discussion.strd_person_id = enquiry.s47e_person_id
    group by enquiry.s47e_person_id, enquiry.s47e_s47_enquiry_id,
        enquiry.s47e_s47_start_date
"""
_DISCUSSED = """
    select child, episode, {which}_on as happened_on, team, worker
    from ({begun}) as begun
"""

STRATEGY_DISCUSSION_INITIATING_S47 = Event(
    "strategy_discussion_initiating_s47",
    "Strategy discussion began a section 47 enquiry",
    """The discussion that began the section 47 enquiry; where there were several, that
    one, not the last. The enquiry's start, where no list of discussions says.""",
    _DISCUSSED.format(which="initiating", begun=_BEGUN),
    optional=_DISCUSSIONS,
)

FIRST_STRATEGY_DISCUSSION = Event(
    "first_strategy_discussion",
    "First strategy discussion of an enquiry",
    "For procedures that count from the first discussion, whether or not it began one.",
    _DISCUSSED.format(which="first", begun=_BEGUN),
    optional=_DISCUSSIONS,
    shown=False,
)

LAST_STRATEGY_DISCUSSION = Event(
    "last_strategy_discussion",
    "Last strategy discussion of an enquiry",
    "For procedures that count from the last discussion.",
    _DISCUSSED.format(which="last", begun=_BEGUN),
    optional=_DISCUSSIONS,
    shown=False,
)

S47_ENQUIRY_STARTED = Event(
    "s47_enquiry_started",
    "Section 47 enquiry started",
    "The enquiry's own start as recorded, from which published figures count.",
    _ENQUIRIES.day("s47e_s47_start_date"),
    shown=False,
)

INITIAL_CONFERENCE_HELD = Event(
    "initial_conference_held",
    "Initial child protection conference",
    "The conference held after the enquiry; not the day it was asked for or booked.",
    CONFERENCES.day("icpc_icpc_date", "icpc_s47_enquiry_id is not null"),
)

# What ends a clock ends it whichever of the two days it was counted from.

_SETTLED = f"""
    select child, episode,
           case when initiating_on > started_on then initiating_on else started_on end
               as latest_on
    from ({_BEGUN}) as begun
"""

S47_NO_CONFERENCE_REQUIRED = Event(
    "s47_no_conference_required",
    "Section 47 enquiry ended, no conference needed",
    """The end of an enquiry that needed no conference. Where the record gives no end,
    the day it began: the clock never ran.""",
    f"""
    select s47e_person_id as child, s47e_s47_enquiry_id as episode,
           coalesce(s47e_s47_end_date, begun.latest_on) as happened_on,
           s47e_s47_team as team, s47e_s47_worker_id as worker
    from ssd_s47_enquiry as enquiry
    join ({_SETTLED}) as begun
        on begun.child = enquiry.s47e_person_id
            and begun.episode = enquiry.s47e_s47_enquiry_id
    where s47e_s47_nfa = 'Y'
    """,
    optional=_DISCUSSIONS,
    shown=False,
)

ALREADY_ON_PLAN_AT_S47 = Event(
    "already_on_plan_at_s47",
    "Already on a plan when the enquiry began",
    """A child already on a plan has reviews, not another initial conference (Ofsted's
    guidance to List 5 of Annex A).""",
    f"""
    select enquiry.s47e_person_id as child, enquiry.s47e_s47_enquiry_id as episode,
           begun.latest_on as happened_on,
           enquiry.s47e_s47_team as team, enquiry.s47e_s47_worker_id as worker
    from ssd_s47_enquiry as enquiry
    join ({_SETTLED}) as begun
        on begun.child = enquiry.s47e_person_id
            and begun.episode = enquiry.s47e_s47_enquiry_id
    join ssd_cp_plans as plan
        on plan.cppl_person_id = enquiry.s47e_person_id
            and plan.cppl_cp_plan_start_date < enquiry.s47e_s47_start_date
            and coalesce(plan.cppl_cp_plan_end_date, enquiry.s47e_s47_start_date)
                >= enquiry.s47e_s47_start_date
    """,
    optional=frozenset({"ssd_cp_plans"}) | _DISCUSSIONS,
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
