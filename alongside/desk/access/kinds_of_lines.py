"""What a line of the trail tells of: a look, a list taken away, a refusal, or a change."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

LOOK, TAKEN, REFUSED, CHANGE = "look", "taken", "refused", "change"
KINDS = {
    LOOK: "Looked at",
    TAKEN: "Taken away",
    REFUSED: "Refused",
    CHANGE: "Done",
}
BEGINS = {
    LOOK: (
        "see ",
        "list ",
        "look for ",
        "read ",
        "compare ",
        "preview ",
        "open engagement",
    ),
    TAKEN: ("export ", "take "),
    REFUSED: ("refuse ",),
}
# Changes whose words begin like a look, or like something taken away.
CHANGES = (
    "read calendar", "read export again", "see changed figures", "see to fault",
    "take back entry", "take back-up", "take off meeting", "take off need to know",
    "take on request", "take out option", "take out part of option", "take report back",
    "take survey token",
)  # fmt: skip


def kind_of(action: str) -> str:
    """Return LOOK, TAKEN, REFUSED or CHANGE."""
    if action in CHANGES:
        return CHANGE
    begins = (kind for kind, words in BEGINS.items() if action.startswith(words))
    return next(begins, CHANGE)


def lines_of(kind: str) -> Q:
    """Return the condition for the lines of a kind, as `kind_of` tells them."""
    if kind == CHANGE:
        return ~(lines_of(LOOK) | lines_of(TAKEN) | lines_of(REFUSED))
    begins = (Q(action__startswith=words) for words in BEGINS[kind])
    return reduce(or_, begins) & ~Q(action__in=CHANGES)
