"""Budgets: set, moved from one to another, and what posts that end release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.decisions.actions import to_rest_on
from alongside.desk.decisions.models import Decision
from alongside.desk.money.change_actions import change_row
from alongside.desk.money.like_names import code_of, known_as, plain
from alongside.desk.money.models import (
    BudgetHead,
    BudgetMove,
    BudgetRelease,
    ReleaseUse,
)
from alongside.desk.workforce.models import Post, PostChange
from alongside.reckon.money.budgets import Budget, Move, Refused, after, budgets
from alongside.reckon.money.years import financial_year


@once
@transaction.atomic
def add_head(
    *, by: User, code: str, title: str, department: str, another: bool = False
) -> BudgetHead:
    """Keep a budget by its code in the ledger, which takes FY100 and fy100 as one.

    A code or a department that is nearly one that is known is refused until somebody says
    that it is `another`.
    """
    code = " ".join(code.split())
    _check_code(code, another)
    whose = department_of(department, BudgetHead.objects.all(), another)
    head = BudgetHead(code=code, name=title, department=whose)
    return keep(head, by=by, action="add budget", code=code)


def change_head(
    *,
    by: User,
    head: BudgetHead,
    title: str,
    department: str,
    another: bool = False,
    seen: str = "",
) -> BudgetHead:
    others = BudgetHead.objects.exclude(pk=head.pk)
    whose = department_of(department, others, another)
    values = {"name": title, "department": whose}
    return change_row(by=by, row=head, action="change budget", seen=seen, **values)


def department_of(typed: str, heads, another: bool) -> str:
    """Return a department as these budgets spell it, or as it was typed where it is new."""
    known = heads.values_list("department", flat=True)
    return known_as(typed, known, "department", another)


def _check_code(code: str, another: bool) -> None:
    for head in BudgetHead.objects.all():
        if code_of(head.code) == code_of(code):
            raise ValidationError({"code": f"“{head}” has this code. Choose another."})
        if plain(head.code) == plain(code) and not another:
            raise ValidationError(
                {
                    "code": f"Is it “{head}”? Its code differs by a sign alone. Say below "
                    "that this is another, if the ledger has both."
                }
            )


@once
@transaction.atomic
def set_budget(*, by: User, head: BudgetHead, pounds: Decimal, on: date, **told):
    """Add to what the council set a budget for the year of a day."""
    _locked(head)
    return _moved(by, head=head, source=None, pounds=pounds, on=on, **told)


@once
@transaction.atomic
def transfer_budget(
    *,
    by: User,
    source: BudgetHead,
    head: BudgetHead,
    pounds: Decimal,
    on: date,
    decision: Decision | None,
    why: str,
) -> BudgetMove:
    """Move pounds of one year from a budget to another: what one loses the other gains.

    Between departments that rests on a decision. What waits for one is spoken for: it
    cannot be moved a second time.
    """
    _locked(source, head)
    if decision is None and plain(source.department) != plain(head.department):
        raise ValidationError(
            {"decision": "Choose the decision: this goes to another department."}
        )
    return _moved(
        by, head=head, source=source, pounds=pounds, on=on, decision=decision, why=why
    )


def _locked(*heads: BudgetHead) -> None:
    """Let nobody else move pounds of these meanwhile; always locked in the same order.

    `no_key`: who only refers to a budget, and holds the trail, is not kept waiting for it.
    """
    keys = [head.pk for head in heads]
    list(
        BudgetHead.objects.select_for_update(no_key=True)
        .filter(pk__in=keys)
        .order_by("pk")
    )


def _moved(by: User, *, on: date, **values) -> BudgetMove:
    move = BudgetMove(recorded_by=by, april=financial_year(on), on=on, **values)
    to_rest_on(move.decision)
    move.full_clean()
    if move.source:
        try:
            after(spoken_for(move.april), reckoned(move))
        except Refused as refused:
            raise ValidationError({"pounds": str(refused)}) from None
    action = "move budget" if move.source else "set budget"
    return keep(move, by=by, action=action, pounds=f"{move.pounds:f}")


def reckoned(move: BudgetMove) -> Move:
    source = str(move.source_id) if move.source_id else None
    return Move(str(move.head_id), move.pounds, source)


def spoken_for(april: int) -> dict[str, Budget]:
    """Return the budgets of a year with all that waits to leave them gone, and nothing in
    them that waits to come."""
    moves = BudgetMove.objects.of_year(april)
    stands = budgets(_in_order(moves.in_effect()))
    for each in moves.waiting().exclude(source=None):
        held = stands.get(str(each.source_id), Budget())
        stands[str(each.source_id)] = Budget(
            held.set, held.came, held.went + each.pounds
        )
    return stands


def _in_order(moves) -> Iterator[Move]:
    """Yield what was set first: a day typed in late makes no transfer impossible."""
    rows = sorted(moves, key=lambda move: (move.source_id is not None, move.pk))
    return (reckoned(move) for move in rows)


@once
@transaction.atomic
def release_budget(
    *,
    by: User,
    head: BudgetHead,
    posts: Iterable[Post],
    on: date,
    pounds: Decimal,
    decision: Decision,
    why: str,
) -> BudgetRelease:
    """Say what posts that end set free in a budget. It rests on the decision to end them."""
    _locked(head)
    to_rest_on(decision)
    ending = sorted(posts, key=lambda post: post.number)
    _check_ending(ending)
    release = BudgetRelease(
        head=head, on=on, pounds=pounds, decision=decision, why=why, recorded_by=by
    )
    release.full_clean()
    release.save()
    release.posts.set(ending)
    record(
        by=by, action="release budget", subject=release, pounds=f"{pounds:f}",
        posts=len(ending), decision=decision.pk,
    )  # fmt: skip
    return release


def _check_ending(posts: list[Post]) -> None:
    """Refuse posts that do not end, or whose budget was released before."""
    ends = PostChange.objects.filter(kind=PostChange.Kind.END, post__in=posts)
    ending = set(ends.values_list("post", flat=True))
    if going_on := [post.number for post in posts if post.pk not in ending]:
        raise ValidationError(
            {
                "posts": f"No end is planned of {', '.join(going_on)}. Record it in the "
                "establishment first."
            }
        )
    before = BudgetRelease.objects.exclude(decision__state=Decision.State.REFUSED)
    twice = before.filter(posts__in=posts).values_list("posts__number", flat=True)
    if again := sorted({number for number in twice} & {post.number for post in posts}):
        raise ValidationError(
            {"posts": f"Of {', '.join(again)} the budget was released already."}
        )


@once
@transaction.atomic
def use_release(
    *,
    by: User,
    release: BudgetRelease,
    what: str,
    pounds: Decimal,
    head: BudgetHead | None,
) -> ReleaseUse:
    """Say what part of a release is for; with another budget, move it there.

    The move takes effect with the decision that the release rests on.
    """
    found = (
        BudgetRelease.objects.select_for_update(of=("self",), no_key=True)
        .select_related("head", "decision")
        .get(pk=release.pk)
    )
    try:
        found.reckoned.use(pounds)
    except Refused as refused:
        raise ValidationError({"pounds": str(refused)}) from None
    use = ReleaseUse(release=found, what=what, pounds=pounds)
    use.full_clean()
    use.save()
    if head and head.pk != found.head_id:
        _locked(found.head, head)
        _moved(
            by, head=head, source=found.head, pounds=pounds, on=found.on, use=use,
            decision=found.decision, why=what,
        )  # fmt: skip
    record(by=by, action="use release", subject=found, pounds=f"{pounds:f}")
    return use
