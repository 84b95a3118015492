"""Tell everybody who takes part, in the transaction of what they are told about.

Each person has an event of their own. Its number (SEQUENCE) rises when its time or place
changes and when it is called off, and not for words; then an answer given before counts no
more. Messages to one person about one meeting leave in their order: what calls it off never
overtakes what asked for it. Source: RFC 5546, 2.1.4 and 3.2.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.templatetags.times import time_said
from alongside.desk.diary.itip import CANCEL, REQUEST, Invited, written
from alongside.desk.diary.models import Attendance, Invitation, Meeting
from alongside.desk.diary.reaching_people import address_for
from alongside.desk.messages.actions import write_event
from alongside.desk.messages.calendar_mail import Event
from alongside.desk.messages.wording import Fields

Method = Invitation.Method
ITIP = {Method.REQUEST: REQUEST, Method.CANCEL: CANCEL}


class Said(NamedTuple):
    """What an invitation says of a meeting."""

    starts_at: datetime
    ends_at: datetime
    place: str
    link: str


def tell_people(*, by: User, meeting: Meeting) -> int:
    """Write to each who is asked, moved or called off since they were last told; how many."""
    attending = meeting.attendances.people().select_related("resource__user", "meeting")
    return sum(
        _tell(by, meeting, each) for each in attending.order_by("resource", "pk")
    )


def _tell(by: User, meeting: Meeting, attendance: Attendance) -> bool:
    last = attendance.invitations.order_by("-pk").first()
    expected = meeting.state == Meeting.State.BOOKED and not attendance.removed_at
    if not expected:
        if last is None or last.method == Method.CANCEL:
            return False
        attendance.sequence += 1
        _write(by, attendance, Method.CANCEL, _said_then(last), last)
        return True
    said = _said_now(meeting, attendance)
    if last and said == _said_then(last):
        return False
    if last and said[:3] != _said_then(last)[:3]:
        attendance.sequence += 1
        attendance.reply = Attendance.Reply.NONE
    _write(by, attendance, Method.REQUEST, said, last)
    return True


def _said_now(meeting: Meeting, attendance: Attendance) -> Said:
    times = attendance.stretch(meeting.starts_at, meeting.ends_at)
    return Said(*times, place_of(meeting), meeting.link)


def _said_then(last: Invitation) -> Said:
    return Said(last.starts_at, last.ends_at, last.place, last.link)


def place_of(meeting: Meeting) -> str:
    """Return where it is, as outsiders may be told: a room, a building, or online."""
    if meeting.mode == Meeting.Mode.ONLINE:
        return "Online"
    rooms = meeting.attendances.standing().filter(role="room")
    room = rooms.select_related("resource").first()
    parts = [room.resource.name, room.resource.place] if room else []
    return ", ".join(filter(None, [*parts, meeting.place]))[:200]


def _write(
    by: User,
    attendance: Attendance,
    method: str,
    said: Said,
    last: Invitation | None,
) -> None:
    """Put it into the outbox; who has no address and does not sign in, a person tells."""
    now = timezone.now().replace(microsecond=0)
    if last and now <= last.stamped_at:
        now = last.stamped_at + timedelta(seconds=1)  # the newest tells which counts
    email = address_for(attendance.resource).email
    if method == Method.CANCEL and last:
        email = last.address
    user = attendance.resource.user
    if not (email or user):
        attendance.save(update_fields=["sequence", "reply"])
        return
    summary = f"Meeting {attendance.meeting.reference}"
    event = Invited(
        attendance.uid, attendance.sequence, now, said.starts_at, said.ends_at,
        summary, said.place, said.link, organiser(), email,
    )  # fmt: skip
    message = write_event(
        by=by, to=user, address=email, template=_template(method, last),
        fields=Fields(promised=said.starts_at, reference=attendance.meeting.reference),
        subject=_subject(method, summary), further=_further(method, said),
        event=Event(ITIP[method], written(ITIP[method], event)),
        key=f"{attendance.uid}:{now:%Y%m%dT%H%M%S}", thread=f"meeting:{attendance.uid}",
    )  # fmt: skip
    attendance.save(update_fields=["sequence", "reply"])
    Invitation.objects.create(
        attendance=attendance, method=method, sequence=attendance.sequence,
        stamped_at=now, address=email, message=message, **said._asdict(),
    )  # fmt: skip


def organiser() -> str:
    """The address invitations come from, which answers come back to."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _template(method: str, last: Invitation | None) -> str:
    if method == Method.CANCEL:
        return "meeting_called_off"
    return "meeting_moved" if last else "meeting_invitation"


def _subject(method: str, summary: str) -> str:
    return f"Called off: {summary}" if method == Method.CANCEL else summary


def _further(method: str, said: Said) -> str:
    if method == Method.CANCEL:
        return ""
    lines = {"Until": time_said(said.ends_at)}
    lines |= {"Place": said.place, "Join": said.link}
    return "\n".join(f"{name}: {told}" for name, told in lines.items() if told)
