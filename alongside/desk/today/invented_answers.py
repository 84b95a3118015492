"""What calendars sent back to the invented council: a yes, another time, and a stranger."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

from alongside.desk.diary.models import Attendance
from alongside.desk.messages.mail_actions import keep_mail

EVENT = """BEGIN:VCALENDAR
PRODID:-//Invented//Calendar//EN
VERSION:2.0
METHOD:{method}
BEGIN:VEVENT
UID:{uid}
SEQUENCE:{sequence}
DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}
DTSTART:{start:%Y%m%dT%H%M%SZ}
DTEND:{end:%Y%m%dT%H%M%SZ}
ATTENDEE;PARTSTAT=ACCEPTED:mailto:{sender}
END:VEVENT
END:VCALENDAR
"""
CAME = (("REPLY", ""), ("COUNTER", ""), ("REPLY", "reception@school.invented.example"))
"""What comes, and who sends it, where that is not who was invited."""


def answer_invitations(now: datetime) -> None:
    """Let answers to the latest invitations come in, as the mailbox would bring them."""
    invited = Attendance.objects.standing().exclude(invitations__address="")
    invited = invited.filter(invitations__isnull=False, meeting__state="booked")
    latest = invited.select_related("meeting").distinct().order_by("pk")
    for attendance, (method, sender) in zip(latest, CAME, strict=False):
        address = attendance.invitations.latest("pk").address
        raw = _mail(attendance, method, sender or address, now)
        keep_mail(by=None, raw=raw, received_at=now)


def _mail(attendance: Attendance, method: str, sender: str, now: datetime) -> bytes:
    start = attendance.meeting.starts_at + timedelta(hours=2)
    mail = EmailMessage()
    mail["From"], mail["Subject"] = sender, f"Meeting {attendance.meeting.reference}"
    mail["Message-ID"] = f"<answer-{attendance.pk}@invented.example>"
    mail.set_content("Sent from a calendar.")
    event = EVENT.format(
        method=method, uid=attendance.uid, sequence=attendance.sequence,
        stamp=now.astimezone(UTC), start=start, end=start + timedelta(hours=1), sender=sender,
    )  # fmt: skip
    mail.add_alternative(event, subtype="calendar", params={"method": method})
    return mail.as_bytes()
