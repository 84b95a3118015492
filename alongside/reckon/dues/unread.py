"""What a council's own tables say that nothing could be made of, in sentences.

A row that is passed over in silence is a duty that somebody believes is watched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from alongside.reckon.dues.begun import Begun, begun
from alongside.reckon.events import EVENTS
from alongside.reckon.records import TABLES, Records, Row
from alongside.reckon.reference.lists import in_words
from alongside.reckon.rulebook import Rulebook

NAMED = 5  # rows of a sort, by their keys; the rest are counted


def unread(records: Records, rulebook: Rulebook) -> list[str]:
    """Return what is wrong in `local_events`, `local_clock_stops`, `local_due_overrides`.

    A sentence a sort, with how many rows and the keys of the first of them.
    """
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for table, row, what in _said(records, rulebook):
        alike[table, what].append(str(row.get(TABLES[table].key)))
    return [f"{table}: {what} ({_counted(k)})" for (table, what), k in alike.items()]


def _counted(keys: list[str]) -> str:
    more = ", ..." if keys[NAMED:] else ""
    rows = f"{len(keys)} row{'' if len(keys) == 1 else 's'}"
    return f"{rows}: {', '.join(keys[:NAMED])}{more}"


def _said(records: Records, rulebook: Rulebook) -> Iterator[tuple[str, Row, str]]:
    for row in records.rows.get("local_events", ()):
        if what := _event(row):
            yield "local_events", row, what
    clocks = begun(records, rulebook)
    for row in records.rows.get("local_clock_stops", ()):
        if what := _stop(row, rulebook) or _stops_nothing(row, clocks):
            yield "local_clock_stops", row, what
    for row in records.rows.get("local_due_overrides", ()):
        if what := _override(row, rulebook) or _sets_nothing(row, clocks):
            yield "local_due_overrides", row, what


def _event(row: Row) -> str:
    name = row.get("evnt_event")
    event = EVENTS.get(str(name))
    if event is None:
        return f"there is no event {name!r}.{_near(name)}"
    if event.sql:
        return (
            f"{name} is read from the list of {in_words(event.reads)}; what is told of "
            "it here was not used."
        )
    if row.get("evnt_person_id") is None:
        return "a row that names no child is not used."
    if row.get("evnt_event_date") is None:
        return (
            "a row without a date begins nothing, and completes nothing on a known day."
        )
    return ""


def _near(name: object) -> str:
    near = get_close_matches(str(name), EVENTS, 1, cutoff=0.75)
    return f" Did you mean {near[0]}?" if near else ""


def _stop(row: Row, rulebook: Rulebook) -> str:
    first, last = row.get("stop_from_date"), row.get("stop_to_date")
    if row.get("stop_code") not in rulebook:
        return _no_rule(row.get("stop_code"))
    if not isinstance(first, date):
        return "a stop without a first day is not used."
    if isinstance(last, date) and last < first:
        return "a stop that ends before it begins is not used."
    return ""


def _override(row: Row, rulebook: Rulebook) -> str:
    started, due = row.get("over_started_date"), row.get("over_due_date")
    if row.get("over_code") not in rulebook:
        return _no_rule(row.get("over_code"))
    if due is None and row.get("over_applies") != "N":
        return (
            "a row without a due date, or N where the timescale does not apply, is not "
            "used."
        )
    if isinstance(started, date) and isinstance(due, date) and due < started:
        return "a due date before the clock began is not used."
    return ""


def _no_rule(code: object) -> str:
    return f"there is no timescale {code!r}. `alongside rules` lists them."


def _stops_nothing(row: Row, clocks: Begun) -> str:
    code, episode = row.get("stop_code"), row.get("stop_episode_id")
    mine = clocks.get((row.get("stop_person_id"), code), [])
    if not mine:
        return _no_clock(code)
    if episode and episode not in {episode for episode, _ in mine}:
        return (
            f"the child has no clock of {code} in the episode that the row names, so it "
            "is not used."
        )
    return ""


def _sets_nothing(row: Row, clocks: Begun) -> str:
    code, started = row.get("over_code"), row.get("over_started_date")
    mine = clocks.get((row.get("over_person_id"), code), [])
    if not mine:
        return _no_clock(code)
    if started and started not in {on for _, on in mine}:
        return (
            f"no clock of {code} began for the child on the day that the row names, so "
            "it is not used."
        )
    return ""


def _no_clock(code: object) -> str:
    return f"the child has no clock of {code}, so the row is not used."
