"""How the addresses of meetings are filled, for the matrix."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting
from alongside.desk.diary.models import (
    AgreedAction,
    Answer,
    Attendance,
    Meeting,
    Minutes,
    Poll,
    PollTime,
    Proposal,
    Resource,
    Travel,
)
from alongside.desk.messages.models import ReceivedMail


def a_meeting(town, where) -> Meeting:
    """A meeting about the child in question, booked for a day that has been."""
    child = (town.robin, town.skye, town.hidden)[where]
    room = Resource.objects.create(kind="room", name="Elm Room", capacity=8)
    made = ask_for_meeting(
        by=town.sam, kind="core_group", child=child, people=[Wanted(room, "room")]
    )
    made.state, made.starts_at = "booked", datetime(2026, 1, 5, 10, tzinfo=UTC)
    made.ends_at = made.starts_at + timedelta(hours=1)
    made.save()
    return made


def held(town, where) -> Meeting:
    made = a_meeting(town, where)
    Minutes.objects.create(meeting=made, written_by=town.sam, text="All came.")
    return made


def agreed(town, where):
    made = held(town, where)
    action = AgreedAction.objects.create(
        meeting=made, what="Ring the school", due_on=made.day, added_by=town.sam,
        owner=made.attendances.get(),
    )  # fmt: skip
    return {"pk": made.pk, "action": action.pk}


def answer(town, where):
    mail = ReceivedMail.objects.create(
        identity="0" * 64, received_at=datetime(2026, 1, 5, tzinfo=UTC)
    )
    made = Answer.objects.create(
        mail=mail, attendance=Attendance.objects.get(meeting=a_meeting(town, where)),
        outcome="asks",
    )  # fmt: skip
    return {"pk": made.pk}


def to_arrange(town, where):
    """A meeting about the child in question, without a time."""
    child = (town.robin, town.skye, town.hidden)[where]
    asked = ask_for_meeting(by=town.sam, kind="core_group", child=child)
    return {"pk": asked.pk}


def to_meet(town, where):
    child = (town.robin, town.skye, town.hidden)[where]
    return {"pk": child.pk, "kind": "core_group"}


def attendance(town, where):
    made = a_meeting(town, where)
    return {"pk": made.pk, "attendance": made.attendances.get().pk}


def polled(town, where):
    """A meeting with an open poll, of whoever is asked."""
    pk = to_arrange(town, where)["pk"]
    poll = Poll.objects.create(
        meeting_id=pk, made_by=town.sam, closes_at=timezone.now() + timedelta(days=1)
    )
    PollTime.objects.create(poll=poll, starts_at=timezone.now() + timedelta(days=2))
    return {"pk": pk}


def poll_link(town, where):
    """A link that no poll made: whoever opens it, it is closed."""
    return {"token": "none"}


def way(town, where):
    made = Travel.objects.create(one="Elm House", other="Far House", minutes=5)
    return {"pk": made.pk}


def proposal_of_asha(town, where):
    made = Proposal.objects.create(
        by=town.asha, until=date(2027, 3, 31), seconds=1, state="ready"
    )
    return {"pk": made.pk}


SUBJECTS = {
    "proposal_of_asha": proposal_of_asha,
    "way": way,
    "meeting_polled": polled,
    "poll_link": poll_link,
    "attendance": attendance,
    "meeting_to_arrange": to_arrange,
    "child_to_meet": to_meet,
    "meeting": lambda town, where: {"pk": a_meeting(town, where).pk},
    "meeting_held": lambda town, where: {"pk": held(town, where).pk},
    "agreed": agreed,
    "meeting_answer": answer,
}
