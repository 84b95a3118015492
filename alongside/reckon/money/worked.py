"""The cost of a post as a sum that anybody can follow: a line a part, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.reckon.money.post import Person, cost
from alongside.reckon.money.rates import Rates, held


@dataclass(frozen=True)
class Line:
    """One part of a cost: how it is worked out, its pounds a year (not rounded), its source.

    `verified` is None where the line rests on nothing but what was typed in beside it.
    """

    what: str
    how: str
    pounds: Decimal
    source: str = ""
    verified: bool | None = None


def lines(person: Person, day: date, rates: Rates | None = None) -> list[Line]:
    """Return the parts of what a person costs in a full year, at the rates of a day.

    They add up to `cost(person, day).full_year`. Raises NoRate as that does.
    """
    return list(_parts(person, day, rates or held()))


def _parts(person: Person, day: date, rates: Rates) -> Iterator[Line]:
    found, ni, levy = cost(person, day, rates), rates.ni_on(day), rates.levy_on(day)
    pay = f"£{found.salary + found.allowances:,.2f}"
    yield Line("Salary", f"£{person.full_time:,.2f} × {person.fte:f} FTE", found.salary)
    if person.allowances:
        yield Line("Allowances", "as typed in", found.allowances)
    how = f"{percent(ni.rate)} of what {pay} is above £{ni.threshold:,.2f}"
    if person.beside:
        all_pay = f"£{found.salary + found.allowances + person.beside:,.2f}"
        how = (
            f"{percent(ni.rate)} of what {all_pay} in all their posts is above "
            f"£{ni.threshold:,.2f}, the part of it that {pay} is of that pay"
        )
    yield Line(
        "Employer’s National Insurance",
        how,
        found.employers_ni,
        ni.source,
        ni.verified,
    )
    if person.pension:
        yield Line("Pension", f"{percent(person.pension)} of {pay}", found.pension)
    if levy:
        how = f"{percent(levy.rate)} of {pay}"
        yield Line("Apprenticeship levy", how, found.levy, levy.source, levy.verified)


def percent(share: Decimal) -> str:
    """Return a share of 1 as people write it: 0.138 is 13.8%."""
    return f"{(share * 100).normalize():f}%"
