"""The one statement that reckons every rule: events x rulebook x reach.

The same text runs on every engine; it joins and compares, and does no date arithmetic.
"""

from alongside.reckon.events import ALLOCATED

# The marks of a clock are walked backwards in time, so that each start has met its next
# completion by the time it is reached. On one day: an end or a completion that counts on
# the same day has phase 2, a start 1, a completion that must be on a later day 0.

STATEMENT = f"""
with mark as (
    select part.rule as rule, event.child as child, event.episode as episode,
           event.happened_on as day, part.part as part, part.phase as phase,
           event.team as team, event.worker as worker
    from event
    join rule_part as part on part.kind = event.kind
    where event.happened_on <= $as_at
),
walked as (
    select rule, child, episode, day, part, team, worker,
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
           min(case when ended_on < done_on then null else done_on end) as done_on,
           min(case when done_on <= ended_on then null else ended_on end) as ended_on,
           min(first_done_on) as first_done_on,
           max(team) as team, max(worker) as worker
    from walked
    where part = 'start'
    group by rule, child, episode, day
),
undated as (
    select part.rule as rule, event.child as child, event.episode as episode
    from event
    join rule_part as part on part.kind = event.kind and part.part = 'done'
    where event.happened_on is null
    group by part.rule, event.child, event.episode
),
same_day as (
    select rule, max(phase) as phase from rule_part where part = 'done' group by rule
),
judged as (
    select begun.rule as rule, begun.child as child, begun.episode as episode,
           begun.started_on as started_on, begun.done_on as done_on,
           begun.ended_on as ended_on, begun.team as team, begun.worker as worker,
           reach.due as due_on,
           case
               when known.computable = 0 or reach.due is null then 'cannot_compute'
               when begun.done_on is null and same_day.phase = 2
                   and begun.first_done_on < begun.started_on then 'invalid_sequence'
               when begun.done_on is null and undated.rule is not null
                   then 'cannot_compute'
               when begun.done_on <= reach.due then 'met'
               when begun.done_on > reach.due and known.latest_only = 1
                   then 'cannot_compute'
               when begun.done_on > reach.due then 'late'
               when begun.ended_on <= reach.due then 'closed_before_due'
               when begun.ended_on > reach.due and known.latest_only = 1
                   and begun.first_done_on is null then 'cannot_compute'
               when begun.ended_on > reach.due then 'closed_after_due'
               when reach.due < $as_at then 'overdue'
               else 'due'
           end as status
    from begun
    join rule_known as known on known.rule = begun.rule
    join same_day on same_day.rule = begun.rule
    left join rule_limit as span
        on span.rule = begun.rule
            and begun.started_on between span.first_day and span.last_day
    left join reach on reach.span = span.span and reach.day = begun.started_on
    left join undated
        on undated.rule = begun.rule and undated.child = begun.child
            and undated.episode = begun.episode
    where begun.started_on between known.first_day and known.last_day
),
acting as (
    select judged.rule as rule, judged.child as child, judged.episode as episode,
           judged.started_on as started_on, judged.due_on as due_on,
           case when judged.status = 'cannot_compute' and judged.done_on > judged.due_on
               then null else judged.done_on end as completed_on,
           judged.ended_on as ended_on, judged.status as status,
           case when judged.status in ('due', 'overdue')
               then coalesce(allocated.team, judged.team)
               else coalesce(judged.team, allocated.team) end as team,
           case when judged.status in ('due', 'overdue')
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
       coalesce(professional.prof_professional_name, acting.worker) as worker
from acting
left join ssd_professionals as professional
    on professional.prof_professional_id = acting.worker
order by acting.child, acting.rule, acting.started_on, acting.episode
"""
