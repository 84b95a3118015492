"""Opening a restricted record without being on its list; and reviewing that it was."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import AuditEntry, User
from alongside.desk.messages.actions import write_message
from alongside.desk.people.models import Child, Opening, Restriction, ends_after
from alongside.desk.said import moment_said
from alongside.desk.workforce.models import Membership

ASKED = "ask to open restricted record"
MOST = 5  # asked for in vain on one day: more looks like trying ids


class Answer(NamedTuple):
    """What somebody gets who asked: the child they may be shown, and the opening made."""

    child: Child | None = None
    opening: Opening | None = None


@transaction.atomic
def open_restricted(*, by: User, case_id: str, why: str, words: str) -> Answer:
    """Open a restricted record to a person until the day ends, and tell who must know.

    Only of a child whom the role and the teams would show them. That they asked is on
    record, whatever the id is of; the answer tells which only then.
    """
    now = timezone.now()
    _refuse_trying(by, now)
    known = Child.objects.known_outside(by)
    held = Child.objects.held_for(by).exclude(pk__in=known)
    of_id = held.filter(case_id=case_id.strip())
    child = of_id.select_for_update(of=("self",)).first()
    restriction = child and Restriction.objects.open_against(by.pk, now).filter(
        child=child
    )
    if not restriction:
        record(by=by, action=ASKED, subject=child, why=why, opened=False)
        return Answer(child)
    made = Opening(
        restriction=restriction.get(), by=by, why=why, words=words.strip(), at=now
    )
    made.until = ends_after(now)
    told = who_is_told(made)
    keep(
        made, by=by, action="open restricted record", subject=child, why=why,
        told_to=[user.pk for user in told],
    )  # fmt: skip
    made.told.set(told)
    for user in told:
        _tell(made, user)
    return Answer(child, made)


def _refuse_trying(by: User, now: datetime) -> None:
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0)
    asked = AuditEntry.objects.filter(by=by, action=ASKED, at__gte=midnight)
    if asked.count() >= MOST:
        raise ValidationError(
            f"You asked for {MOST} records today that were not opened. "
            "Ask a service manager to look for the child."
        )


def who_is_told(opening: Opening) -> list[User]:
    """Return who is told of an opening, by name: never whoever opened it.

    Whoever restricted the record, those on its list who could lift the restriction, and
    the managers of the teams of whoever opened it; where that is nobody, those who could
    lift restrictions for the whole service.
    """
    could = User.objects.who_may("restrict_record").exclude(pk=opening.by_id)
    teams = Membership.objects.current().filter(user=opening.by).values("team")
    manages = Membership.objects.current().filter(
        team__in=teams, how=Membership.How.MANAGES
    )
    keys = {opening.restriction.by_id}
    keys.update(opening.restriction.need_to_know.values_list("user", flat=True))
    keys.update(manages.values_list("user", flat=True))
    found = [user for user in could if user.pk in keys]
    return found or [user for user in could if user.sees_whole_service]


def _tell(opening: Opening, to: User) -> None:
    write_message(
        by=None,
        to=to,
        kind="opening",
        key=f"opening {opening.pk} {to.pk}",
        subject="A restricted record was opened",
        body=(
            f"{opening.by.full_name} opened a restricted record on "
            f"{moment_said(opening.at)}. It stays open to them until "
            f"{moment_said(opening.until)}.\n\nThe reason: {opening.get_why_display()}.\n\n"
            f"See it: {settings.ADDRESS}{reverse('people:openings')}\n"
        ),
    )


@transaction.atomic
def review_opening(*, by: User, opening: Opening, judged: str, words: str) -> Opening:
    """Say whether it was right to open a record. Where it was not, it is closed at once."""
    opening = Opening.objects.select_for_update().get(pk=opening.pk)
    if opening.judged:
        raise ValidationError("This was reviewed already. Look at what was said.")
    now = timezone.now()
    opening.judged, opening.judged_words = judged, words.strip()
    opening.judged_by, opening.judged_at = by, now
    if judged == Opening.Judged.NOT_RIGHT:
        opening.until = min(opening.until, now)
    return keep(
        opening, by=by, action="review opening", person=opening.by_id, judged=judged,
        subject=opening.restriction.child,
    )  # fmt: skip
