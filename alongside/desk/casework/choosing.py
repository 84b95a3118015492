"""Which clocks a choice means: the one place where what was asked becomes a condition.

The list, its counts, the sheet and each saved view ask here, so that a count is the
length of the list it leads to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from alongside.desk.access.models import User
from alongside.desk.casework import states
from alongside.desk.casework.models import Due, Extract
from alongside.desk.casework.owners import NEVER, Owners
from alongside.desk.casework.rulebook import rulebook
from alongside.desk.casework.who import rules_by_actor
from alongside.desk.casework.worklist import spans

MINE, NOBODYS = "mine", "none"
HELD, NOT_HELD = "on", "off"
RECORDED = "recorded"
KEY = re.compile("[0-9]{1,18}")
Asked = Mapping[str, str]


@dataclass(frozen=True)
class Sight:
    """From where the worklist is looked at: by whom, on which day, with which export."""

    user: User
    today: date
    extract: Extract | None

    @cached_property
    def owners(self) -> Owners:
        return Owners.today()

    @cached_property
    def spans(self) -> dict[str, tuple[str, Q]]:
        return spans(self.today)

    def lists(self, asked: Asked):
        """Return the clocks that are looked through: the open ones, or those recorded."""
        dues = Due.objects.visible_to(self.user)
        recorded = asked.get("state") == RECORDED
        return states.recorded(dues) if recorded else dues.open()

    def chosen(self, asked: Asked):
        """Return the clocks that fit all that was asked."""
        fits = self.whose(asked) & self.state(asked) & self.when(asked)
        return self.lists(asked).filter(fits)

    def whose(self, asked: Asked) -> Q:
        """The condition for all that was asked but the state and the day."""
        return (
            _of_key("team", asked.get("team", ""))
            & _of_key("worker", asked.get("worker", ""))
            & _of_rule(asked.get("rule", ""))
            & _of_actor(asked.get("who", ""))
            & self._of_owner(asked.get("owner", ""))
            & self._on_hold(asked.get("hold", ""))
        )

    def state(self, asked: Asked) -> Q:
        code = asked.get("state", "")
        if code == states.LAPSED:
            return states.lapsed(self.today)
        if code == states.UNRECORDED:
            return states.unrecorded(self.extract)
        if code in states.STATES:
            return states.STATES[code].fits
        return Q() if code in ("", RECORDED) else NEVER

    def when(self, asked: Asked) -> Q:
        """By which day; of what is recorded, whatever the day."""
        code = asked.get("when", "")
        if code not in self.spans or asked.get("state") == RECORDED:
            return Q()
        return self.spans[code][1]

    def _of_owner(self, whose: str) -> Q:
        if whose == MINE:
            return self.owners.theirs(self.user)
        if whose == NOBODYS:
            return self.owners.of_nobody(self.user)
        if not whose:
            return Q()
        return self.owners.of_any([int(whose)]) if KEY.fullmatch(whose) else NEVER

    def _on_hold(self, asked: str) -> Q:
        held = states.held(self.today)
        return {"": Q(), HELD: held, NOT_HELD: ~held}.get(asked, NEVER)


def _of_key(name: str, key: str) -> Q:
    if not key:
        return Q()
    return Q(**{name: int(key)}) if KEY.fullmatch(key) else NEVER


def _of_rule(code: str) -> Q:
    known = code in rulebook() and rulebook()[code].computed
    return Q() if not code else Q(rule=code) if known else NEVER


def _of_actor(actor: str) -> Q:
    return Q() if not actor else Q(rule__in=rules_by_actor().get(actor, []))
