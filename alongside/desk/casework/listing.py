"""The worklist as a page shows it: its clocks, and the counts beside its tabs and states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from alongside.desk.casework import states
from alongside.desk.casework.choosing import RECORDED, Asked, Sight
from alongside.desk.casework.models import Due
from alongside.desk.casework.worklist import When


class InState(NamedTuple):
    """A state, and how many clocks of the choice are in it.

    Those recorded are counted where they are listed: they are not among the open ones.
    """

    code: str
    label: str
    count: int | None


@dataclass(frozen=True)
class Listing:
    """What was asked for: the clocks, and how many by day, by state and on hold."""

    dues: QuerySet
    count: int
    tabs: list[When]
    states: list[InState]
    held: int

    def page(self, size: int, number, today: date) -> tuple[Page, list[Due]]:
        """Return a page of it, and the clocks on it with all that was said of them.

        They are put in order by what an index holds, and only those shown are read.
        """
        keys = self.dues.held_last(today).values_list("pk", flat=True)
        paginator = Paginator(keys, size)
        paginator.count = self.count
        page = paginator.get_page(number)
        shown = list(page.object_list)
        found = {due.pk: due for due in self.dues.with_all_said().filter(pk__in=shown)}
        return page, [found[key] for key in shown if key in found]


def listing(sight: Sight, asked: Asked) -> Listing:
    """Return the clocks chosen with their counts: one question, however many there are."""
    counts = _counted(sight, asked)
    recorded = None
    if asked.get("state") == RECORDED:
        count, held = sight.chosen(asked).count(), 0
        tabs, recorded = [When("", "All", count)], count
    else:
        tabs = [When("", "All", counts["all"])]
        tabs += [
            When(code, label, counts[f"when_{code}"])
            for code, (label, _) in sight.spans.items()
        ]
        count, held = counts["chosen"], counts["held"]
    found = [
        InState(code, state.label, counts[f"state_{code}"])
        for code, state in states.STATES.items()
    ]
    found.append(
        InState(states.LAPSED, "Arranged for a day that has passed", counts["lapsed"])
    )
    found.append(InState(states.UNRECORDED, "Still not recorded", counts["unrecorded"]))
    found.append(InState(RECORDED, states.RECORDED.label, recorded))
    return Listing(sight.chosen(asked), count, tabs, found, held)


def _counted(sight: Sight, asked: Asked) -> dict[str, int]:
    """Count the open clocks by day, in the state chosen; by state, on the day chosen."""
    whole = {**asked, "state": ""} if asked.get("state") == RECORDED else asked
    state, when = sight.state(whole), sight.when(whole)
    by_day = {f"when_{code}": fits & state for code, (_, fits) in sight.spans.items()}
    by_state = {f"state_{c}": each.fits & when for c, each in states.STATES.items()}
    conditions: Mapping[str, Q] = {
        **by_day,
        **by_state,
        "all": state,
        "chosen": state & when,
        "held": state & when & states.held(sight.today),
        "lapsed": states.lapsed(sight.today) & when,
        "unrecorded": states.unrecorded(sight.extract) & when,
    }
    dues = Due.objects.visible_to(sight.user).open().filter(sight.whose(asked))
    return dues.aggregate(
        **{
            name: Count("pk", filter=fits) if fits else Count("pk")
            for name, fits in conditions.items()
        }
    )
