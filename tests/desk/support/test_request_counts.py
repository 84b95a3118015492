"""What was not ours, counted by hand: by team and month, with all requests below."""

from __future__ import annotations

from datetime import UTC, date, datetime
from html import unescape

import pytest

from alongside.desk.support import counting
from alongside.desk.support.models import SupportRequest, Task, TaskVersion

TODAY = date(2026, 3, 10)
# Asked on, team, by, what it was marked as, outcome.
ASKED = [
    ("2026-03-02", "north", "wes", None, "done"),
    ("2026-03-03", "north", "wes", "write-assessment", "declined"),
    ("2026-03-04", "north", "mo", "staff-reception", "once"),
    ("2026-03-05", "south", "mo", None, "withdrawn"),
    ("2026-02-28", "south", "mo", "statutory-visit", "once"),
    ("2026-02-27", "north", "wes", None, ""),
    ("2025-04-01", "north", "wes", "handle-post", "declined"),
    ("2025-03-31", "north", "wes", "handle-post", "declined"),  # before the year
]


@pytest.fixture
def year(town):
    for number, (day, team, by, marked, outcome) in enumerate(ASKED):
        made = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
        SupportRequest.objects.create(
            team=getattr(town, team), asked_by=getattr(town, by), asked_at=made,
            own_words=f"Number {number}" if marked else "",
            task=None if marked else Task.objects.get(code="book-transport"),
            child=None, outcome=outcome,
            marked_as=TaskVersion.objects.get(task__code=marked) if marked else None,
            closed_at=made if outcome else None, closed_by=town.asha if outcome else None,
        )  # fmt: skip
    return counting.of_the_year(SupportRequest.objects.visible_to(town.sam), TODAY)


def told(counts):
    return [
        (
            getattr(each.of, "name", str(each.of)), each.asked, each.declined, each.once,
            each.upward, each.sideways, each.percent,
        )
        for each in counts
    ]  # fmt: skip


def test_by_team(year):
    assert told(counting.by_team(year)) == [
        ("North", 5, 2, 1, 1, 2, 60),
        ("South", 2, 0, 1, 1, 0, 50),
    ]


def test_by_month_the_latest_first(year):
    assert told(counting.by_month(year)) == [
        ("2026-03-01", 4, 1, 1, 1, 1, 50),
        ("2026-02-01", 2, 0, 1, 1, 0, 50),
        ("2025-04-01", 1, 1, 0, 0, 1, 100),
    ]


def test_altogether(year):
    (all_of_it,) = told([counting.altogether(year)])
    assert all_of_it == ("", 7, 2, 2, 2, 2, 57)
    assert counting.altogether(year).in_words == 4
    assert counting.altogether([]).percent is None


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 12, 31), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2025, 2, 1)),
        (date(2026, 3, 10), date(2025, 4, 1)),
    ],
)
def test_the_year_begins_eleven_months_back(today, first):
    assert counting.first_month(today) == first


def page(client, user, query=""):
    client.force_login(user)
    answer = client.get(f"/support/requests/counts/{query}")
    return unescape(answer.content.decode())


@pytest.fixture
def march(monkeypatch):
    real = counting.timezone.localdate
    monkeypatch.setattr(
        counting.timezone, "localdate", lambda at=None, *_: real(at) if at else TODAY
    )


def test_each_sees_what_is_theirs_to_see(client, town, year, march):
    assert "4 of 7 requests (57%) were not ours" in page(client, town.sam)
    assert "4 of 7 requests (57%)" in page(client, town.ana)
    assert "3 of 5 requests (60%)" in page(client, town.mo)  # manages the North
    assert "1 of 2 requests (50%)" in page(client, town.sam, f"?team={town.south.pk}")
    own = page(client, town.wes)
    assert "2 of 4 requests (50%)" in own and "By team" not in own
    client.force_login(town.asha)
    assert client.get("/support/requests/counts/").status_code == 403


def test_a_child_out_of_reach_is_not_counted(client, town, year, march):
    SupportRequest.objects.filter(team=town.north).update(child=town.hidden)
    assert "Nothing was asked in these months" in page(client, town.mo)
    assert "of 2 requests" in page(client, town.ana)
    assert "4 of 7 requests" in page(client, town.sam)
