"""What is to be looked at in a grant: what an account may hold, and should not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.reckon.money.grants import Entry, Position

SOON = 60  # days before its end, from which a grant that has something left is told


@dataclass(frozen=True)
class PerHead:
    """A sum for each of some people, and what comes on top: six at £4,000, and £15,000."""

    heads: int
    each: Decimal
    on_top: Decimal = Decimal(0)

    @property
    def pounds(self) -> Decimal:
        return self.heads * self.each + self.on_top


@dataclass(frozen=True)
class Instalment:
    """What the funder said it would pay, by when."""

    due: date
    pounds: Decimal


@dataclass(frozen=True)
class Finding:
    """What was found: a stable code, in words, and what to do."""

    code: str
    what: str
    do: str


def findings(
    stands: Position,
    entries: Iterable[Entry],
    today: date,
    ends: date | None = None,
    instalments: Iterable[Instalment] = (),
    asked: Decimal = Decimal(0),
    schemes: Mapping[str, PerHead] | None = None,
    by_decision: bool = True,
    starts: date | None = None,
) -> list[Finding]:
    """Return what is to be looked at, most pressing first.

    `asked` is what a report asks to have released, not decided yet; `schemes` says which
    uses are a sum for each of some people; `by_decision` whether it may be spent only once
    it is released. `starts` and `ends` are the first and the last day on which it may be
    spent.
    """
    listed = list(entries)
    return [
        *_lapses(stands, today, ends),
        *_late_instalments(stands, list(instalments), today),
        *_asked_and_allocated(stands, asked),
        *_used_again(stands),
        *_spent_ahead(stands, by_decision),
        *_claims(stands, ends, today),
        *_without_approval(listed),
        *_outside_its_days(listed, starts, ends),
        *_per_head(stands, schemes or {}),
    ]


def _lapses(stands: Position, today: date, ends: date | None) -> Iterator[Finding]:
    left = stands.not_spent
    if ends is None or left <= 0 or (ends - today).days > SOON:
        return
    if today > ends:
        what = f"It ended on {ends:%-d %B %Y} with £{left:,.2f} not spent."
        yield Finding("ended", what, "Agree with the funder what is paid back or kept.")
    else:
        what = f"It ends on {ends:%-d %B %Y}, and £{left:,.2f} is not spent."
        yield Finding(
            "lapses", what, "Spend it, or ask the funder to carry it forward."
        )


def _late_instalments(
    stands: Position, instalments: list[Instalment], today: date
) -> Iterator[Finding]:
    due = sum((each.pounds for each in instalments if each.due < today), Decimal(0))
    if due > stands.received:
        yield Finding(
            "instalment_late",
            f"£{due:,.2f} was due by now and £{stands.received:,.2f} was received.",
            "Ask the funder for the instalment.",
        )
    promised = sum((each.pounds for each in instalments), Decimal(0))
    if instalments and promised != stands.awarded:
        yield Finding(
            "instalments_total",
            f"Instalments come to £{promised:,.2f}, the award is £{stands.awarded:,.2f}.",
            "Correct the instalments or the award.",
        )


def _asked_and_allocated(stands: Position, asked: Decimal) -> Iterator[Finding]:
    if asked and stands.released + asked != stands.allocated:
        yield Finding(
            "asked_total",
            f"Released and asked for come to £{stands.released + asked:,.2f}, "
            f"the uses to £{stands.allocated:,.2f}: "
            f"£{abs(stands.released + asked - stands.allocated):,.2f} apart.",
            "Correct the sum that is asked for, or the uses.",
        )
    if stands.released + asked > stands.awarded:
        yield Finding(
            "asked_over",
            f"Released and asked for is more than the award of £{stands.awarded:,.2f}.",
            "Ask for no more than the award.",
        )


def _used_again(stands: Position) -> Iterator[Finding]:
    if stands.free < 0:
        yield Finding(
            "paid_back_used",
            f"£{stands.repaid:,.2f} was paid back, and £{-stands.free:,.2f} of that is spent "
            "or committed all the same.",
            "Take back the entry that is wrong, or say what else pays for it.",
        )


def _spent_ahead(stands: Position, by_decision: bool) -> Iterator[Finding]:
    if by_decision and stands.spent > stands.released:
        yield Finding(
            "spent_unreleased",
            f"£{stands.spent:,.2f} is spent and £{stands.released:,.2f} was released.",
            "Ask for the release, or correct the spending.",
        )
    if stands.unspent < 0:
        yield Finding(
            "spent_unreceived",
            f"£{-stands.unspent:,.2f} more is spent than was received.",
            "Claim it, and say what pays for it until it comes.",
        )


def _claims(stands: Position, ends: date | None, today: date) -> Iterator[Finding]:
    if stands.claimed > stands.spent:
        yield Finding(
            "claimed_unspent",
            f"£{stands.claimed:,.2f} is claimed and £{stands.spent:,.2f} is spent.",
            "Check that the conditions allow to claim ahead of spending.",
        )
    unclaimed = stands.spent - max(stands.claimed, stands.received)
    if stands.claimed and ends and today > ends and unclaimed > 0:
        yield Finding(
            "unclaimed",
            f"It has ended, and £{unclaimed:,.2f} that was spent is not claimed.",
            "Claim it, or say what pays for it.",
        )


def _without_approval(entries: list[Entry]) -> Iterator[Finding]:
    for entry in entries:
        if entry.kind in {"release", "vire"} and not entry.approval.strip():
            yield Finding(
                "approval_missing",
                f"£{entry.pounds:,.2f} of {entry.day:%-d %B %Y} has no approval.",
                "Say who decided it, when, and in which paragraph it was asked for.",
            )


def _outside_its_days(
    entries: list[Entry], starts: date | None, ends: date | None
) -> Iterator[Finding]:
    for entry in entries:
        if entry.kind != "spend":
            continue
        told = f"£{entry.pounds:,.2f} was spent on {entry.day:%-d %B %Y},"
        if starts and entry.day < starts:
            yield Finding(
                "spent_early",
                f"{told} before its first day, {starts:%-d %B %Y}.",
                "Move it to another source, or show the funder's consent.",
            )
        if ends and entry.day > ends:
            yield Finding(
                "spent_late",
                f"{told} after its end.",
                "Move it to another source, or show the funder's consent.",
            )


def _per_head(stands: Position, schemes: Mapping[str, PerHead]) -> Iterator[Finding]:
    for name, scheme in schemes.items():
        allocated = stands.uses[name].allocated if name in stands.uses else Decimal(0)
        if allocated != scheme.pounds:
            yield Finding(
                "per_head",
                f"“{name}” is £{allocated:,.2f}; {scheme.heads} at £{scheme.each:,.2f} "
                f"and £{scheme.on_top:,.2f} come to £{scheme.pounds:,.2f}.",
                "Correct the number of people, the sum for each, or the use.",
            )
