"""To which address somebody is invited, and why not, where there is none."""

from __future__ import annotations

from typing import NamedTuple

from alongside.desk.diary.models import Attendance, Meeting, Resource
from alongside.desk.messages.actions import address_of
from alongside.desk.people.models import ContactPoint
from alongside.desk.people.reaching import may_text


class Address(NamedTuple):
    """An address, or why there is none, in words."""

    email: str
    why_not: str = ""


def address_for(resource: Resource) -> Address:
    """Return the address somebody is invited by.

    To an adult around a child, only one that somebody told us is safe: an invitation on
    a shared telephone can do harm. What is unknown is not safe.
    """
    if resource.adult_id:
        return _of_adult(resource)
    if resource.user and not resource.email:
        email = address_of(resource.user)
        return Address(email, "" if email else "Told on the desk alone: no address.")
    missing = "No e-mail address: ring, or write."
    return Address(resource.email, "" if resource.email else missing)


def _of_adult(resource: Resource) -> Address:
    points = ContactPoint.objects.in_use().filter(
        adult=resource.adult_id, channel=ContactPoint.Channel.EMAIL
    )
    safe = next((each for each in points.in_order() if may_text(each)), None)
    if safe:
        return Address(safe.value)
    return Address("", "No e-mail address that is known to be safe: ring, or write.")


def told_by_nobody(meeting: Meeting) -> list[str]:
    """Return whom of a booked meeting no e-mail and no desk tells, by name."""
    if meeting.state != Meeting.State.BOOKED:
        return []
    attending = meeting.attendances.standing().people().in_order()
    return [str(each.resource) for each in attending if not _is_told(each.resource)]


def tell_yourself(meeting: Meeting) -> str:
    """Return whom the officer is to tell, in a sentence; nothing where all are told."""
    names = ", ".join(told_by_nobody(meeting))
    return f"Ring or write to {names}: no e-mail goes to them." if names else ""


def what_follows(attendance: Attendance) -> str:
    """Return what comes of somebody, or a room, being added to a meeting."""
    booked = attendance.meeting.state == Meeting.State.BOOKED
    if attendance.role == "room":
        return "It is kept for the meeting." if booked else "It is kept with a time."
    when = "" if booked else " once it is booked"
    if _is_told(attendance.resource):
        return f"They take part, and are invited{when}."
    return f"They take part. Ring or write to them{when}: no e-mail goes to them."


def who_is_told(attendance: Attendance) -> str:
    """Return who learns of it when somebody, or a room, is taken off a meeting."""
    if attendance.meeting.state != Meeting.State.BOOKED:
        return "Nobody is told: the meeting has no time yet."
    if attendance.role == "room":
        return "Nobody is told. The room is free again."
    if not attendance.invitations.exists():
        return (
            "Their time is free again. Ring or write to them: no e-mail goes to them."
        )
    return "They alone are told. Their time is free again."


def _is_told(resource: Resource) -> bool:
    return bool(resource.user_id or address_for(resource).email)
