"""Rows, headers and sheets: what is kept, what is left out, and what looks wrong."""

from __future__ import annotations

from datetime import date

import pytest
from workbooks import PERSON, headers, ofsted, row, said, save

from alongside.reckon.intake import read, read_all

DAY = date(2026, 3, 2)
AS_AT = date(2026, 3, 31)


def contact(child: str = "1001", **cells):
    return row(1, Child=child, **({"Date_of_Contact": DAY} | cells))


def counts(reading):
    return [(each.rows, each.kept, each.left_out) for each in reading.lists]


@pytest.fixture
def book(tmp_path):
    return tmp_path / "book.xlsx"


def test_blank_rows_are_not_rows(book):
    blank = [None, " ", "\xa0"]
    reading = read(ofsted(book, {1: [contact("1"), blank, [], contact("2"), blank]}))
    assert counts(reading) == [(2, 2, 0)]
    assert reading.findings == []


@pytest.mark.parametrize(
    "what", ["", None, "None", "NULL", "filters applied: team", "Total"]
)
def test_a_row_of_nobody_is_left_out_and_said(book, what):
    reading = read(ofsted(book, {1: [contact("1"), contact(what)]}))
    assert counts(reading) == [(2, 1, 1)]
    (finding,) = reading.findings
    assert (finding.sheet, finding.row, finding.kind) == ("List_1", 4, "left out")
    assert finding.column == "A: Child Unique ID"


def test_an_exact_duplicate_is_kept_once(book):
    reading = read(ofsted(book, {1: [contact("1"), contact("2"), contact("1")]}))
    assert counts(reading) == [(3, 2, 1)]
    assert reading.findings[0].row == 5
    assert len(reading.records.rows["ssd_contacts"]) == 2


def test_a_header_repeated_at_a_page_break_is_left_out(book):
    reading = read(ofsted(book, {1: [contact("1"), headers(1), contact("2")]}))
    assert counts(reading) == [(3, 2, 1)]


def test_two_contacts_of_one_day_are_two(book):
    rows = [contact("1"), contact("1", Contact_Source="q) 6: Police")]
    records = read(ofsted(book, {1: rows})).records
    names = [each["cont_contact_id"] for each in records.rows["ssd_contacts"]]
    assert names == ["annex-a:1:1:2026-03-02", "annex-a:1:1:2026-03-02:2"]


def test_a_row_without_its_date_still_tells_of_the_child(book):
    reading = read(ofsted(book, {4: [row(4, Allocated_Team="North")]}))
    assert counts(reading) == [(1, 1, 0)]
    assert reading.records.rows["ssd_cin_assessments"] == []
    assert reading.records.rows["ssd_person"][0]["pers_person_id"] == "1001"


def test_many_findings_alike_are_counted_exactly(book):
    rows = [
        contact(str(n), Date_of_Contact=f"31/02/{1900 + n}") for n in range(100, 432)
    ]
    reading = read(ofsted(book, {1: rows}))
    told = said(reading, "left out", "Date of Contact")
    assert len(told) == 21
    assert told[-1] == "And 312 more in this column like the 20 given."


# Headers and sheets


def test_a_team_manager_is_not_an_age(book):
    """A reader that looks for the letters `age` blanks every child's age here."""
    extra = [*headers(1), "Team Manager"]
    path = save(book, {"List_1": [extra, [*contact(), "A Manager"]]})
    reading = read(path)
    person = reading.records.rows["ssd_person"][0]
    assert person["pers_dob"] == PERSON["Date of Birth"]
    (finding,) = reading.findings
    assert (finding.kind, finding.column) == ("note", "H: Team Manager")


VARIANTS = [
    ("Gender", "Sex"),
    ("Date of Birth", " date  OF birth "),
    ("Date of Birth", "DateOfBirth"),
    ("Date of Contact", "DateOfContact"),
    ("Child Unique ID", "ChildUniqueID"),
    ("Age of Child (Years)", "Age"),
    ("Contact Source", "Contact\nSource"),
]


