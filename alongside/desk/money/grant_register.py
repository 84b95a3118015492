"""Where grants stand: each account worked out from its entries, with what is to be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from alongside.desk.access.models import User
from alongside.desk.money.grant_models import Grant, GrantEntry, GrantUse, reckoned
from alongside.reckon.money.grant_checks import Finding, findings
from alongside.reckon.money.grants import Position, Use, Year, position, years

# What costs money if nobody looks; the others are for whoever opens the page.
PRESSING = {"ended", "lapses", "instalment_late", "unclaimed"}


@dataclass(frozen=True)
class Account:
    """A grant, its entries as they were added, where it stands, and what was found."""

    grant: Grant
    entries: list[GrantEntry]
    stands: Position
    found: list[Finding]
    asked: Decimal

    @property
    def pressing(self) -> list[Finding]:
        return [each for each in self.found if each.code in PRESSING]

    @property
    def uses(self) -> list[tuple[GrantUse, Use]]:
        """Each use with where it stands."""
        return [
            (use, self.stands.uses.get(use.name, Use()))
            for use in self.grant.uses.all()
        ]

    @property
    def years(self) -> list[Year]:
        return years(reckoned(each for each in self.entries if each.counts))

    def paid_for(self, adds: str) -> Decimal:
        """What is allocated to something new, or to what the council pays for already."""
        parts = (of.allocated for use, of in self.uses if use.adds == adds)
        return sum(parts, Decimal(0))


def account_of(grant: Grant, today: date) -> Account:
    """Return the account of a grant; of those of `with_accounts`, without a question more."""
    entries = list(grant.entries.all())
    counted = reckoned(each for each in entries if each.counts)
    stands = position(counted)
    asked = sum((each.pounds for each in entries if each.waits), Decimal(0))
    schemes = {use.name: use.scheme for use in grant.uses.all() if use.scheme}
    due = [each.reckoned() for each in grant.instalments.all()]
    found = findings(
        stands, counted, today, grant.ends_on, due, asked, schemes, grant.by_decision,
        grant.starts_on,
    )  # fmt: skip
    return Account(grant, entries, stands, found, asked)


def accounts(grants: Iterable[Grant], today: date) -> list[Account]:
    return [account_of(each, today) for each in grants]


def with_accounts(user: User):
    """Return the grants this person may see, with all that an account is worked out from."""
    entries = GrantEntry.objects.in_order()
    found = Grant.objects.visible_to(user).by_end().select_related("keeper")
    return found.prefetch_related("uses", "instalments", Prefetch("entries", entries))


def to_look_at(user: User, today: date) -> list[Account]:
    """Return the grants of which something lapses, is late, or is not claimed."""
    found = accounts(with_accounts(user), today)
    return [each for each in found if each.pressing]
