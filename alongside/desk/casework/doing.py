"""One thing done with the clocks chosen: which action it is, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from alongside.desk.access.models import User
from alongside.desk.casework import owner_actions
from alongside.desk.casework.choosing import Asked, Sight
from alongside.desk.casework.models import Due, Mark
from alongside.desk.casework.worklist_forms import GIVE, HOLD, RELEASE, USUAL

MOST = 1000  # clocks at a time: a few seconds' work


def do(
    *,
    by: User,
    dues: Iterable[Due] | str,
    seen: int | None,
    kind: str,
    note: str,
    done_on: date | None,
    arranged_for: date | None,
    owner: str | None,
    until: date | None,
) -> list[Any]:
    """Do what a DoForm asks with these clocks; raise ValidationError where it is refused."""
    if isinstance(dues, str):
        raise ValidationError(dues)
    whom: dict[str, Any] = {"by": by, "dues": dues, "seen": seen}
    if kind == GIVE:
        to = None if owner == USUAL else User.objects.get(pk=int(owner or 0))
        return owner_actions.give_dues(**whom, to=to, why=note)
    if kind == HOLD and until:
        return owner_actions.hold_dues(**whom, until=until, why=note)
    if kind == RELEASE:
        return owner_actions.end_holds(**whom)
    return owner_actions.mark_dues(
        **whom, kind=kind, note=note, done_on=done_on, arranged_for=arranged_for
    )


def all_of(sight: Sight, asked: Asked, said: str) -> list[Due] | str:
    """Return all that a list holds, or why not: too many, or not as many as was said."""
    found = sight.chosen(asked)
    count = found.count()
    if count > MOST:
        return f"The list holds {count:,} timescales; at most {MOST:,} can be done with at once. Narrow it down."
    if str(count) != said:
        return (
            f"The list held {said} timescales when you opened it, and holds {count:,} "
            "now. Look at it again, and tick all of it again to go on."
        )
    return list(found)


def done_words(asked: dict[str, Any], done: list[Any]) -> str:
    """Say what was done: `3 timescales were marked.`"""
    count = f"{len(done)} timescale{'s' if len(done) > 1 else ''}"
    were = "were" if len(done) > 1 else "was"
    kind = asked["kind"]
    if kind == GIVE:
        return f"{count} {were} given to {done[0].to or 'whoever supports the team'}."
    if kind == HOLD:
        return f"{count} {were} put on hold until {asked['until']:%-d %B %Y}."
    if kind == RELEASE:
        return f"The hold of {count} was ended."
    if kind == Mark.Kind.CLEARED:
        return f"The mark was taken off {count}."
    return f"{count} {were} marked."
