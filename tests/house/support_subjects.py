"""How the addresses of the support officer's role are filled for tests/house/matrix.csv."""

from __future__ import annotations

from django.utils import timezone

from alongside.desk.support.models import SupportRequest, Task


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


SUBJECTS = {
    "task": lambda town, where: {"code": "type-chronology"},
    "support_request": support_request,
}
