"""The front door: decisions, assessments, children seen, referrals that come again."""

from alongside.reckon.indicators.indicator import (
    DAYS,
    DEPARTMENT,
    JOINED_DAYS,
    Band,
    Indicator,
)
from alongside.reckon.indicators.timeliness import in_time

_WORKING_TOGETHER = "Working Together to Safeguard Children 2023, chapter 3"

ASSESSMENT_BANDS = (
    Band("Same day", 0, 0),
    Band("1-10", 1, 10),
    Band("11-20", 11, 20),
    Band("21-30", 21, 30),
    Band("31-40", 31, 40),
    Band("41-45", 41, 45),
    Band("46-50", 46, 50),
    Band("51-60", 51, 60),
    Band("61+", 61, None),
)
ASSESSMENT_DAYS = 45
"""The Department's own, in table C2: what a council's rulebook says does not move it."""

REFERRALS_DECIDED = in_time(
    "referrals_decided_in_time",
    "Referrals decided within one working day",
    "Referrals whose day for a decision fell in the period.",
    _WORKING_TOGETHER,
    "REF_DECISION",
)

CHILDREN_SEEN = in_time(
    "children_seen_in_time",
    "Children seen in time in an assessment",
    "Assessments whose last day for seeing the child fell in the period.",
    "Local assessment protocol; no national number",
    "CHILD_SEEN",
    verified=False,
)

ASSESSMENTS = in_time(
    "assessments_in_time",
    "Assessments completed in time, counted from the referral",
    """Assessments that fell due in the period: those done, and those late and not done
    yet. The clock starts at the referral, for the first assessment that follows one.""",
    _WORKING_TOGETHER,
    "CFA_COMPLETE",
    bands=ASSESSMENT_BANDS,
)

_ASSESSMENT_DAYS = JOINED_DAYS.format(
    began="assessment.cina_assessment_start_date",
    done="assessment.cina_assessment_auth_date",
)

ASSESSMENTS_FROM_START = Indicator(
    "assessments_within_45_days_of_start",
    "Assessments completed within 45 working days of their start",
    DEPARTMENT,
    counted="Assessments authorised in the period.",
    numerator="Those authorised by the 45th working day after the assessment began.",
    left_out="""Assessments authorised before they began, and those whose start is not
    recorded or lies outside the calendar. Those still open are not counted at all.""",
    placed_by="The day the assessment was authorised.",
    source="""Department for Education, characteristics of children in need, table C2
    (duration of assessment, from the actual start date)""",
    sql=f"""
    select assessment.cina_assessment_auth_date as counted_on,
        assessment.cina_assessment_team as team,
        case when began.day is null then 'cannot_compute'
            when done.day < began.day then 'invalid_sequence'
            when {DAYS} <= {ASSESSMENT_DAYS} then 'yes'
            else 'no' end as outcome,
        {DAYS} as days
    from ssd_cin_assessments as assessment{_ASSESSMENT_DAYS}
    where assessment.cina_assessment_auth_date is not null
    """,
    bands=ASSESSMENT_BANDS,
)

_WINDOWS = """
        select referral.cine_person_id as child, referral.cine_referral_date as day,
            reach.due as last_day, referral.cine_referral_nfa as no_action
        from ssd_cin_episodes as referral
        join rule_limit as span
            on span.rule = 'REREF_12M'
                and referral.cine_referral_date between span.first_day and span.last_day
        join reach
            on reach.span = span.span and reach.day = referral.cine_referral_date
"""

REREFERRALS = Indicator(
    "rereferrals_within_12_months",
    "Referrals within 12 months of an earlier one",
    DEPARTMENT,
    counted="Referrals received in the period, whatever was decided about them.",
    numerator="""Those of a child who had been referred on an earlier day, within 12 months
    (the corresponding date included).""",
    left_out="""Referrals of whose 12 months before the export may not hold all. It is taken
    to hold every referral from the first one that led to no further action, since a list of
    cases holds none of those; where there is none, nothing can be said.""",
    placed_by="The day the referral was received.",
    source="""Department for Education, characteristics of children in need (re-referrals
    within 12 months)""",
    sql=f"""
    select referral.cine_referral_date as counted_on,
        referral.cine_referral_team as team,
        case when known.last_day is null or referral.cine_referral_date <= known.last_day
                then 'cannot_compute'
            when again.referral is not null then 'yes'
            else 'no' end as outcome,
        null as days
    from ssd_cin_episodes as referral
    cross join (
        select min(last_day) as last_day from ({_WINDOWS}) as ended_there
        where no_action = 'Y'
    ) as known
    left join (
        select later.cine_referral_id as referral
        from ssd_cin_episodes as later
        join ({_WINDOWS}) as earlier
            on earlier.child = later.cine_person_id
                and earlier.day < later.cine_referral_date
                and later.cine_referral_date <= earlier.last_day
        group by later.cine_referral_id
    ) as again
        on again.referral = referral.cine_referral_id
    where referral.cine_referral_date is not null
    """,
)
