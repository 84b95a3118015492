"""Agency beside permanent, and other shares, on their pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape

import pytest

from alongside.desk.money.post_agency import compared
from alongside.desk.money.pricing import Pricing

ASKED = {
    "rate": "30", "agency_week": "37", "weeks": "44", "grade": "4", "week": "37",
    "leave": "30", "bank_holidays": "8", "sickness": "7", "training": "5",
}  # fmt: skip
OTHER = {
    "spent": "5,000,000", "spent_to": "1,000,000", "share": "17", "other": "40",
    "share_to": "1", "base": "all social workers", "kept": "71.1", "months": "8",
    "told": "9,500,000",
}  # fmt: skip


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_an_hour_of_agency_beside_an_hour_worked(town, priced):
    """30 x 37 x 44 is 48,840. Employed: 26,743.67 over 1,924 - 370 = 1,554 hours."""
    told = {k: v if k == "grade" else Decimal(v) for k, v in ASKED.items()}
    found = compared(Pricing(town.sam), date(2019, 9, 2), told)
    assert found.beside.agency_year == 48_840
    assert found.employed_hours == 1_554
    assert round(found.beside.employed_hour, 2) == Decimal("17.21")
    assert round(found.premium, 1) == Decimal("74.3")


def test_the_page_compares_and_shows_the_posts_lines(client, town, priced):
    client.force_login(town.hal)
    page = text(client.get("/money/agency/", ASKED))
    assert "£48,840" in page and "£26,744" in page and "74.3% more" in page
    assert "NJC point 11" in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"grade": "99"}, "Nobody has said"), ({"weeks": "0"}, "hours worked in a year")],
)
def test_what_has_no_answer_says_why(client, town, priced, wrong, told):
    client.force_login(town.hal)
    assert told in text(client.get("/money/agency/", ASKED | wrong))


def test_the_reports_figure_under_each_model(client, town):
    """£5m at 17% and 40%: the figures of the seed's recalculation, with their ranges."""
    client.force_login(town.sam)
    page = text(client.get("/money/agency/what-if/", OTHER))
    for pounds in ("£11,764,706", "£10,157,143 to £13,500,000", "£16,274,510"):
        assert pounds in page
    assert "£9,509,804" in page and "Within" in page
    assert "a share now of 21.05%" in page and "this many months: 7.98" in page
    assert "Not told: type in what this model needs" in page


def test_a_share_without_its_base_is_refused(client, town):
    client.force_login(town.sam)
    page = text(client.get("/money/agency/what-if/", OTHER | {"base": ""}))
    assert "Enter whose share this is" in page and "£11,764,706" not in page
    page = text(client.get("/money/agency/what-if/", OTHER | {"other": "100"}))
    assert "below 100%" in page