@pytest.mark.parametrize(("official", "written"), VARIANTS)
def test_headers_are_known_however_they_are_typed(book, official, written):
    top = [written if each == official else each for each in headers(1)]
    reading = read(save(book, {"Contacts": [top, contact(Contact_Source="6")]}))
    assert [each.name for each in reading.lists] == ["List 1: Contacts"]
    assert reading.findings == []
    row = reading.records.rows["ssd_contacts"][0]
    assert (row["cont_contact_date"], row["cont_contact_source_code"]) == (DAY, "6")


def test_curly_quotes_and_question_marks_do_not_matter(book):
    top = [each.replace("\u2019", "'").rstrip("?") + " ?" for each in headers(5)]
    reading = read(save(book, {"Sec47 and ICPC": [top, row(5, Strategy=DAY)]}))
    assert reading.lists[0].name.startswith("List 5")
    assert [
        finding for finding in reading.findings if "no column" in finding.what
    ] == []


def test_the_newer_list_9_is_read(book):
    top = (
        (
            "Child Unique ID,Gender,Ethnicity,Date of Birth,Age,Unaccompanied Asylum Seeking "
            "Child (UASC), or formerly UASC if 18 or over (Y/N),Does the Child have a "
            "Disability,Allocated Team,Allocated Worker,Allocated Personal Advisor,"
            "Eligibility Category,Latest Pathway Plan Review Date,LA in Touch,Latest Date of "
            "Contact,Type of Accommodation,Suitability of Accommodation,Activity Status"
        )
        .replace("(UASC), or", "(UASC); or")
        .split(",")
    )
    top = [each.replace(";", ",") for each in top]
    cells = [
        "9", "b) Female", "a) WBRI", date(2006, 1, 1), 20, "b) No", "b) No", "Leaving",
        "A Worker", "An Adviser", "b) Former relevant child", DAY, "a) Yes", AS_AT,
        "U: Independent living", "a) Suitable", "F1: Full time in higher education",
    ]  # fmt: skip
    reading = read(save(book, {"List 9": [top, cells]}))
    assert len(top) == 17
    assert reading.findings == []
    assert reading.records.rows["ssd_care_leavers"] == [
        {
            "clea_table_id": "annex-a:9:9",
            "clea_person_id": "9",
            "clea_care_leaver_eligibility": "Former relevant child",
            "clea_care_leaver_in_touch": "YES",
            "clea_care_leaver_latest_contact": AS_AT,
            "clea_care_leaver_accommodation": "U",
            "clea_care_leaver_accom_suitable": "1",
            "clea_care_leaver_activity": "F1",
            "clea_pathway_plan_review_date": DAY,
            "clea_care_leaver_personal_advisor": "An Adviser",
            "clea_care_leaver_allocated_team": "Leaving",
            "clea_care_leaver_worker_id": "A Worker",
        }
    ]


def test_a_missing_column_costs_only_what_rests_on_it(book):
    top = [each for each in headers(5) if not each.startswith("Date of Initial")]
    full = row(5, Strategy=DAY, Allocated_Team="North", Allocated_Worker="Asha")
    cells = [cell for cell, head in zip(full, headers(5), strict=True) if head in top]
    reading = read(save(book, {"List_5": [top, cells]}))
    assert counts(reading) == [(1, 1, 0)]
    assert len(reading.records.rows["ssd_s47_enquiry"]) == 1
    assert "ssd_initial_cp_conference" not in reading.records.rows
    (missing,) = said(reading, "left out")
    assert "Date of Initial Child Protection Conference" in missing
    assert "no initial child protection conferences were read" in missing


def test_a_list_without_identifiers_is_left_out_whole(book):
    reading = read(save(book, {"List_1": [headers(1)[1:], contact()[1:]]}))
    assert counts(reading) == [(1, 0, 1)]
    assert "There is no column Child Unique ID" in said(reading, "left out")[0]


