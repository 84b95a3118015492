"""What speaks against a proposed month, in the words of people who hold meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils import timezone

from alongside.desk.diary.models import Proposal, ProposedPlace
from alongside.desk.holidays import clock_in_force
from alongside.reckon.arrange.costs import counted

NOTHING = "nothing against it"


def against(proposal: Proposal, rows: Sequence[ProposedPlace]) -> str:
    """Return what speaks against a month, the heaviest first, and whether it could be better."""
    said = "; ".join(_against(rows)) or "nothing"
    return f"{said[0].upper()}{said[1:]}.{_beside(proposal)}"


def _against(rows: Sequence[ProposedPlace]) -> Iterator[str]:
    late = [each for each in rows if each.late]
    if out := sum(each.starts_at is None for each in rows):
        yield counted(out, "meeting without a place", "meetings without a place")
    if late:
        days = counted(sum(map(_days_late, late)), "working day")
        yield f"{counted(len(late), 'meeting')} past the deadline, {days} in all"
    in_time = [each for each in rows if each.starts_at is not None and not each.late]
    if smaller := sum(not each.why.endswith(NOTHING) for each in in_time):
        yield f"something smaller against {counted(smaller, 'meeting')}, told beside each"


def _days_late(row: ProposedPlace) -> int:
    """Return how many working days past its last day in time a meeting is to stand."""
    clock = clock_in_force()
    stands = timezone.localdate(row.starts_at)
    return clock.number(stands) - clock.number(row.meeting.due_on)


def _beside(proposal: Proposal) -> str:
    first = proposal.first_law, proposal.first_comfort
    better = " Better than what was found first." if (proposal.law, proposal.comfort) < first else ""  # fmt: skip
    proved = " It is proved that no arrangement is better." if proposal.proved else ""
    return better + proved
