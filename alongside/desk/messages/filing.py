"""What a mail may be made into. The rooms that can, say so here; mail knows none of them.

A room registers in its own `filing.py`, which Django loads when the desk starts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Offer(NamedTuple):
    """A link: what is offered, or what a mail became."""

    words: str
    url: str


class Filing(NamedTuple):
    """How mails become rows of a kind, such as `contacts.Contact`.

    `offer` gives a person the link to do it for a mail, or None; `visible` the keys of
    the rows that a person may see (a queryset of them); `shown` the link to a row.
    """

    label: str
    offer: Callable
    visible: Callable
    shown: Callable


FILINGS: dict[str, Filing] = {}
LOOKS: list[Callable] = []
"""What each new mail is shown to, with its bytes, in the transaction that keeps it."""


def files(filing: Filing) -> Filing:
    """Register a kind of row that mails may be made into."""
    return FILINGS.setdefault(filing.label, filing)


def looks_at_new(look: Callable) -> Callable:
    """Register what looks at each new mail: it may file it, and must never raise."""
    LOOKS.append(look)
    return look


def offers_for(user, mail) -> list[Offer]:
    """Return what this person may make of a mail."""
    found = (filing.offer(user, mail) for filing in FILINGS.values())
    return [offer for offer in found if offer]
