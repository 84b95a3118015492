"""Post changes and decisions: which rest on one, and what happens once it is made."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from alongside.desk.access.models import User
from alongside.desk.decisions.actions import when_decided
from alongside.desk.decisions.models import Decision
from alongside.desk.decisions.resting import Resting, tells_what_rests
from alongside.desk.said import day_said
from alongside.desk.workforce.models import PostChange
from alongside.desk.workforce.post_actions import settle
from alongside.desk.workforce.templatetags.establishment import to_what


@when_decided
def settle_changes(by: User | None, decision: Decision) -> None:
    waiting = PostChange.objects.filter(decision=decision, effective_on=None)
    for change in waiting.select_related("post").prefetch_related("steps"):
        change.decision = decision
        settle(change)


@tells_what_rests
def changes_of_posts(reader: User, decision: Decision) -> Iterator[Resting]:
    found = PostChange.objects.visible_to(reader).filter(decision=decision)
    for each in found.select_related("post", "team", "line_manager"):
        yield Resting(
            f"Post {each.post}",
            reverse("establishment:post", args=[each.post_id]),
            f"{each.get_kind_display()} {to_what(each)}".strip(),
            _when(each, decision),
        )


def _when(change: PostChange, decision: Decision) -> str:
    if change.effective_on:
        return f"From {day_said(change.effective_on)}"
    if decision.state == Decision.State.REFUSED:
        return "Refused"
    return f"Waits; planned for {day_said(change.planned_on)}"
