"""Looked after children: periods of care, placements, reviews and visits."""

from alongside.reckon.events.event import Event, Rows

# A period of care runs from the day the child became looked after
# to the day they ceased; episodes within it change with placement or legal status.
# Somebody accommodated for less than 24 hours is not looked after (Children Act 1989
# s.22(2)): where only days are known, who came and went on one day. A series of short
# breaks (legal status V3 or V4) has rules of its own (SI 2010/959 reg.48): the period of a
# child who stays on under another status begins, for the clocks, with that status.

# An episode is a short break by the status in force that began last: of one that should
# have ended when the next began, the next one speaks.

_SHORT_BREAKS = """
    select clae_person_id as child, clae_cla_episode_id as episode,
           clae_cla_episode_start_date as began_on
    from ssd_cla_episodes
    join ssd_legal_status
        on lega_person_id = clae_person_id and lega_legal_status is not null
            and lega_legal_status_start_date <= clae_cla_episode_start_date
            and (lega_legal_status_end_date is null
                or lega_legal_status_end_date > clae_cla_episode_start_date)
    group by clae_person_id, clae_cla_episode_id, clae_cla_episode_start_date
    having count(*) = count(case when lega_legal_status in ('V3', 'V4') then 1 end)
        or max(case when lega_legal_status in ('V3', 'V4')
            then lega_legal_status_start_date end)
            > max(case when lega_legal_status not in ('V3', 'V4')
                then lega_legal_status_start_date end)
"""

_BEGAN = """case when first_break.episode is null
    then coalesce(clae_entered_care_date, clae_cla_episode_start_date)
    else clae_cla_episode_start_date end"""

PERIODS = f"""
    select clae_person_id as child,
           coalesce(clae_cla_id, clae_cla_episode_id) as period,
           min({_BEGAN}) as began_on,
           case when count(*) = count(clae_cla_episode_ceased_date)
               then max(clae_cla_episode_ceased_date) end as ceased_on,
           max(case when clae_cla_episode_ceased_date is null
               then clae_cla_team end) as team,
           max(case when clae_cla_episode_ceased_date is null
               then clae_cla_worker_id end) as worker
    from ssd_cla_episodes
    left join ({_SHORT_BREAKS}) as short_break
        on short_break.episode = clae_cla_episode_id
    left join ({_SHORT_BREAKS}) as first_break
        on first_break.child = clae_person_id
            and first_break.began_on = clae_entered_care_date
    where short_break.episode is null
    group by clae_person_id, coalesce(clae_cla_id, clae_cla_episode_id)
    having count(*) > count(clae_cla_episode_ceased_date)
        or max(clae_cla_episode_ceased_date) <> min({_BEGAN})
"""

LEGAL_STATUS = frozenset({"ssd_legal_status"})
"""What the periods of care are read with, where it is held."""

_REVIEWS = f"""
    select period.child as child, period.period as episode, period.began_on as began_on,
           review.clar_cla_review_date as happened_on,
           period.team as team, period.worker as worker
    from ({PERIODS}) as period
    join ssd_cla_reviews as review
        on review.clar_person_id = period.child
            and review.clar_cla_review_date >= period.began_on
            and review.clar_cla_review_date
                <= coalesce(period.ceased_on, review.clar_cla_review_date)
    where coalesce(review.clar_cla_review_cancelled, 'N') = 'N'
"""

BECAME_LOOKED_AFTER = Event(
    "became_looked_after",
    "Became looked after",
    "The first day of the period of care; a new period starts the reviews again.",
    f"""
    select child, period as episode, began_on as happened_on, team, worker
    from ({PERIODS}) as period
    """,
    optional=LEGAL_STATUS,
)

CEASED_TO_BE_LOOKED_AFTER = Event(
    "ceased_to_be_looked_after",
    "Ceased to be looked after",
    "The last day of the period of care.",
    f"""
    select child, period as episode, ceased_on as happened_on, team, worker
    from ({PERIODS}) as period
    where ceased_on is not null
    """,
    optional=LEGAL_STATUS,
)

LOOKED_AFTER_REVIEW_HELD = Event(
    "looked_after_review_held",
    "Looked after review",
    "A review meeting held in the period of care, and not recorded as cancelled.",
    f"select child, episode, happened_on, team, worker from ({_REVIEWS}) as review",
    optional=LEGAL_STATUS,
)

# Where an extract gives only a child's latest review, it is the first if it was held by
# the day the first was due, and a later one if the second was due by then after a first
# in time. Between the two it may be either: the next one's six months are counted from
# it, and of the three that would follow a first nothing can be said. So it is in a
# return, which gives every review of its year, with the first of the year of a child
# who was looked after before it.

