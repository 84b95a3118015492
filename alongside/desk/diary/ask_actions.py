"""Ask for a meeting with the people who were chosen for it."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.models import User
from alongside.desk.casework.models import Due
from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting
from alongside.desk.diary.models import Meeting
from alongside.desk.diary.place_actions import diary_of
from alongside.desk.diary.whom_to_ask import Candidate
from alongside.desk.people.models import Child


class StandsAlready(ValidationError):
    """An open meeting is there for the clock: one is enough."""


@transaction.atomic
def ask_people(
    *,
    by: User,
    kind: str,
    child: Child,
    due: Due | None,
    people: Sequence[tuple[Candidate, str]],
    length: int,
    **asked,
) -> Meeting:
    """Ask for a meeting, and return it.

    Of each is said whether they `must` or `may` come, or come for the `first` or the
    `second` half alone, as parents do who must not meet. An open meeting for the same
    clock is refused: one is enough.
    """
    standing = Meeting.objects.standing().for_clock(due).first() if due else None
    if standing:
        raise StandsAlready(
            f"{standing} is asked for this already. Arrange that, or cancel it first."
        )
    return ask_for_meeting(
        by=by, kind=kind, child=child, due=due, length=length,
        people=[_wanted(each, how, length) for each, how in people], **asked,
    )  # fmt: skip


def _wanted(candidate: Candidate, how: str, length: int) -> Wanted:
    resource = candidate.resource or diary_of(candidate.adult)
    half = -(-length // 2)
    part = {"first": (0, half), "second": (half, length)}.get(how, (None, None))
    return Wanted(resource, candidate.role, how != "may", *part)
