"""Setting what may be told to whom about a child: a new version each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.contacts.card_models import AnswerCard, CardSetting, Item
from alongside.desk.people.models import Adult, Child
from alongside.desk.said import day_said, moment_said


class SetMeanwhile(ValidationError):
    """Another version was set after the page was opened: which one."""

    def __init__(self, card: AnswerCard):
        self.card = card
        super().__init__(
            f"{card.set_by.full_name} set this card on {moment_said(card.set_at)}, after "
            "you opened this page. What you entered is kept. Where they set something "
            "else, it is said beside it. Set the card again to put yours in its place."
        )


LONGEST = timedelta(days=366)  # nobody knows for longer what will be safe to tell


@transaction.atomic
def set_answer_card(
    *,
    by: User,
    child: Child,
    on: date,
    seen: int,
    told: Mapping[Adult, Iterable[str]],
    review_on: date,
    do_not_tell: str = "",
    meeting_on: date | None = None,
    words: Mapping[str, str] | None = None,
) -> AnswerCard:
    """Say on a day what each adult may be told, until the last day that it holds.

    `seen` is the number of the version that it takes the place of, 0 for the first.
    Refuses one set from a page that another's version has overtaken.
    """
    Child.objects.select_for_update().get(pk=child.pk)
    before = AnswerCard.objects.filter(child=child).newest_first().first()
    _check(before, seen, review_on, on)
    card = AnswerCard(
        child=child,
        number=seen + 1,
        do_not_tell=do_not_tell.strip(),
        meeting_on=meeting_on,
        words={item: said for item, said in (words or {}).items() if said},
        review_on=review_on,
        set_by=by,
    )
    count = sum(1 for items in told.values() if items)
    keep(card, by=by, action="set answer card", number=card.number, told=count)
    for adult, items in told.items():
        _set(card, adult, items)
    return card


def _set(card: AnswerCard, adult: Adult, items: Iterable[str]) -> None:
    chosen = set(items)
    told = [item for item in Item.values if item in chosen]
    if unknown := chosen - set(told):
        raise ValidationError(f"Nobody is told of {', '.join(sorted(unknown))}.")
    setting = CardSetting(card=card, adult=adult, told=told)
    setting.full_clean()
    setting.save()


def _check(before: AnswerCard | None, seen: int, review_on: date, on: date) -> None:
    if before and before.number != seen:
        raise SetMeanwhile(before)
    if review_on < on:
        raise ValidationError(
            {
                "review_on": f"The card must hold until today or later, not {day_said(review_on)}"
            }
        )
    if review_on > on + LONGEST:
        last = day_said(on + LONGEST)
        raise ValidationError(
            {"review_on": f"A card holds for a year at most: until {last} or sooner"}
        )
