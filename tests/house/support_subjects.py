"""How the addresses of the support officer's role are filled for tests/house/matrix.csv."""

from __future__ import annotations

from django.utils import timezone

from alongside.desk.decisions.actions import add_body
from alongside.desk.support.models import SupportRequest, Task
from alongside.desk.support.proposal_actions import propose


def support_request(town, where):
    """What Wes asked of the North, of the South, or about a child kept from him since."""
    made = SupportRequest.objects.create(
        team=(town.north, town.south, town.north)[where],
        task=Task.objects.get(code="book-transport"),
        child=(town.robin, town.skye, town.hidden)[where],
        asked_by=town.wes,
        asked_at=timezone.now(),
    )
    return {"pk": made.pk}


def proposal(town, where):
    group = add_body(by=town.hal, name="Group", kind="steering_group", quorum=2)
    made = propose(
        by=town.sef,
        body=group,
        what="withdraw",
        task=Task.objects.get(code="type-chronology"),
        name="Type up a chronology",
        why="Nobody asks for it.",
        effective_on=timezone.localdate(),
    )
    return {"pk": made.pk}


SUBJECTS = {
    "proposal": proposal,
    "task": lambda town, where: {"code": "type-chronology"},
    "support_request": support_request,
}
