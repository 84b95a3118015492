"""What a person's day has of the contact desk: whom to ring, and which concerns are open."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Q

from alongside.desk.access.models import User
from alongside.desk.contacts.callback_models import CallBack
from alongside.desk.contacts.concern_models import Concern
from alongside.desk.contacts.contact_models import Contact

FIRST = 5  # messages that Today names


class Day(NamedTuple):
    """Call-backs that are mine, the missed of them, those missed in my teams; open concerns;
    messages passed to me that wait to be seen, and the first of them."""

    mine: int
    my_missed: int
    teams_missed: int
    concerns: int
    to_see: int
    messages: list[Contact]


def contacts_of_day(user: User, now: datetime) -> Day | None:
    """Count what waits for somebody who logs contacts; None for whoever does not."""
    if not user.may("log_contact"):
        return None
    seen, missed = CallBack.objects.visible_to(user), Q(by_when__lt=now)
    mine = seen.owed_by(user).open()
    counts = mine.aggregate(all=Count("pk"), missed=Count("pk", filter=missed))
    waiting = Contact.objects.visible_to(user).to_see(user)
    waiting = waiting.select_related("child", "topic", "taken_by", "passed_to")
    to_see = waiting.count()
    manages = user.may("see_contact_measures")
    return Day(
        mine=counts["all"],
        my_missed=counts["missed"],
        teams_missed=seen.missed(now).count() if manages else 0,
        concerns=Concern.objects.visible_to(user).open().count(),
        to_see=to_see,
        messages=list(waiting.newest_first()[:FIRST]) if to_see else [],
    )
