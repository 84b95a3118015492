"""Putting right that somebody got through: the promise is open again as it was."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.contacts.callback_models import Attempt, CallBack, this_minute
from alongside.desk.contacts.callback_people import may_reopen
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.contacts.reopened_models import Reopened
from alongside.desk.people.adult_actions import note_number_last_worked
from alongside.desk.people.models import ContactPoint


@transaction.atomic
def reopen_call_back(*, by: User, call_back: CallBack, why: str) -> Reopened:
    """Say that nobody had got through. By whoever said so, or who manages them.

    The answer stays where it stands, and this beside it; raises ValidationError.
    """
    found = CallBack.objects.select_for_update(of=("self",)).with_people()
    call_back = found.get(pk=call_back.pk)
    kept = call_back.kept_with
    if kept is None:
        raise ValidationError("This call-back is not kept: nothing is to be put right.")
    if not may_reopen(by, kept):
        raise ValidationError(
            f"Only {kept.by} or whoever manages them can put this right. Tell them."
        )
    call_back.kept_with = None
    call_back.save(update_fields=["kept_with"])
    if call_back.point and call_back.point.worked_at == kept.at:
        worked_at = _worked_before(call_back.point, kept)
        note_number_last_worked(by=by, point=call_back.point, worked_at=worked_at)
    made = Reopened(attempt=kept, why=why.strip(), by=by, at=this_minute())
    return keep(
        made, by=by, action="reopen call-back", subject=call_back, attempt=kept.pk
    )


def _worked_before(point: ContactPoint, but: Attempt) -> datetime | None:
    """Return when somebody was reached by a number last, without this attempt."""
    through = Attempt.objects.through().filter(call_back__point=point)
    called = Contact.objects.filter(point=point, number_state="worked")
    moments = (
        through.exclude(pk=but.pk).aggregate(last=Max("at"))["last"],
        called.aggregate(last=Max("began_at"))["last"],
    )
    return max(filter(None, moments), default=None)
