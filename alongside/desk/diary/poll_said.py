"""What was said in a poll: by each who was asked, of each time, and which can be booked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

from alongside.desk.diary.models import Poll, PollAnswer, PollAsked, PollTime
from alongside.desk.diary.offered import Offer
from alongside.desk.diary.poll_forms import moment_of

SILENT = "No answer yet"
WORDS = [*PollAnswer.Said.labels, SILENT]


class Time(NamedTuple):
    """A time that was asked about; `key` is that of the offer, where it is free still."""

    when: str
    counts: str
    key: str


class Link(NamedTuple):
    """Somebody who was asked, their link, and what they said of each time."""

    asked: PollAsked
    address: str
    times: list[str]
    said: list[str]

    @property
    def told(self) -> Iterator[tuple[str, str]]:
        return zip(self.times, self.said, strict=True)


class Said(NamedTuple):
    times: list[Time]
    links: list[Link]


def said_of(poll: Poll, offers: Sequence[Offer]) -> Said:
    """Return the times of a poll, and a line for each who was asked and still takes part."""
    times = list(poll.times.all())
    asked = poll.asked.standing().select_related("attendance__resource")
    links = [
        _link(each, times) for each in asked.prefetch_related("said").order_by("pk")
    ]
    free = {each.starts_at: each.key for each in reversed(offers)}
    columns = (
        zip(*(each.said for each in links), strict=True) if links else [()] * len(times)
    )
    return Said(
        [
            _time(at.starts_at, said, free)
            for at, said in zip(times, columns, strict=True)
        ],
        links,
    )


def _time(starts_at: datetime, said: Sequence[str], free: dict[datetime, str]) -> Time:
    count = Counter(said)
    told = ", ".join(f"{word.lower()}: {count[word]}" for word in WORDS if count[word])
    return Time(moment_of(starts_at), told.capitalize(), free.get(starts_at, ""))


def _link(asked: PollAsked, times: Sequence[PollTime]) -> Link:
    said = {each.time_id: each.get_said_display() for each in asked.said.all()}
    address = settings.ADDRESS + reverse("arrange:answer-poll", args=[asked.token])
    return Link(
        asked,
        address,
        [moment_of(each.starts_at) for each in times],
        [said.get(each.pk, SILENT) for each in times],
    )
