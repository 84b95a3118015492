"""Logging a contact: once, however often its form is sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.contacts.draft_models import Draft
from alongside.desk.contacts.outcomes import see_to_outcome
from alongside.desk.people.adult_actions import note_number
from alongside.desk.people.models import Child
from alongside.desk.workforce.duty import duty_worker
from alongside.desk.workforce.models import Team

NOT_SHOWN = "{} cannot be shown this child. Choose somebody who works with them."
UNCHECKED = (
    "You are not sure who this is, so nothing about a child may be told to them. Check who "
    "they are, or take a message or promise a call-back."
)
NUMBER_WORKED = {"worked": True, "failed": False}


def log_contact(
    *,
    by: User,
    began_at: datetime,
    send_key: UUID | None = None,
    sent: dict[str, str] | None = None,
    follows: dict[str, Any] | None = None,
    **told,
) -> Contact:
    """Keep a contact and what came of it; a form sent again is the contact it made before.

    `told` holds the fields of Contact by name; the team is the child's, where there is one.
    `follows` is what `outcomes.see_to_outcome` takes beside the contact, and `sent` what
    was typed: the same typed anew is refused until it is sent again, as `once` says.
    """
    return _log(
        by=by, send_key=send_key, sent=sent, key=send_key or uuid4(), began_at=began_at,
        follows=follows or {}, **told,
    )  # fmt: skip


@once
def _log(*, by: User, key: UUID, began_at: datetime, follows: dict, **told) -> Contact:
    made = Contact(
        send_key=key, began_at=began_at, taken_by=by, logged_at=timezone.now(), **told
    )
    made.outcome = _came_of_it(made, follows)
    if made.child:
        made.team = team_of(made.child, by) or made.team
    if made.outcome == Contact.Outcome.DUTY and made.team:
        duty = duty_worker(made.team, made.logged_at)
        made.passed_to = duty if duty and _may_read(duty, made) else None
    _check(made)
    made.save()
    Draft.objects.filter(send_key=key, owner=by).delete()
    _note_number(made, by)
    record(by=by, action="log contact", subject=made, outcome=made.outcome)
    see_to_outcome(by=by, contact=made, **follows)
    return made


def _came_of_it(contact: Contact, follows: dict) -> str:
    """What came of it, as it was chosen; a concern is never answered, but passed on."""
    answered = contact.outcome in ("", Contact.Outcome.ANSWERED)
    if contact.topic.is_concern or (follows.get("at_risk") and answered):
        return Contact.Outcome.DUTY
    return contact.outcome


def _check(contact: Contact) -> None:
    """Refuse what does not hold together; its reference is drawn as it is saved."""
    contact.full_clean(exclude=["reference"])
    if contact.began_at > contact.logged_at:
        raise ValidationError("A contact begins before it is logged.")
    answered = contact.outcome == Contact.Outcome.ANSWERED
    if contact.child and answered and not contact.checked:
        raise ValidationError({"outcome": UNCHECKED})
    if contact.passed_to and not _may_read(contact.passed_to, contact):
        raise ValidationError({"passed_to": NOT_SHOWN.format(contact.passed_to)})


def _may_read(user: User, contact: Contact) -> bool:
    if not user.may("log_contact"):
        return False
    seen = Child.objects.visible_to(user).filter(pk=contact.child_id)
    return contact.child is None or seen.exists()


def _note_number(contact: Contact, by: User) -> None:
    """Say of the number that was tried whether somebody was reached by it."""
    worked = NUMBER_WORKED.get(contact.number_state)
    if contact.point and worked is not None:
        note_number(by=by, point=contact.point, worked=worked, at=contact.began_at)


def team_of(child: Child, by: User) -> Team | None:
    """The team that holds a child: of several, first one of this person's own."""
    teams = child.teams.order_by("name")
    return teams.filter(pk__in=Team.objects.visible_to(by)).first() or teams.first()
