"""What happens to posts once something is decided: changes that waited take effect."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.decisions.actions import when_decided
from alongside.desk.decisions.models import Decision
from alongside.desk.workforce.models import PostChange
from alongside.desk.workforce.post_actions import settle


@when_decided
def settle_changes(by: User, decision: Decision) -> None:
    waiting = PostChange.objects.filter(decision=decision, effective_on=None)
    for change in waiting.select_related("post").prefetch_related("steps"):
        change.decision = decision
        settle(change)