_SECOND_DUE = """
    left join rule_limit as span_1
        on span_1.rule = 'CLA_REVIEW_1'
            and review.began_on between span_1.first_day and span_1.last_day
    left join reach as first_due
        on first_due.span = span_1.span and first_due.day = review.began_on
    left join rule_limit as span_2
        on span_2.rule = 'CLA_REVIEW_2'
            and first_due.due between span_2.first_day and span_2.last_day
    left join reach as second_due
        on second_due.span = span_2.span and second_due.day = first_due.due
    cross join (
        select coalesce(max(latest_only), 0) as latest_only,
               max(complete_since) as complete_since
        from held where table_name = 'ssd_cla_reviews'
    ) as given
"""

FIRST_LOOKED_AFTER_REVIEW_HELD = Event(
    "first_looked_after_review_held",
    "First looked after review",
    """The earliest review in the period of care. Where the extract gives only the latest
    review, it may be the first if it was held before a second could be due; where it
    gives only those of a year, and care began before that, if it was held by the day
    that a first was due.""",
    f"""
    select review.child as child, review.episode as episode,
           min(review.happened_on) as happened_on,
           max(review.team) as team, max(review.worker) as worker
    from ({_REVIEWS}) as review
    {_SECOND_DUE}
    where (given.latest_only = 0
            and (given.complete_since is null
                or given.complete_since <= review.began_on
                or review.happened_on <= first_due.due))
        or (given.latest_only = 1 and review.happened_on < second_due.due)
    group by review.child, review.episode
    """,
    optional=LEGAL_STATUS,
    shown=False,
)

LATER_LOOKED_AFTER_REVIEW_HELD = Event(
    "later_looked_after_review_held",
    "Later looked after review",
    """A review after the first in the period of care. Where the extract gives only the
    latest review, it is taken as a later one if it was held after the first was due; so
    is the earliest of a year, where care began before that and no more is given.""",
    f"""
    select review.child as child, review.episode as episode,
           review.happened_on as happened_on,
           review.team as team, review.worker as worker
    from ({_REVIEWS}) as review
    {_SECOND_DUE}
    join (
        select child, episode, min(happened_on) as first_on
        from ({_REVIEWS}) as each_review group by child, episode
    ) as earliest
        on earliest.child = review.child and earliest.episode = review.episode
    where review.happened_on > earliest.first_on
        or ((given.latest_only = 1 or given.complete_since > review.began_on)
            and (second_due.due is null or review.happened_on > first_due.due))
    """,
    optional=LEGAL_STATUS,
    shown=False,
)

SECOND_LOOKED_AFTER_REVIEW_PERHAPS_HELD = Event(
    "second_looked_after_review_perhaps_held",
    "Second looked after review, perhaps held",
    """The only review that the extract gives was held after the first was due and before
    the second was: it may be a late first or a second in time, so it is not known whether
    and when the second was held.""",
    f"""
    select review.child as child, review.episode as episode,
           nullif(review.happened_on, review.happened_on) as happened_on,
           review.team as team, review.worker as worker
    from ({_REVIEWS}) as review
    {_SECOND_DUE}
    where given.latest_only = 1 and review.happened_on > first_due.due
        and review.happened_on < second_due.due
    """,
    optional=LEGAL_STATUS,
    shown=False,
)

PERMANENCE_PLANNED = Event(
    "permanence_planned",
    "Permanence planned",
    """A plan for permanence in the period of care. An extract may say what the plan is
    and not since when: the event then has no day.""",
    f"""
    select period.child as child, period.period as episode,
           plan.perm_permanence_plan_date as happened_on,
           period.team as team, period.worker as worker
    from ({PERIODS}) as period
    join ssd_permanence as plan
        on plan.perm_person_id = period.child
            and (plan.perm_cla_id = period.period
                or plan.perm_permanence_plan_date between period.began_on
                    and coalesce(period.ceased_on, plan.perm_permanence_plan_date))
    where plan.perm_permanence_plan is not null
    """,
    optional=LEGAL_STATUS,
    shown=False,
)

_PLACEMENTS = Rows("ssd_cla_placement", "clap_person_id", "clap_cla_placement_id")
_OVERNIGHT = """(clap_cla_placement_end_date is null
    or clap_cla_placement_end_date <> clap_cla_placement_start_date)"""

PLACEMENT_STARTED = Event(
    "placement_started",
    "Placement began",
    """Every placement starts the visits again, so that each move has its first visit;
    not one that began and ended on the same day.""",
    _PLACEMENTS.day("clap_cla_placement_start_date", _OVERNIGHT),
)

PLACEMENT_ENDED = Event(
    "placement_ended",
    "Placement ended",
    "The child left the placement.",
    _PLACEMENTS.day("clap_cla_placement_end_date", _OVERNIGHT),
)

VISIT_IN_PLACEMENT = Event(
    "visit_in_placement",
    "Visit to the child in the placement",
    "A visit within the days of the placement at which the child was not unseen.",
    """
    select placement.clap_person_id as child,
           placement.clap_cla_placement_id as episode,
           visit.clav_cla_visit_date as happened_on, null as team, null as worker
    from ssd_cla_placement as placement
    join ssd_cla_visits as visit
        on visit.clav_person_id = placement.clap_person_id
            and visit.clav_cla_visit_date >= placement.clap_cla_placement_start_date
            and visit.clav_cla_visit_date <= coalesce(
                placement.clap_cla_placement_end_date, visit.clav_cla_visit_date
            )
    where coalesce(visit.clav_cla_visit_seen, 'Y') = 'Y'
    """,
    shown=False,
)

