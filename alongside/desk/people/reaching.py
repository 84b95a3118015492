"""Whether a number may be rung, texted or left a voicemail, and why not."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.templatetags.times import time_said
from alongside.desk.messages.recipients import mobile
from alongside.desk.people.models import ContactPoint

YES, NO = ContactPoint.Safe.YES, ContactPoint.Safe.NO


class May(NamedTuple):
    """An answer, with its reason in words. It is true where the answer is yes."""

    allowed: bool
    why: str

    def __bool__(self) -> bool:
        return self.allowed


def may_ring(point: ContactPoint, at: datetime) -> May:
    """Say whether this number may be rung at this moment.

    Hours are London's, summer or winter: from the first on, up to the last and no
    longer. `at` has a time zone, of whatever place. What is unknown is not safe.
    """
    if point.channel != ContactPoint.Channel.PHONE:
        return May(False, "This is an e-mail address.")
    refused = _refused(point, point.safe_to_ring, "ring")
    if refused is not None:
        return refused
    now = timezone.localtime(at).time()
    too_early = point.ring_from and now < point.ring_from
    too_late = point.ring_until and now >= point.ring_until
    if too_early or too_late:
        return May(False, f"Ring only {hours_said(point)}. It is {time_said(now)}.")
    hours = hours_said(point)
    return May(True, f"Safe to ring {hours}." if hours else "Safe to ring at any time.")


def may_text(point: ContactPoint) -> May:
    """Say whether a text, or an e-mail where it is an address, may be sent to it.

    No text goes to a landline, however safe it is.
    """
    word = "text" if point.channel == ContactPoint.Channel.PHONE else "e-mail"
    refused = _refused(point, point.safe_to_text, word)
    if refused is None and word == "text" and not _is_mobile(point.value):
        refused = May(False, "No text reaches it: it is not a British mobile number.")
    return May(True, f"Safe to {word}.") if refused is None else refused


def may_leave_voicemail(point: ContactPoint) -> May:
    if point.channel != ContactPoint.Channel.PHONE:
        return May(False, "This is an e-mail address.")
    refused = _refused(point, point.safe_to_voicemail, "leave a voicemail")
    return May(True, "Safe to leave a voicemail.") if refused is None else refused


def hours_said(point: ContactPoint) -> str:
    """Return the hours in words, nothing where any hour will do."""
    first, last = point.ring_from, point.ring_until
    if first and last:
        return f"from {time_said(first)} until {time_said(last)}"
    if first:
        return f"from {time_said(first)} on"
    return f"before {time_said(last)}" if last else ""


def _is_mobile(number: str) -> bool:
    try:
        return bool(mobile(number))
    except ValidationError:
        return False


def _refused(point: ContactPoint, safe: str, what: str) -> May | None:
    if point.stopped_on:
        return May(False, "It is used no more.")
    if safe == YES:
        return None
    if safe == NO:
        return May(False, f"Not safe to {what}.")
    return May(False, f"Do not {what}: nobody has told us that it is safe.")
