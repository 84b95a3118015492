"""What a council tells of itself: the events without a question, from `local_events`.

An event that names its episode belongs to it. One that does not belongs to the clock
that was last begun when it happened, for what completes or ends a clock; to the first
completion from then on, for what begins one; to the child alone where there is neither.
"""

from __future__ import annotations

from collections.abc import Iterable

from alongside.reckon.events.event import Event


def questions(events: Iterable[Event]) -> tuple[str, str]:
    """Return what puts the fed events into `event`: those with an episode, then others."""
    names = ", ".join(f"'{event.name}'" for event in events if not event.sql)
    named = f"""
        select evnt_event, evnt_person_id, evnt_episode_id, evnt_event_date,
               evnt_recorded_date, evnt_team, evnt_worker_id
        from local_events
        where evnt_event in ({names}) and evnt_person_id is not null
            and evnt_episode_id is not null
    """
    return named, _UNNAMED.format(names=names)


_UNNAMED = """
    select fed.evnt_event, fed.evnt_person_id,
           coalesce(begun.episode, done.episode, ''), fed.evnt_event_date,
           fed.evnt_recorded_date, fed.evnt_team, fed.evnt_worker_id
    from local_events as fed
    left join (
        select told.evnt_event_id as id, event.episode as episode,
               row_number() over (
                   partition by told.evnt_event_id
                   order by event.happened_on desc, event.episode desc
               ) as place
        from local_events as told
        join rule_part as own on own.kind = told.evnt_event and own.part <> 'start'
        join rule_part as other
            on other.rule = own.rule and other.part = 'start'
                and other.kind <> told.evnt_event
        join event
            on event.kind = other.kind and event.child = told.evnt_person_id
                and event.happened_on <= told.evnt_event_date
        where told.evnt_episode_id is null
    ) as begun on begun.id = fed.evnt_event_id and begun.place = 1
    left join (
        select told.evnt_event_id as id, event.episode as episode,
               row_number() over (
                   partition by told.evnt_event_id
                   order by event.happened_on, event.episode
               ) as place
        from local_events as told
        join rule_part as own on own.kind = told.evnt_event and own.part = 'start'
        join rule_part as other
            on other.rule = own.rule and other.part = 'done'
                and other.kind <> told.evnt_event
        join event
            on event.kind = other.kind and event.child = told.evnt_person_id
                and event.happened_on >= told.evnt_event_date
        where told.evnt_episode_id is null
    ) as done on done.id = fed.evnt_event_id and done.place = 1
    where fed.evnt_event in ({names}) and fed.evnt_person_id is not null
        and fed.evnt_episode_id is null
"""
