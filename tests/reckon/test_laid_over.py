"""One export laid over another: what it holds speaks, the rest stays, and still links."""

from __future__ import annotations

from datetime import date

from tests.story import Story, told

NAMED = "annex-a:3:A:2026-03-02"  # the same referral, as a source without keys names it


def only(*tables: str) -> Story:
    story = Story()
    return story.without(*set(story.records.rows) - set(tables))


def referred(key: str, on: str = "2026-03-02", child: str = "A") -> Story:
    return only("ssd_cin_episodes").referral(key, on, child=child)


def decided() -> Story:
    """A referral and its decision, from a source with keys."""
    story = only("ssd_cin_episodes", "local_referral_decisions")
    return story.referral("R1", "2026-03-02").decision("R1", "2026-03-03")


def decisions_link_to(story: Story) -> list[object]:
    records = story.records.laid_over(decided().records)
    return [row["refd_referral_id"] for row in records.rows["local_referral_decisions"]]


def test_what_is_held_speaks_and_the_rest_stays():
    records = referred("R2", "2026-03-05").records.laid_over(decided().records)
    assert [row["cine_referral_id"] for row in records.rows["ssd_cin_episodes"]] == [
        "R2"
    ]
    assert len(records.rows["local_referral_decisions"]) == 1


def test_a_table_without_rows_speaks_too():
    records = only("local_referral_decisions").records.laid_over(decided().records)
    assert records.rows["local_referral_decisions"] == []


def test_what_is_kept_links_to_the_same_referral_under_its_other_name():
    assert decisions_link_to(referred(NAMED)) == [NAMED]


def test_it_does_not_link_to_another_childs_or_another_days():
    assert decisions_link_to(referred(NAMED, child="B")) == ["R1"]
    assert decisions_link_to(referred(NAMED, on="2026-03-03")) == ["R1"]


def test_a_key_that_is_still_there_keeps_its_links():
    for first, second in ((NAMED, "R1"), ("R1", NAMED)):
        both = referred(first).referral(second, "2026-03-02")
        assert decisions_link_to(both) == ["R1"]


def test_what_was_laid_over_is_left_as_it_was():
    earlier = decided()
    referred(NAMED).records.laid_over(earlier.records)
    (row,) = earlier.records.rows["local_referral_decisions"]
    assert (row["refd_referral_id"], row["refd_decision_date"]) == ("R1", date(2026, 3, 3))  # fmt: skip


def test_a_referral_decided_before_stays_decided():
    story = referred(NAMED)
    story.records = story.records.laid_over(decided().records)
    assert told(story, "2026-03-10", "REF_DECISION") == [
        "REF_DECISION 2026-03-02 2026-03-03 2026-03-03 met"
    ]


def test_latest_only_goes_with_its_table():
    earlier = only("ssd_cp_visits", "ssd_cla_visits").latest_only("ssd_cp_visits", "ssd_cla_visits")  # fmt: skip
    now = only("ssd_cp_visits", "ssd_cla_reviews").latest_only("ssd_cla_reviews")
    records = now.records.laid_over(earlier.records)
    assert records.latest_only == {"ssd_cla_visits", "ssd_cla_reviews"}
