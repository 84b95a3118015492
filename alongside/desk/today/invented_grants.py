"""The invented council's grants: one in its year, one for each of some people, one that lapses."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from alongside.desk.access.models import User
from alongside.desk.decisions.actions import add_body, record_decision
from alongside.desk.decisions.models import Body, Decision
from alongside.desk.money import grant_actions as actions
from alongside.desk.money.grant_about_actions import add_evidence
from alongside.desk.money.grant_models import Grant, GrantUse
from alongside.desk.money.grant_register import account_of
from alongside.reckon.clock import months_from
from alongside.reckon.money.grants import financial_year

FUNDER = "Ministry of Invented Grants"
USES = {  # what it is for, what it pays for, pounds, and pounds a month
    "Practitioners released to teach": ("adds", 20_000, 1_450),
    "Remodelling of teams": ("adds", 40_000, 2_900),
    "Floor walkers for the new case system": ("adds", 20_000, 1_600),
    "Training": ("offsets", 20_000, 1_333),
    "Students": ("offsets", 30_000, 2_500),
}


@transaction.atomic
def win_grants(people: dict[str, User], today: date) -> None:
    """A year and more of what a finance officer enters."""
    by = people["finance_officer"]
    body = Body.objects.filter(kind=Body.Kind.COMMITTEE).first()
    body = body or add_body(by=by, name="Invented Executive", kind="committee")
    start = date(financial_year(today), 4, 1)
    _fund(by, body, start, today)
    _for_each(by, start, today)
    _lapses(by, body, today)
    _last_year(by, start)


def _fund(by: User, body: Body, start: date, today: date) -> None:
    """Five uses and a sum for each of six people; part released, the rest asked for."""
    fund = _award(
        by, "Social work improvement fund", 169_000, start, months_from(start, 12),
        "Return by 31 May. What is not spent goes back.",
    )  # fmt: skip
    for name, (adds, pounds, _) in USES.items():
        _use(by, fund, name, adds, pounds, start)
    _use(
        by, fund, "Newly qualified social workers", "adds", 39_000, start,
        heads=6, each=Decimal(4_000), on_top=Decimal(15_000),
    )  # fmt: skip
    for months, pounds in ((3, 84_500), (9, 84_500)):
        due = months_from(start, months)
        actions.add_instalment(by=by, grant=fund, due_on=due, pounds=Decimal(pounds))
        if due < today:
            _enter(by, fund, "receive", due, pounds, note="Ledger G-1169")
    decided = _decision(by, body, "Report 12, paragraph 2.1", start)
    _release(by, fund, 72_000, start, decided)
    asked = _decision(by, body, "Report 31, paragraph 2.2", None)
    _release(by, fund, 97_000, today, asked)
    _spend_monthly(by, fund, start, today)


def _spend_monthly(by: User, fund: Grant, start: date, today: date) -> None:
    uses = {use.name: use for use in fund.uses.all()}
    for month in range(1, 13):
        day = months_from(start, month) - timedelta(days=3)
        if day > today:
            break
        for name, (_, _, monthly) in USES.items():
            given = {"by": by, "grant": fund, "happened_on": day, "use": uses[name]}
            actions.spend(pounds=Decimal(monthly), note="Month end", **given)
    students = uses["Students"]
    if _left(fund, students, today) >= 500:
        _enter(by, fund, "commit", today, 500, use=students, note="Order 4411")
    training = uses["Training"]
    if _left(fund, training, today) >= 1_000:
        actions.move(
            by=by, grant=fund, happened_on=today, pounds=Decimal(1_000), use=training,
            to=students, approval="Head of service, e-mail of this week",
        )  # fmt: skip


def _left(fund: Grant, use: GrantUse, today: date) -> Decimal:
    return account_of(fund, today).stands.uses[use.name].left


def _for_each(by: User, start: date, today: date) -> None:
    """Two claims of £1,000 for each of six people in their first year, with the lists."""
    support = _award(
        by, "First year support", 12_000, start, months_from(start, 15),
        "£1,000 for each person when registered, and £1,000 when assessed.",
        by_decision=False,
    )  # fmt: skip
    use = _use(
        by, support, "Assessors’ time", "adds", 12_000, start,
        heads=6, each=Decimal(2_000), on_top=Decimal(0),
    )  # fmt: skip
    registered = min(months_from(start, 2), today)
    given = {"by": by, "grant": support, "happened_on": registered}
    actions.spend(pounds=Decimal(6_000), use=use, note="First six months", **given)
    claim = actions.enter(kind="claim", pounds=Decimal(6_000), note="Six registered", **given)  # fmt: skip
    actions.enter(kind="receive", pounds=Decimal(6_000), claim=claim, **given)
    add_evidence(
        by=by, grant=support, entry=claim, what="List of six people registered",
        name="registered.csv", contents=b"number,registered\n1,yes\n2,yes\n",
    )  # fmt: skip


def _lapses(by: User, body: Body, today: date) -> None:
    """One that ends in five weeks with money left, and money to come."""
    start, ends = months_from(today, -10), today + timedelta(days=36)
    fund = _award(
        by, "Recruitment of foster carers", 48_000, start, ends,
        "To be spent by the last day. No carry forward.", kind="revenue",
    )  # fmt: skip
    use = _use(by, fund, "Campaign", "adds", 30_000, start)
    _use(by, fund, "Assessments", "adds", 18_000, start)
    _release(
        by, fund, 48_000, start, _decision(by, body, "Report 9, paragraph 4", start)
    )
    due = today - timedelta(days=20)
    actions.add_instalment(by=by, grant=fund, due_on=start, pounds=Decimal(24_000))
    actions.add_instalment(by=by, grant=fund, due_on=due, pounds=Decimal(24_000))
    _enter(by, fund, "receive", start, 24_000, note="Ledger G-1204")
    for month in range(1, 9):
        actions.spend(
            by=by, grant=fund, happened_on=months_from(start, month), use=use,
            pounds=Decimal("2150.50"), note="Advertising",
        )  # fmt: skip


def _last_year(by: User, start: date) -> None:
    """One that ended with its year, of which what was unspent was settled."""
    before = months_from(start, -12)
    fund = _award(
        by, "Case system transition", 25_000, before, start - timedelta(days=1),
        "What is not spent is paid back.", by_decision=False,
    )  # fmt: skip
    use = _use(by, fund, "Moving records across", "offsets", 25_000, before)
    _enter(by, fund, "receive", before, 25_000)
    given = {"by": by, "grant": fund, "happened_on": months_from(before, 8)}
    actions.spend(pounds=Decimal(21_400), use=use, **given)
    actions.close_year(
        by=by, grant=fund, year=before.year, treatment="repay",
        approval="Section 151 officer, year-end certificate",
    )  # fmt: skip
    _enter(by, fund, "repay", start, 3_600, note="Paid back in full")


def _award(
    by: User, name: str, pounds: int, start: date, ends: date, conditions: str, **more
) -> Grant:
    if ends.day == 1:
        ends -= timedelta(days=1)
    return actions.add_grant(
        by=by, name=name, funder=FUNDER, another=False, pounds=Decimal(pounds),
        reference=f"MIG/{start.year}/{len(name)}", letter_on=start, starts_on=start,
        ends_on=ends, conditions=conditions, return_line="RG 102", **more,
    )  # fmt: skip


def _use(by: User, fund: Grant, name: str, adds: str, pounds: int, on: date, **more):
    given = {"by": by, "grant": fund, "happened_on": on, "pounds": Decimal(pounds)}
    return actions.add_use(name=name, adds=adds, **given, **more)


def _enter(by: User, fund: Grant, kind: str, on: date, pounds: int, **more) -> None:
    given = {"by": by, "grant": fund, "happened_on": on, "pounds": Decimal(pounds)}
    actions.enter(kind=kind, **given, **more)


def _decision(by: User, body: Body, reference: str, on: date | None) -> Decision:
    return record_decision(
        by=by, body=body, reference=reference, what="Release of grant.", conditions="",
        state="decided" if on else "awaited", decided_on=on,
    )  # fmt: skip


def _release(by: User, fund: Grant, pounds: int, on: date, decision: Decision) -> None:
    given = {"by": by, "grant": fund, "happened_on": on, "pounds": Decimal(pounds)}
    actions.ask_release(decision=decision, **given)
