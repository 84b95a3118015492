"""Write the week's digests, each once."""

from __future__ import annotations

from datetime import date

from alongside.desk.casework import digest
from alongside.desk.casework.models import Extract
from alongside.desk.messages.actions import write_message
from alongside.desk.messages.models import Message


def write_digests(today: date) -> list[Message]:
    """Write to each reader what falls due for them; to whom nothing does, nothing.

    Asked again in the same week it writes no more: a message is known by its week.
    """
    extract = Extract.objects.in_force()
    if extract is None:
        return []
    written = []
    for user in digest.readers():
        if found := digest.sheets(digest.theirs(user), today):
            written.append(
                write_message(
                    by=None,
                    to=user,
                    kind="digest",
                    key=f"digest {digest.week_of(today)} {user.pk}",
                    thread=f"digest {user.pk}",
                    subject=digest.subject(found, today),
                    body=digest.body(found, today, extract),
                )
            )
    return written
