"""The two public workbooks, read in full; expected values taken from looking at them."""

from __future__ import annotations

from datetime import date

import pytest
from workbooks import LIIA, OFSTED, said

from alongside.reckon.intake import read

LIIA_ROWS = {1: 5, 2: 5, 3: 6, 4: 5, 5: 5, 6: 5, 7: 7, 8: 5, 9: 6, 10: 5, 11: 5}


@pytest.fixture(scope="module")
def liia():
    return read(LIIA)


@pytest.fixture(scope="module")
def ofsted():
    return read(OFSTED)


def number(name: str) -> int:
    return int(name.removeprefix("List ").partition(":")[0])


def test_every_list_of_both_is_found_with_all_its_rows(liia, ofsted):
    assert {number(each.name): each.rows for each in liia.lists} == LIIA_ROWS
    assert [each.rows for each in ofsted.lists] == [0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0]
    assert all(each.kept == each.rows for each in (*liia.lists, *ofsted.lists))


def test_the_header_row_is_the_first_in_one_and_the_second_in_the_other(liia, ofsted):
    assert {each.header_row for each in liia.lists} == {1}
    assert {each.header_row for each in ofsted.lists} == {2}


def test_neither_says_that_it_is_invented_or_speaks_for_a_day(liia, ofsted):
    assert (liia.invented, liia.as_at) == (False, None)
    assert (ofsted.invented, ofsted.refused) == (False, False)


def test_tables_hold_as_many_rows_as_the_sheets_have_dates_for_them(liia):
    counts = {name: len(rows) for name, rows in liia.records.rows.items()}
    expected = {
        "ssd_contacts": 5,
        "ssd_early_help_episodes": 5,
        "ssd_cin_episodes": 11,  # six referrals and five episodes of other children
        "ssd_cin_assessments": 5,
        "ssd_s47_enquiry": 5,
        "ssd_initial_cp_conference": 3,  # two were deemed unnecessary
        "ssd_cin_visits": 5,
        "ssd_cp_plans": 7,
        "ssd_cp_visits": 7,
        "ssd_cp_reviews": 5,  # two plans had no review yet
        "ssd_cla_episodes": 5,
        "ssd_legal_status": 5,
        "ssd_cla_placement": 5,
        "ssd_permanence": 0,  # the column is there and blank
        "ssd_cla_reviews": 5,
        "ssd_cla_visits": 5,
        "ssd_cla_health": 10,  # a health assessment and a dental check each
        "ssd_care_leavers": 6,
        "ssd_adoption": 5,
        "local_adopters": 5,
        "ssd_person": 48,  # 54 rows of children, 6537810 twice, five care leavers again
        "ssd_professionals": 25,
        "ssd_department": 13,
    }
    assert counts == expected


def test_children_are_counted_once(liia):
    rows = sum(count for which, count in LIIA_ROWS.items() if which != 11)
    assert len(liia.records.rows["ssd_person"]) == rows - 1 - 5


def test_a_section_47_enquiry_meets_its_conference_and_its_referral(liia):
    enquiry = next(
        each
        for each in liia.records.rows["ssd_s47_enquiry"]
        if each["s47e_person_id"] == "6537810"
    )
    assert enquiry == {
        "s47e_s47_enquiry_id": "annex-a:5:6537810:2020-09-16",
        "s47e_referral_id": "annex-a:3:6537810:2020-09-16",
        "s47e_person_id": "6537810",
        "s47e_s47_start_date": date(2020, 9, 16),
        "s47e_s47_end_date": None,
        "s47e_s47_nfa": "N",
        "s47e_s47_team": "Locality 3 Duty Team",
        "s47e_s47_worker_id": "Reagan Mor",
    }
    conference = liia.records.rows["ssd_initial_cp_conference"][1]
    assert conference["icpc_s47_enquiry_id"] == enquiry["s47e_s47_enquiry_id"]
    assert conference["icpc_icpc_date"] == date(2020, 10, 5)
    assert conference["icpc_icpc_outcome_cp_flag"] == "Y"


def test_the_last_row_of_list_8_in_full(liia):
    row = liia.records.rows["ssd_cla_episodes"][4]
    told = {name: value for name, value in row.items() if value is not None}
    assert told == {
        "clae_cla_episode_id": "annex-a:8:3623204:2008-10-22",
        "clae_person_id": "3623204",
        "clae_cla_id": "annex-a:8:3623204:2008-10-22",
        "clae_cla_episode_start_date": date(2008, 10, 22),
        "clae_cla_primary_need_code": "N1",
        "clae_cla_episode_ceased_date": date(2020, 9, 22),
        "clae_cla_episode_ceased_reason": "E47",
        "clae_entered_care_date": date(2008, 10, 22),
        "clae_cla_last_iro_contact_date": date(2020, 8, 12),
        "clae_cla_team": "Children in Care Team 3",
        "clae_cla_worker_id": "Isis Chandler",
    }
    placement = liia.records.rows["ssd_cla_placement"][4]
    assert placement["clap_cla_placement_type"] == "H5"
    assert placement["clap_cla_placement_provider"] == "PR4"
    assert placement["clap_cla_placement_end_date"] == date(2020, 9, 22)


def test_formulas_with_a_result_are_read(liia):
    """List 10, row 2: entered care 6 August 2009, and each step five days later."""
    row = liia.records.rows["ssd_adoption"][0]
    assert row["adop_decision_date"] == date(2009, 8, 11)
    assert row["adop_order_date"] == date(2009, 8, 31)


def test_a_hard_space_in_a_name_is_a_space(liia):
    names = [
        row["prof_professional_id"] for row in liia.records.rows["ssd_professionals"]
    ]
    assert "Dustin Hazlett" in names
    assert not any("\xa0" in name for name in names)


def test_errors_and_foreign_codes_of_list_6_are_nothing_and_said(liia):
    errors = said(liia, "left out", "Allocated Team")
    assert (
        errors == ["#N/A stands where a value should be; it was read as nothing."] * 5
    )
    assert "PSRMEM" in said(liia, "left out", "Primary Need Code")[0]


def test_what_is_odd_in_the_sample_is_said(liia):
    births = said(liia, "suspicious", "Child Protection Plan Start Date")
    assert len(births) == 2  # rows 2 and 8
    assert len(said(liia, "suspicious", "Date of Birth")) == 5  # List 10 against List 9


def test_which_tables_give_the_latest_only(liia):
    assert liia.records.latest_only == {
        "ssd_cin_visits",
        "ssd_cp_visits",
        "ssd_cp_reviews",
        "ssd_cla_reviews",
        "ssd_cla_visits",
        "ssd_cla_health",
    }


def test_the_referrals_of_the_template(ofsted):
    rows = ofsted.records.rows["ssd_cin_episodes"]
    assert [row["cine_person_id"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert [row["cine_referral_nfa"] for row in rows] == ["Y", "N", "Y", "N", "N"]
    sources = [row["cine_referral_source_code"] for row in rows]
    assert sources == ["2A", None, "6", "2A", "2A"]  # `Health` is a group of six codes


def test_json_has_the_keys_that_others_rely_on(liia):
    told = liia.to_json()
    assert list(told) == ["file", "format", "lists", "findings"]
    assert told["lists"][0] == {
        "name": "List 1: Contacts",
        "sheet": "List 1",
        "header_row": 1,
        "rows": 5,
        "kept": 5,
        "left_out": 0,
    }
    keys = ["sheet", "row", "child", "column", "what", "do", "kind", "weight"]
    assert list(told["findings"][0]) == keys
    columns = [each["column"] for each in told["findings"] if each["column"]]
    assert columns[0] == "H: Primary Need Code"
