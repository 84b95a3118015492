"""What people do with clocks: mark them, give them to somebody, hold them until a day.

Each says the same of several clocks at once, and of none if any refuses. What was done
to one of them since the person last looked is told before theirs is done.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.casework.changed_meanwhile import refuse_if_changed
from alongside.desk.casework.finding_recognised import follow_marks
from alongside.desk.casework.models import Due, Given, Hold, Mark
from alongside.desk.casework.owner_models import FURTHEST
from alongside.desk.casework.owners import Owners
from alongside.desk.said import day_said

TOGETHER = 500  # keys to a question


@transaction.atomic
def mark_dues(
    *,
    by: User,
    dues: Iterable[Due],
    kind: str,
    note: str = "",
    done_on: date | None = None,
    arranged_for: date | None = None,
    seen: int | None = None,
) -> list[Mark]:
    """Say the same of several clocks: asked, arranged, done, wrong, a note, or no mark.

    Only open clocks are marked. Raises ValidationError, and then none is.
    """
    if done_on and done_on > timezone.localdate():
        raise ValidationError("The day it was done is in the future.")
    if arranged_for:
        _refuse_unless_near(arranged_for)
    locked = _locked(dues, by, seen)
    owners, marks = Owners.today(), []
    for due in locked:
        mark = Mark(
            due=due, kind=kind, note=note.strip(), by=by, done_on=done_on,
            arranged_for=arranged_for, in_name_of=_in_name_of(owners, due, by),
        )  # fmt: skip
        marks.append(_marked(due, mark))
        record(by=by, action=f"mark {kind}", subject=due)
    follow_marks(mark.due for mark in marks)
    return marks


def _refuse_unless_near(day: date) -> None:
    """What is arranged leaves the list of what nobody has seen to, and must come back."""
    ahead = (day - timezone.localdate()).days
    if ahead < 0:
        raise ValidationError(
            "The day it is arranged for has passed. Enter a day from today on, or say "
            "that it was done."
        )
    if ahead > FURTHEST:
        raise ValidationError(
            f"The day it is arranged for is {ahead} days away; the most is {FURTHEST}. "
            "Choose an earlier day."
        )


def _marked(due: Due, mark: Mark) -> Mark:
    """Put a mark on a clock. A note tells no state, and leaves the one that stands."""
    cleared = mark.kind == Mark.Kind.CLEARED
    if cleared and not due.mark_id:
        raise ValidationError("One of these timescales has no mark to take off.")
    if mark.done_on and mark.done_on < due.started_on:
        raise ValidationError(
            f"The day it was done is before this began, on {day_said(due.started_on)}."
        )
    mark.full_clean()
    mark.save()
    stands = due.mark_id and due.mark.kind != Mark.Kind.NOTE
    if mark.kind != Mark.Kind.NOTE or not stands:
        due.mark = None if cleared else mark
        due.save(update_fields=["mark"])
    return mark


@transaction.atomic
def give_dues(
    *,
    by: User,
    dues: Iterable[Due],
    to: User | None,
    why: str,
    seen: int | None = None,
) -> list[Given]:
    """Give clocks to somebody who can see and mark them; to None: back to the team's own.

    Raises ValidationError where `to` has some of them already, or could not see them.
    """
    locked, owners = _locked(dues, by, seen), Owners.today()
    if to is not None:
        _refuse_if_out_of_sight(to, locked, owners)
    given = []
    for due in locked:
        was = owners.of(due)
        if was == to or (to is None and not due.given_id):
            continue
        each = Given(
            due=due, was=was, to=to, why=why.strip(), by=by,
            in_name_of=_in_name_of(owners, due, by),
        )  # fmt: skip
        each.full_clean()
        each.save()
        due.given = each
        due.save(update_fields=["given"])
        record(
            by=by, action="give timescale", subject=due, person=to.pk if to else None
        )
        given.append(each)
    if not given:
        raise ValidationError("Nothing would change: they are theirs already.")
    return given


def _refuse_if_out_of_sight(to: User, dues: list[Due], owners: Owners) -> None:
    """Work given to somebody who is not shown the child would be lost."""
    shown = set(Due.objects.visible_to(to).open().values_list("pk", flat=True))
    out = [
        due
        for due in dues
        if due.pk not in shown or not owners.holds(to.pk, due.team_id)
    ]
    if out:
        some = "it" if len(dues) == 1 else f"{len(out):,} of them"
        raise ValidationError(
            f"{to} cannot be given {some}: they are not in the team, their role does "
            "not mark timescales, or the record is restricted. Choose somebody who is "
            "shown these children."
        )


@transaction.atomic
def hold_dues(
    *, by: User, dues: Iterable[Due], until: date, why: str, seen: int | None = None
) -> list[Hold]:
    """Let clocks wait until a day, with a reason. They stay open, and are counted."""
    today = timezone.localdate()
    if until <= today:
        raise ValidationError("The day it comes back must be later than today.")
    if (until - today).days > FURTHEST:
        raise ValidationError(
            f"The day it comes back is {(until - today).days} days away; the most is "
            f"{FURTHEST}. Choose an earlier day, and hold it again then."
        )
    held, owners = [], Owners.today()
    for due in _locked(dues, by, seen):
        _end(due, by)
        hold = Hold(
            due=due, until=until, why=why.strip(), by=by, on=today,
            in_name_of=_in_name_of(owners, due, by),
        )  # fmt: skip
        hold.full_clean()
        hold.save()
        due.hold = hold
        due.save(update_fields=["hold"])
        record(by=by, action="hold timescale", subject=due, until=until.isoformat())
        held.append(hold)
    return held


@transaction.atomic
def end_holds(*, by: User, dues: Iterable[Due], seen: int | None = None) -> list[Due]:
    """End holds before their day. Raises ValidationError where none of them is held."""
    locked = _locked(dues, by, seen)
    ended = [due for due in locked if _end(due, by)]
    if not ended:
        raise ValidationError("None of these timescales is on hold.")
    for due in ended:
        due.save(update_fields=["hold"])
        record(by=by, action="end hold", subject=due)
    return ended


def _end(due: Due, by: User) -> bool:
    """Take a clock's hold off; whether it was still running."""
    hold, due.hold = due.hold, None
    if hold is None or hold.until <= timezone.localdate():
        return False
    hold.ended_by, hold.ended_at = by, timezone.now()
    hold.save(update_fields=["ended_by", "ended_at"])
    return True


def _locked(dues: Iterable[Due], by: User, seen: int | None) -> list[Due]:
    """Lock the clocks, in order, and refuse if any is closed or was changed by others."""
    keys = sorted({due.pk for due in dues})
    if not keys:
        raise ValidationError("Choose at least one timescale.")
    locked: list[Due] = []
    for first in range(0, len(keys), TOGETHER):
        some = Due.objects.filter(pk__in=keys[first : first + TOGETHER]).order_by("pk")
        list(some.select_for_update().values_list("pk"))
        # Read only now: what a row that was waited for points at came in between.
        locked += some.select_related("mark", "hold", "given__to__role", "child")
    if any(due.status != Due.Status.OPEN or due.gone_in_id for due in locked):
        raise ValidationError(
            "One of these timescales is no longer open. Load the list again."
        )
    if seen is not None:
        refuse_if_changed(locked, by, seen)
    return locked


def _in_name_of(owners: Owners, due: Due, by: User) -> User | None:
    """Whose work this is, where somebody away is covered for by whoever does it."""
    owner = owners.of(due)
    return owner if owner and owner.pk in owners.covered_by(by) else None
