"""What the posts of the establishment cost, and what more of them would."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.core.exceptions import ValidationError

from alongside.desk.access.models import AuditEntry
from alongside.desk.money.funding import Funding
from alongside.desk.money.models import PaySpine
from alongside.desk.money.post_actions import add_rate, add_spine, set_point
from alongside.desk.money.post_cost import Costs, totals
from alongside.desk.money.pricing import Pricing
from alongside.desk.money.what_if import Asked, what_if
from alongside.desk.workforce.models import Holding
from alongside.reckon.figures import rounded

TODAY = date(2019, 9, 2)


def text(answer) -> str:
    return unescape(answer.content.decode())


def cost_of(town, post, day=TODAY):
    costs = Costs(Pricing(town.fay), day)
    return costs.of(costs.found.standing[post.pk])


def test_a_vacant_post_at_the_top_costs_what_a_report_said(town, priced):
    """NJC 11 is 21,166; NI 13.8% of 12,534 is 1,729.692; 18.18% on top: 26,743.67."""
    found = cost_of(town, priced.posts[1])
    assert rounded(found.top, 0) == 26_744 and not found.verified


def test_the_lowest_point_stands_in_until_a_point_is_typed_in(town, priced):
    """NJC 5 is 18,795 and NJC 8 is 19,945. Half of it is paid to a person: NI is due on
    9,397.50 and 9,972.50; the other half is vacant, at the lowest."""
    before = cost_of(town, priced.posts[0])
    assert before.assumed
    set_point(
        by=town.fay, holding=priced.holding, from_on=date(2019, 4, 1), point=8,
        allowances=Decimal(0),
    )  # fmt: skip
    after = cost_of(town, priced.posts[0])
    assert not after.assumed
    pay, ni = Decimal("575") * Decimal("1.1818"), Decimal("575") * Decimal("0.138")
    assert after.actual - before.actual == pay + ni
    assert after.top == before.top


def test_two_halves_cost_less_national_insurance_than_one_whole(town, priced):
    """Two thresholds of 8,632 in place of one: 13.8% of it less, at the top."""
    halves, whole = (cost_of(town, post) for post in priced.posts)
    assert whole.top - halves.top == Decimal("0.138") * 8632


def test_one_person_in_two_posts_has_one_threshold_of_national_insurance(
    client, town, priced
):
    """Two halves of grade 4, one at each post: two thresholds before, one once Kit has both.

    The vacant half of each post keeps its own.
    """
    halves = cost_of(town, priced.posts[0]).top
    second = Holding.objects.create(
        staff=priced.holding.staff, post=priced.posts[1], basis="substantive",
        fte=Decimal("0.5"), since=date(2019, 4, 1),
    )  # fmt: skip
    first, other = (cost_of(town, post) for post in priced.posts)
    assert first.top == other.top == halves + Decimal("0.138") * 8632 / 2
    client.force_login(town.sam)
    page = text(client.get(f"/money/posts/{priced.posts[0].pk}/"))
    assert "in all their posts is above £8,632.00" in page
    found = Funding(Pricing(town.fay), TODAY)
    paid = found.by_source()[""][2019]
    Holding.objects.filter(pk=second.pk).update(basis="seconded", home=priced.posts[0])
    assert cost_of(town, priced.posts[0]).top == halves, "There Kit is away."
    away = Funding(Pricing(town.fay), TODAY).by_source()[""][2019]
    assert rounded(paid - away, 4) == rounded(Decimal("0.138") * 8632, 4)


def test_the_totals_leave_nothing_out_and_say_what_is_not_priced(town, priced):
    add_rate(
        by=town.fay, kind="vacancy", from_on=date(2019, 4, 1), percent=Decimal(5),
        source="Budget report", verified=True,
    )  # fmt: skip
    found = totals(Pricing(town.fay), TODAY)
    whole = sum(cost.top for cost in found.costs)
    assert found.top == rounded(whole, 0)
    assert found.budget == rounded(whole * Decimal("0.95"), 0)
    early = totals(Pricing(town.fay), date(2019, 4, 2))
    assert "Insurance" in early.costs[0].refused or early.priced


def test_a_later_year_is_uplifted_by_the_award_that_is_expected(town, priced):
    add_rate(
        by=town.fay, kind="award", from_on=date(2019, 4, 1), percent=Decimal(2),
        source="Budget report", verified=True,
    )  # fmt: skip
    found = Pricing(town.fay).salary("4", None, date(2021, 5, 1))
    assert found.pounds == Decimal(21_166) * Decimal("1.02") ** 2
    assert not found.verified and "2% for each of 2 later years" in found.how


def test_the_councils_own_spine_stands_before_the_one_shipped(town, priced):
    add_spine(
        by=town.fay, name="NJC", from_on=date(2019, 4, 1), lowest=5,
        points=[str(20_000 + 100 * n) for n in range(7)], source="Local", verified=True,
    )  # fmt: skip
    assert Pricing(town.fay).salary("4", None, TODAY).pounds == 20_600


def test_seven_months_of_two_posts_as_the_report_of_2015_reckons_them(client, town):
    """£30,794 × 7/12 × 2 = £35,926.33: £35,926, rounded once."""
    client.force_login(town.sam)
    asked = {
        "posts": "2", "fte": "1", "first_on": "1 5 2015", "last_on": "30 11 2015",
        "full_year": "30,794",
    }  # fmt: skip
    page = text(client.get("/money/posts/what-if/", asked))
    assert "£35,926" in page and "2015/16" in page


def test_a_fixed_term_over_two_years_falls_into_both(town, priced):
    """Nine months and three of 21,166 at 2019/20's and, no award expected, the same pay."""
    asked = Asked(2, Decimal(1), date(2019, 7, 1), date(2020, 6, 30), grade="4")
    found = what_if(Pricing(town.fay), asked)
    assert [(year.label, year.months) for year in found.years] == [
        ("2019/20", 9), ("2020/21", 3),
    ]  # fmt: skip
    assert found.years[0].pounds == rounded(2 * found.priced.full_year * 9 / 12, 0)


