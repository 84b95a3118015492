"""What pays for posts, from when until when, and whose funding ends first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.core.exceptions import ValidationError

from alongside.desk.money.funding import Funding, ends_first
from alongside.desk.money.funding_actions import (
    add_source,
    change_source,
    end_funding,
    fund_post,
)
from alongside.desk.money.funding_picture import picture
from alongside.desk.money.pricing import Pricing
from alongside.reckon.figures import rounded

APRIL, MARCH, TODAY = date(2019, 4, 1), date(2020, 3, 31), date(2019, 9, 2)


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def grant(town, priced):
    return add_source(
        by=town.fay, title="Pilot grant", kind="grant", head=None, starts_on=APRIL,
        ends_on=MARCH, conditions="Support officers alone.",
    )  # fmt: skip


@pytest.fixture
def base(town, priced):
    return add_source(
        by=town.fay, title="Base", kind="base", head=None, starts_on=APRIL,
        ends_on=None, conditions="",
    )  # fmt: skip


def paid(town, post, source, percent, **told):
    values = {"first_on": APRIL, "last_on": None} | told
    return fund_post(
        by=town.fay, post=post, source=source, percent=Decimal(percent), **values
    )


def found(town) -> Funding:
    return Funding(Pricing(town.fay), TODAY)


def test_each_year_tells_what_each_source_pays(town, priced, grant, base):
    """A vacant post at 26,743.67 for the year of 2019/20: half by a grant to its end."""
    post = priced.posts[1]
    paid(town, post, grant, 50)
    paid(town, post, base, 50)
    amounts = found(town).amounts[post.pk]
    assert rounded(amounts[2019]["Pilot grant"], 0) == 13_372
    assert amounts[2019]["Pilot grant"] == amounts[2019]["Base"]
    assert amounts[2019][""] == 0
    assert "Pilot grant" not in amounts[2020]
    assert amounts[2020][""] == amounts[2020]["Base"]


def test_parts_and_totals_agree_whatever_pays(town, priced, grant, base):
    paid(town, priced.posts[0], grant, "33.333")
    paid(town, priced.posts[1], base, 100, last_on=date(2020, 9, 30))
    funding = found(town)
    whole = {april: Decimal(0) for april in funding.aprils}
    for years in funding.amounts.values():
        for april, parts in years.items():
            whole[april] += sum(parts.values())
    by_source = funding.by_source()
    for april in funding.aprils:
        of_all = sum(years.get(april, 0) for years in by_source.values())
        assert rounded(whole[april], 9) == rounded(of_all, 9)
    assert list(by_source)[-1] == ""


def test_a_permanent_post_on_a_grant_is_told_with_its_day(client, town, priced, grant):
    post = priced.posts[0]
    paid(town, post, grant, 100)
    told = ends_first(found(town).funded())
    assert [(each.post, each.gap.first) for each in told] == [(post, date(2020, 4, 1))]
    client.force_login(town.sam)
    page = text(client.get("/money/funding/"))
    assert "Funding ends before the post does" in page and "1 April 2020" in page
    assert "Nobody has said what pays for 1 post" in page
    assert "a month counts whole, as it stands on its 15th" in page


def test_a_post_that_goes_on_no_longer_than_its_grant_is_not_told(
    client, town, priced, grant
):
    change_source(
        by=town.fay, source=grant, title="Pilot grant", kind="grant", head=None,
        starts_on=APRIL, ends_on=None, conditions="",
    )  # fmt: skip
    paid(town, priced.posts[0], grant, 100)
    assert ends_first(found(town).funded()) == []


def test_posts_paid_alike_have_a_row_and_each_share_its_word(town, priced, grant, base):
    for post in priced.posts:
        paid(town, post, grant, 50)
        paid(town, post, base, 50)
    funding = found(town)
    drawn = picture(funding.funded(), funding.aprils, TODAY)
    (row,) = drawn.rows
    assert row.label == "S-01 and 1 more"
    words = {bar.word: bar for bar in row.bars if bar.word}
    assert sorted(words) == ["A 50%", "B 50%"]
    assert abs(words["A 50%"].base - words["B 50%"].base) >= 17
    ends = words["B 50%"].x + words["B 50%"].width
    assert ends == row.bars[0].x and row.bars[0].kind == "unpaid"


def test_today_tells_those_who_keep_money_and_nobody_else(client, town, priced, grant):
    paid(town, priced.posts[0], grant, 100, last_on=date(2019, 10, 31))
    client.force_login(town.fay)
    assert "Posts whose funding ends first" in text(client.get("/"))
    client.force_login(town.hal)
    assert "Posts whose funding ends first" not in text(client.get("/"))


def test_no_more_than_all_of_a_post_is_paid_on_any_day(town, priced, grant, base):
    post = priced.posts[0]
    first = paid(town, post, grant, 60, last_on=date(2019, 9, 30))
    paid(town, post, base, 60, first_on=date(2019, 10, 1))
    with pytest.raises(ValidationError, match="would pay 120% of this post"):
        end_funding(by=town.fay, funding=first, last_on=date(2019, 10, 1))
    first.refresh_from_db()
    assert first.last_on == date(2019, 9, 30)
    with pytest.raises(ValidationError, match="begins on 1 April 2019 only"):
        paid(town, post, base, 1, first_on=date(2019, 3, 31))


def test_a_post_is_funded_on_its_page(client, town, priced, base):
    client.force_login(town.fay)
    address = f"/money/funding/posts/{priced.posts[0].pk}/"
    sent = {"source": base.pk, "percent": "100", "first_on": "1 4 2019"}
    page = text(client.post(address, sent, follow=True))
    assert "Base pays 100% of S-01" in page
    again = text(client.post(address, sent | {"percent": "0.5"}))
    assert "would pay 100.5% of this post" in again


def test_a_source_changed_in_two_windows_is_not_overwritten(client, town, base):
    client.force_login(town.fay)
    address = f"/money/funding/sources/{base.pk}/change/"
    shown = client.get(address).context["form"]["seen"].value()
    sent = {"title": "Base", "kind": "base", "starts_on": "1 4 2019"}
    client.post(address, sent | {"ends_on": "31 3 2021", "seen": shown})
    page = text(client.post(address, sent | {"ends_on": "31 3 2022", "seen": shown}))
    assert "31 March 2021" in page
    base.refresh_from_db()
    assert base.ends_on == date(2021, 3, 31)


def test_the_page_takes_the_same_queries_however_many_posts(
    client, town, priced, base, django_assert_max_num_queries
):
    client.force_login(town.sam)
    for post in priced.posts:
        paid(town, post, base, 100)
    with django_assert_max_num_queries(32):
        client.get("/money/funding/")
