"""Health and education of looked after children: assessments, dental checks, plans.

A check counts in the period of care it was made in. One refused, cancelled or not
attended is not made.
"""

from alongside.reckon.events.event import Event, unasked
from alongside.reckon.events.looked_after import LEGAL_STATUS, PERIODS

_CHECKS = f"""
    select period.child as child, period.period as episode,
           visit.clah_health_check_date as happened_on,
           period.team as team, period.worker as worker,
           lower(coalesce(visit.clah_health_check_type, '')) as what
    from ({PERIODS}) as period
    join ssd_cla_health as visit
        on visit.clah_person_id = period.child
            and visit.clah_health_check_date >= period.began_on
            and visit.clah_health_check_date
                <= coalesce(period.ceased_on, visit.clah_health_check_date)
    where lower(coalesce(visit.clah_health_check_status, '')) not like '%refus%'
        and lower(coalesce(visit.clah_health_check_status, '')) not like '%declin%'
        and lower(coalesce(visit.clah_health_check_status, '')) not like '%cancel%'
        and lower(coalesce(visit.clah_health_check_status, '')) not like '%not attend%'
"""

_ASSESSMENTS = f"""
    select child, episode, happened_on, team, worker
    from ({_CHECKS}) as health_check
    where (what like '%health%' or what in ('iha', 'rha')) and what not like '%dent%'
"""

HEALTH_ASSESSMENT = Event(
    "health_assessment",
    "Health assessment",
    "A health assessment in the period of care, the first or a review.",
    _ASSESSMENTS,
    optional=LEGAL_STATUS,
    shown=False,
)

# Which interval follows is settled on the day of the assessment, by two last days of the
# rulebook's own: of the six months, and of being four years old.

_BY_AGE = f"""
    select made.child as child, made.episode as episode,
           made.happened_on as happened_on, made.team as team, made.worker as worker,
           case when person.pers_dob is null then 1
               when next_due.due <= birthday.due then 1 else 0 end as under_five
    from ({_ASSESSMENTS}) as made
    left join ssd_person as person on person.pers_person_id = made.child
    left join rule_limit as span
        on span.rule = 'CLA_RHA_U5'
            and made.happened_on between span.first_day and span.last_day
    left join reach as next_due
        on next_due.span = span.span and next_due.day = made.happened_on
    left join rule_limit as age
        on age.rule = 'FIFTH_BIRTHDAY'
            and person.pers_dob between age.first_day and age.last_day
    left join reach as birthday
        on birthday.span = age.span and birthday.day = person.pers_dob
"""

HEALTH_ASSESSMENT_UNDER_FIVE = Event(
    "health_assessment_under_five",
    "Health assessment, the next one due under five",
    """An assessment whose six months end by the child's fifth birthday. Where no date of
    birth is known the child is taken to be under five, which makes the next one due
    sooner, never later.""",
    f"""
    select child, episode, happened_on, team, worker
    from ({_BY_AGE}) as made where under_five = 1
    """,
    optional=LEGAL_STATUS,
    shown=False,
)

HEALTH_ASSESSMENT_FIVE_AND_OVER = Event(
    "health_assessment_five_and_over",
    "Health assessment, the next one due at five or over",
    """An assessment whose six months would end after the child's fifth birthday: the
    next is due twelve months on.""",
    f"""
    select child, episode, happened_on, team, worker
    from ({_BY_AGE}) as made where under_five = 0
    """,
    optional=LEGAL_STATUS,
    shown=False,
)

DENTAL_CHECK = Event(
    "dental_check",
    "Dental check",
    "A dental check in the period of care.",
    f"""
    select child, episode, happened_on, team, worker
    from ({_CHECKS}) as health_check where what like '%dent%' or what like '%teeth%'
    """,
    optional=LEGAL_STATUS,
    shown=False,
)

_SCORES = f"""
    select period.child as child, period.period as episode,
           score.csdq_sdq_completed_date as happened_on,
           period.team as team, period.worker as worker,
           case when birthday.due <= next_due.due then 0 else 1 end as again
    from ({PERIODS}) as period
    join ssd_sdq_scores as score
        on score.csdq_person_id = period.child
            and score.csdq_sdq_completed_date >= period.began_on
            and score.csdq_sdq_completed_date
                <= coalesce(period.ceased_on, score.csdq_sdq_completed_date)
    left join ssd_person as person on person.pers_person_id = period.child
    left join rule_limit as span
        on span.rule = 'CLA_SDQ'
            and score.csdq_sdq_completed_date between span.first_day and span.last_day
    left join reach as next_due
        on next_due.span = span.span and next_due.day = score.csdq_sdq_completed_date
    left join rule_limit as age
        on age.rule = 'SEVENTEENTH_BIRTHDAY'
            and person.pers_dob between age.first_day and age.last_day
    left join reach as birthday
        on birthday.span = age.span and birthday.day = person.pers_dob
    where score.csdq_sdq_score is not null
"""

SDQ_SCORED = Event(
    "sdq_scored",
    "Strengths and difficulties questionnaire scored",
    "A score in the period of care. One that gives no day says nothing of when.",
    f"select child, episode, happened_on, team, worker from ({_SCORES}) as score",
    optional=LEGAL_STATUS | {"ssd_person"},
    shown=False,
)

SDQ_SCORED_BEFORE_17 = Event(
    "sdq_scored_before_17",
    "Strengths and difficulties questionnaire scored, another to come",
    """A score after which the next is due before the seventeenth birthday: the
    questionnaire is for ages 4 to 16. Where no date of birth is known, another is due.""",
    f"""
    select child, episode, happened_on, team, worker
    from ({_SCORES}) as score where again = 1
    """,
    optional=LEGAL_STATUS | {"ssd_person"},
    shown=False,
)

_SCHOOL = "the virtual school's own record of personal education plans"

PEP_STARTED = unasked(
    "pep_started",
    "Personal education plan started",
    "The first meeting or entry of the plan.",
    _SCHOOL,
)
PEP_COMPLETED = unasked(
    "pep_completed",
    "Personal education plan completed",
    "The plan signed off, ready for the first review.",
    _SCHOOL,
)
PEP_REVIEWED = unasked(
    "pep_reviewed",
    "Personal education plan reviewed",
    "The termly review of the plan.",
    _SCHOOL,
)
