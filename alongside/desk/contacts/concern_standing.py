"""How a concern stands at a moment, in words: worked out when it is shown, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.desk.access.models import User
from alongside.desk.contacts.callback_times import span_said
from alongside.desk.contacts.concern_clock import Waits, Watch
from alongside.desk.contacts.concern_models import (
    Concern,
    ConcernHanding,
    ConcernSettings,
)
from alongside.desk.workforce.duty import out_of_hours
from alongside.desk.workforce.office import Office


@dataclass(frozen=True)
class Standing:
    """A word with its detail; `urgent` where somebody has to act now."""

    word: str
    detail: str
    colour: str
    urgent: bool = False
    ring: bool = False  # the out-of-hours team, which nobody has said they rang


def standing(concern: Concern, now: datetime, watch: Watch) -> Standing:
    if concern.closed_at:
        return Standing("Closed", concern.get_outcome_display(), "green")
    if concern.acknowledged_at:
        minutes = concern.acknowledged_at - concern.raised_at
        detail = f"by {concern.acknowledged_by} after {span_said(minutes)}"
        return Standing("Acknowledged", detail, "blue")
    since = watch.waits_since(concern.raised_at, now)
    if since is None:
        return _out_of_hours(concern, watch.handed_since(concern.raised_at, now))
    return _waiting(now - since, watch.waits)


def _waiting(waited: timedelta, waits: Waits) -> Standing:
    """While the office is open: how long, and who is told because of it."""
    said = span_said(waited)
    if waited >= timedelta(minutes=waits.managers):
        who = "The team manager and the service manager are told"
        return Standing(f"Not acknowledged for {said}", who, "red", urgent=True)
    if waited >= timedelta(minutes=waits.duty_manager):
        who = "The duty manager is told"
        return Standing(f"Not acknowledged for {said}", who, "red", urgent=True)
    left = timedelta(minutes=waits.duty_manager) - waited
    detail = f"The duty manager is told in {span_said(left)}"
    return Standing(f"Waiting for {said}", detail, "amber")


def _out_of_hours(concern: Concern, since: datetime | None) -> Standing:
    if rung := rung_since(concern, since):
        detail = f"{rung.rung_by} spoke to {rung.spoke_to}"
        return Standing("With the out-of-hours team", detail, "purple")
    detail = "The office is closed, and nobody has said that they rang"
    return Standing("Ring the out-of-hours team", detail, "red", urgent=True, ring=True)


def rung_since(concern: Concern, since: datetime | None) -> ConcernHanding | None:
    """Return the handing of this closing, if somebody said whom they spoke to."""
    handings = concern.handings.all()
    return next((h for h in handings if h.since == since and h.rung_at), None)


def is_to_be_rung(concern: Concern | None, now: datetime) -> bool:
    """Whether somebody has to ring the out-of-hours team about it now."""
    return bool(concern) and standing(concern, now, ConcernSettings.watch()).ring


def with_standings(concerns: Iterable[Concern], now: datetime) -> list[Concern]:
    """Return the concerns, each with how it stands now as `stands`, and `told_said`."""
    watch, found = ConcernSettings.watch(), list(concerns)
    for concern in found:
        concern.stands = standing(concern, now, watch)
        concern.told_said = [
            *(f"{told.to}, {told.get_role_display().lower()}" for told in concern.told.all()),
            *(f"{h.spoke_to}, out-of-hours team" for h in concern.handings.all() if h.rung_at),
        ]  # fmt: skip
    return found


def while_closed(now: datetime) -> dict[str, object]:
    """Say for a page whether the office is closed, and who answers concerns meanwhile."""
    closed = Office.in_force().open_at(now) is None
    return {
        "office_closed": closed,
        "out_of_hours": out_of_hours() if closed else None,
    }


def who_it_is_about(concern: Concern, user: User) -> str:
    """Say who a concern is about to somebody who is shown it: of a restricted record, its number.

    Somebody told in place of those on its list has to find the record, and not its name here.
    """
    child = concern.contact.child
    if child is None:
        return "Nobody known here: see what was said"
    if concern.open_restriction() and user.pk not in concern.on_list():
        return f"A restricted record: {child.case_id} in the case system"
    return f"{child}, {child.case_id} in the case system"
