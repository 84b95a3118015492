"""What came of a contact, in words: of a concern who truly has it, of a call-back by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from django.utils import timezone

from alongside.desk.access.templatetags.times import time_said
from alongside.desk.contacts.callback_models import CallBack
from alongside.desk.contacts.concern_clock import Step, Watch
from alongside.desk.contacts.concern_models import (
    Concern,
    ConcernSettings,
    ConcernTold,
)
from alongside.desk.contacts.concern_standing import rung_since
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.said import day_said
from alongside.desk.workforce.duty import out_of_hours

ONE_OF_MANY = (ConcernTold.Role.LISTED, ConcernTold.Role.IN_PLACE_OF_LIST)


def tell_outcomes(contacts: Iterable[Contact], now: datetime) -> None:
    """Give each contact `outcome_told`, what came of it and who has it; and `seen_told`."""
    rows = [(each, getattr(each, "concern", None)) for each in contacts]
    any_concern = any(concern for _, concern in rows)
    watch = ConcernSettings.watch() if any_concern else None
    ring = _whom_to_ring() if any_concern else ""
    for each, concern in rows:
        has = who_has_it(concern, now, watch, ring) if concern else ""
        each.outcome_told = _told(each, has)
        each.seen_told = seen_said(each)


def _told(contact: Contact, has: str) -> str:
    if has and contact.outcome == Contact.Outcome.DUTY:
        return has
    said, call_back = [_usual(contact)], getattr(contact, "call_back", None)
    if call_back:
        promised = contact.outcome == Contact.Outcome.CALL_BACK
        said = [*([] if promised else said), call_back_said(call_back)]
    if has:
        said.append(f"Safeguarding concern: {has[0].lower()}{has[1:]}")
    return ". ".join(said)


def _usual(contact: Contact) -> str:
    outcome, to = contact.get_outcome_display(), contact.passed_to
    if to is None:
        return outcome
    if contact.outcome == Contact.Outcome.MESSAGE:
        return f"Passed to {to.full_name}"
    return f"{outcome}, {to.full_name}"


def seen_said(contact: Contact) -> str:
    """Say who saw a message that was passed on, and when; that nobody did; or nothing."""
    if contact.is_unseen:
        return "Not seen yet"
    if contact.seen_at is None:
        return ""
    day = day_said(timezone.localdate(contact.seen_at))
    by = contact.seen_by.full_name
    return f"Seen by {by} at {time_said(contact.seen_at)} on {day}"


def call_back_said(promise: CallBack) -> str:
    """Call-back promised by Asha Patel, by 3:00pm on 24 November 2026."""
    said, to = f"Call-back promised by {promise.promised_by.full_name}", ""
    if promise.to_id != promise.promised_by_id:
        to = f"to come from {promise.to.full_name} "
    day = day_said(timezone.localdate(promise.by_when))
    return f"{said}, {to}by {time_said(promise.by_when)} on {day}"


def who_has_it(concern: Concern, now: datetime, watch: Watch, ring: str) -> str:
    """Say who was told of a concern, in their order, and who took it on; or whom to ring.

    `ring` says whom, as in "ring Emergency duty team, 0300 000 0000".
    """
    told = [words for _, words in sorted(_tellings(concern))]
    last = _taken(concern) or _waits(concern, now, watch, ring, bool(told))
    said = "; ".join(filter(None, [*told, last]))
    return said[0].upper() + said[1:]


def _tellings(concern: Concern) -> Iterator[tuple[datetime, str]]:
    """Yield when whoever answers it first was told, each day, and who took it out of hours."""
    first = (told for told in concern.told.all() if told.step == Step.DUTY)
    for _, same in groupby(first, key=lambda told: told.on):
        yield _passed(concern, list(same))
    for handing in concern.handings.all():
        if handing.rung_at:
            rung = f"rung {_at(handing.rung_at, concern)}, spoke to {handing.spoke_to}"
            yield handing.rung_at, f"office closed; out-of-hours team {rung}"


def _passed(concern: Concern, told: list[ConcernTold]) -> tuple[datetime, str]:
    names = " and ".join(each.to.full_name for each in told)
    role, at = told[0].role, told[0].at
    to = "" if role in ONE_OF_MANY else f"the {told[0].get_role_display().lower()}, "
    later = f" {_at(at, concern)}" if at > concern.raised_at else ""
    return at, f"passed to {to}{names}{later}"


def _taken(concern: Concern) -> str:
    if concern.acknowledged_at is None:
        return ""
    told = {each.to_id for each in concern.told.all() if each.step == Step.DUTY}
    by = concern.acknowledged_by
    who = "" if told == {by.pk} else f" by {by.full_name}"
    return f"taken on{who} {_at(concern.acknowledged_at, concern)}"


def _waits(concern: Concern, now: datetime, watch: Watch, ring: str, told: bool) -> str:
    since = watch.handed_since(concern.raised_at, now)
    if since is None:
        nobody = "nobody has been told yet: ring the duty worker"
        return "not taken on yet" if told else nobody
    if rung_since(concern, since):
        return ""
    if told:
        return f"not taken on; office closed, out-of-hours team not rung yet: {ring}"
    wrote = any(each.emailed_at for each in concern.handings.all())
    done = "rung, only written to" if wrote else "told"
    return f"office closed; nobody has been {done} yet: {ring}"


def _whom_to_ring() -> str:
    team = out_of_hours()
    return f"ring {team.name}, {team.telephone}" if team else "ring the service manager"


def _at(moment: datetime, concern: Concern) -> str:
    """At 1:45am; with its day, where that is not the day on which it was raised."""
    day = timezone.localdate(moment)
    same = day == timezone.localdate(concern.raised_at)
    return f"at {time_said(moment)}" + ("" if same else f" on {day_said(day)}")
