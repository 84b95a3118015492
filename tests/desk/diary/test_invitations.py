"""What each is sent about a meeting, through a real mail server on this machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from alongside.desk.diary import attendance_actions as attending
from alongside.desk.diary import booking_actions as booking
from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting
from alongside.desk.diary.models import Invitation, Resource
from alongside.desk.messages.actions import WAITS, send_waiting
from alongside.desk.messages.models import Message
from alongside.desk.people.models import Adult, AdultOfChild, ContactPoint
from tests.smtp import listening

TEN = datetime(2031, 3, 3, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def postbox(settings):
    settings.DEFAULT_FROM_EMAIL = "Diary <diary@eastmere.example>"
    settings.MAIL_DOMAIN = "eastmere.example"
    with listening(settings) as box:
        yield box


def outside(name, email):
    return Resource.objects.create(kind="outside", name=name, email=email)


def a_meeting(town, *people, **given):
    return ask_for_meeting(
        by=town.asha, kind="icpc", child=town.robin, people=people, **given
    )


def booked(town, *people, at=TEN, **given):
    asked = a_meeting(town, *people, **given)
    return booking.book_meeting(by=town.asha, meeting=asked, starts_at=at)


def sent(postbox):
    """Send all that waits, and return each mail's parts, the event read by icalendar."""
    before = len(postbox.got)
    send_waiting(timezone.now())
    return [(mail, event_of(mail)) for mail in postbox.got[before:]]


def event_of(mail):
    calendar = Calendar.from_ical(mail.get_payload()[-1].get_payload(decode=True))
    [event] = calendar.walk("VEVENT")
    assert mail.get_payload()[-1].get_param("method") == calendar["METHOD"]
    return calendar["METHOD"], event


def test_the_parts_are_as_outlook_needs_them(town, postbox):
    booked(town, Wanted(outside("Gran", "gran@example.org"), "family"))
    [(mail, (method, event))] = sent(postbox)
    assert mail.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in mail.get_payload()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    last = mail.get_payload()[-1]
    assert last["Content-Transfer-Encoding"] == "base64"
    assert last.get_param("charset") == "utf-8"
    assert method == "REQUEST" and event["SEQUENCE"] == 0
    assert event["ORGANIZER"] == "mailto:diary@eastmere.example"
    assert mail["From"] == "Diary <diary@eastmere.example>"


def test_subject_and_place_say_nothing_of_a_case(town, postbox):
    room = Resource.objects.create(kind="room", name="Elm Room", place="Civic Centre", capacity=9)  # fmt: skip
    meeting = booked(
        town, Wanted(room, "room"), Wanted(outside("Gran", "gran@example.org"), "family")
    )  # fmt: skip
    [(mail, (_, event))] = sent(postbox)
    assert mail["Subject"] == event["SUMMARY"] == f"Meeting M-{meeting.pk}"
    assert event["LOCATION"] == "Elm Room, Civic Centre"
    for word in ("Robin", "Hale", "900123", "conference", "protection", "Asha"):
        assert word not in mail.raw.decode() and word not in event.to_ical().decode()
        assert word not in mail.get_payload()[0].get_payload()
    assert str(meeting.child_id) not in event["UID"].split("@")[0].split("-")


def test_parents_who_must_not_meet_learn_nothing_of_each_other(town, postbox):
    ada, bo = outside("Ada Sands", "ada@example.org"), outside("Bo Reed", "bo@example.org")  # fmt: skip
    worker = Resource.objects.create(kind="person", name="Wes", user=town.wes)
    booked(
        town, Wanted(ada, "parent", True, 0, 60), Wanted(bo, "parent", True, 75, 120),
        Wanted(worker, "social_worker"),
    )  # fmt: skip
    got = {mail["To"]: (mail, event) for mail, (_, event) in sent(postbox)}
    assert set(got) == {"ada@example.org", "bo@example.org", "wes@town.example"}
    mail, event = got["ada@example.org"]
    assert event["ATTENDEE"] == "mailto:ada@example.org"
    assert (event.start, event.end) == (TEN, TEN + HOUR)
    everything = mail.raw.decode() + event.to_ical().decode() + "".join(
        part.get_payload(decode=True).decode() for part in mail.get_payload()
    )  # fmt: skip
    for other in ("bo@example.org", "Bo", "Reed", "wes@", "111500", "11:15", "120000"):
        assert other not in everything, other
    assert len({event["UID"] for _, event in got.values()}) == 3


def test_moving_raises_the_number_and_forgets_the_answer(town, postbox):
    gran = outside("Gran", "gran@example.org")
    meeting = booked(town, Wanted(gran, "family"))
    meeting.attendances.update(reply="accepted")
    [(_, (_, first))] = sent(postbox)
    booking.move_meeting(by=town.asha, meeting=meeting, starts_at=TEN + HOUR, why="room")  # fmt: skip
    [(_, (method, second))] = sent(postbox)
    assert (method, second["SEQUENCE"], second.start) == ("REQUEST", 1, TEN + HOUR)
    assert second["UID"] == first["UID"]
    assert second["DTSTAMP"].dt > first["DTSTAMP"].dt
    assert meeting.attendances.get().reply == "none"
    booking.cancel_meeting(by=town.asha, meeting=meeting, why="not_needed")
    [(mail, (method, third))] = sent(postbox)
    assert (method, third["SEQUENCE"], third["STATUS"]) == ("CANCEL", 2, "CANCELLED")
    assert mail["Subject"] == f"Called off: Meeting M-{meeting.pk}"


