"""What a caller may be told about a child, and above it what they may not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from alongside.desk.access.audit import record_read
from alongside.desk.access.models import User
from alongside.desk.contacts.card_models import AnswerCard, Item
from alongside.desk.contacts.told_lines import lines_of
from alongside.desk.people.models import Adult, AdultOfChild, Child
from alongside.desk.said import day_said

# What does most harm when it slips out is named first.
WORST_FIRST = (
    Item.ADDRESS, Item.SCHOOL, Item.MEETING_PLACE, Item.MEETING_TIME,
    Item.MEETING_DAY, Item.MEETING_PEOPLE, Item.CONTACT, Item.HEALTH, Item.AWAITED,
    Item.WORKER,
)  # fmt: skip


@dataclass
class Shown:
    """A card as whoever answers reads it.

    `nothing` says why nothing at all may be told, and is empty where something may.
    `never` is what nobody is to be told; `not_told` the items this caller is not;
    `told` the others, each with what there is to say.
    """

    child: Child
    adult: Adult | None
    link: AdultOfChild | None
    card: AnswerCard | None
    nothing: str = ""
    not_told: list[Item] = field(default_factory=list)
    told: list[tuple[Item, str]] = field(default_factory=list)

    @property
    def never(self) -> str:
        return self.card.do_not_tell if self.card else ""

    @property
    def without_responsibility(self) -> bool:
        """Whether the caller is of the family, and has no parental responsibility."""
        family = self.adult and self.adult.kind == Adult.Kind.FAMILY
        return bool(family and self.link and self.link.parental_responsibility == "no")


def answer_card(user: User, child: Child, adult: Adult | None, at: datetime) -> Shown:
    """Return what this person may tell this caller (None: not known) at a moment.

    It is on the audit trail that they looked. Raises `Child.DoesNotExist` or
    `Adult.DoesNotExist` of whom they may not be shown.
    """
    day = timezone.localdate(at)
    child = Child.objects.visible_to(user).get(pk=child.pk)
    if adult is not None:
        adult = Adult.objects.visible_to(user).get(pk=adult.pk)
    shown = _shown(user, child, adult, day)
    record_read(
        by=user,
        action="see answer card",
        subject=child,
        adult=adult.pk if adult else None,
        number=shown.card.number if shown.card else None,
        told=len(shown.told),
    )
    return shown


def _shown(user: User, child: Child, adult: Adult | None, day: date) -> Shown:
    card = AnswerCard.objects.visible_to(user).latest_of(child)
    links = AdultOfChild.objects.visible_to(user).current(day)
    link = links.filter(child=child, adult=adult).first() if adult else None
    shown = Shown(child, adult, link, card, nothing=_nothing(card, adult, link, day))
    if shown.nothing:
        shown.not_told = list(WORST_FIRST)
        return shown
    told = set(card.told_to(adult))
    shown.not_told = [item for item in WORST_FIRST if item not in told]
    lines = lines_of(user, child, card, day)
    shown.told = [(Item(item), said) for item, said in lines if item in told]
    return shown


def _nothing(card, adult, link, day: date) -> str:
    """Say why nothing may be told to this caller; nothing where something may."""
    if adult is None:
        return "It is not known who is calling."
    if card is None:
        return "Nobody has set what may be told about this child."
    if not card.holds(day):
        return (
            f"This card is out of date: it held until {day_said(card.review_on)}. "
            "The child’s social worker is to set it anew."
        )
    if link is None:
        return "This caller is not among the adults around this child."
    if not card.told_to(adult):
        return "This caller may be told nothing about this child."
    return ""
