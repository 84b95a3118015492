"""What calendars send back, as it comes out of a mailbox: noted, left aside, or decided."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from uuid import uuid4

import pytest

from alongside.desk.diary import booking_actions as booking
from alongside.desk.diary.answer_actions import decide_answer
from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting
from alongside.desk.diary.models import Answer, Resource
from alongside.desk.messages.mail_actions import keep_mail
from alongside.desk.messages.models import ReceivedMail

TEN = datetime(2031, 3, 3, 10, 0, tzinfo=UTC)
EVENT = """BEGIN:VCALENDAR
PRODID:-//Another maker//EN
VERSION:2.0
METHOD:{method}
BEGIN:VEVENT
UID:{uid}
SEQUENCE:{sequence}
DTSTAMP:{stamp}
DTSTART:{start}
DTEND:20310303T150000Z
ORGANIZER:mailto:diary@eastmere.example
ATTENDEE;PARTSTAT={partstat}{extra}:mailto:gran@example.org
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def gran(town, settings):
    settings.EMAIL_HOST = ""
    resource = Resource.objects.create(kind="outside", name="Gran", email="gran@example.org")  # fmt: skip
    asked = ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin,
        people=[Wanted(resource, "family")],
    )  # fmt: skip
    booked = booking.book_meeting(by=town.asha, meeting=asked, starts_at=TEN)
    return booked.attendances.get()


def comes(
    attendance, sender="gran@example.org", partstat="ACCEPTED", text=None, **said
):
    """Let an answer come in, and return what was made of it."""
    told = {
        "uid": attendance.uid, "method": "REPLY", "sequence": 0, "extra": "",
        "stamp": "20310101T090000Z", "start": "20310303T140000Z", "partstat": partstat,
    } | said  # fmt: skip
    mail = EmailMessage()
    mail["From"], mail["Subject"] = f"Gran <{sender}>", "Accepted: a meeting"
    mail["Message-ID"] = f"<{uuid4()}@example.org>"
    mail.set_content("Yes")
    event = EVENT.format(**told) if text is None else text
    mail.add_alternative(
        event.replace("\n", "\r\n"),
        subtype="calendar",
        params={"method": told["method"]},
    )
    kept, _ = keep_mail(by=None, raw=mail.as_bytes(), received_at=TEN)
    attendance.refresh_from_db()
    kept.refresh_from_db()
    return kept, Answer.objects.filter(mail=kept).first()


@pytest.mark.parametrize(
    ("partstat", "reply"),
    [("ACCEPTED", "accepted"), ("TENTATIVE", "tentative"), ("DECLINED", "declined")],
)
def test_a_reply_is_noted_and_filed_with_its_meeting(gran, town, partstat, reply):
    mail, answer = comes(gran, partstat=partstat)
    assert (gran.reply, answer.outcome) == (reply, "taken")
    assert mail.state == "filed" and mail.filed_key == gran.meeting_id
    assert mail in ReceivedMail.objects.visible_to(town.asha)
    assert mail not in ReceivedMail.objects.visible_to(town.ben)


def test_an_answer_to_an_older_time_counts_no_more(gran, town):
    booking.move_meeting(
        by=town.asha,
        meeting=gran.meeting,
        starts_at=TEN + timedelta(hours=1),
        why="room",
    )
    _, answer = comes(gran, sequence=0)
    assert (gran.reply, answer.outcome) == ("none", "old")
    _, answer = comes(gran, sequence=1)
    assert (gran.reply, answer.outcome) == ("accepted", "taken")


def test_the_newest_answer_stands_in_whatever_order_they_come(gran):
    comes(gran, partstat="DECLINED", stamp="20310102T090000Z")
    _, answer = comes(gran, partstat="ACCEPTED", stamp="20310101T090000Z")
    assert (gran.reply, answer.outcome) == ("declined", "old")


def test_somebody_else_cannot_answer(gran, town):
    mail, answer = comes(gran, sender="stranger@example.org")
    assert (gran.reply, answer.outcome, answer.doubt) == ("none", "unmatched", "sender")
    assert mail.state == "waiting"
    assert answer in Answer.objects.visible_to(town.asha).to_decide()
    assert answer not in Answer.objects.visible_to(town.ben)


def test_a_delegates_answer_waits_for_a_person(gran):
    _, answer = comes(gran, extra=';SENT-BY="mailto:other@example.org"')
    assert (gran.reply, answer.doubt) == ("none", "delegate")


def test_what_is_of_no_meeting_waits_for_those_who_read_the_mail(gran, town):
    _, answer = comes(gran, uid="nothing@example.org")
    assert (answer.attendance, answer.doubt) == (None, "no_event")
    assert answer in Answer.objects.visible_to(town.asha)
    assert answer not in Answer.objects.visible_to(town.wes)


def test_another_time_is_for_a_person_to_decide_and_moves_nothing(gran, town):
    _, answer = comes(gran, method="COUNTER", start="20310303T140000")
    assert answer.outcome == "asks" and gran.reply == "none"
    assert answer.wants_from == datetime(2031, 3, 3, 14, tzinfo=UTC)
    gran.meeting.refresh_from_db()
    assert gran.meeting.starts_at == TEN
    decide_answer(by=town.asha, answer=answer, note="It stays as it is")
    assert not Answer.objects.to_decide().exists()


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nSEQUENCE:1\nEND:VEVENT\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:x\nSEQUENCE:one\nEND:VEVENT\n",
        "METHOD:REPLY\n",
    ],
)
def test_what_cannot_be_read_breaks_nothing(gran, text):
    mail, answer = comes(gran, text=text)
    assert mail.state == "waiting"
    assert answer is None or answer.outcome == "unmatched"
    assert gran.reply == "none"


def test_an_invitation_of_somebody_elses_is_no_answer(gran):
    mail, answer = comes(gran, method="REQUEST")
    assert answer is None and mail.state == "waiting"


def test_a_reply_noted_by_hand_once_checked(gran, town):
    _, answer = comes(gran, sender="gran.new@example.org")
    decide_answer(by=town.asha, answer=answer, note="Rang her: it is hers", reply="accepted")  # fmt: skip
    gran.refresh_from_db()
    assert gran.reply == "accepted"


def test_another_time_of_a_part_leads_to_when_the_meeting_would_begin(client, town, settings):  # fmt: skip
    """Gran has the second half, from half past; she asks for 14:00, so it begins at 13:30."""
    settings.EMAIL_HOST = ""
    resource = Resource.objects.create(kind="outside", name="Gran", email="gran@example.org")  # fmt: skip
    asked = ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin,
        people=[Wanted(resource, "family", after=30, until=60)],
    )  # fmt: skip
    booked = booking.book_meeting(by=town.asha, meeting=asked, starts_at=TEN)
    _, answer = comes(booked.attendances.get(), method="COUNTER", start="20310303T140000")  # fmt: skip
    client.force_login(town.asha)
    page = client.get(f"/diary/meetings/answers/{answer.pk}/").content.decode()
    assert "Monday 3 March 2031, 2:00pm" in page and "?at=2031-03-03T13:30" in page
