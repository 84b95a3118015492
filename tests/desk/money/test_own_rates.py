"""What a council says of its own costs, and what so many posts would cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape

import pytest

from alongside.desk.access.models import AuditEntry
from alongside.desk.money.models import OwnRate
from alongside.desk.money.post_actions import add_rate

ASKED = {
    "posts": "2", "fte": "1", "salary": "20,000", "first_on": "1 9 2025",
    "last_on": "31 3 2026",
}  # fmt: skip


@pytest.fixture
def pension(town):
    return add_rate(
        by=town.fay, kind="pension", from_on=date(2025, 4, 1), percent=Decimal(20),
        source="Certificate of the fund", verified=True,
    )  # fmt: skip


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_two_posts_for_seven_months_as_worked_by_hand(client, town, pension):
    """20,000, NI 2,250, pension 4,000, levy 100: 26,350; times 7/12 times 2: 30,741.67."""
    client.force_login(town.sam)
    page = text(client.get("/money/posts/what-if/", ASKED))
    assert "15% of what £20,000.00 is above £5,000.00" in page
    assert "£26,350" in page and "£30,742" in page and "2025/26" in page
    assert "2026/27" not in page


def test_without_a_pension_rate_the_page_says_that_none_is_counted(client, town):
    client.force_login(town.sam)
    assert "so none is counted" in text(client.get("/money/posts/"))


def test_a_year_whose_months_have_no_pension_is_marked_beside_its_figure(
    client, town, pension
):
    """The rate is held from 1 April 2025: 2024/25 has none, 2025/26 has."""
    client.force_login(town.sam)
    asked = ASKED | {"first_on": "1 1 2025", "last_on": "31 12 2025"}
    page = text(client.get("/money/posts/what-if/", asked))
    assert "without all pension" in page and "No rate is held on this day" in page
    rows = [row for row in page.split("<tr>") if 'data-label="Months"' in row]
    assert [row.count("No pension") for row in rows] == [2, 0]
    later = text(client.get("/money/posts/what-if/", ASKED))
    assert "No pension" not in later and "without all pension" not in later


def test_a_year_without_a_rate_is_told_and_not_guessed(client, town):
    client.force_login(town.sam)
    page = text(
        client.get(
            "/money/posts/what-if/", ASKED | {"first_on": "1 9 1990", "last_on": ""}
        )
    )
    assert "No rate is held" in page


def test_a_rate_is_added_once_a_day_and_leaves_a_line(client, town, pension):
    assert AuditEntry.objects.latest("sequence").action == "add rate"
    client.force_login(town.fay)
    sent = {"kind": "pension", "from_on": "1 4 2025", "percent": "21", "source": "x"}
    assert "Change that one" in text(client.post("/money/rates/add/", sent))


def test_what_another_finance_officer_changed_is_not_overwritten(client, town, pension):
    client.force_login(town.fay)
    address = f"/money/rates/{pension.pk}/"
    seen = client.get(address).context["form"]["seen"].value()
    sent = {"percent": "21", "source": "Certificate of the fund", "verified": "on"}
    client.post(address, sent | {"seen": seen})
    page = text(client.post(address, sent | {"percent": "22", "seen": seen}))
    assert "It is now 21" in page
    assert OwnRate.objects.get().percent == 21


def test_hr_reads_the_rates_and_changes_none(client, town, pension):
    client.force_login(town.hal)
    assert "Certificate of the fund" in text(client.get("/money/rates/"))
    assert client.get("/money/rates/add/").status_code == 403