_VISITS = f"""
    select period.child as child, period.period as episode,
           visit.clav_cla_visit_date as happened_on,
           period.team as team, period.worker as worker,
           min(case when visit.clav_cla_visit_date >= anniversary.due
               then 1 else 0 end)
               * min(case when lower(permanence.perm_permanence_plan)
                   like '%long-term fostering%' then 1 else 0 end) as long_term
    from ({PERIODS}) as period
    join ssd_cla_visits as visit
        on visit.clav_person_id = period.child
            and visit.clav_cla_visit_date >= period.began_on
            and visit.clav_cla_visit_date
                <= coalesce(period.ceased_on, visit.clav_cla_visit_date)
    left join ssd_cla_placement as placement
        on placement.clap_person_id = period.child
            and placement.clap_cla_placement_start_date <= visit.clav_cla_visit_date
            and coalesce(
                placement.clap_cla_placement_end_date, visit.clav_cla_visit_date
            ) >= visit.clav_cla_visit_date
    left join (
        select seen.clav_person_id as child, seen.clav_cla_visit_date as seen_on,
               max(plan.perm_permanence_plan_date) as planned_on
        from ssd_cla_visits as seen
        join ssd_permanence as plan
            on plan.perm_person_id = seen.clav_person_id
                and plan.perm_permanence_plan_date <= seen.clav_cla_visit_date
        group by seen.clav_person_id, seen.clav_cla_visit_date
    ) as latest
        on latest.child = period.child and latest.seen_on = visit.clav_cla_visit_date
    left join ssd_permanence as permanence
        on permanence.perm_person_id = period.child
            and coalesce(permanence.perm_permanence_plan_date, period.began_on)
                <= visit.clav_cla_visit_date
            and (latest.planned_on is null
                or coalesce(permanence.perm_permanence_plan_date, period.began_on)
                    >= latest.planned_on)
    left join rule_limit as span
        on span.rule = 'PLACEMENT_YEAR_1'
            and placement.clap_cla_placement_start_date
                between span.first_day and span.last_day
    left join reach as anniversary
        on anniversary.span = span.span
            and anniversary.day = placement.clap_cla_placement_start_date
    where coalesce(visit.clav_cla_visit_seen, 'Y') = 'Y'
    group by period.child, period.period, visit.clav_cla_visit_date,
        period.team, period.worker
"""

LOOKED_AFTER_VISIT = Event(
    "looked_after_visit",
    "Looked after visit",
    "A visit in the period of care at which the child was not recorded as unseen.",
    f"select child, episode, happened_on, team, worker from ({_VISITS}) as visit",
    optional=frozenset({"ssd_cla_placement", "ssd_permanence"}) | LEGAL_STATUS,
)

LOOKED_AFTER_VISIT_DEFAULT = Event(
    "looked_after_visit_default",
    "Looked after visit, six-weekly placement",
    """A visit in the first year of a placement, or in one not meant to last until 18.
    The interval is chosen by the day of the visit: a clock already running keeps it.""",
    f"""
    select child, episode, happened_on, team, worker
    from ({_VISITS}) as visit where long_term = 0
    """,
    optional=frozenset({"ssd_cla_placement", "ssd_permanence"}) | LEGAL_STATUS,
    shown=False,
)

LOOKED_AFTER_VISIT_LONG_TERM = Event(
    "looked_after_visit_long_term",
    "Looked after visit, placement meant to last",
    """A visit on or after the anniversary of a placement, where the latest permanence
    plan is long-term fostering: read as a placement meant to last until the child is 18.
    On the day of a move both placements must be past their first year.""",
    f"""
    select child, episode, happened_on, team, worker
    from ({_VISITS}) as visit where long_term = 1
    """,
    optional=LEGAL_STATUS,
    shown=False,
)

LOOKED_AFTER_VISIT_ATTEMPTED = Event(
    "looked_after_visit_attempted",
    "Looked after visit, child not seen",
    """A visit at which the child was not seen. It completes nothing, unless a council's
    own rulebook names it beside `looked_after_visit`.""",
    f"""
    select period.child as child, period.period as episode,
           visit.clav_cla_visit_date as happened_on,
           period.team as team, period.worker as worker
    from ({PERIODS}) as period
    join ssd_cla_visits as visit
        on visit.clav_person_id = period.child
            and visit.clav_cla_visit_date >= period.began_on
            and visit.clav_cla_visit_date
                <= coalesce(period.ceased_on, visit.clav_cla_visit_date)
    where visit.clav_cla_visit_seen = 'N'
    """,
    optional=LEGAL_STATUS,
    shown=False,
)
