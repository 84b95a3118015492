"""What the fast way reads: names numbered in a store, and events as columns of numbers.

A child with an episode is numbered as one, in order of child, so that some children are
some consecutive episodes. A day is its ordinal (`date.toordinal`), 0 where none is known;
a number is -1 where there is none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt

from alongside.reckon.dues.clocks import Column, Names
from alongside.reckon.events import ALLOCATED, CHILDHOOD_ENDS
from alongside.reckon.records import NUMBER, TEXT
from alongside.reckon.stores import Columnar

BITS = 22  # of a day, to the year 9999
NEVER = (1 << BITS) - 1  # later than any day
Keys = npt.NDArray[np.int64]
"""An episode and a day in one number, so that they are sorted and found as one."""
Kind = tuple[str, bool]
"""An event's name, and whether it stands on the day it was recorded, not on its own."""

_EPISODES = """
insert into whose
select row_number() over (order by child, episode) - 1 as number,
       dense_rank() over (order by child) - 1 as child_number, child, episode
from (select distinct child, episode from event) as told
"""
_KINDS = "select distinct kind, ahead from rule_part order by kind, ahead"
_EVENTS = """
select cast(kind.number as integer) as kind, cast(whose.number as integer) as episode,
       case when kind.ahead = 1 then event.recorded_on
           else event.happened_on end as day,
       event.happened_on as counted_from, event.recorded_on as recorded_on,
       cast(team.number as integer) as team, cast(worker.number as integer) as worker
from event
join kind_number as kind on kind.kind = event.kind
join whose on whose.child = event.child and whose.episode = event.episode
left join team_number as team on team.name = event.team
left join worker_number as worker on worker.name = event.worker
where event.recorded_on is null or event.recorded_on <= $as_at
"""
_PEOPLE = """
insert into {0}_number
select row_number() over (order by name) - 1 as number, name from (
    select event.{0} as name from event
    union select invo_professional_{1} as name from ssd_involvements
) as named where name is not null
"""
_WORKERS = """
select worker.name as id,
       coalesce(professional.prof_professional_name, worker.name) as name
from worker_number as worker
left join ssd_professionals as professional
    on professional.prof_professional_id = worker.name
order by worker.number
"""
_ALLOCATED = f"""
select cast(child.child_number as integer) as child,
       cast(team.number as integer) as team, cast(worker.number as integer) as worker
from ({ALLOCATED}) as allocated
join (select distinct child_number, child from whose) as child
    on child.child = allocated.child
left join team_number as team on team.name = allocated.team
left join worker_number as worker on worker.name = allocated.worker
"""
_CHILDHOODS = f"""
select cast(whose.child_number as integer) as child, min(event.happened_on) as over_on
from event
join whose on whose.child = event.child and whose.episode = event.episode
where event.kind in ({", ".join(f"'{kind}'" for kind in CHILDHOOD_ENDS)})
    and event.happened_on <= $as_at
group by whose.child_number
"""
_CHILD_OF = "select cast(child_number as integer) as child from whose order by number"
_EPISODE_NAMES = """
select child, episode from whose
where number >= $low and number < $high order by number
"""
_WHOSE = {"number": NUMBER, "child_number": NUMBER, "child": TEXT, "episode": TEXT}
_NUMBERED = {"number": NUMBER, "name": TEXT}
_A_KIND = {"number": NUMBER, "kind": TEXT, "ahead": NUMBER}


@dataclass(frozen=True)
class Numbered:
    """All that a prepared store tells of its children as at a day, in numbers.

    `events` has columns of one length: kind, episode, day, counted_from, recorded_on,
    team, worker. `child_of` is an episode's child; `team`, `worker` (to whom a child is
    allocated) and `over_on` (when childhood ended) are by child.
    """

    kinds: dict[Kind, int]
    events: dict[str, Column]
    child_of: Column
    team: Column
    worker: Column
    over_on: Column
    names: Names

    def episodes(self, first: int, last: int) -> tuple[int, int]:
        """Return the first episode of one child, and the first of another."""
        low, high = np.searchsorted(self.child_of, (first, last))
        return int(low), int(high)


def number(store: Columnar, as_at: date) -> Numbered:
    """Number the names in a prepared store, and read its events by their numbers."""
    day = {"as_at": as_at}
    kinds = _kinds(store)
    _number_names(store)
    child_of = store.columns(_CHILD_OF)["child"]
    children = int(child_of[-1]) + 1 if len(child_of) else 0
    allocated = store.columns(_ALLOCATED, day)
    childhoods = store.columns(_CHILDHOODS, day)
    return Numbered(
        kinds=kinds,
        events=store.columns(_EVENTS, day),
        child_of=child_of,
        team=_by_child(children, allocated, "team", -1),
        worker=_by_child(children, allocated, "worker", -1),
        over_on=_by_child(children, childhoods, "over_on", NEVER),
        names=_names(store),
    )


def names_of(told: Numbered, store: Columnar, low: int, high: int) -> Names:
    """Return the names with those of some consecutive episodes and their children."""
    found = store.columns(_EPISODE_NAMES, {"low": low, "high": high})
    first = np.flatnonzero(np.diff(told.child_of[low:high], prepend=-1))
    return replace(
        told.names, children=found["child"][first], episodes=found["episode"]
    )


def _kinds(store: Columnar) -> dict[Kind, int]:
    kinds: dict[Kind, int] = {
        (str(kind), bool(ahead)): place
        for place, (kind, ahead) in enumerate(store.ask(_KINDS))
    }
    store.make("kind_number", _A_KIND)
    rows = ((place, kind, int(ahead)) for (kind, ahead), place in kinds.items())
    store.fill("kind_number", _A_KIND, rows)
    return kinds


def _number_names(store: Columnar) -> None:
    store.make("whose", _WHOSE)
    store.run(_EPISODES)
    for who, column in (("team", "team"), ("worker", "id")):
        store.make(f"{who}_number", _NUMBERED)
        store.run(_PEOPLE.format(who, column))


def _by_child(
    children: int, found: dict[str, Column], name: str, otherwise: int
) -> Column:
    values = np.full(children, otherwise, np.int32)
    values[found["child"]] = found[name]
    return values


def _names(store: Columnar) -> Names:
    workers = store.ask(_WORKERS)
    teams = store.ask("select name from team_number order by number")
    codes = store.ask("select rule from rule_known order by rule")
    return Names(
        codes=[str(code) for (code,) in codes],
        teams=[str(team) for (team,) in teams],
        worker_ids=[str(worker) for worker, _ in workers],
        workers=[str(name) for _, name in workers],
    )


def next_day(
    marks: Keys, key: Keys, as_at: int, side: Literal["left", "right"] = "left"
) -> Column:
    """Return the day of the next mark of the same episode by a day, or NEVER.

    `side` is `left` where a mark on the very day will do, `right` where it is too soon.
    """
    found = np.append(marks, -1)[np.searchsorted(marks, key, side)]
    day = (found & NEVER).astype(np.int32)
    return np.where(
        (found >> BITS == key >> BITS) & (day <= as_at), day, np.int32(NEVER)
    )
