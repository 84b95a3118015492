"""What a report lacks that somebody is to give: a section to be written, a sign-off."""

from __future__ import annotations

from typing import NamedTuple

from alongside.desk.access.models import User
from alongside.desk.committee.standing import Standing


class Owed(NamedTuple):
    """What is owed, in words, and the permission of those who may give it."""

    key: str
    label: str
    permission: str

    def who(self):
        """The people who may be asked for it."""
        return User.objects.who_may(self.permission)


def owed(standing: Standing) -> list[Owed]:
    """Return the sections that are to be written, then the sign-offs that lack or are void."""
    report = standing.report
    written = {each.name for each in report.sections.all() if each.text.strip()}
    found = [
        Owed(f"section {slot.name}", f"The section “{slot.heading}”", "write_report")
        for slot in report.slots
        if slot.name not in written and slot.required in ("always", *report.asks)
    ]
    return found + [
        Owed(
            f"sign-off {each.kind}",
            f"The {each.label.lower()} sign-off",
            each.permission,
        )
        for each in standing.signed
        if not each.holds
    ]
