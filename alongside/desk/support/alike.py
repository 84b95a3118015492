"""Requests like one that is about to be sent: shown before it is, so that nothing is asked twice."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.people.models import Child
from alongside.desk.support.likely import say_the_same
from alongside.desk.support.models import SupportRequest, Task, TaskVersion
from alongside.desk.support.request_models import OPEN
from alongside.desk.workforce.models import Team

WITHIN = timedelta(days=14)
Outcome = SupportRequest.Outcome


def alike(
    user: User, team: Team, task: Task | None, own_words: str, child: Child | None
) -> list[SupportRequest]:
    """Return those about the same child that ask the same, newest first.

    Open, or asked in the last 14 days and neither withdrawn nor declined; of the same task,
    named or meant, or in nearly the same words. Of those about no child, the team's own.
    """
    lately = Q(asked_at__gte=timezone.now() - WITHIN)
    unmet = Q(outcome__in=(Outcome.WITHDRAWN, Outcome.DECLINED))
    seen = SupportRequest.objects.visible_to(user).filter(OPEN | lately & ~unmet)
    seen = seen.filter(child=child) if child else seen.filter(child=None, team=team)
    found = list(seen.with_all().order_by("-asked_at", "-pk"))
    in_force = TaskVersion.objects.in_force(timezone.localdate(), team)
    named = {each.task_id: each.name for each in in_force} if found else {}
    return [each for each in found if _asks_the_same(task, own_words, each, named)]


def _asks_the_same(
    task: Task | None, words: str, other: SupportRequest, named: dict[int, str]
) -> bool:
    """Whether it is the same task; where one of the two has none, whether the words say so."""
    if task and other.task_id:
        return task.pk == other.task_id
    one = words or (named.get(task.pk, "") if task else "")
    again = other.own_words or named.get(other.task_id, "")
    return bool(one and again) and say_the_same(one, again)
