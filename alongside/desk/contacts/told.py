"""A contact in words: how it stood before, and as the text for the case system."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.templatetags.times import time_said
from alongside.desk.casework.handback_notes import tidy, wording
from alongside.desk.contacts.models import (
    Contact,
    ContactVersion,
    Topic,
)
from alongside.desk.people.models import Adult, Child
from alongside.desk.said import day_said
from alongside.desk.workforce.models import Team

LABELS = {
    "adult": "Who", "caller_said": "Who", "caller_kind": "What they are", "child": "Child",
    "whole_family": "Whole family", "team": "Team", "topic": "About", "channel": "How",
}  # fmt: skip
ROWS = {"adult": Adult, "child": Child, "team": Team, "topic": Topic}
KEPT_FROM = "one you may not be shown"


class Before(NamedTuple):
    """How a contact stood before a correction, with what else changed, in words."""

    version: ContactVersion
    changed: list[tuple[str, str]]


def versions_told(versions: Iterable[ContactVersion], reader: User) -> list[Before]:
    return [
        Before(
            each,
            [
                (LABELS[name], _said(name, old, reader))
                for name, old in each.changed.items()
            ],
        )
        for each in versions
    ]


def _said(name: str, old, reader: User) -> str:
    """A value that changed; of a row, what this reader may be shown of it."""
    if name in ROWS:
        if old is None:
            return "none"
        row = ROWS[name].objects.visible_to(reader).filter(pk=old).first()
        return str(row) if row else KEPT_FROM
    if isinstance(old, bool):
        return "yes" if old else "no"
    choices = dict(Contact._meta.get_field(name).choices or ())
    return str(choices.get(old, old)) or "nothing"


def note_text(contact: Contact, by: User) -> str:
    """The text of a contact, told as `listing.tell_callers` does, for the case system."""
    texts, _ = wording()
    began = timezone.localtime(contact.began_at)
    return tidy(
        texts["contact"].format(
            how=contact.get_channel_display(),
            day=day_said(began.date()),
            time=time_said(began),
            reference=contact.reference,
            child=_child_said(contact),
            child_id=contact.child.case_id if contact.child else "no id",
            caller=contact.caller_told,
            kind=contact.caller_kind_said,
            identity=contact.identity_said,
            about=contact.topic.name,
            said=contact.said,
            outcome=contact.outcome_told,
            taken_by=contact.taken_by.full_name,
            by=by.full_name,
            today=day_said(timezone.localdate()),
        )
    )


def _child_said(contact: Contact) -> str:
    """Whose record it is pasted into: the name, and the id there."""
    if contact.child is None:
        return "no one child"
    family = " and the whole family" if contact.whole_family else ""
    return f"{contact.child}, {contact.child.case_id} in the case system{family}"
