"""What one export shows that another did not, whenever they were applied."""

from __future__ import annotations

from alongside.desk.casework import store
from alongside.desk.casework.comparison import Comparison, Held, Key, compare
from alongside.desk.casework.models import Due, Extract, Mark
from alongside.desk.casework.rulebook import rulebook


def between(first: Extract, second: Extract) -> Comparison:
    """Compare what two exports came to, in the words in which an import is shown.

    Each was reckoned as at its own day, by the rules of then. Raises store.Damaged.
    """
    earlier = store.kept_projection(first.stored_as)
    later = store.kept_projection(second.stored_as)
    shown = _as_held(earlier["dues"])
    return compare(shown, later["dues"], rulebook(), later["latest"])


def _as_held(rows: list[list]) -> dict[Key, Held]:
    """Return an export's clocks as if the desk held them, with what is said of them now."""
    marks = _marked()
    held = {}
    for number, row in enumerate(rows):
        key, values = tuple(row[:4]), row[4:]
        held[key] = Held(number, *values, gone=False, mark=marks.get(key))
    return held


def _marked() -> dict[Key, str]:
    rows = Due.objects.with_mark(Mark.Kind.AWAITING).values_list(
        "child__case_id", "rule", "started_on", "nth"
    )
    return {
        (child, rule, day.isoformat(), nth): Mark.Kind.AWAITING
        for child, rule, day, nth in rows
    }
