"""What stands on every page while a concern waits: for those who answer it, and who took it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.contacts.concern_clock import Step, Watch
from alongside.desk.contacts.concern_models import (
    Concern,
    ConcernSettings,
    service_managers,
)
from alongside.desk.contacts.concern_standing import while_closed, with_standings
from alongside.desk.workforce.duty import duty_worker
from alongside.desk.workforce.models import Membership


class Banner:
    """What stands above a page, asked when the page comes to it: a part of one has none."""

    def __init__(self, user: User):
        self.user, self.now = user, timezone.now()

    @cached_property
    def waiting(self) -> list[Concern]:
        return waiting_for(self.user, self.now)

    @property
    def to_ring(self) -> bool:
        return any(concern.stands.ring for concern in self.waiting)

    @cached_property
    def closed(self) -> dict[str, object]:
        return while_closed(self.now)


def page(request) -> dict:
    """The context of every page; of those who log contacts alone, and mostly one question."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.may("log_contact"):
        return {}
    return {"banner": Banner(user)}


def waiting_for(user: User, now: datetime) -> list[Concern]:
    """Return the concerns nobody acknowledged that this person has to see to, longest first.

    Those they took and nobody was rung about, while the office is closed. Of those who
    answer concerns besides: those they were told of; those of the teams they manage, or
    are on duty for; and the service managers' those that the clock has brought to them.
    """
    waiting = Concern.objects.waiting()
    if not waiting.exists():  # as nearly always: whose it would be need not be asked
        return []
    found = list(waiting.visible_to(user).with_told().longest_first())
    watch = ConcernSettings.watch()
    return [
        each
        for each in with_standings(found, now)
        if (each.raised_by == user and each.stands.ring)
        or (user.may("answer_concern") and _is_for(user, each, now, watch))
    ]


def _is_for(user: User, concern: Concern, now: datetime, watch: Watch) -> bool:
    if any(told.to_id == user.pk for told in concern.told.all()):
        return True
    if concern.open_restriction():
        return user.pk in concern.on_list()
    manages = (
        Membership.objects.current()
        .of(user)
        .filter(team=concern.team, how=Membership.How.MANAGES)
    )
    if concern.team and (duty_worker(concern.team, now) == user or manages.exists()):
        return True
    reached = watch.steps_reached(concern.raised_at, now)
    return Step.MANAGERS in reached and user in service_managers()
