"""A grant's account: what was awarded, for what, what came, what went, and what is left.

An account is its entries, in order, and nothing else: each position is worked out from
them, so no total can disagree with its parts. Pounds are decimals in whole pence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

NOTHING = Decimal(0)
KINDS = {
    "award": "Awarded",
    "allocate": "Allocated to a use",
    "vire": "Moved from one use to another",
    "receive": "Received from the funder",
    "release": "Released to be spent",
    "commit": "Committed",
    "free": "Commitment ended",
    "spend": "Spent",
    "claim": "Claimed from the funder",
    "repay": "Paid back to the funder",
}
OF_A_USE = {"allocate", "vire", "commit", "free", "spend"}


class Refused(ValueError):
    """An entry that cannot be; the message says why, and what would be possible."""


@dataclass(frozen=True)
class Entry:
    """One thing that happened to a grant, on a day, of an amount above 0.

    `use` is what it is allocated to, and `to` the use it is moved to. `approval` says who
    allowed it and where that is written: a release and a move need one. What is spent of a
    commitment is two entries: the commitment ended, and the sum spent.
    """

    kind: str
    day: date
    pounds: Decimal
    use: str = ""
    to: str = ""
    approval: str = ""


@dataclass(frozen=True)
class Use:
    """What one use of a grant stands at, in pounds."""

    allocated: Decimal = NOTHING
    committed: Decimal = NOTHING
    spent: Decimal = NOTHING

    @property
    def left(self) -> Decimal:
        """Allocated, and neither spent nor committed."""
        return self.allocated - self.committed - self.spent


@dataclass(frozen=True)
class Position:
    """Where a grant stands after some entries, in pounds."""

    awarded: Decimal = NOTHING
    claimed: Decimal = NOTHING
    received: Decimal = NOTHING
    released: Decimal = NOTHING
    repaid: Decimal = NOTHING
    uses: Mapping[str, Use] = field(default_factory=dict)

    def _in_all(self, part: str) -> Decimal:
        return sum((getattr(use, part) for use in self.uses.values()), NOTHING)

    @property
    def allocated(self) -> Decimal:
        return self._in_all("allocated")

    @property
    def committed(self) -> Decimal:
        return self._in_all("committed")

    @property
    def spent(self) -> Decimal:
        return self._in_all("spent")

    @property
    def unallocated(self) -> Decimal:
        return self.awarded - self.allocated

    @property
    def still_to_come(self) -> Decimal:
        return self.awarded - self.received

    @property
    def left(self) -> Decimal:
        """Allocated, and neither spent nor committed, over all uses."""
        return self.allocated - self.committed - self.spent

    @property
    def held(self) -> Decimal:
        """Awarded, and not paid back: what can be spent in all."""
        return self.awarded - self.repaid

    @property
    def free(self) -> Decimal:
        """Held, and neither spent nor committed. Below 0 where what was paid back was used."""
        return self.held - self.spent - self.committed

    @property
    def not_spent(self) -> Decimal:
        """Awarded, and neither spent nor paid back: what lapses if nobody acts."""
        return self.awarded - self.spent - self.repaid

    @property
    def unspent(self) -> Decimal:
        """Received, and neither spent nor paid back: below 0 where spending ran ahead."""
        return self.received - self.spent - self.repaid


def position(entries: Iterable[Entry]) -> Position:
    """Return where a grant stands after its entries, in their order.

    Raises Refused at the first that cannot be: an amount that is not above 0 or not in
    whole pence; more released, received or claimed than was awarded; more moved,
    committed or spent than a use has left; more paid back than is unspent.

    Accounts kept before `after` minded what was paid back are read too: where some of it
    was used again, `free` is below 0.
    """
    stands = Position()
    for entry in entries:
        stands = _read(stands, entry)
    return stands


def after(stands: Position, entry: Entry) -> Position:
    """Return where a grant stands after one more entry.

    Raises Refused as `position` does, and where more would be spent, committed or paid
    back than the grant holds: what was paid back of it is gone.
    """
    then = _read(stands, entry)
    if then.free < min(stands.free, NOTHING):
        free = max(stands.free, NOTHING)
        gone = f", {_said(stands.repaid)} of it paid back" if stands.repaid else ""
        raise Refused(
            f"{_said(entry.pounds)} is more than the {_said(free)} that is neither spent "
            f"nor committed of the {_said(stands.awarded)} awarded{gone}."
        )
    return then


def _read(stands: Position, entry: Entry) -> Position:
    _check_amount(entry)
    if entry.kind in OF_A_USE:
        return _of_use(stands, entry)
    if entry.kind == "award":
        return replace(stands, awarded=stands.awarded + entry.pounds)
    if entry.kind == "repay":
        _no_more(entry, stands.unspent, "is unspent")
        return replace(stands, repaid=stands.repaid + entry.pounds)
    part = {"claim": "claimed", "receive": "received", "release": "released"}[
        entry.kind
    ]
    so_far = getattr(stands, part)
    _no_more(entry, stands.awarded - so_far, f"was awarded and not yet {part}")
    return replace(stands, **{part: so_far + entry.pounds})


def _of_use(stands: Position, entry: Entry) -> Position:
    if entry.kind == "vire":
        return _moved(stands, entry)
    if entry.kind == "allocate":
        _no_more(entry, stands.unallocated, "is unallocated")
        return _with(stands, entry.use, "allocated", entry.pounds)
    of = _use(stands, entry.use)
    if entry.kind == "free":
        _no_more(entry, of.committed, f"is committed of “{entry.use}”")
        return _with(stands, entry.use, "committed", -entry.pounds)
    _no_more(entry, of.left, f"is left of “{entry.use}”")
    part = "committed" if entry.kind == "commit" else "spent"
    return _with(stands, entry.use, part, entry.pounds)


def _moved(stands: Position, entry: Entry) -> Position:
    _no_more(entry, _use(stands, entry.use).left, f"is left of “{entry.use}”")
    if not entry.to or entry.to == entry.use:
        raise Refused("Say to which other use it is moved.")
    taken = _with(stands, entry.use, "allocated", -entry.pounds)
    return _with(taken, entry.to, "allocated", entry.pounds)


def _with(stands: Position, name: str, part: str, more: Decimal) -> Position:
    if not name:
        raise Refused("Say which use of the grant this is.")
    use = stands.uses.get(name, Use())
    changed = replace(use, **{part: getattr(use, part) + more})
    return replace(stands, uses={**stands.uses, name: changed})


def _use(stands: Position, name: str) -> Use:
    if name not in stands.uses:
        known = ", ".join(stands.uses) or "none yet"
        raise Refused(f"Nothing is allocated to “{name}”. Uses of this grant: {known}.")
    return stands.uses[name]


def _check_amount(entry: Entry) -> None:
    if entry.kind not in KINDS:
        raise Refused(
            f"“{entry.kind}” is not an entry. Use one of: {', '.join(KINDS)}."
        )
    if entry.pounds <= 0 or entry.pounds != round(entry.pounds, 2):
        raise Refused(f"£{entry.pounds} is not an amount above 0 in whole pence.")


def _no_more(entry: Entry, most: Decimal, which: str) -> None:
    if entry.pounds > most:
        raise Refused(
            f"{_said(entry.pounds)} is more than the {_said(most)} that {which}."
        )


def _said(pounds: Decimal) -> str:
    return f"£{pounds:,.2f}"


@dataclass(frozen=True)
class Year:
    """What a grant came to in one financial year, by the April it began in, in pounds.

    `unspent` is what was received and neither spent nor paid back on its 31 March, of this
    year and all before; below 0 where spending ran ahead.
    """

    began: int
    received: Decimal
    spent: Decimal
    repaid: Decimal
    unspent: Decimal

    @property
    def ends(self) -> date:
        return date(self.began + 1, 3, 31)

    @property
    def label(self) -> str:
        """2026/27"""
        return f"{self.began}/{self.ends:%y}"


def years(entries: Iterable[Entry]) -> list[Year]:
    """Return each financial year in which something came or went, and those between."""
    moved = [e for e in entries if e.kind in {"receive", "spend", "repay"}]
    if not moved:
        return []
    all_of = [financial_year(entry.day) for entry in moved]
    found, unspent = [], NOTHING
    for began in range(min(all_of), max(all_of) + 1):
        received, spent, repaid = (
            sum(
                (
                    e.pounds
                    for e, of in zip(moved, all_of, strict=True)
                    if of == began and e.kind == kind
                ),
                NOTHING,
            )
            for kind in ("receive", "spend", "repay")
        )
        unspent += received - spent - repaid
        found.append(Year(began, received, spent, repaid, unspent))
    return found


def financial_year(day: date) -> int:
    """Return the April in which the financial year of a day began."""
    return day.year if day.month >= 4 else day.year - 1
