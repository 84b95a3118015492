"""Budgets of a year: what was set, what moved from one to another, and what a post released.

A budget is its moves, in order, and nothing else. Each move has two sides: what one budget
loses another gains, and only what the council sets comes from outside. So the total can
change by nothing but what was set. Pounds are decimals in whole pence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

NOTHING = Decimal(0)


class Refused(ValueError):
    """A move that cannot be; the message says why, and what would be possible."""


@dataclass(frozen=True)
class Move:
    """Pounds above 0 into one budget: from another, or, without one, set by the council."""

    to: str
    pounds: Decimal
    source: str | None = None


@dataclass(frozen=True)
class Budget:
    """What a budget stands at, in pounds: what was set, came from others, and went."""

    set: Decimal = NOTHING
    came: Decimal = NOTHING
    went: Decimal = NOTHING

    @property
    def stands(self) -> Decimal:
        return self.set + self.came - self.went


def budgets(moves: Iterable[Move]) -> dict[str, Budget]:
    """Return where each budget stands after its moves, in their order.

    Raises Refused at the first that cannot be: pounds not above 0 or not whole pence, from a
    budget to itself, or more than a budget has.
    """
    found: dict[str, Budget] = {}
    for move in moves:
        found = after(found, move)
    return found


def after(found: Mapping[str, Budget], move: Move) -> dict[str, Budget]:
    """Return where budgets stand after one more move. Raises Refused as `budgets` does."""
    _check(found, move)
    stands = dict(found)
    to = stands.get(move.to, Budget())
    if move.source is None:
        stands[move.to] = replace(to, set=to.set + move.pounds)
        return stands
    source = stands[move.source]
    stands[move.source] = replace(source, went=source.went + move.pounds)
    stands[move.to] = replace(to, came=to.came + move.pounds)
    return stands


def _check(found: Mapping[str, Budget], move: Move) -> None:
    if move.pounds <= 0 or move.pounds != round(move.pounds, 2):
        raise Refused(f"£{move.pounds} is not an amount above 0 in whole pence.")
    if move.source == move.to:
        raise Refused("Say to which other budget it is moved.")
    if move.source is None:
        return
    has = found.get(move.source, Budget()).stands
    if move.pounds > has:
        raise Refused(
            f"£{move.pounds:,.2f} is more than the £{has:,.2f} that this budget has."
        )


def in_all(found: Mapping[str, Budget]) -> Decimal:
    """Return what all budgets stand at together: what was set, whatever moved since."""
    return sum((each.stands for each in found.values()), NOTHING)


@dataclass(frozen=True)
class Released:
    """What posts that end set free in a budget, and what it is used for, in pounds."""

    pounds: Decimal
    uses: Sequence[Decimal] = ()

    @property
    def used(self) -> Decimal:
        return sum(self.uses, NOTHING)

    @property
    def left(self) -> Decimal:
        """What nobody has said anything about: it is to be said, and not lost."""
        return self.pounds - self.used

    def use(self, pounds: Decimal) -> Released:
        """Return the same with one more use. Raises Refused beyond what is left."""
        if pounds <= 0 or pounds > self.left:
            raise Refused(
                f"£{pounds:,.2f} cannot be used: £{self.left:,.2f} of the "
                f"£{self.pounds:,.2f} released is left."
            )
        return replace(self, uses=(*self.uses, pounds))
