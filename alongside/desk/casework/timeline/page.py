"""All that the timeline's page says of a child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from alongside.desk.casework.models import Due, Happening
from alongside.desk.casework.timeline.history import months, spoken_age, tally
from alongside.desk.casework.timeline.picture import draw
from alongside.desk.casework.timeline.window import SPANS, USUAL, window
from alongside.desk.people.models import Child
from alongside.reckon.rulebook import Rulebook


def page(
    child: Child,
    happenings: Sequence[Happening],
    dues: Sequence[Due],
    rules: Rulebook,
    span: str,
    today: date,
) -> dict[str, Any]:
    """Return the page's context; `span` says how far back it looks."""
    span = span if span in SPANS else USUAL
    shown = window(span, today, _days(happenings, dues))
    return {
        "child": child,
        "today": today,
        "age": spoken_age(child, today),
        "workers": workers(dues),
        "running": running(dues),
        "span": span,
        "spans": [(code, words) for code, (words, _) in SPANS.items()],
        "window": shown,
        "picture": draw(happenings, dues, rules, shown, today),
        "months": months(happenings, dues, rules, shown, today),
        "tally": tally(dues, rules),
    }


def running(dues: Sequence[Due]) -> list[Due]:
    """Return the open clocks, soonest due first; those that cannot be computed last."""
    found = [due for due in dues if due.status == Due.Status.OPEN]
    return sorted(found, key=lambda due: (due.due_on is None, due.due_on))


def workers(dues: Sequence[Due]) -> list[str]:
    """Return who works with the child: those of open clocks, else of the newest."""
    held = [due for due in dues if due.worker]
    newest = sorted(held, key=lambda due: due.started_on)[-1:]
    return sorted({str(due.worker) for due in running(held) or newest})


def _days(happenings: Sequence[Happening], dues: Sequence[Due]) -> list[date]:
    return [*(each.on for each in happenings), *(due.started_on for due in dues)]
