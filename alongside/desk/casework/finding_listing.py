"""The list for the data team: its groups with their counts, in words, and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db.models import Count, Q

from alongside.desk.casework.finding_models import Fault
from alongside.desk.casework.templatetags.timescales import (
    field_in_full,
    list_in_full,
)
from alongside.desk.spreadsheet import made_by

COLUMNS = (
    ("Child", 16), ("List", 34), ("Row", 8), ("Field", 34), ("What stands there", 26),
    ("What should stand there", 26), ("What is wrong", 60), ("What to do", 50),
    ("Timescales it touches", 22), ("Status", 24), ("Beside it", 40), ("Given to", 24),
    ("Note", 50), ("First seen", 12), ("Last seen", 12),
)  # fmt: skip


class Group(NamedTuple):
    """Faults that stand alike, and how many there are."""

    code: str
    label: str
    count: int


def groups(faults) -> list[Group]:
    """Count, with one question, all that are still there, each status of those, and
    those that are gone: every fault is either gone, or in one status."""
    found = _conditions()
    counts = faults.aggregate(
        **{code or "all": Count("pk", filter=fits) for code, (_, fits) in found.items()}
    )
    return [
        Group(code, label, counts[code or "all"]) for code, (label, _) in found.items()
    ]


def standing(faults, show: str):
    """Return the faults of one group; of all that are there, where it names none."""
    found = _conditions()
    return faults.filter(found[show if show in found else ""][1])


def _conditions() -> dict[str, tuple[str, Q]]:
    there = Q(gone_on=None)
    by_status = {
        status.value: (status.label, there & Q(status=status.value))
        for status in Fault.Status
    }
    return (
        {"": ("Still there", there)}
        | by_status
        | {"gone": ("No longer there", Q(gone_on__isnull=False))}
    )


def in_words(filters, show: str, count: int, user) -> list[str]:
    """Say what the list is when it is taken away: how many, chosen how, by whom."""
    label = _conditions()[show if show in _conditions() else ""][0]
    chosen = "; ".join([label, *filters.in_words()])
    return [
        f"{count:,} thing{'' if count == 1 else 's'} wrong in the case system, those "
        "that touch the most timescales first.",
        f"Chosen: {chosen}.",
        made_by(user),
    ]


def rows(faults: Iterable[Fault]) -> Iterator[tuple]:
    """Yield faults as rows of a sheet, in the order of COLUMNS."""
    for fault in faults:
        yield (
            fault.case_id, list_in_full(fault.list), fault.row or "", field_in_full(fault),
            fault.held, fault.should, fault.what, fault.do, fault.weight,
            fault.get_status_display(), "; ".join(fault.flags),
            fault.assigned_to.full_name if fault.assigned_to else "", fault.note,
            fault.first_on, fault.last_on,
        )  # fmt: skip
