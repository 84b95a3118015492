"""The invented council's answer cards: most set, some not, some out of date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from alongside.desk.access.models import User
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


def _card(number: int, child: Child, by: User, today: date) -> AnswerCard:
    ahead = -20 if number % 10 == 3 else 30 + number % 120
    return AnswerCard(
        child=child,
        number=1,
        do_not_tell=WITHHELD if number % 7 == 1 else "",
        words={Item.CONTACT: "As agreed with the worker"} if number % 4 == 1 else {},
        review_on=today + timedelta(days=ahead),
        set_by=by,
    )


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
