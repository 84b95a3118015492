"""The one statement that reckons every rule: events x rulebook x reach.

The same text runs on every engine; it joins and compares, and does no date arithmetic.
"""

from alongside.reckon.events import ALLOCATED, CHILDHOOD_ENDS

_OVER = ", ".join(f"'{kind}'" for kind in CHILDHOOD_ENDS)

# The marks of a clock are walked backwards in time, so that each start has met its next
# completion by the time it is reached. On one day: an end or a completion that counts on
# the same day has phase 2, a start 1, a completion that must be on a later day 0.
# A start that lies ahead (a conference planned) is marked on the day it was recorded.

STATEMENT = f"""
with mark as (
    select part.rule as rule, event.child as child, event.episode as episode,
           case when part.ahead = 1 then event.recorded_on
               else event.happened_on end as day,
           event.happened_on as counted_from, event.recorded_on as recorded_on,
           part.part as part, part.phase as phase,
           event.team as team, event.worker as worker
    from event
    join rule_part as part on part.kind = event.kind
    where case when part.ahead = 1 then event.recorded_on
            else event.happened_on end <= $as_at
        and (event.recorded_on is null or event.recorded_on <= $as_at)
),
walked as (
    select rule, child, episode, day, part, counted_from, recorded_on, team, worker,
           min(case when part = 'done' then day end) over (
               partition by rule, child, episode order by day desc, phase desc
               rows between unbounded preceding and current row
           ) as done_on,
           min(case when part = 'end' then day end) over (
               partition by rule, child, episode order by day desc, phase desc
               rows between unbounded preceding and current row
           ) as ended_on,
           min(case when part = 'done' then day end) over (
               partition by rule, child, episode
           ) as first_done_on
    from mark
),
begun as (
    select rule, child, episode, day as started_on,
           min(counted_from) as counted_from, min(recorded_on) as recorded_on,
           min(done_on) as done_on, min(ended_on) as ended_on,
           min(first_done_on) as first_done_on,
           max(team) as team, max(worker) as worker
    from walked
    where part = 'start'
    group by rule, child, episode, day
),
childhood as (
    select child, min(happened_on) as over_on
    from event
    where kind in ({_OVER}) and happened_on <= $as_at
    group by child
),
bounded as (
    select begun.rule as rule, begun.child as child, begun.episode as episode,
           begun.started_on as started_on, begun.counted_from as counted_from,
           begun.recorded_on as recorded_on, begun.done_on as done_on,
           case when childhood.over_on >= begun.started_on
                   and (begun.ended_on is null or childhood.over_on < begun.ended_on)
               then childhood.over_on else begun.ended_on end as ended_on,
           childhood.over_on as over_on, begun.first_done_on as first_done_on,
           begun.team as team, begun.worker as worker,
           known.computable as computable, known.latest_only as latest_only,
           known.one_at_a_time as one_at_a_time, known.same_day as same_day,
           known.known_since as known_since
    from begun
    join rule_known as known
        on known.rule = begun.rule
            and begun.counted_from between known.first_day and known.last_day
    left join childhood
        on childhood.child = begun.child and known.past_childhood = 0
),
closed as (
    select rule, child, episode, started_on, counted_from, recorded_on, over_on,
           first_done_on, team, worker, computable, latest_only, one_at_a_time, same_day,
           known_since,
           case when ended_on < done_on then null else done_on end as done_on,
           case when done_on <= ended_on then null else ended_on end as ended_on,
           lag(started_on) over (
               partition by rule, child, episode order by started_on
           ) as before_on,
           lag(case when done_on <= ended_on then done_on
                   else coalesce(ended_on, done_on) end) over (
               partition by rule, child, episode order by started_on
           ) as before_closed_on
    from bounded
),
hidden as (
    select part.rule as rule, event.child as child, event.episode as episode,
           max(case when event.happened_on is null then 'undated' else 'ahead' end)
               as reason
    from event
    join rule_part as part on part.kind = event.kind and part.part = 'done'
    join rule_known as known on known.rule = part.rule
    where (event.happened_on is null
            or (event.happened_on > $as_at and known.latest_only = 1))
        and (event.recorded_on is null or event.recorded_on <= $as_at)
    group by part.rule, event.child, event.episode
),
counted as (
    select closed.rule as rule, closed.child as child, closed.episode as episode,
           closed.started_on as started_on, closed.recorded_on as recorded_on,
           closed.done_on as done_on, closed.ended_on as ended_on,
           closed.team as team, closed.worker as worker,
           case when set_day.rule is null then reach.due else set_day.due_on end
               as due_on,
           case
               when closed.one_at_a_time = 1 and closed.before_on is not null
                   and (closed.before_closed_on is null
                       or closed.before_closed_on > closed.started_on)
                   then 'already_running'
               when set_day.reason = 'waived' then 'waived'
               when lifted.rule is not null then 'lifted'
               when closed.computable = 0 then 'not_held'
               when set_day.reason = 'stopped' then 'stopped'
               when set_day.rule is null and reach.due is null then 'outside_calendar'
               when closed.over_on < closed.started_on then 'after_childhood'
               when closed.done_on is null and closed.same_day = 1
                   and closed.first_done_on < closed.started_on then 'done_before_start'
               when closed.done_on is null and hidden.reason is not null
                   then hidden.reason
               when closed.latest_only = 1 and closed.done_on
                   > case when set_day.rule is null then reach.due
                       else set_day.due_on end then 'latest_only'
               when closed.latest_only = 1
                   and (closed.first_done_on is null
                       or closed.first_done_on > closed.started_on)
                   and closed.ended_on
                   > case when set_day.rule is null then reach.due
                       else set_day.due_on end then 'latest_only'
               when closed.started_on < closed.known_since
                   and (coalesce(closed.done_on, closed.ended_on) is null
                       or coalesce(closed.done_on, closed.ended_on)
                           > case when set_day.rule is null then reach.due
                               else set_day.due_on end) then 'year_only'
               else coalesce(set_day.reason, '')
           end as reason
    from closed
    left join rule_limit as span
        on span.rule = closed.rule
            and closed.counted_from between span.first_day and span.last_day
    left join reach on reach.span = span.span and reach.day = closed.counted_from
    left join rule_lifted as lifted
        on lifted.rule = closed.rule
            and closed.counted_from between lifted.first_day and lifted.last_day
    left join set_day
        on set_day.rule = closed.rule and set_day.child = closed.child
            and set_day.episode = closed.episode
            and set_day.started_on = closed.started_on
    left join hidden
        on hidden.rule = closed.rule and hidden.child = closed.child
            and hidden.episode = closed.episode
),
judged as (
    select rule, child, episode, started_on, due_on, done_on, ended_on, team, worker,
           reason,
           case
               when reason = 'already_running' then 'superseded'
               when reason in ('waived', 'lifted') then 'not_applicable'
               when reason in ('not_held', 'stopped', 'outside_calendar', 'undated',
                   'ahead', 'latest_only', 'year_only') then 'cannot_compute'
               when reason in ('after_childhood', 'done_before_start')
                   then 'invalid_sequence'
               when done_on <= due_on then 'met'
               when done_on > due_on then 'late'
               when ended_on <= due_on then 'closed_before_due'
               when ended_on > due_on then 'closed_after_due'
               when due_on < $as_at and recorded_on > due_on then 'late_on_arrival'
               when due_on < $as_at then 'overdue'
               else 'due'
           end as status
    from counted
),
acting as (
    select judged.rule as rule, judged.child as child, judged.episode as episode,
           judged.started_on as started_on,
           case when judged.status in ('superseded', 'not_applicable')
               then null else judged.due_on end as due_on,
           case when judged.status = 'superseded'
                   or (judged.status = 'cannot_compute'
                       and judged.done_on > judged.due_on)
               then null else judged.done_on end as completed_on,
           case when judged.status = 'superseded' then null
               else judged.ended_on end as ended_on,
           judged.status as status, judged.reason as reason,
           case when judged.status in ('due', 'overdue', 'late_on_arrival')
               then coalesce(allocated.team, judged.team)
               else coalesce(judged.team, allocated.team) end as team,
           case when judged.status in ('due', 'overdue', 'late_on_arrival')
               then coalesce(allocated.worker, judged.worker)
               else coalesce(judged.worker, allocated.worker) end as worker
    from judged
    left join ({ALLOCATED}) as allocated on allocated.child = judged.child
)
select acting.child as child_id, acting.rule as code,
       acting.started_on as started_on, acting.episode as episode,
       acting.due_on as due_on, acting.completed_on as completed_on,
       acting.ended_on as ended_on, acting.status as status,
       acting.team as team, acting.worker as worker_id,
       coalesce(professional.prof_professional_name, acting.worker) as worker,
       acting.reason as reason
from acting
left join ssd_professionals as professional
    on professional.prof_professional_id = acting.worker
order by acting.child, acting.rule, acting.started_on, acting.episode
"""
