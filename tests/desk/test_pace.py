"""Nobody searches, or takes lists away, without end: the next is refused for ten minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.desk.access.audit import record_read
from alongside.desk.access.models import AuditEntry
from alongside.desk.access.pace import PACES

EXPORT, SEARCH = "/timescales/export/", "/children/"


def write(who, action: str, count: int, ago: timedelta = timedelta()) -> None:
    with pytest.MonkeyPatch.context() as clock:
        moment = timezone.now() - ago
        clock.setattr(timezone, "now", lambda: moment)
        for _ in range(count):
            record_read(by=who, action=action)


def test_lists_are_taken_away_so_often_and_no_more(client, another, town):
    most = PACES["take"].most
    write(town.asha, "export timescales", most - 1)
    client.force_login(town.asha)
    assert client.get(EXPORT).status_code == 200
    refused = client.get(EXPORT)
    assert (refused.status_code, refused["Retry-After"]) == (429, "600")
    assert "40 lists and files taken away within 10 minutes" in refused.content.decode()
    assert AuditEntry.objects.filter(detail__why="too often", by=town.asha).count() == 1
    assert client.get("/timescales/").status_code == 200, "work goes on"
    another.force_login(town.sam)
    assert another.get(EXPORT).status_code == 200, "and others take theirs"


def test_ten_minutes_later_it_goes_on(client, town):
    write(town.asha, "export timescales", PACES["take"].most, timedelta(minutes=11))
    client.force_login(town.asha)
    assert client.get(EXPORT).status_code == 200


def test_searches_are_counted_when_they_are_sent(client, town):
    write(town.asha, "look for child", PACES["search"].most)
    client.force_login(town.asha)
    assert client.get(SEARCH).status_code == 200
    assert client.post(SEARCH, {"said": "Hale"}).status_code == 429
