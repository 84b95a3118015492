"""Child protection: conferences, core groups, reviews, visits, plans that last."""

from alongside.reckon.indicators.indicator import (
    DAYS,
    DEPARTMENT,
    JOINED_DAYS,
    Band,
    Indicator,
)
from alongside.reckon.indicators.timeliness import in_time

_WORKING_TOGETHER = "Working Together to Safeguard Children 2023, chapter 3"

CONFERENCE_BANDS = (
    Band("0-10", 0, 10),
    Band("11-15", 11, 15),
    Band("16-20", 16, 20),
    Band("21+", 21, None),
)
CONFERENCE_DAYS = 15
"""The Department's own, in table C4: what a council's rulebook says does not move it."""

CONFERENCES = in_time(
    "conferences_in_time",
    "Initial conferences in time, counted from the strategy discussion",
    """Section 47 enquiries whose last day for a conference fell in the period, unless they
    ended with no conference needed.""",
    _WORKING_TOGETHER,
    "S47_ICPC",
    bands=CONFERENCE_BANDS,
)

_CONFERENCE_DAYS = JOINED_DAYS.format(
    began="enquiry.s47e_s47_start_date", done="conference.icpc_icpc_date"
)

CONFERENCES_FROM_S47 = Indicator(
    "conferences_within_15_days_of_s47_start",
    "Initial conferences within 15 working days of the section 47 start",
    DEPARTMENT,
    counted="Initial child protection conferences held in the period.",
    numerator="""Those held by the 15th working day after the section 47 enquiry that led
    to them began.""",
    left_out="""Conferences dated before their enquiry began, and those of no enquiry that
    the export holds, as of a child who moved in on another authority's plan.""",
    placed_by="The day the conference was held.",
    source="""Department for Education, characteristics of children in need, table C4
    (from the section 47 actual start date to the conference)""",
    sql=f"""
    select conference.icpc_icpc_date as counted_on,
        coalesce(enquiry.s47e_s47_team, conference.icpc_icpc_team) as team,
        case when began.day is null then 'cannot_compute'
            when done.day < began.day then 'invalid_sequence'
            when {DAYS} <= {CONFERENCE_DAYS} then 'yes'
            else 'no' end as outcome,
        {DAYS} as days
    from ssd_initial_cp_conference as conference
    left join ssd_s47_enquiry as enquiry
        on enquiry.s47e_s47_enquiry_id = conference.icpc_s47_enquiry_id{_CONFERENCE_DAYS}
    where conference.icpc_icpc_date is not null
    """,
    bands=CONFERENCE_BANDS,
)

FIRST_CORE_GROUPS = in_time(
    "first_core_groups_in_time",
    "First core groups in time",
    "Plans whose last day for a first core group fell in the period.",
    _WORKING_TOGETHER,
    "CORE_GROUP_1",
)

LATER_CORE_GROUPS = in_time(
    "later_core_groups_in_time",
    "Later core groups in time",
    "Core groups after the first that fell due in the period.",
    "Local standard",
    "CORE_GROUP_N",
)

FIRST_REVIEWS = in_time(
    "first_review_conferences_in_time",
    "First review conferences in time",
    "Plans whose last day for a first review fell in the period.",
    _WORKING_TOGETHER,
    "RCPC_1",
)

LATER_REVIEWS = in_time(
    "later_review_conferences_in_time",
    "Later review conferences in time",
    "Review conferences after the first that fell due in the period.",
    _WORKING_TOGETHER,
    "RCPC_N",
)

CP_VISITS = in_time(
    "cp_visits_in_time",
    "Child protection visits in time",
    "Visits to children on a child protection plan that fell due in the period.",
    "Local standard; the frequency is set in the plan",
    "CP_VISIT_10WD", "CP_VISIT_10WD_INCL", "CP_VISIT_4W", "CP_VISIT_20WD",
)  # fmt: skip

PLANS_REVIEWED = Indicator(
    "plans_reviewed_within_timescales",
    "Child protection plans reviewed within timescales",
    DEPARTMENT,
    counted="""Plans open at the end of the last day that had by then lasted three months or
    more.""",
    numerator="""Those of which every review so far was in time: the first within three
    months of the conference, each later one within six months of the one before, and none
    overdue.""",
    left_out="""Plans of which a review cannot be judged: the export gives only the latest,
    or a date is wanting or runs backwards.""",
    placed_by="The last day of the period: months do not add up to the whole.",
    source="""Department for Education, characteristics of children in need, table D6
    (plans open for three months or more at 31 March). That every review since the plan
    began is judged, not those of the year alone, is our reading.""",
    verified=False,
    rules=("RCPC_1", "RCPC_N"),
    snapshot=True,
    sql="""
    select asked.day as counted_on, plan.cppl_cp_plan_team as team,
        case when review.child is null or review.unknown > 0 then 'cannot_compute'
            when review.late > 0 then 'no'
            else 'yes' end as outcome,
        null as days
    from ssd_cp_plans as plan
    join calendar as asked on asked.day = $last_day
    join rule_limit as span
        on span.rule = 'RCPC_1'
            and plan.cppl_cp_plan_start_date between span.first_day and span.last_day
    join reach on reach.span = span.span and reach.day = plan.cppl_cp_plan_start_date
    left join (
        select child, episode,
            sum(case when status in ('cannot_compute', 'invalid_sequence') then 1 else 0 end)
                as unknown,
            sum(case when due_on < $last_day
                and (completed_on is null or completed_on > due_on) then 1 else 0 end)
                as late
        from reckoned
        where rule in ('RCPC_1', 'RCPC_N') and started_on <= $last_day
            and status not in ('superseded', 'not_applicable')
        group by child, episode
    ) as review
        on review.child = plan.cppl_person_id and review.episode = plan.cppl_cp_plan_id
    where reach.due <= asked.day
        and (plan.cppl_cp_plan_end_date is null or plan.cppl_cp_plan_end_date > asked.day)
    """,
)

PLANS_OF_TWO_YEARS = Indicator(
    "plans_lasting_two_years",
    "Child protection plans ended that lasted two years or more",
    DEPARTMENT,
    counted="Child protection plans that ended in the period.",
    numerator="Those that ended on or after the second anniversary of their start.",
    left_out="Plans that ended before they began, and those whose start is not recorded.",
    placed_by="The day the plan ended.",
    source="""Department for Education, characteristics of children in need, table D7""",
    sql="""
    select plan.cppl_cp_plan_end_date as counted_on, plan.cppl_cp_plan_team as team,
        case when plan.cppl_cp_plan_end_date < plan.cppl_cp_plan_start_date
                then 'invalid_sequence'
            when plan.cppl_cp_plan_end_date >= reach.due then 'yes'
            when plan.cppl_cp_plan_end_date < reach.due then 'no'
            else 'cannot_compute' end as outcome,
        null as days
    from ssd_cp_plans as plan
    left join rule_limit as span
        on span.rule = 'CPP_2Y'
            and plan.cppl_cp_plan_start_date between span.first_day and span.last_day
    left join reach
        on reach.span = span.span and reach.day = plan.cppl_cp_plan_start_date
    where plan.cppl_cp_plan_end_date is not null
    """,
)
