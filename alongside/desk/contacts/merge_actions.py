"""What becomes of answer cards and payment queries when two records of a child are merged."""

from __future__ import annotations

from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.contacts.card_models import AnswerCard, CardSetting
from alongside.desk.contacts.payment_models import PaymentQuery
from alongside.desk.people.merging import brings
from alongside.desk.people.models import Child


@brings("contacts.AnswerCard")
def answer_cards(by: User, kept: Child, gone: Child) -> None:
    """A new version for the record kept, where the one gone has a card.

    An adult is told what both cards tell them: named on one alone, nothing. It holds
    until the sooner of their last days, and says what either says is not to be told.
    Where one record has no card, nothing was ever said of it: the other's is copied. The
    versions of the record gone stay with it, as they were set.
    """
    ours, theirs = (_latest(child) for child in (kept, gone))
    if theirs is None:
        return
    made = AnswerCard(
        child=kept,
        number=ours.number + 1 if ours else 1,
        do_not_tell=_both_said(ours, theirs),
        review_on=min(card.review_on for card in (ours, theirs) if card),
        meeting_on=theirs.meeting_on if _alike(ours, theirs) else None,
        words=_words(ours, theirs),
        set_by=by,
        set_at=timezone.now(),
    )
    keep(made, by=by, action="merge answer cards", number=made.number)
    CardSetting.objects.bulk_create(
        CardSetting(card=made, adult_id=adult, told=told)
        for adult, told in _told(ours, theirs).items()
    )


def _latest(child: Child) -> AnswerCard | None:
    return AnswerCard.objects.filter(child=child).newest_first().first()


def _alike(ours: AnswerCard | None, theirs: AnswerCard) -> bool:
    return ours is None or ours.meeting_on == theirs.meeting_on


def _both_said(ours: AnswerCard | None, theirs: AnswerCard) -> str:
    said = [card.do_not_tell for card in (ours, theirs) if card and card.do_not_tell]
    return " ".join(dict.fromkeys(said))


def _words(ours: AnswerCard | None, theirs: AnswerCard) -> dict:
    """What both say alike; where they differ, the worker is asked."""
    if ours is None:
        return theirs.words
    if not _alike(ours, theirs):
        return {}
    return {item: s for item, s in ours.words.items() if theirs.words.get(item) == s}


def _told(ours: AnswerCard | None, theirs: AnswerCard) -> dict[int, list[str]]:
    lists = [
        dict(card.settings.values_list("adult", "told"))
        for card in (ours, theirs)
        if card
    ]
    named = {adult for each in lists for adult in each}
    return {
        adult: [
            item
            for item in lists[0].get(adult, [])
            if all(item in each.get(adult, []) for each in lists)
        ]
        for adult in named
    }


@brings("contacts.PaymentQuery")
def payment_queries(by: User, kept: Child, gone: Child) -> None:
    """A carer who asked the same of both records has one query: the two ledgers in one."""
    for query in PaymentQuery.objects.select_for_update().filter(child=gone):
        twin = _asked_of_both(query, kept)
        if twin is None:
            query.child = kept
            query.save(update_fields=["child"])
            continue
        for lines in (query.entries, query.steps, query.asked):
            lines.update(query=twin)
        twin.opened_on = min(twin.opened_on, query.opened_on)
        twin.save(update_fields=["opened_on"])
        record(by=by, action="join payment queries", subject=twin, joined=query.pk)
        query.delete()


def _asked_of_both(query: PaymentQuery, kept: Child) -> PaymentQuery | None:
    if query.answered_on or query.carer_id is None:
        return None
    alike = PaymentQuery.objects.open().filter(carer=query.carer_id, kind=query.kind)
    return alike.select_for_update().filter(child=kept).first()
