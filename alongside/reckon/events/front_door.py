"""The front door: referrals, the decision, the assessment."""

from dataclasses import replace

from alongside.reckon.events.event import Event, Rows, unasked

_REFERRALS = Rows(
    "ssd_cin_episodes", "cine_person_id", "cine_referral_id",
    "cine_referral_team", "cine_referral_worker_id",
)  # fmt: skip
_DECISIONS = Rows("local_referral_decisions", "refd_person_id", "refd_referral_id")
_ASSESSMENTS = Rows(
    "ssd_cin_assessments", "cina_person_id", "cina_assessment_id",
    "cina_assessment_team", "cina_assessment_worker_id",
)  # fmt: skip
_OF_THE_CASE = replace(_ASSESSMENTS, episode="cina_referral_id")

REFERRAL_RECEIVED = Event(
    "referral_received",
    "Referral received",
    "A referral accepted into the case system, whatever was decided about it.",
    _REFERRALS.day("cine_referral_date"),
)

REFERRAL_DECIDED = Event(
    "referral_decided",
    "Decision on the referral",
    "The first decision recorded about the referral.",
    _DECISIONS.day_if_any("refd_decision_date"),
)

CASE_CLOSED = Event(
    "case_closed",
    "Case closed",
    "The episode of need that the referral opened was closed.",
    _REFERRALS.day("cine_close_date"),
)

_CLOCK_BEGAN = """
    select a.cina_person_id as child, a.cina_assessment_id as episode,
           case
               when referral.cine_referral_date is not null
                   and a.cina_assessment_start_date
                       between referral.cine_referral_date and reach.due
                   and coalesce(
                       a.cina_assessment_auth_date, a.cina_assessment_start_date
                   ) >= a.cina_assessment_start_date
                   and not exists (
                       select 1 from ssd_cin_assessments as earlier
                       where earlier.cina_referral_id = a.cina_referral_id
                           and earlier.cina_assessment_start_date
                               < a.cina_assessment_start_date
                   )
               then referral.cine_referral_date
               else a.cina_assessment_start_date
           end as happened_on,
           a.cina_assessment_team as team, a.cina_assessment_worker_id as worker
    from ssd_cin_assessments as a
    left join ssd_cin_episodes as referral
        on referral.cine_referral_id = a.cina_referral_id
    left join rule_limit as span
        on span.rule = 'CFA_COMPLETE'
            and referral.cine_referral_date between span.first_day and span.last_day
    left join reach
        on reach.span = span.span and reach.day = referral.cine_referral_date
    where a.cina_assessment_start_date is not null
"""

ASSESSMENT_CLOCK_BEGAN = Event(
    "assessment_clock_began",
    "Assessment clock began",
    """The referral, for the first assessment that follows it; its own start, for an
    assessment of a case already open. An assessment begun after the referral's whole
    time for assessment had passed is taken to be of a case already open, since an
    export of recent months does not show the referral's own, earlier assessment. One
    authorised before it began starts its own clock, so that the disorder shows.""",
    _CLOCK_BEGAN,
    optional=frozenset({"ssd_cin_episodes"}),
    shown=False,
)

ASSESSMENT_STARTED = Event(
    "assessment_started",
    "Assessment started",
    """The assessment's own start as recorded, from which published figures count. It is
    often the day of the referral, but not on an open case.""",
    _ASSESSMENTS.day("cina_assessment_start_date"),
    shown=False,
)

ASSESSMENT_AUTHORISED = Event(
    "assessment_authorised",
    "Assessment authorised",
    "A manager authorised the assessment, which completes it.",
    _ASSESSMENTS.day("cina_assessment_auth_date"),
)

ASSESSMENT_CASE_CLOSED = Event(
    "assessment_case_closed",
    "Case closed during the assessment",
    "The case that the assessment belongs to was closed.",
    """
    select a.cina_person_id as child, a.cina_assessment_id as episode,
           referral.cine_close_date as happened_on,
           a.cina_assessment_team as team, a.cina_assessment_worker_id as worker
    from ssd_cin_assessments as a
    join ssd_cin_episodes as referral
        on referral.cine_referral_id = a.cina_referral_id
    where referral.cine_close_date is not null
        and referral.cine_close_date >= a.cina_assessment_start_date
    """,
    optional=frozenset({"ssd_cin_episodes"}),
    shown=False,
)

CASE_ASSESSMENT_AUTHORISED = Event(
    "case_assessment_authorised",
    "Assessment authorised in a case",
    "An assessment of the case that a referral opened, so that one follows another.",
    _OF_THE_CASE.day("cina_assessment_auth_date", "cina_referral_id is not null"),
    shown=False,
)

CHILD_SEEN_IN_ASSESSMENT = Event(
    "child_seen_in_assessment",
    "Child seen during the assessment",
    """Any visit at which the child was not recorded as unseen, from the day the
    assessment clock began to the day the assessment was authorised. Where the assessment says only that the child was seen, not when, the
    event has no day.""",
    f"""
    select began.child as child, began.episode as episode,
           visit.seen_on as happened_on, null as team, null as worker
    from ({_CLOCK_BEGAN}) as began
    join ssd_cin_assessments as assessment
        on assessment.cina_assessment_id = began.episode
            and assessment.cina_person_id = began.child
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
        on visit.child = began.child
            and visit.seen_on >= began.happened_on
            and visit.seen_on
                <= coalesce(assessment.cina_assessment_auth_date, visit.seen_on)
    union all
    select cina_person_id as child, cina_assessment_id as episode,
           null as happened_on, null as team, null as worker
    from ssd_cin_assessments
    where cina_assessment_child_seen = 'Y'
    """,
    optional=frozenset({"ssd_cin_episodes"}),
    any_of=frozenset({"ssd_cin_visits", "ssd_cp_visits", "ssd_cla_visits"}),
    shown=False,
)

REFERRAL_ACKNOWLEDGED = unasked(
    "referral_acknowledged",
    "Referral acknowledged",
    "An acknowledgement sent to the professional who referred.",
    "a report of acknowledgements sent",
    "the contact form of Mosaic, Liquidlogic or Eclipse",
)

ASSESSMENT_CHECKED_BY_MANAGER = unasked(
    "assessment_checked_by_manager",
    "Manager checked the assessment",
    "The manager's first review of an assessment under way.",
    "the census of children in need (assessment internal review date)",
)

EARLY_HELP_VISIT = unasked(
    "early_help_visit",
    "Early or family help visit",
    "A visit by the lead practitioner. The records give early help episodes, not visits.",
    "a report of early help visits",
)
