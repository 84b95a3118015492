"""Releases of grants and decisions: which wait for one, and what happens once it is made."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from alongside.desk.access.models import User
from alongside.desk.decisions.actions import when_decided
from alongside.desk.decisions.models import Decision
from alongside.desk.decisions.resting import Resting, tells_what_rests
from alongside.desk.money.budget_models import BudgetMove, BudgetRelease
from alongside.desk.money.grant_actions import settle_release
from alongside.desk.money.grant_models import GrantEntry
from alongside.desk.said import day_said


@when_decided
def settle_releases(by: User | None, decision: Decision) -> None:
    waiting = GrantEntry.objects.filter(decision=decision, state=GrantEntry.State.WAITS)
    for entry in waiting.select_for_update(of=("self",), no_key=True):
        entry.decision = decision
        settle_release(by, entry)


@tells_what_rests
def releases_of_grants(reader: User, decision: Decision) -> Iterator[Resting]:
    found = GrantEntry.objects.visible_to(reader).filter(decision=decision)
    for each in found.select_related("grant"):
        yield Resting(
            f"Grant {each.grant}",
            reverse("money:grant", args=[each.grant_id]),
            f"Release of £{each.pounds:,.2f}",
            f"From {day_said(each.happened_on)}" if each.counts else each.get_state_display(),
        )  # fmt: skip


@tells_what_rests
def budgets_moved(reader: User, decision: Decision) -> Iterator[Resting]:
    """Whatever moves or is released once this is decided, and not before."""
    moves = BudgetMove.objects.visible_to(reader).filter(decision=decision)
    for each in moves.select_related("head", "source", "decision"):
        to = f"To {each.head}" if each.source else f"{each.head} is set"
        yield Resting(
            f"Budget {each.source or each.head}",
            f"{reverse('money:budget', args=[each.head_id])}?year={each.april}",
            f"{to}: £{each.pounds:,.2f}",
            each.stands,
        )
    releases = BudgetRelease.objects.visible_to(reader).filter(decision=decision)
    for each in releases.select_related("head", "decision"):
        yield Resting(
            f"Budget {each.head}",
            reverse("money:release", args=[each.pk]),
            f"Posts that end release £{each.pounds:,.2f}",
            each.stands,
        )
