"""What Today says of what others ask of a person: requests to do, or come back; votes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q
from django.urls import reverse

from alongside.desk.access.models import User
from alongside.desk.committee.asked import to_sign_off
from alongside.desk.decisions.models import Decision, Undertaking
from alongside.desk.decisions.planned import planned as with_notice
from alongside.desk.diary.models import AgreedAction
from alongside.desk.keeping.models import DataRequest, LegalHold
from alongside.desk.money.funding import ends_first, funding_of
from alongside.desk.money.grant_register import to_look_at
from alongside.desk.people.models import Opening
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
        past = Count("pk", filter=Q(due_on__lt=day))
        found = seen.to_do(day).aggregate(count=Count("pk"), late=past)
        cards.append(Card("Requests to do", requests, **found))
    if user.may("ask_support") and (back := seen.asked_for(user).returned().count()):
        link = f"{requests}?whose=mine&state=returned"
        cards.append(Card("Requests returned to you", link, back))
    cards += _of_decisions(user, day)
    cards += _of_meetings(user, day)
    if user.may("restrict_record") and (opened := _openings(user)):
        link = reverse("people:openings")
        cards.append(Card("Restricted records opened, not reviewed yet", link, opened))
    if user.may("answer_for_data"):
        asked = list(DataRequest.objects.visible_to(user).open())
        late = sum(each.due_on < day for each in asked)
        link = reverse("keeping:requests")
        cards.append(Card("Requests about data", link, len(asked), late))
        standing = LegalHold.objects.visible_to(user).standing().count()
        cards.append(Card("Holds in force", reverse("keeping:holds"), standing))
    if user.may("see_pilots"):
        owed = Promise.objects.visible_to(user).owed_by(user).open()
        late = owed.filter(due_on__lt=day).count()
        if count := owed.count():
            link = reverse("pilots:pilots")
            cards.append(Card("Reports promised of pilots", link, count, late))
    if user.may("keep_money") and (grants := to_look_at(user, day)):
        cards.append(Card("Grants to look at", reverse("money:grants"), len(grants)))
    if user.may("keep_money") and (ending := ends_first(funding_of(user, day))):
        late = sum(each.gap.first <= day for each in ending)
        link = f"{reverse('money:funding')}#ends"
        cards.append(Card("Posts whose funding ends first", link, len(ending), late))
    return cards


def _of_meetings(user: User, day: date) -> Iterator[Card]:
    """Yield what this person took on at meetings: whose it is, is asked first, and alone of most."""
    own = list(AgreedAction.objects.open().owned_by(user).values_list("pk", flat=True))
    if not own:
        return
    past = Count("pk", filter=Q(due_on__lt=day))
    seen = AgreedAction.objects.visible_to(user).filter(pk__in=own)
    found = seen.aggregate(count=Count("pk"), late=past)
    if found["count"]:
        link = reverse("meetings:agreed") + "?whose=own"
        yield Card("Your actions from meetings", link, **found)


def _openings(user: User) -> int:
    seen = Opening.objects.visible_to(user).exclude(by=user)
    return seen.waiting().count()


def _of_decisions(user: User, day: date) -> Iterator[Card]:
    """Yield what bodies that decide, and reports to them, ask of this person."""
    if votes := Decision.objects.visible_to(user).to_vote_on(user).count():
        link = reverse("decisions:decisions") + "?show=votes"
        yield Card("Votes asked of you", link, votes)
    if reports := len(to_sign_off(user, day)):
        yield Card("Reports to sign off", reverse("committee:reports"), reports)
    if user.may("keep_decisions"):
        planned = map(with_notice, Decision.objects.visible_to(user).planned())
        if wrong := sum(bool(each.wrong) for each in planned):
            link = reverse("decisions:forward-plan")
            yield Card("Decisions without notice in time", link, wrong)
    owed = Undertaking.objects.visible_to(user).owed_by(user).open()
    if count := owed.count():
        link = reverse("decisions:undertakings")
        late = owed.late(day).count()
        yield Card("To do, as it was decided", link, count, late)
