"""How the addresses of support officers' time are filled for tests/house/matrix.csv."""

from __future__ import annotations

from django.utils import timezone

from alongside.desk.support.models import Task, Timing
from alongside.desk.support.time_actions import note_time


def a_note(town, where):
    """Minutes of today: of the North's officer, or of the South's."""
    officer, team = ((town.asha, town.north), (town.ben, town.south))[where]
    task = Task.objects.get(code="arrange-meeting")
    return note_time(by=officer, task=task, team=team, on=timezone.localdate())


def time_note(town, where):
    return {"pk": a_note(town, where).pk}


def timing(town, where):
    day = timezone.localdate()
    asked = Timing.objects.create(note=a_note(town, where), week=day, asked_on=day)
    return {"pk": asked.pk}


SUBJECTS = {"time_note": time_note, "timing": timing}
