"""The worklist: which clocks, in how many groups by when they are due, in words and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Q
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.casework.models import Due, Extract
from alongside.desk.casework.states import days_unrecorded, has_lapsed, state_of
from alongside.desk.casework.templatetags.timescales import (
    must_act,
    rule_title,
    standing,
)
from alongside.desk.holidays import clock_in_force
from alongside.desk.said import day_said
from alongside.desk.spreadsheet import made_by
from alongside.desk.workforce.models import Team

if TYPE_CHECKING:
    from alongside.desk.casework.choosing import Sight
    from alongside.desk.casework.worklist_forms import FilterForm

COLUMNS = (
    ("Child", 24), ("Id in the case system", 20), ("Timescale", 40), ("Due", 12),
    ("Standing", 26), ("Began", 12), ("Must act", 30),
    ("Worker", 24), ("Team", 34), ("State", 34), ("Note", 50),
    ("Owner", 24), ("Held until", 12),
)  # fmt: skip
NO_EXPORT = "Nothing has been imported from the case system yet."


class When(NamedTuple):
    """A group of clocks by the day they are due, and how many there are."""

    code: str
    label: str
    count: int


def why_blank(user, extract: Extract | None) -> str:
    """Return why this person can have no worklist: "export", "team", or nothing.

    A list that is empty for want of an export, or of a team, is not one of which
    everything is done, and the pages do not say that nothing is due.
    """
    if extract is None:
        return "export"
    if user.sees_whole_service or Team.objects.visible_to(user).exists():
        return ""
    return "team"


def spans(today: date) -> dict[str, tuple[str, Q]]:
    """Each group's label and condition; together they hold every open clock once.

    The next ten working days begin after today: what is due today is counted there.
    """
    soon = clock_in_force().working_days(today, 10)
    return {
        "overdue": ("Overdue", Q(due_on__lt=today)),
        "today": ("Due today", Q(due_on=today)),
        "soon": ("Next ten working days", Q(due_on__gt=today, due_on__lte=soon)),
        "later": ("Later", Q(due_on__gt=soon)),
    }


def groups(counts: Mapping[str, int], today: date) -> list[When]:
    """The groups with their counts, all of them first."""
    listed = [
        When(code, label, counts[code]) for code, (label, _) in spans(today).items()
    ]
    return [When("", "All", counts["open"]), *listed]


def due_when(dues, when: str, today: date):
    found = spans(today)
    return dues.filter(found[when][1]) if when in found else dues


def by_worker(dues, today: date):
    """Count all that are open, and each group, for each worker, most overdue first."""
    spanned = spans(today).items()
    counts = {code: Count("pk", filter=fits) for code, (_, fits) in spanned}
    found = dues.values("worker", "worker__name").annotate(open=Count("pk"), **counts)
    return found.order_by("-overdue", "-today", "-soon", "worker__name")


def in_words(
    filters: FilterForm, when: str, count: int, user: User, extract: Extract | None
) -> list[str]:
    """Say what a list taken away is: how many of what, chosen how, as at when, by whom."""
    whose = "the service" if user.sees_whole_service else f"the teams of {user}"
    kind = "recorded" if filters.asked.get("state") == "recorded" else "open"
    label = spans(timezone.localdate()).get(when, ("",))[0]
    chosen = "; ".join(filter(None, (label, *filters.in_words())))
    return [
        f"{count:,} {kind} timescale{'' if count == 1 else 's'} of the children of {whose}, "
        "soonest first.",
        f"Chosen: {chosen}." if chosen else "All are listed.",
        f"The case system as at {extract.as_at_words}." if extract else NO_EXPORT,
        made_by(user),
    ]


def rows(dues: Iterable[Due], sight: Sight) -> Iterator[tuple]:
    """Yield the clocks as rows of a sheet, in the order of COLUMNS."""
    for due in dues:
        stands, hold = standing(due, sight.today), due.hold
        yield (
            str(due.child), due.child.case_id, rule_title(due.rule), due.due_on,
            f"{stands.word} {stands.detail}".strip(), due.started_on, must_act(due),
            str(due.worker or ""), str(due.team or ""), _state(due, sight),
            due.mark.note if due.mark else "", str(sight.owners.of(due) or ""),
            hold.until if hold and hold.until > sight.today else "",
        )  # fmt: skip


def _state(due: Due, sight: Sight) -> str:
    """The state in words: `Arranged for 12 March 2026`, or for how long not recorded."""
    said = state_of(due).label
    if due.mark and due.mark.arranged_for:
        said = "Was arranged" if has_lapsed(due, sight.today) else said
        return f"{said} for {day_said(due.mark.arranged_for)}"
    days = days_unrecorded(due, sight.extract)
    return f"{said}: still not recorded after {days} working days" if days else said
