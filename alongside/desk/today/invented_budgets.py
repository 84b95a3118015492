"""The invented council's year of funding and budget."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from alongside.desk.access.models import User
from alongside.desk.decisions.models import Decision
from alongside.desk.money.budget_actions import (
    add_head,
    release_budget,
    set_budget,
    transfer_budget,
    use_release,
)
from alongside.desk.money.funding import Funding
from alongside.desk.money.funding_actions import add_source
from alongside.desk.money.models import (
    BudgetHead,
    FundingSource,
    HeadMonth,
    PostFunding,
)
from alongside.desk.money.month_actions import Booked, book_months
from alongside.desk.money.pricing import Pricing
from alongside.desk.workforce.models import Post, PostChange
from alongside.reckon.figures import rounded
from alongside.reckon.money.forecast import year_of
from alongside.reckon.money.years import financial_year

CARE, CHIEF = "Children’s Services", "Chief Executive’s"
HEADS = (  # code, name, department, of which roles its posts are
    ("CS410", "Fieldwork teams", CARE, ("Social worker", "Team manager")),
    ("CS420", "Support to social workers", CARE, (
        "Social work support officer", "Senior social work support officer",
    )),
    ("CE110", "Business support", CHIEF, ("Business support administrator",)),
    ("CS490", "Agency social workers", CARE, ()),
)  # fmt: skip
AGENCY = Decimal(206_000)
OVER = {"CS490": Decimal("2.12"), "CS410": Decimal("0.97")}  # spent, of a twelfth
GRANT_POSTS = 4
RELEASED, USED = Decimal(26_744), Decimal(23_119)  # of each post
MOVED_LATER = {"CS420": 4 * USED, "CE110": -4 * USED}


def keep_budgets(people: dict[str, User], today: date) -> None:
    """Fund every post, set the year's budgets, book its months, and let posts release."""
    by, april = people["finance_officer"], financial_year(today)
    begun = date(april, 4, 1)
    heads = {
        code: add_head(by=by, code=code, title=title, department=whose)
        for code, title, whose, _ in HEADS
    }
    _fund(by, heads, today)
    cost = Funding(Pricing(by), today).by_source()
    budgets = {"CS490": AGENCY}
    for (code, *_), name in zip(HEADS, _base_names(), strict=False):
        paid = cost.get(name, {}).get(april, Decimal(0))
        budgets[code] = rounded(paid / 1000, 0) * 1000
    for code, pounds in budgets.items():
        if before := pounds + MOVED_LATER.get(code, 0):
            set_budget(
                by=by, head=heads[code], pounds=before, on=begun, decision=None,
                why="The council’s budget, appendix C",
            )  # fmt: skip
    _release(by, heads, today)
    _book(by, heads, budgets, today)


def _base_names() -> list[str]:
    return [f"Base budget, {title.lower()}" for _, title, _, roles in HEADS if roles]


def _fund(by: User, heads: dict[str, BudgetHead], today: date) -> None:
    """Pay posts from the base budget of their kind; some by a grant that ends, and some
    by half from a reserve."""
    april = financial_year(today)
    since = date(april - 1, 4, 1)
    base = {
        code: add_source(
            by=by, title=name, kind="base", head=heads[code], starts_on=since,
            ends_on=None, conditions="",
        )
        for (code, *_), name in zip(HEADS, _base_names(), strict=False)
    }  # fmt: skip
    grant = add_source(
        by=by, title="Invented recovery grant", kind="grant", head=heads["CS420"],
        starts_on=since, ends_on=date(april + 1, 3, 31),
        conditions="For support to social workers alone. What is not spent by the last "
        "day goes back.",
    )  # fmt: skip
    reserve = add_source(
        by=by, title="Transformation reserve", kind="reserve", head=heads["CS410"],
        starts_on=since, ends_on=today + timedelta(70),
        conditions="While eight posts of the pilot are tried.",
    )  # fmt: skip
    found = []
    for code, _, _, roles in HEADS:
        posts = Post.objects.filter(role__name__in=roles).order_by("number")
        found += _shares(posts, base.get(code), code, grant, reserve, since)
    PostFunding.objects.bulk_create(found)


def _shares(
    posts: Iterable[Post],
    base: FundingSource,
    code: str,
    grant: FundingSource,
    reserve: FundingSource,
    since: date,
) -> Iterable[PostFunding]:
    for number, post in enumerate(posts):
        if post.funding == "Growth asked for":
            continue
        paid = [(base, 100)]
        if code == "CS420" and number % 9 == 3 and number < 9 * GRANT_POSTS:
            paid = [(grant, 100)]
        elif code == "CS410" and number in (5, 11):
            paid = [(base, 50), (reserve, 50)]
        for source, percent in paid:
            yield PostFunding(post=post, source=source, percent=percent, first_on=since)


def _release(by: User, heads: dict[str, BudgetHead], today: date) -> None:
    """Let the posts that ended by decision release their budget: a part is moved."""
    ends = PostChange.objects.filter(kind=PostChange.Kind.END).exclude(decision=None)
    ended = list(ends.select_related("post", "decision").order_by("pk")[:4])
    if not ended:
        return
    decision, posts = ended[0].decision, [e.post for e in ended if e.decision == ended[0].decision]  # fmt: skip
    on = date(financial_year(today), 4, 1)
    released = RELEASED * len(posts)
    made = release_budget(
        by=by, head=heads["CS420"], posts=posts, on=on, pounds=released,
        decision=decision, why="The posts are disestablished",
    )  # fmt: skip
    use_release(
        by=by, release=made, what="Administrators in business support",
        pounds=USED * len(posts), head=heads["CE110"],
    )  # fmt: skip
    _wait(by, heads, today)


def _wait(by: User, heads: dict[str, BudgetHead], today: date) -> None:
    """Leave one transfer that waits for its decision."""
    awaited = Decision.objects.filter(state=Decision.State.AWAITED).first()
    if awaited:
        transfer_budget(
            by=by, source=heads["CS420"], head=heads["CS490"], pounds=Decimal(15_000),
            on=today, decision=awaited, why="Cover until the two posts are filled",
        )  # fmt: skip


def _book(by: User, heads: dict[str, BudgetHead], budgets: dict, today: date) -> None:
    """Book the months that are over, and expect two of those to come."""
    april, chance = financial_year(today), Random(9)
    year = year_of(april)
    over = [month for month in year if (month.year, month.month) < (today.year, today.month)]  # fmt: skip
    rows = [
        Booked(heads[code], month, _spent(code, pounds, chance))
        for code, pounds in budgets.items()
        for month in over
    ]
    if rows:
        book_months(by=by, rows=rows)
    for month in year[len(over) : len(over) + 2]:
        HeadMonth.objects.create(
            head=heads["CS490"], kind=HeadMonth.Kind.EXPECTED, month=month,
            pounds=Decimal(39_000), note="Two engagements end in January",
        )  # fmt: skip


def _spent(code: str, budget: Decimal, chance: Random) -> Decimal:
    share = OVER.get(code, Decimal(1)) * Decimal(chance.randint(94, 106)) / 100
    return rounded(budget / 12 * share, 2)