def test_a_sheet_named_as_a_list_with_other_headers_is_reported(book):
    sheets = {
        "List_1": [headers(1), contact()],
        "List_4": [["Ref", "When", "Who"], [1, 2, 3]],
    }
    reading = read(save(book, sheets))
    assert [each.sheet for each in reading.lists] == ["List_1"]
    assert "named as list 4" in said(reading, "left out")[0]


@pytest.mark.parametrize("shift", [-1, 1])
def test_shifted_headers_are_reported_and_not_guessed(book, shift):
    top = [*headers(1)[1:], "x"] if shift < 0 else ["x", *headers(1)]
    rows = [contact(str(n), Contact_Source="6") for n in range(100, 110)]
    reading = read(save(book, {"List_1": [top, *rows]}))
    assert sum(each.kept for each in reading.lists) == 0
    assert reading.records.rows == {}
    assert reading.lists[0].left_out == 10


def test_other_sheets_are_noted_and_nothing_more(book):
    sheets = {
        "Guidance": [["Update"]],
        "Pivot": [["a", 1]],
        "1": [headers(1), contact()],
    }
    reading = read(save(book, sheets))
    assert [finding.sheet for finding in reading.findings] == ["Guidance", "Pivot"]
    assert {finding.kind for finding in reading.findings} == {"note"}


# What looks wrong


def test_an_end_before_its_start_is_suspicious(book):
    backwards = row(
        4,
        Continuous_Assessment_Start=DAY,
        Continuous_Assessment_Date=date(2026, 3, 1),
        Allocated_Team="North",
        Allocated_Worker="Asha",
    )
    reading = read(ofsted(book, {4: [backwards]}))
    (finding,) = reading.findings
    assert finding.kind == "suspicious"
    assert finding.what == (
        "Continuous Assessment Date of Authorisation is before Continuous Assessment "
        "Start Date."
    )
    assert len(reading.records.rows["ssd_cin_assessments"]) == 1


def test_an_event_to_come_is_suspicious_only_as_at_a_day(book):
    path = ofsted(book, {1: [contact(Date_of_Contact=date(2026, 4, 1))]})
    assert read(path).findings == []
    (finding,) = read(path, as_at=AS_AT).findings
    assert finding.what.startswith("01/04/2026 is after 31/03/2026")


def test_an_open_episode_without_owner_is_suspicious(book):
    reading = read(ofsted(book, {6: [row(6, CIN_Start=DAY)]}))
    assert said(reading, "suspicious") == [
        "This is open and names no team.",
        "This is open and names no worker.",
    ]
    closed = row(6, CIN_Start=DAY, CIN_Closure=AS_AT)
    assert said(read(ofsted(book, {6: [closed]})), "suspicious") == []


def test_one_child_with_two_dates_of_birth_is_suspicious(book):
    other = contact(Date_of_Birth=date(2015, 5, 5), Contact_Source="6")
    reading = read(ofsted(book, {1: [contact(), other]}))
    (finding,) = reading.findings
    assert "another date of birth on sheet List_1, row 3" in finding.what
    assert (finding.row, finding.column) == (4, "D: Date of Birth")
    assert len(reading.records.rows["ssd_person"]) == 1
    assert "2015" not in finding.what  # a date of birth is not repeated in a message


def test_identifiers_that_differ_in_leading_zeros_are_suspicious(book):
    reading = read(ofsted(book, {1: [contact("0123"), contact(123)]}))
    (finding,) = reading.findings
    assert finding.what == "The identifiers 0123 and 123 differ only in leading zeros."
    assert len(reading.records.rows["ssd_person"]) == 2


# Links


def assessment(day: date, child: str = "1001"):
    return row(4, Child=child, Continuous_Assessment_Start=day)


