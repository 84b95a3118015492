"""When else a meeting could be: what somebody is offered who came too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from alongside.desk.diary.models import Meeting
from alongside.desk.diary.to_place import ToPlace, problem_of
from alongside.desk.diary.wall import at_wall
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.problem import ONLINE
from alongside.reckon.arrange.slots import ranked
from alongside.reckon.clock import OutsideCalendar

OFFERED = 3


def next_slots(meeting: Meeting, wanted: datetime) -> list[datetime]:
    """Return the next three moments at which all who take part are free, in their order.

    They are on or after the moment that was `wanted`; where fewer are, the soonest there
    are. What takes part is not chosen anew. None where the bank holidays are not known.
    """
    try:
        problem = problem_of([ToPlace.of(meeting, ())], timezone.localdate())
    except OutsideCalendar:
        return []
    asked = problem.meetings[str(meeting.pk)]
    if not asked.rooms:
        asked = replace(asked, mode=ONLINE)  # no room of ours is to be found for it
    found = sorted(
        at_wall(slot.starts.date(), slot.starts.time())
        for slot in ranked(Diaries(problem), asked, limit=None)
    )
    later = [moment for moment in found if moment >= wanted]
    return (later if len(later) >= OFFERED else found)[:OFFERED]
