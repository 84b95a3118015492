"""The rules as the fast way reads them from a prepared store: in numbers, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from alongside.reckon.dues.clocks import WHY, Column
from alongside.reckon.dues.numbered import Kind
from alongside.reckon.records import Value
from alongside.reckon.stores import Columnar

_KNOWN = """
select rule, first_day, last_day,
       computable, latest_only, same_day, one_at_a_time, past_childhood, known_since
from rule_known order by rule
"""
_PARTS = "select rule, part, kind, ahead from rule_part"
_LIMITS = "select rule, span, first_day, last_day from rule_limit"
_LIFTED = "select rule, first_day, last_day from rule_lifted"
_SPANS = "select distinct span from reach order by span"
_REACH = """
select cast(named.number as integer) as span, reach.day as day, reach.due as due
from reach
join (
    select span, row_number() over (order by span) - 1 as number
    from (select distinct span from reach) as each_once
) as named on named.span = reach.span
"""
_SET_DAYS = """
select set_day.rule as rule, whose.number as episode, set_day.started_on as started_on,
       set_day.due_on as due_on, set_day.reason as reason
from set_day
join whose on whose.child = set_day.child and whose.episode = set_day.episode
order by set_day.rule, whose.number, set_day.started_on
"""
Days = dict[str, list[tuple[int, int, str]]]
"""By rule: a first and a last day, and the key of the limit between them, if any."""


@dataclass(frozen=True)
class NumberedRule:
    """A rule: its kinds of event by number, its days as ordinals.

    `known_since` is the day from which on every completion is known, 0 where all are.
    `due` has the last day in time by the day counted from, the first of them `opens`;
    0 where none is known, as in its last place. `set_days` are rows of episode, day of
    start, last day and place in WHY, in order.
    """

    first: int
    last: int
    computable: bool
    latest_only: bool
    same_day: bool
    one_at_a_time: bool
    past_childhood: bool
    known_since: int
    starts: list[int]
    done: list[int]
    ends: list[int]
    lifted: list[tuple[int, int, str]]
    opens: int
    due: Column
    set_days: Column

    def reach(self, counted_from: Column) -> Column:
        """Return the last days in time of clocks counted from days, 0 if not known."""
        place = counted_from - self.opens
        outside = (place < 0) | (place >= len(self.due))
        return self.due[np.where(outside, -1, place)]


def rules(store: Columnar, kinds: dict[Kind, int]) -> Iterator[NumberedRule]:
    """Yield each rule that is reckoned, in order of code."""
    parts: defaultdict[tuple[Value, Value], list[int]] = defaultdict(list)
    for rule, part, kind, ahead in store.ask(_PARTS):
        parts[rule, part].append(kinds[str(kind), bool(ahead)])
    limits, lifted = _days(store, _LIMITS), _days(store, _LIFTED)
    set_days = _set_days(store)
    opens, reach = _reach(store)
    for rule, *cells in store.ask(_KNOWN):
        code = str(rule)
        first, last, computable, latest_only, same_day, one_at_a_time, past, since = (
            cells
        )
        yield NumberedRule(
            first=_ordinal(first),
            last=_ordinal(last),
            computable=bool(computable),
            latest_only=bool(latest_only),
            same_day=bool(same_day),
            one_at_a_time=bool(one_at_a_time),
            past_childhood=bool(past),
            known_since=_ordinal(since),
            starts=parts[rule, "start"],
            done=parts[rule, "done"],
            ends=parts[rule, "end"],
            lifted=lifted[code],
            opens=opens,
            due=_due(limits[code], opens, reach),
            set_days=np.array(set_days[code], np.int32).reshape(-1, 4),
        )


def _reach(store: Columnar) -> tuple[int, dict[str, Column]]:
    """Return the first day counted from, and each limit's last days in time from there."""
    found = store.columns(_REACH)
    spans = [str(span) for (span,) in store.ask(_SPANS)]
    opens = int(found["day"].min(initial=1 << 30))
    days = int(found["day"].max(initial=opens)) - opens + 2
    due = np.zeros((len(spans), days), np.int32)
    due[found["span"], found["day"] - opens] = found["due"]
    return opens, dict(zip(spans, due, strict=True))


def _due(
    limits: list[tuple[int, int, str]], opens: int, reach: dict[str, Column]
) -> Column:
    """Return a rule's last days in time: each limit's, on the days it is in force."""
    due = np.zeros_like(next(iter(reach.values()), np.zeros(1, np.int32)))
    for first, last, span in limits:
        if span in reach:
            days = slice(max(first - opens, 0), max(last - opens + 1, 0))
            due[days] = reach[span][days]
    return due


def _days(store: Columnar, question: str) -> Days:
    found: Days = defaultdict(list)
    for rule, *span, first, last in store.ask(question):
        days = _ordinal(first), _ordinal(last)
        found[str(rule)].append((*days, str(span[0]) if span else ""))
    return found


def _set_days(store: Columnar) -> dict[str, list[tuple[int, int, int, int]]]:
    found = defaultdict(list)
    for rule, episode, start, due, reason in store.ask(_SET_DAYS):
        row = int(str(episode)), _ordinal(start), _ordinal(due), WHY.index(str(reason))
        found[str(rule)].append(row)
    return found


def _ordinal(day: Value) -> int:
    return day.toordinal() if isinstance(day, date) else 0
