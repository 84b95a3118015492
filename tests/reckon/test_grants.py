"""A grant's account: report 004's by hand, and any sequence of entries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.money.grant_checks import Instalment, PerHead, findings
from alongside.reckon.money.grants import (
    Entry,
    Position,
    Refused,
    after,
    position,
    years,
)

DAY = date(2010, 10, 20)


def of(
    kind, pounds, use="", to="", approval="Executive, 3 November 2010, paragraph 2.1"
):
    return Entry(kind, DAY, D(pounds), use, to, approval)


# Report 004: two grants in one, £130,000 by five uses and £39,000 for six people; £72,000
# released already, and £98,000 asked for.
REPORT_004 = [
    of("award", 169_000),
    *[
        of("allocate", pounds, use)
        for use, pounds in {
            "Practitioners": 20_000,
            "Remodelling": 40_000,
            "Floor walkers": 20_000,
            "Training": 20_000,
            "Students": 30_000,
            "Newly qualified": 39_000,
        }.items()
    ],
    of("release", 72_000),
]


def codes(found):
    return [each.code for each in found]


def test_the_uses_of_report_004_come_to_its_award():
    stands = position(REPORT_004)
    assert stands.allocated == stands.awarded == 169_000 and stands.unallocated == 0


def test_170_000_asked_for_against_169_000_is_found():
    found = findings(position(REPORT_004), REPORT_004, DAY, asked=D(98_000))
    assert codes(found) == ["asked_total", "asked_over"]
    assert "£170,000.00, the uses to £169,000.00: £1,000.00 apart" in found[0].what
    right = findings(position(REPORT_004), REPORT_004, DAY, asked=D(97_000))
    assert codes(right) == []


def test_six_at_4_000_and_15_000_are_39_000():
    scheme = {"Newly qualified": PerHead(6, D(4_000), D(15_000))}
    stands = position(REPORT_004)
    assert findings(stands, REPORT_004, DAY, schemes=scheme) == []
    fewer = {"Newly qualified": PerHead(5, D(4_000), D(15_000))}
    assert codes(findings(stands, REPORT_004, DAY, schemes=fewer)) == ["per_head"]
    nobody = {"Mentors": PerHead(1, D(1_000))}
    assert codes(findings(stands, REPORT_004, DAY, schemes=nobody)) == ["per_head"]


@pytest.mark.parametrize(
    "entry, words",
    [
        (of("allocate", "0.01", "Training"), "more than the £0.00 that is unallocated"),
        (of("release", "97000.01"), "£97,000.00 that was awarded and not yet released"),
        (of("receive", 169_001), "not yet received"),
        (of("claim", 169_001), "not yet claimed"),
        (of("spend", 20_001, "Training"), "£20,000.00 that is left of “Training”"),
        (of("commit", 1, "Biscuits"), "Nothing is allocated to “Biscuits”"),
        (of("vire", 1, "Training", "Training"), "to which other use"),
        (of("vire", 20_001, "Training", "Students"), "is left of “Training”"),
        (of("free", 1, "Training"), "£0.00 that is committed"),
        (of("repay", 1), "£0.00 that is unspent"),
        (of("spend", 0, "Training"), "not an amount above 0"),
        (of("spend", "0.001", "Training"), "whole pence"),
        (of("allocate", 1), "which use|unallocated"),
        (of("borrow", 1), "is not an entry"),
    ],
)
def test_what_cannot_be_is_refused_in_words(entry, words):
    with pytest.raises(Refused, match=words):
        after(position(REPORT_004), entry)


def test_spending_ahead_of_release_and_receipt_is_told():
    entries = [*REPORT_004, of("spend", 40_000, "Remodelling")]
    entries += [of("spend", 30_000, "Students"), of("spend", 5_000, "Training")]
    found = findings(position(entries), entries, DAY)
    assert codes(found) == ["spent_unreleased", "spent_unreceived"]
    assert "£75,000.00 more is spent than was received" in found[1].what
    unheld = findings(position(entries), entries, DAY, by_decision=False)
    assert codes(unheld) == ["spent_unreceived"]


@pytest.mark.parametrize(
    "today, found",
    [
        (date(2011, 1, 29), []),  # 61 days before its end
        (date(2011, 1, 30), ["lapses"]),
        (date(2011, 3, 31), ["lapses"]),
        (date(2011, 4, 1), ["ended"]),
    ],
)
def test_what_lapses_is_told_sixty_days_before(today, found):
    stands = position(REPORT_004)
    ends = date(2011, 3, 31)
    assert codes(findings(stands, REPORT_004, today, ends=ends)) == found


def test_an_instalment_is_late_on_the_day_after_it_was_due():
    stands, due = position(REPORT_004), date(2010, 10, 19)
    instalments = [Instalment(due, D(100_000)), Instalment(date(2011, 1, 1), D(69_000))]
    assert codes(findings(stands, [], due, instalments=instalments)) == []
    assert codes(findings(stands, [], DAY, instalments=instalments)) == [
        "instalment_late"
    ]
    short = instalments[1:]
    assert codes(findings(stands, [], DAY, instalments=short)) == ["instalments_total"]


def test_a_release_or_a_move_needs_its_approval_and_late_spending_is_told():
    entries = [*REPORT_004, of("vire", 1, "Training", "Students", approval=" ")]
    entries += [Entry("spend", date(2011, 4, 1), D(5), "Students")]
    found = findings(position(entries), entries, DAY, ends=date(2011, 3, 31))
    assert codes(found) == ["spent_unreceived", "approval_missing", "spent_late"]


def test_spending_before_the_first_day_is_told():
    entries = [*REPORT_004, of("receive", 10), of("spend", 5, "Students")]
    first = {"starts": date(2010, 10, 21)}
    found = findings(position(entries), entries, DAY, **first)
    assert codes(found) == ["spent_early"]
    assert "20 October 2010, before its first day, 21 October 2010" in found[0].what
    assert codes(findings(position(entries), entries, DAY, starts=DAY)) == []


# £1,000 for Training, all received, £300 of it spent and £200 committed; £500 is free.
PART_USED = [
    of("award", 1_000), of("allocate", 1_000, "Training"), of("receive", 1_000),
    of("spend", 300, "Training"), of("commit", 200, "Training"),
]  # fmt: skip


@pytest.mark.parametrize(
    "paid_back, entry, words",
    [
        (500, of("spend", "0.01", "Training"), "£0.01 is more than the £0.00 that is neither spent nor committed of the £1,000.00 awarded, £500.00 of it paid back."),
        (500, of("commit", 1, "Training"), "more than the £0.00"),
        ("499.99", of("spend", "0.02", "Training"), "more than the £0.01"),
        (1, of("repay", "499.01"), "more than the £499.00"),
    ],
)  # fmt: skip
def test_what_was_paid_back_is_not_used_again(paid_back, entry, words):
    stands = after(position(PART_USED), of("repay", paid_back))
    with pytest.raises(Refused, match=words):
        after(stands, entry)


def test_what_is_committed_is_not_paid_back_until_the_commitment_ends():
    with pytest.raises(
        Refused, match="£500.01 is more than the £500.00 that is neither"
    ):
        after(position(PART_USED), of("repay", "500.01"))
    freed = after(position(PART_USED), of("free", 200, "Training"))
    assert after(freed, of("repay", 700)).free == 0


def test_an_account_kept_before_that_used_it_again_is_read_and_told():
    kept = [*PART_USED, of("repay", 500), of("spend", 40, "Training")]
    stands = position(kept)
    assert stands.free == -40 and stands.spent == 340
    found = findings(stands, kept, DAY, by_decision=False)
    assert codes(found) == ["paid_back_used"]
    assert "£500.00 was paid back, and £40.00 of that is spent" in found[0].what
    with pytest.raises(Refused, match="more than the £0.00 that is neither"):
        after(stands, of("spend", 1, "Training"))
    assert after(stands, of("free", 40, "Training")).free == 0


def test_each_year_ends_with_what_came_and_did_not_go():
    def on(kind, day, pounds):
        return Entry(kind, day, D(pounds), "Training")

    entries = [
        on("receive", date(2011, 3, 31), 100),
        on("spend", date(2011, 4, 1), 30),
        on("commit", date(2011, 4, 1), 40),
        on("repay", date(2013, 4, 1), 50),
    ]
    assert [(y.began, y.received, y.spent, y.repaid, y.unspent) for y in years(entries)] == [
        (2010, 100, 0, 0, 100), (2011, 0, 30, 0, 70), (2012, 0, 0, 0, 70), (2013, 0, 0, 50, 20),
    ]  # fmt: skip
    assert years(entries)[0].ends == date(2011, 3, 31) and years([]) == []


def test_claiming_ahead_and_never_claiming_are_told():
    ahead = [*REPORT_004, of("receive", 9_000), of("spend", 5_000, "Training")]
    ends = date(2011, 3, 31)

    def found(entries, today=DAY):
        return codes(findings(position(entries), entries, today, ends=ends))

    assert found([*ahead, of("claim", "5000.01")]) == ["claimed_unspent"]
    assert found([*ahead, of("claim", 5_000)]) == []
    part = [*ahead, of("claim", 5_000), of("spend", 5_000, "Students")]
    assert found(part) == ["spent_unreceived"]
    assert found(part, date(2011, 4, 1)) == ["ended", "spent_unreceived", "unclaimed"]


AMOUNTS = st.integers(1, 200_000).map(lambda pence: D(pence) / 100)
USES = st.sampled_from(["Training", "Students", "Posts"])
ENTRIES = st.builds(
    Entry,
    st.sampled_from(
        ["award", "allocate", "vire", "receive", "release", "commit", "free", "spend"]
        + ["repay", "claim"]
    ),
    st.dates(date(2010, 3, 30), date(2012, 4, 2)),
    AMOUNTS,
    USES,
    USES,
)


def total(kept, *kinds, use=None):
    """The plainest other way: a sum over the entries that were taken."""
    return sum(
        (e.pounds for e in kept if e.kind in kinds and use in (None, e.use)), D(0)
    )


@given(st.lists(ENTRIES, max_size=60))
def test_parts_and_totals_agree_through_any_sequence(entries):
    stands, kept = Position(), []
    for entry in entries:
        try:
            stands = after(stands, entry)
        except Refused:
            continue
        kept.append(entry)
    assert stands.allocated == total(kept, "allocate")
    assert stands.spent == total(kept, "spend")
    assert stands.committed == total(kept, "commit") - total(kept, "free")
    assert stands.unspent == total(kept, "receive") - total(kept, "spend", "repay")
    assert stands.allocated <= stands.awarded == total(kept, "award")
    assert max(stands.received, stands.released, stands.claimed) <= stands.awarded
    assert stands.claimed == total(kept, "claim")
    assert stands.spent + stands.committed + stands.repaid <= stands.awarded
    assert position(kept) == stands
    assert stands.left == sum((use.left for use in stands.uses.values()), D(0))
    ends = years(kept)
    assert sum((each.spent for each in ends), D(0)) == stands.spent
    assert (ends[-1].unspent if ends else 0) == stands.unspent
    for name, use in stands.uses.items():
        moved_in = sum(
            (e.pounds for e in kept if e.kind == "vire" and e.to == name), D(0)
        )
        moved_out = total(kept, "vire", use=name)
        assert use.allocated == total(kept, "allocate", use=name) + moved_in - moved_out
        assert use.left >= 0 and use.committed >= 0
