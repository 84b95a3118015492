"""Ask people by a link when they can come, take their answers, and close the poll."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.diary.models import (
    Attendance,
    Meeting,
    Poll,
    PollAnswer,
    PollAsked,
    PollTime,
)

OPEN_FOR = timedelta(days=7)


@transaction.atomic
def make_poll(
    *,
    by: User,
    meeting: Meeting,
    times: Collection[datetime],
    people: Collection[Attendance],
) -> Poll:
    """Open a poll of some times for a week, or until the first of them; close any other.

    Raises ValidationError for fewer than two times, for nobody, and for a meeting that
    is not to be arranged any more.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.state not in Meeting.TO_ARRANGE:
        raise ValidationError("This meeting needs no time any more. Nobody was asked.")
    if len(times) < 2 or not people:
        raise ValidationError("Choose two times or more, and somebody to ask.")
    now = timezone.now()
    _close(meeting.polls.open(now), now)
    poll = Poll.objects.create(
        meeting=meeting, made_by=by, closes_at=min(now + OPEN_FOR, *times)
    )
    PollTime.objects.bulk_create(PollTime(poll=poll, starts_at=at) for at in times)
    PollAsked.objects.bulk_create(PollAsked(poll=poll, attendance=a) for a in people)
    record(by=by, action="ask by poll", subject=meeting, asked=len(people))
    return poll


@transaction.atomic
def answer_poll(*, asked: PollAsked, answers: Mapping[PollTime, str]) -> PollAsked:
    """Take somebody's answers, in place of earlier ones. Raises where the poll is over."""
    standing = Poll.objects.select_for_update(of=("self",))
    poll = standing.select_related("meeting").get(pk=asked.poll_id)
    if not poll.is_open(timezone.now()):
        raise ValidationError("This poll is closed. Ring the council instead.")
    asked.said.all().delete()
    PollAnswer.objects.bulk_create(
        PollAnswer(asked=asked, time=time, said=said) for time, said in answers.items()
    )
    asked.answered_at = timezone.now()
    asked.save()
    record(by=None, action="answer poll", subject=poll.meeting)
    return asked


@transaction.atomic
def close_poll(*, by: User, poll: Poll) -> Poll:
    """Close a poll: its links answer no more."""
    poll = Poll.objects.select_for_update(of=("self",)).get(pk=poll.pk)
    _close(Poll.objects.filter(pk=poll.pk, closed_at=None), timezone.now())
    record(by=by, action="close poll", subject=poll.meeting)
    return poll


def _close(polls, now: datetime) -> None:
    polls.update(closed_at=now)
