"""What Today says of what others ask of a person: requests to do, or come back; votes."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.urls import reverse

from alongside.desk.access.models import User
from alongside.desk.decisions.models import Decision, Undertaking
from alongside.desk.money.grant_register import to_look_at
from alongside.desk.pilots.models import Promise
from alongside.desk.support.models import SupportRequest


class Card(NamedTuple):
    label: str
    url: str
    count: int
    late: int = 0


def asked_of(user: User, day: date) -> list[Card]:
    """Return a card for each kind of thing that waits for this person.

    An officer’s stands there with nothing to do as well; the others only while they say
    something.
    """
    cards, requests = [], reverse("support:requests")
    seen = SupportRequest.objects.visible_to(user)
    if user.may("do_support"):
        to_do = seen.to_do(day)
        late = to_do.filter(due_on__lt=day).count()
        cards.append(Card("Requests to do", requests, to_do.count(), late))
    if user.may("ask_support") and (back := seen.asked_for(user).returned().count()):
        link = f"{requests}?whose=mine&state=returned"
        cards.append(Card("Requests returned to you", link, back))
    if votes := Decision.objects.to_vote_on(user).count():
        cards.append(Card("Votes asked of you", reverse("decisions:decisions"), votes))
    owed = Undertaking.objects.visible_to(user).owed_by(user).open()
    if count := owed.count():
        link = reverse("decisions:undertakings")
        cards.append(
            Card("To do, as it was decided", link, count, owed.late(day).count())
        )
    if user.may("see_pilots"):
        owed = Promise.objects.visible_to(user).owed_by(user).open()
        late = owed.filter(due_on__lt=day).count()
        if count := owed.count():
            link = reverse("pilots:pilots")
            cards.append(Card("Reports promised of pilots", link, count, late))
    if user.may("keep_money") and (grants := to_look_at(user, day)):
        cards.append(Card("Grants to look at", reverse("money:grants"), len(grants)))
    return cards