def test_a_referral_and_the_episode_it_opened_are_one_row(book):
    referral = row(3, Date_of_referral=DAY, Allocated_Team="Duty", Referral_Source="6")
    episode = row(6, CIN_Start=DAY, Primary_Need="N5", Allocated_Team="North")
    later = row(6, Child="2002", CIN_Start=DAY, Allocated_Team="North")
    records = read(ofsted(book, {3: [referral], 6: [episode, later]})).records
    first, second = records.rows["ssd_cin_episodes"]
    assert first["cine_referral_id"] == "annex-a:3:1001:2026-03-02"
    assert first["cine_referral_source_code"] == "6"
    assert first["cine_cin_primary_need_code"] == "N5"
    assert first["cine_referral_team"] == "North"  # who holds the case now
    assert second["cine_referral_id"] == "annex-a:6:2002:2026-03-02"


def test_an_assessment_belongs_to_the_latest_referral_still_open(book):
    old = row(6, CIN_Start=date(2025, 1, 6), CIN_Closure=date(2025, 9, 1))
    new = row(3, Date_of_referral=date(2026, 3, 2))
    rows = [
        assessment(date(2025, 9, 1)),
        assessment(date(2025, 10, 1)),
        assessment(DAY),
    ]
    records = read(ofsted(book, {3: [new], 4: rows, 6: [old]})).records
    links = [each["cina_referral_id"] for each in records.rows["ssd_cin_assessments"]]
    assert links == ["annex-a:6:1001:2025-01-06", None, "annex-a:3:1001:2026-03-02"]


@pytest.mark.parametrize(
    ("days", "linked"), [(-1, False), (0, True), (15, True), (16, False)]
)
def test_a_plan_belongs_to_a_conference_at_most_15_days_before(book, days, linked):
    enquiry = row(5, Strategy=date(2026, 2, 9), Date_of_Initial=DAY, Did_the="Yes")
    start = date.fromordinal(DAY.toordinal() + days)
    plan = row(7, Child_Protection_Plan_Start=start)
    rows = read(ofsted(book, {5: [enquiry], 7: [plan]})).records.rows
    conference = "annex-a:5:1001:2026-02-09:2026-03-02"
    assert rows["ssd_cp_plans"][0]["cppl_icpc_id"] == (conference if linked else None)
    back = rows["ssd_initial_cp_conference"][0]["icpc_cp_plan_id"]
    assert back == (f"annex-a:7:1001:{start}" if linked else None)


# Several files


def test_lists_in_several_files_meet(tmp_path):
    first = ofsted(tmp_path / "3.xlsx", {3: [row(3, Date_of_referral=DAY)]})
    second = ofsted(tmp_path / "4.xlsx", {4: [assessment(DAY), assessment(DAY, "2")]})
    readings, whole = read_all([first, second])
    assert [len(each.records.rows["ssd_person"]) for each in readings] == [1, 2]
    assert len(whole.rows["ssd_person"]) == 2
    linked = [each["cina_referral_id"] for each in whole.rows["ssd_cin_assessments"]]
    assert linked == ["annex-a:3:1001:2026-03-02", None]


def test_a_later_file_of_the_same_list_replaces_the_earlier(tmp_path):
    first = ofsted(tmp_path / "1.xlsx", {1: [contact("1"), contact("2")]})
    second = ofsted(tmp_path / "2.xlsx", {1: [contact("3")]})
    spoilt = tmp_path / "3.xlsx"
    spoilt.write_bytes(b"")
    readings, whole = read_all([first, spoilt, second])
    assert [each.refused for each in readings] == [False, True, False]
    assert [each["cont_person_id"] for each in whole.rows["ssd_contacts"]] == ["3"]


def test_invented_data_says_so_and_for_which_day(book):
    front = [["INVENTED DATA for a demonstration, as at 2026-03-31"]]
    path = save(book, {"Front_Sheet": front, "List_1": [headers(1), contact()]})
    reading = read(path)
    assert (reading.invented, reading.as_at) == (True, AS_AT)
    assert read(path, as_at=DAY).as_at == DAY


def test_progress_is_told_sheet_by_sheet(book):
    told = []
    path = ofsted(book, {1: [contact()], 4: [assessment(DAY)]})
    read(path, progress=lambda *step: told.append(step))
    assert told == [("List_1", 0, 2), ("List_4", 1, 2)]
