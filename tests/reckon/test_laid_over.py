"""One export laid over another: what it holds speaks, the rest stays, and still links."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.reckon.intake import read as read_export
from alongside.reckon.intake.reports import load
from alongside.reckon.intake.reports.reading import read_with
from alongside.reckon.laid_over import laid_over
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
    records = laid_over(story.records, decided().records)
    return [row["refd_referral_id"] for row in records.rows["local_referral_decisions"]]


def test_what_is_held_speaks_and_the_rest_stays():
    records = laid_over(referred("R2", "2026-03-05").records, decided().records)
    assert [row["cine_referral_id"] for row in records.rows["ssd_cin_episodes"]] == [
        "R2"
    ]
    assert len(records.rows["local_referral_decisions"]) == 1


def test_a_table_without_rows_speaks_too():
    records = laid_over(only("local_referral_decisions").records, decided().records)
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
    laid_over(referred(NAMED).records, earlier.records)
    (row,) = earlier.records.rows["local_referral_decisions"]
    assert (row["refd_referral_id"], row["refd_decision_date"]) == ("R1", date(2026, 3, 3))  # fmt: skip


def test_a_referral_decided_before_stays_decided():
    story = referred(NAMED)
    story.records = laid_over(story.records, decided().records)
    assert told(story, "2026-03-10", "REF_DECISION") == [
        "REF_DECISION 2026-03-02 2026-03-03 2026-03-03 met"
    ]


def test_latest_only_goes_with_its_table():
    earlier = only("ssd_cp_visits", "ssd_cla_visits").latest_only("ssd_cp_visits", "ssd_cla_visits")  # fmt: skip
    now = only("ssd_cp_visits", "ssd_cla_reviews").latest_only("ssd_cla_reviews")
    records = laid_over(now.records, earlier.records)
    assert records.latest_only == {"ssd_cla_visits", "ssd_cla_reviews"}


def test_complete_since_goes_with_its_table():
    held = ("ssd_cp_reviews", "ssd_cla_reviews", "ssd_cp_visits")
    earlier = only(*held).complete_since("2024-04-01", *held)
    now = only(*held[:2]).complete_since("2025-04-01", held[0])
    records = laid_over(now.records, earlier.records)
    assert records.complete_since == {
        "ssd_cp_reviews": date(2025, 4, 1),
        "ssd_cp_visits": date(2024, 4, 1),
    }


def test_decisions_that_come_alone_are_on_the_childs_latest_referral_by_then():
    annex = referred("annex-a:3:A:2026-03-02").referral(NAMED + "x", "2026-03-09")
    annex.referral("annex-a:3:B:2026-03-02", "2026-03-02", child="B")
    alone = only("local_referral_decisions").decision("REF/1", "2026-03-05")
    alone.decision("REF/2", "2026-03-12").decision("REF/3", "2026-03-01")
    alone.decision(NAMED, "2026-03-12").decision("REF/4", "2026-03-05", child="C")
    records = laid_over(alone.records, annex.records)
    links = [r["refd_referral_id"] for r in records.rows["local_referral_decisions"]]
    assert links == [NAMED, NAMED + "x", "REF/3", NAMED, "REF/4"]


def test_who_a_child_is_stays_known_while_a_list_kept_names_them():
    """List 6 alone says nothing of a looked after child's birth."""
    before = only("ssd_person", "ssd_cla_episodes", "ssd_cin_visits")
    before.born("2020-01-01", "1").born("2020-01-02", "2").born("2020-01-03", "3")
    before.care("P", "2024-01-01", child="1").cin_visit("2026-01-01", child="2")
    now = only("ssd_person", "ssd_cin_visits").born("2020-02-03", "3")
    people = laid_over(now.records, before.records).rows["ssd_person"]
    born = {row["pers_person_id"]: row["pers_dob"] for row in people}
    assert born == {"3": date(2020, 2, 3), "1": date(2020, 1, 1)}


def known() -> Story:
    """Who A and B are, as the last whole export says."""
    story = only("ssd_person", "ssd_cp_plans")
    for child in "AB":
        story.records.add(
            "ssd_person", pers_person_id=child, pers_surname="Hale", pers_sex="F",
            pers_dob=date(2014, 5, 2),
        )  # fmt: skip
    return story


def who(records, child: str) -> tuple:
    found = [r for r in records.rows["ssd_person"] if r["pers_person_id"] == child]
    assert len(found) == 1
    return tuple(
        found[0].get(name) for name in ("pers_surname", "pers_sex", "pers_dob")
    )


@pytest.fixture
def report(tmp_path):
    """Read a report of so many columns by a layout of them."""

    def read(headers: dict[str, str], *rows: str):
        path = tmp_path / "report.csv"
        path.write_text("\n".join([",".join(headers), *rows]))
        columns = [{"header": name, "to": to} for name, to in headers.items()]
        for column in columns:
            if column["to"].endswith(("dob", "date")):
                column["date"] = "dd/mm/yyyy"
        told = {"name": "A report", "headers": list(headers), "columns": columns}
        reading = read_with(path, load(told), date(2026, 3, 9))
        assert not reading.refused, reading.findings
        return reading.records

    return read


GROUPS = {"Id": "child", "Held": "local_core_groups.core_core_group_date"}


def test_a_report_that_does_not_say_who_somebody_is_leaves_that_as_it_was(report):
    records = laid_over(report(GROUPS, "A,03/03/2026"), known().records)
    assert who(records, "A") == ("Hale", "F", date(2014, 5, 2))


def test_what_a_report_says_of_somebody_counts_and_the_rest_stays(report):
    headers = GROUPS | {"Surname": "ssd_person.pers_surname"}
    records = laid_over(report(headers, "A,03/03/2026,Marsh"), known().records)
    assert who(records, "A") == ("Marsh", "F", date(2014, 5, 2))


def test_a_column_that_is_there_and_blank_says_so(report):
    headers = GROUPS | {"Born": "ssd_person.pers_dob"}
    records = laid_over(report(headers, "A,03/03/2026,"), known().records)
    assert who(records, "A") == ("Hale", "F", None)


def test_a_table_without_a_column_says_nothing_there(tmp_path):
    path = tmp_path / "ssd_person.csv"
    path.write_text("pers_person_id,pers_surname,pers_dob\nA,Marsh,\n")
    records = laid_over(read_export(path).records, known().records)
    assert who(records, "A") == ("Marsh", "F", None)


def test_two_surnames_of_a_child_in_one_report_are_said(report, tmp_path):
    headers = GROUPS | {"Surname": "ssd_person.pers_surname"}
    records = report(headers, "A,03/03/2026,Marsh", "A,04/03/2026,Hale")
    assert [row["pers_surname"] for row in records.rows["ssd_person"]] == ["Marsh"]