def test_other_costs_rise_with_the_inflation_that_is_expected(town, priced):
    """Two at 12,000 and 1,000 of other costs from October: 12,000 + 1,000 in the first year;
    24,000 + 2,040 in the second, at 2%."""
    add_rate(
        by=town.fay, kind="inflation", from_on=date(2019, 4, 1), percent=Decimal(2),
        source="Budget report", verified=True,
    )  # fmt: skip
    asked = Asked(
        2, Decimal(1), date(2019, 10, 1), None, full_year=Decimal(12_000),
        other=Decimal(1_000),
    )  # fmt: skip
    found = what_if(Pricing(town.fay), asked)
    assert [year.pounds for year in found.years[:2]] == [13_000, 26_040]
    assert found.years[0].full_year == 26_000


def test_pay_and_other_costs_are_rounded_once_and_together(town, priced):
    """(1,201 + 601) × 5/12 = 750.83: £751, and not £500 + £250."""
    asked = Asked(
        1, Decimal(1), date(2019, 11, 1), date(2020, 3, 31), full_year=Decimal(1_201),
        other=Decimal(601),
    )  # fmt: skip
    found = what_if(Pricing(town.fay), asked)
    assert [year.pounds for year in found.years] == [751]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"grade": "4", "salary": "20000"}, "Enter one of the three"),
        ({}, "Enter one of the three"),
        ({"grade": "99"}, "Nobody has said what grade 99 is paid"),
        ({"grade": "4", "point": "30"}, "has no point 30"),
        ({"grade": "4", "last_on": "1 1 2019"}, "cannot be before the first"),
    ],
)
def test_what_cannot_be_worked_out_says_why(client, town, priced, wrong, told):
    client.force_login(town.sam)
    asked = {"posts": "1", "fte": "1", "first_on": "1 9 2019"} | wrong
    assert told in text(client.get("/money/posts/what-if/", asked))


def test_the_pages_show_both_conventions_and_no_name(client, town, priced):
    client.force_login(town.sam)
    page = text(client.get("/money/posts/"))
    assert "£26,744" in page and "Not verified" in page
    one = text(client.get(f"/money/posts/{priced.posts[0].pk}/"))
    assert "Actual point" in one and "Vacant, 0.5" in one and "Kit Rowe" not in one
    assert "13.8% of what" in one


def test_a_point_is_kept_without_what_is_paid_in_the_trail(client, town, priced):
    client.force_login(town.fay)
    sent = {"from_on": "1 4 2019", "point": "8", "allowances": "250"}
    client.post(f"/money/posts/paid/{priced.holding.pk}/", sent)
    line = AuditEntry.objects.latest("sequence")
    assert line.action == "set paid point" and line.detail == {}
    with pytest.raises(ValidationError, match="from 1 April 2019 only"):
        set_point(
            by=town.fay, holding=priced.holding, from_on=date(2019, 3, 1), point=8,
            allowances=Decimal(0),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("24,000\nmuch", "Line 2 is “much”"),
        ("24000\n23000", "Each point is paid more"),
    ],
)
def test_a_spine_rises_from_point_to_point(client, town, typed, told):
    client.force_login(town.fay)
    sent = {"name": "Ours", "from_on": "1 4 2025", "lowest": "2", "source": "x"}
    assert told in text(
        client.post("/money/rates/spines/add/", sent | {"points": typed})
    )
    client.post("/money/rates/spines/add/", sent | {"points": "£24,000\n25000.50\n"})
    assert PaySpine.objects.get().points == ["24000", "25000.50"]


def test_what_posts_cost_is_taken_away_as_numbers(client, town, priced):
    client.force_login(town.fay)
    answer = client.get("/money/posts/export/")
    assert answer.status_code == 200 and "cost-of-posts-2019-09-02" in str(
        answer.headers
    )
    assert AuditEntry.objects.latest("sequence").action == "export cost of posts"
