"""The invented council's answer cards: most set, some not, some out of date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.casework.actions import mark_dues
from alongside.desk.casework.models import Due, Mark
from alongside.desk.contacts.card_models import AnswerCard, CardSetting, Item
from alongside.desk.people.models import AdultOfChild, Child

WITHHELD = (
    "The address is withheld from the family. Say nothing of where the child lives."
)
TOLD = {
    "mother": [Item.WORKER, Item.MEETING_DAY, Item.MEETING_TIME, Item.MEETING_PLACE,
               Item.AWAITED, Item.CONTACT],
    "father": [Item.WORKER, Item.MEETING_DAY],
    "grandparent": [Item.WORKER, Item.MEETING_DAY, Item.MEETING_TIME, Item.CONTACT],
    "foster_carer": [Item.WORKER, Item.MEETING_DAY, Item.MEETING_TIME,
                     Item.MEETING_PLACE, Item.MEETING_PEOPLE, Item.AWAITED,
                     Item.SCHOOL, Item.CONTACT, Item.HEALTH],
    "teacher": [Item.WORKER, Item.MEETING_DAY, Item.MEETING_TIME, Item.MEETING_PLACE],
    "health_visitor": [Item.WORKER, Item.MEETING_DAY, Item.AWAITED, Item.HEALTH],
    "police_officer": [Item.WORKER],
}  # fmt: skip


def set_cards(people: dict[str, User], today: date) -> None:
    """Set the card of four in five whose case is held; of every tenth it is out of date."""
    around: defaultdict[int, list[AdultOfChild]] = defaultdict(list)
    for link in AdultOfChild.objects.order_by("pk"):
        around[link.child_id].append(link)
    children = Child.objects.exclude(allocation=None).order_by("pk")
    cards = [
        _card(number, child, people["social_worker"], today)
        for number, child in enumerate(children)
        if number % 5
    ]
    AnswerCard.objects.bulk_create(cards)
    CardSetting.objects.bulk_create(
        setting for card in cards for setting in _settings(card, around[card.child_id])
    )


def meet_tomorrow(people: dict[str, User], today: date) -> None:
    """A meeting tomorrow of a child whose grandmother may know when, and not where they live.

    Its time and place stand on the card for that day, as the child's worker wrote them.
    """
    officer, tomorrow = people["support_officer"], today + timedelta(days=1)
    grandmothers = AdultOfChild.objects.filter(relationship="grandparent")
    meetings = (
        Due.objects.visible_to(officer)
        .open()
        .filter(
            rule__in=("CORE_GROUP_N", "RCPC_1", "RCPC_N"),
            mark=None,
            child__in=grandmothers.values("child"),
            child__answer_cards__review_on__gte=tomorrow,
        )
    )
    due = meetings.due_first().first()
    if due is None:
        return
    mark_dues(
        by=officer, dues=[due], kind=Mark.Kind.ARRANGED, arranged_for=tomorrow,
        note="All were written to.",
    )  # fmt: skip
    card = AnswerCard.objects.newest_first().filter(child=due.child).get()
    card.meeting_on, card.do_not_tell = tomorrow, WITHHELD
    card.words |= {
        Item.MEETING_TIME: "10:30am",
        Item.MEETING_PLACE: "Willow House, room 2",
    }
    card.save()


def _card(number: int, child: Child, by: User, today: date) -> AnswerCard:
    ahead = -20 if number % 10 == 3 else 30 + number % 120
    return AnswerCard(
        child=child,
        number=1,
        set_at=_noon(today - timedelta(days=30 + number % 150)),
        do_not_tell=WITHHELD if number % 7 == 1 else "",
        words={Item.CONTACT: "As agreed with the worker"} if number % 4 == 1 else {},
        review_on=today + timedelta(days=ahead),
        set_by=by,
    )


def _noon(day: date) -> datetime:
    """Noon of a day, or of the Friday before a weekend."""
    day -= timedelta(days=max(0, day.weekday() - 4))
    return timezone.make_aware(datetime.combine(day, time(12)))


def _settings(card: AnswerCard, links: list[AdultOfChild]) -> Iterator[CardSetting]:
    """A father without responsibility is told nothing, and is named so."""
    for link in links:
        kept_out = (
            link.relationship == "father" and link.parental_responsibility == "no"
        )
        told = [] if kept_out else TOLD[link.relationship]
        yield CardSetting(
            card=card, adult_id=link.adult_id, told=[str(i) for i in told]
        )
