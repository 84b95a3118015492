"""Through any sequence of what officers do to a grant, its parts and totals agree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.desk.money import grant_actions as actions
from alongside.desk.money.grant_register import account_of
from tests.desk.money.granting import LETTER, a_decision, a_grant, a_use

TODAY = date(2010, 12, 8)
AWARD, PART = 1_000, 300
# What lies at an edge, a penny to each side of it, and anything between.
EDGES = [D(each) for each in ("0.01", "149.99", "150", "150.01", "300", "300.01", "400", "700.01", "1000", "1000.01")]  # fmt: skip
POUNDS = st.sampled_from(EDGES) | st.integers(1, 100_001).map(lambda n: D(n) / 100)
STEPS = st.tuples(
    st.sampled_from(
        ["vire", "spend", "claim", "receive", "instalment", "commit", "release", "free"]
        + ["repay", "allocate", "back"]
    ),
    POUNDS,
    st.integers(0, 2),
    st.integers(0, 30),
)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


def take(by, grant, uses, decision, step) -> None:
    kind, pounds, which, place = step
    of = {"by": by, "grant": grant, "happened_on": LETTER, "pounds": pounds}
    use, to = uses[which], uses[(which + 1) % 3]
    if kind == "vire":
        actions.move(use=use, to=to, approval="Portfolio holder", **of)
    elif kind == "spend":
        committed = pounds / 2 if pounds * 100 % 2 == 0 else None
        actions.spend(use=use, committed=committed, **of)
    elif kind == "instalment":
        actions.add_instalment(by=by, grant=grant, due_on=LETTER, pounds=pounds)
    elif kind == "release":
        actions.ask_release(decision=decision, **of)
    elif kind == "back":
        entries = list(grant.entries.all())
        actions.take_back(by=by, entry=entries[place % len(entries)], why_back="x")
    else:
        named = {"use": use} if kind in ("commit", "free", "allocate") else {}
        actions.enter(kind=kind, **of, **named)


def total(entries, *kinds):
    return sum((e.pounds for e in entries if e.counts and e.kind in kinds), D(0))


@pytest.mark.slow
@settings(suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=5, max_size=14))
def test_parts_and_totals_agree_through_what_officers_do(town, steps):
    with transaction.atomic():
        grant = a_grant(town.fay, pounds=AWARD)
        uses = [a_use(town.fay, grant, f"Use {n}", PART) for n in range(3)]
        decision = a_decision(town.fay)
        done = 0
        for step in steps:
            try:
                with transaction.atomic():
                    take(town.fay, grant, uses, decision, step)
                done += 1
            except ValidationError:
                continue
        agree(grant, uses, done)
        transaction.set_rollback(True)


def agree(grant, uses, done: int) -> None:
    """The plainest other way: sums over the rows that count."""
    account = account_of(grant, TODAY)
    stands, rows = account.stands, account.entries
    assert stands.awarded == total(rows, "award")
    assert stands.spent + stands.committed + stands.left == stands.allocated
    assert stands.allocated + stands.unallocated == stands.awarded
    assert stands.allocated == total(rows, "allocate")
    assert stands.spent == total(rows, "spend")
    assert stands.committed == total(rows, "commit") - total(rows, "free")
    assert stands.unspent == total(rows, "receive") - total(rows, "spend", "repay")
    used = total(rows, "spend", "commit", "repay") - total(rows, "free")
    assert used <= total(rows, "award")
    assert max(stands.claimed, stands.received, stands.released) <= stands.awarded
    for use, of in account.uses:
        theirs = [e for e in rows if e.use_id == use.pk]
        came = total([e for e in rows if e.to_id == use.pk], "vire")
        assert of.allocated == total(theirs, "allocate") + came - total(theirs, "vire")
        assert of.left >= 0 and of.committed >= 0
    promised = sum((each.pounds for each in grant.instalments.all()), D(0))
    found = {each.code for each in account.found}
    assert ("instalments_total" in found) == (promised not in (0, stands.awarded))
    assert ("instalment_late" in found) == (promised > stands.received)
    # The award and three uses stand, and each thing done adds a line or marks one.
    assert len(rows) + grant.instalments.count() <= 4 + 2 * done
