"""Finding unusual looks and telling managers; answering one; setting a rule's numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.messages.actions import write_message
from alongside.desk.people.look_models import LookRule, UnusualLook
from alongside.desk.people.unusual import find, rules
from alongside.desk.workforce.models import Membership


@transaction.atomic
def find_unusual_looks(*, first: date, last: date) -> list[UnusualLook]:
    """Keep what is unusual in the looks of these days and not kept yet; tell managers."""
    kept = set(
        UnusualLook.objects.filter(day__range=(first, last)).values_list(
            "rule", "user", "child", "day"
        )
    )
    new = [
        each
        for each in find(first, last)
        if (each.rule, each.user_id, each.child_id, each.day) not in kept
    ]
    UnusualLook.objects.bulk_create(new)
    if new:
        record(by=None, action="find unusual looks", found=len(new), first=first.isoformat(), last=last.isoformat())  # fmt: skip
        _tell(new, last)
    return new


def _tell(new: Iterable[UnusualLook], last: date) -> None:
    """One message to each manager, with how many; of whom and of what is on the page."""
    told: Counter[User] = Counter()
    for each in new:
        told.update(who_answers(each))
    for manager, count in told.items():
        looks = "1 look" if count == 1 else f"{count} looks"
        write_message(
            by=None, to=manager, kind="unusual looks",
            key=f"unusual looks {last.isoformat()} {manager.pk}",
            subject=f"{looks} at records to ask about",
            body=f"The rules found {looks} that are unusual. Most have a plain reason: ask, and "
            f"say what it was.\n\nSee them: {settings.ADDRESS}{reverse('people:unusual-looks')}\n",
        )  # fmt: skip


def who_answers(look: UnusualLook) -> list[User]:
    """The managers of the person's teams; else those who read the whole trail and see children."""
    may = User.objects.who_may("see_who_looked").exclude(pk=look.user_id)
    current = Membership.objects.current()
    teams = current.filter(user=look.user_id).values("team")
    manages = current.filter(team__in=teams, how=Membership.How.MANAGES)
    managers = list(may.filter(pk__in=manages.values("user")))
    return managers or [user for user in may if user.sees_whole_service]


@transaction.atomic
def answer_unusual_look(
    *, by: User, look: UnusualLook, answer: str, words: str
) -> UnusualLook:
    """Say what was found when the person was asked. Said once."""
    look = UnusualLook.objects.select_for_update().get(pk=look.pk)
    if look.answer:
        raise ValidationError("This was answered already. Look at what was said.")
    look.answer, look.words = answer, words.strip()
    look.answered_by, look.answered_at = by, timezone.now()
    return keep(
        look, by=by, action="answer unusual look", person=look.user_id, rule=look.rule,
        answer=answer,
    )  # fmt: skip


@transaction.atomic
def set_look_rule(
    *, by: User, code: str, numbers: dict[str, int], from_on: date, why: str
) -> LookRule:
    """Set a rule's numbers from a day on. What was found before stays as it is."""
    if code not in rules():
        raise ValidationError(f"There is no rule {code}.")
    made = LookRule(code=code, numbers=numbers, from_on=from_on, why=why.strip(), by=by)
    return keep(made, by=by, action="set look rule", rule=code, **numbers)