def test_a_cancellation_never_overtakes_what_it_cancels(town, postbox):
    gran, school = outside("Gran", "gran@example.org"), outside("School", "head@school.example")  # fmt: skip
    meeting = booked(town, Wanted(gran, "family"), Wanted(school, "school"))
    postbox.to_each["gran@example.org"] = "451 Later"
    now = timezone.now()
    send_waiting(now)
    booking.cancel_meeting(by=town.asha, meeting=meeting, why="not_needed")
    send_waiting(now)
    send_waiting(timezone.now())
    assert [mail["To"] for mail in postbox.got] == ["head@school.example"] * 2
    postbox.to_each.clear()
    send_waiting(now + 2 * WAITS[0])
    to_gran = [event_of(m)[0] for m in postbox.got if m["To"] == "gran@example.org"]
    assert to_gran == ["REQUEST", "CANCEL"]


def test_a_second_attempt_sends_the_same_bytes(town, postbox):
    booked(town, Wanted(outside("Gran", "gran@example.org"), "family"))
    postbox.answer = "451 Later"
    now = timezone.now()
    send_waiting(now)
    postbox.answer = "250 Taken"
    send_waiting(now + 2 * WAITS[0])
    [mail] = postbox.got
    kept = Message.objects.get()
    assert kept.attempts == 2 and mail["Message-ID"] == kept.message_id
    assert kept.as_written.raw.rstrip() == mail.raw.rstrip()


def test_nothing_is_written_where_the_booking_is_refused(town, postbox):
    room = Resource.objects.create(kind="room", name="Elm Room", capacity=9)
    gran = outside("Gran", "gran@example.org")
    booked(town, Wanted(room, "room"))
    with pytest.raises(booking.Taken):
        booked(town, Wanted(gran, "family"), Wanted(room, "room"))
    assert not Message.objects.exists() and not Invitation.objects.exists()


@pytest.mark.parametrize(("safe", "written"), [("yes", 1), ("no", 0), ("unknown", 0)])
def test_a_parent_is_written_to_only_where_that_is_safe(town, postbox, safe, written):
    adult = Adult.objects.create(name="Ada Sands", kind="family", added_by=town.sam)
    AdultOfChild.objects.create(adult=adult, child=town.robin, relationship="mother")
    ContactPoint.objects.create(
        adult=adult, channel="email", value="ada@example.org", safe_to_text=safe
    )
    ada = Resource.objects.create(kind="outside", name="Ada", adult=adult, email="old@example.org")  # fmt: skip
    booked(town, Wanted(ada, "parent"))
    assert [mail["To"] for mail, _ in sent(postbox)] == ["ada@example.org"] * written


def test_an_event_does_not_leave_by_notify(town, postbox, settings):
    settings.NOTIFY_KEY = settings.NOTIFY_EMAIL = "key"
    booked(town, Wanted(outside("Gran", "gran@example.org"), "family"))
    assert len(sent(postbox)) == 1


def test_without_a_mail_server_it_is_kept_with_its_bytes(town, settings):
    settings.EMAIL_HOST = ""
    booked(town, Wanted(outside("Gran", "gran@example.org"), "family"))
    message = Message.objects.get()
    assert message.state == "kept" and b"text/calendar" in message.as_written.raw


def test_who_signs_in_without_an_address_is_told_on_the_desk(town, postbox):
    town.wes.username = "wes"
    town.wes.save()
    worker = Resource.objects.create(kind="person", name="Wes", user=town.wes)
    booked(town, Wanted(worker, "social_worker"))
    assert sent(postbox) == []
    assert Message.objects.get().state == "kept"


def test_who_is_taken_off_is_told_alone_and_is_free(town, postbox):
    gran, school = outside("Gran", "gran@example.org"), outside("School", "head@school.example")  # fmt: skip
    meeting = booked(town, Wanted(gran, "family"), Wanted(school, "school"))
    sent(postbox)
    hers = meeting.attendances.get(resource=gran)
    attending.remove_attendance(by=town.asha, attendance=hers)
    [(mail, (method, event))] = sent(postbox)
    assert (mail["To"], method, event["SEQUENCE"]) == ("gran@example.org", "CANCEL", 1)
    assert booked(town, Wanted(gran, "family")).state == "booked"
    with pytest.raises(ValidationError, match="taken off already"):
        attending.remove_attendance(by=town.asha, attendance=hers)
    theirs = meeting.attendances.get(resource=school)
    with pytest.raises(ValidationError, match="Nobody would be left"):
        attending.remove_attendance(by=town.asha, attendance=theirs)


def test_who_is_added_is_taken_and_invited_or_not_added(town, postbox):
    gran, school = outside("Gran", "gran@example.org"), outside("School", "head@school.example")  # fmt: skip
    meeting = booked(town, Wanted(gran, "family"))
    sent(postbox)
    attending.invite_another(by=town.asha, meeting=meeting, wanted=Wanted(school, "school"))  # fmt: skip
    [(mail, (method, event))] = sent(postbox)
    assert (mail["To"], method, event["SEQUENCE"]) == ("head@school.example", "REQUEST", 0)  # fmt: skip
    other = booked(town, Wanted(outside("Health", ""), "health"))
    with pytest.raises(booking.Taken):
        attending.invite_another(by=town.asha, meeting=other, wanted=Wanted(school, "school"))  # fmt: skip
    assert other.attendances.count() == 1
