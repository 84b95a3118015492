"""What a council's own tables say that nothing could be made of, in sentences.

A row that is passed over in silence is a duty that somebody believes is watched.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from difflib import get_close_matches

from alongside.reckon.events import EVENTS
from alongside.reckon.records import Records, Row
from alongside.reckon.reference.lists import in_words
from alongside.reckon.rulebook import Rulebook


def unread(records: Records, rulebook: Rulebook) -> list[str]:
    """Return what is wrong in `local_events`, `local_clock_stops`, `local_due_overrides`."""
    rows = records.rows
    said = [
        *(_event(row) for row in rows.get("local_events", ())),
        *(_stop(row, rulebook) for row in rows.get("local_clock_stops", ())),
        *(_override(row, rulebook) for row in rows.get("local_due_overrides", ())),
    ]
    counted = Counter(filter(None, said))
    return [
        f"{table}: {what} ({count} row{'' if count == 1 else 's'})"
        for (table, what), count in counted.items()
    ]


Said = tuple[str, str] | None


def _event(row: Row) -> Said:
    name = row.get("evnt_event")
    event = EVENTS.get(str(name))
    if event is None:
        return "local_events", f"there is no event {name!r}.{_near(name)}"
    if event.sql:
        return "local_events", (
            f"{name} is read from the list of {in_words(event.reads)}; what is told of "
            "it here was not used."
        )
    return None


def _near(name: object) -> str:
    near = get_close_matches(str(name), EVENTS, 1, cutoff=0.75)
    return f" Did you mean {near[0]}?" if near else ""


def _stop(row: Row, rulebook: Rulebook) -> Said:
    first, last = row.get("stop_from_date"), row.get("stop_to_date")
    if row.get("stop_code") not in rulebook:
        return "local_clock_stops", _no_rule(row.get("stop_code"))
    if not isinstance(first, date):
        return "local_clock_stops", "a stop without a first day is not used."
    if isinstance(last, date) and last < first:
        return "local_clock_stops", "a stop that ends before it begins is not used."
    return None


def _override(row: Row, rulebook: Rulebook) -> Said:
    started, due = row.get("over_started_date"), row.get("over_due_date")
    if row.get("over_code") not in rulebook:
        return "local_due_overrides", _no_rule(row.get("over_code"))
    if due is None and row.get("over_applies") != "N":
        return "local_due_overrides", (
            "a row without a due date, or N where the timescale does not apply, is not "
            "used."
        )
    if isinstance(started, date) and isinstance(due, date) and due < started:
        return "local_due_overrides", ("a due date before the clock began is not used.")
    return None


def _no_rule(code: object) -> str:
    return f"there is no timescale {code!r}. `alongside rules` lists them."
