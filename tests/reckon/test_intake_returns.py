"""Returns in XML: the children in need census of every form, and the workforce return."""

from __future__ import annotations

import gzip
from datetime import date

import pytest
from workbooks import DATA, said

from alongside.reckon.intake import elements, read

GENERATED = {  # counted with `wc -l` in the CSV files that were made with the XML
    "Children": 500,
    "Disabilities": 259,
    "Referrals": 603,
    "Assessments": 675,
    "Child in need plans": 490,
    "Section 47 enquiries": 305,
    "Child protection plans": 250,
    "Child protection reviews": 188,
}


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    path = tmp_path_factory.mktemp("census") / "CIN_output.xml"
    packed = (DATA / "CIN_generated_seed42.xml.gz").read_bytes()
    path.write_bytes(gzip.decompress(packed))
    return read(path)


@pytest.fixture(scope="module")
def newest():
    return read(DATA / "CIN_Census_2026.xml")


def rows(reading, table):
    return reading.records.rows[table]


def test_five_hundred_children_are_read_in_full(generated):
    assert generated.format == "cin_census"
    assert {told.name: told.rows for told in generated.lists} == GENERATED
    left_out = {told.name: told.left_out for told in generated.lists if told.left_out}
    assert left_out == {"Disabilities": 12}  # the same disability of a child twice
    assert len(rows(generated, "ssd_person")) == 500
    assert len(rows(generated, "ssd_cin_assessments")) == 675
    assert len(rows(generated, "ssd_s47_enquiry")) == 305
    assert len(rows(generated, "ssd_cp_reviews")) == 188


def test_the_dates_of_the_generated_census_are_those_of_its_csv(generated):
    """Assessments.csv, second and third lines; 337 of the 675 end before they start."""
    first, second, *_ = rows(generated, "ssd_cin_assessments")
    assert first["cina_person_id"] == "CH00000"
    assert first["cina_assessment_start_date"] == date(2022, 6, 30)
    assert first["cina_assessment_auth_date"] == date(2021, 11, 10)
    assert second["cina_assessment_start_date"] == date(2019, 10, 11)
    backwards = [
        row
        for row in rows(generated, "ssd_cin_assessments")
        if row["cina_assessment_auth_date"]
        and row["cina_assessment_auth_date"] < row["cina_assessment_start_date"]
    ]
    assert len(backwards) == 337
    shown = said(generated, "suspicious", "AssessmentAuthorisationDate")
    assert shown[-1] == "And 317 more in this column like the 20 given."
    assert shown[0].startswith("AssessmentAuthorisationDate is before AssessmentActual")


def test_wrong_names_of_elements_are_said_with_their_place(generated):
    at = [
        f for f in generated.findings if f.column and f.column.endswith("ICPCRequired")
    ]
    assert (at[0].row, at[0].kind) == (33, "left out")
    assert at[0].column == "Child/CINdetails/Section47/ICPCRequired"
    assert all(
        row["s47e_s47_nfa"] is None for row in rows(generated, "ssd_s47_enquiry")
    )
    wrong = {f.column for f in generated.findings if "is no element" in f.what}
    assert wrong == {
        "Child/CINdetails/Section47/ICPCRequired",
        "Child/CINdetails/DateofInitialICPC",
        "Child/UPNUnknownType",
    }
    (root,) = [f for f in generated.findings if "outermost" in f.what]
    assert "CINdetailsCollection" in root.what


def test_a_name_that_differs_in_case_alone_is_read_and_said(generated):
    closed = [row["cine_close_date"] for row in rows(generated, "ssd_cin_episodes")]
    assert sum(day is not None for day in closed) > 100
    assert "CINclosureDate" in said(generated, "note", "CINClosureDate")[0]


def test_a_census_of_2026_in_full(newest):
    assert newest.as_at == date(2024, 3, 31)  # as its header says
    (referral, later) = rows(newest, "ssd_cin_episodes")
    assert referral["cine_referral_date"] == date(2022, 10, 6)
    assert (referral["cine_cin_primary_need_code"], referral["cine_close_reason"]) == (
        "N4",
        "RC1",
    )
    assert (referral["cine_referral_nfa"], later["cine_close_reason"]) == ("N", "RC9")
    (enquiry,) = rows(newest, "ssd_s47_enquiry")
    transfer, conference = rows(newest, "ssd_initial_cp_conference")
    assert enquiry["s47e_referral_id"] == referral["cine_referral_id"]
    assert enquiry["s47e_s47_nfa"] == "N"
    assert conference["icpc_s47_enquiry_id"] == enquiry["s47e_s47_enquiry_id"]
    assert conference["icpc_icpc_target_date"] == date(2022, 6, 23)
    assert transfer["icpc_icpc_transfer_in"] == "Y"
    (plan,) = rows(newest, "ssd_cp_plans")
    (review,) = rows(newest, "ssd_cp_reviews")
    assert review["cppr_cp_plan_id"] == plan["cppl_cp_plan_id"]
    assert plan["cppl_cp_plan_latest_category"] == "PHY"
    (before,) = rows(newest, "ssd_pre_proceedings")
    assert before["prep_initial_pre_pro_meeting_date"] == date(2026, 9, 28)
    assert before["prep_pre_pro_meetings_num"] == 3
    codes = [row["disa_disability_code"] for row in rows(newest, "ssd_disability")]
    assert codes == ["HAND", "HEAR"]  # the second child has none: NONE
    assert [
        row["cinf_assessment_factors_json"]
        for row in rows(newest, "ssd_assessment_factors")
    ] == ['["1C", "RB", "6B"]']
    assert newest.records.complete_since == {"ssd_cp_reviews": date(2023, 4, 1)}


def test_what_is_wrong_in_it_is_said_with_line_and_path(newest):
    (found,) = [f for f in newest.findings if "is before" in f.what]
    assert found.row == 41  # <Assessments>: 28 April 2028 to 19 September 2020
    assert found.child == "DfEX0000001"
    assert found.column is not None and found.column.endswith(
        "CINdetails/Assessments/AssessmentAuthorisationDate"
    )
    ahead = said(newest, "suspicious", "CINdetails/CINreferralDate")
    assert ahead == ["24/10/2024 is after 31/03/2024, the day this export speaks for."]


def test_a_plan_given_twice_is_one_plan():
    reading = read(DATA / "CIN2rows.xml")
    counts = {told.name: (told.rows, told.kept) for told in reading.lists}
    assert counts["Child protection plans"] == (2, 1)
    assert counts["Child protection reviews"] == (2, 1)
    assert len(rows(reading, "ssd_cp_plans")) == 1
    assert rows(reading, "ssd_person")[0]["pers_sex"] == "M"  # GenderCurrent 1


CHILD = """<Child><ChildIdentifiers><LAchildID>007</LAchildID>
<PersonBirthDate>2015-05-04</PersonBirthDate>{sex}</ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
<CINdetails><CINreferralDate>2024-05-01</CINreferralDate>{more}</CINdetails></Child>"""


def census(tmp_path, year=2024, sex="", more="", head="", children=1, encoding="utf-8"):
    child = CHILD.format(sex=sex, more=more)
    text = (
        f"{head}<Message><Header><CollectionDetails><Year>{year}</Year>"
        f"<ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails></Header>"
        f"<Children>{child * children}</Children></Message>"
    )
    path = tmp_path / "census.xml"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("year", range(2021, 2027))
def test_each_years_names_are_read_and_the_other_years_are_said(tmp_path, year):
    """`GenderCurrent` went after 2024, `Sex` came with 2025, need plans with 2022."""
    plans = (
        "<CINPlanDates><CINPlanStartDate>2024-05-02</CINPlanStartDate></CINPlanDates>"
    )
    for name, value, first, last in (
        ("GenderCurrent", "2", 0, 2024),
        ("Sex", "F", 2025, 9999),
    ):
        sex = f"<{name}>{value}</{name}>"
        reading = read(census(tmp_path, year, sex, plans))
        assert rows(reading, "ssd_person")[0]["pers_sex"] == "F"
        assert rows(reading, "ssd_cin_plans")[0]["cinp_person_id"] == "007"
        told = {f.column for f in reading.findings if "the header says" in f.what}
        assert (name in told) == (not first <= year <= last)
        assert ("CINPlanDates" in told) == (year < 2022)


def test_a_namespace_and_another_encoding_are_read_alike(tmp_path):
    path = census(
        tmp_path, head='<?xml version="1.0" encoding="UTF-16"?>', encoding="utf-16"
    )
    assert read(path).format == "cin_census"
    text = census(tmp_path).read_text().replace("<Message>", '<Message xmlns="urn:x">')
    path.write_text(text, encoding="utf-8")
    assert len(rows(read(path), "ssd_cin_episodes")) == 1


def test_an_unborn_child_has_an_expected_date(tmp_path):
    path = census(tmp_path)
    text = path.read_text().replace("PersonBirthDate", "ExpectedPersonBirthDate")
    path.write_text(text, encoding="utf-8")
    (person,) = rows(read(path), "ssd_person")
    assert (person["pers_dob"], person["pers_expected_dob"]) == (None, date(2015, 5, 4))


def test_what_has_no_child_is_left_out_and_counted(tmp_path):
    path = census(tmp_path)
    path.write_text(path.read_text().replace("007", ""), encoding="utf-8")
    reading = read(path)
    assert {told.name: told.left_out for told in reading.lists if told.rows} == {
        "Children": 1,
        "Referrals": 1,
    }
    assert rows(reading, "ssd_cin_episodes") == []


def test_a_value_spelt_otherwise_is_read_all_the_same(tmp_path):
    path = census(tmp_path)
    more = "<Disabilities><DISABILITY>AUT</DISABILITY></Disabilities></ChildCharacteristics>"
    text = path.read_text().replace("</ChildCharacteristics>", more)
    path.write_text(text, encoding="utf-8")
    (disability,) = rows(read(path), "ssd_disability")
    assert disability["disa_disability_code"] == "AUT"


def test_an_element_given_twice_is_used_once_and_said(tmp_path):
    more = "<ReferralSource>1A</ReferralSource><ReferralSource>2A</ReferralSource>"
    reading = read(census(tmp_path, more=more))
    assert rows(reading, "ssd_cin_episodes")[0]["cine_referral_source_code"] == "1A"
    assert "a second time" in said(reading, "left out", "ReferralSource")[0]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [BOMB, OUTSIDE, '<!DOCTYPE x SYSTEM "http://x.y/z">'])
def test_declarations_and_entities_are_refused(tmp_path, head):
    reading = read(census(tmp_path, head=head))
    assert reading.refused and "entities" in reading.findings[0].what
    assert reading.records.rows == {}


def test_a_census_cut_short_is_refused_with_its_line(tmp_path):
    path = census(tmp_path, children=3)
    path.write_bytes(path.read_bytes()[:-200])
    reading = read(path)
    assert reading.refused and reading.records.rows == {}
    assert "cut short" in reading.findings[0].what
    line = path.read_bytes().count(b"\n") + 1
    assert f"at line {line}." in reading.findings[0].what


def test_elements_nested_or_many_beyond_any_return_are_refused(tmp_path, monkeypatch):
    deep = "<a>" * 60 + "</a>" * 60
    assert "nested deeper" in read(census(tmp_path, more=deep)).findings[0].what
    monkeypatch.setattr(elements, "MAX_PARTS", 50)
    assert not read(census(tmp_path, children=30)).refused
    assert read(census(tmp_path, more="<a/>" * 60)).refused


def test_other_xml_is_refused_by_its_name(tmp_path):
    path = tmp_path / "x.xml"
    path.write_text("<Workbook><Row/></Workbook>", encoding="utf-8")
    assert "'Workbook'" in read(path).findings[0].what


def test_a_census_on_one_line_names_no_wrong_child(tmp_path):
    path = census(
        tmp_path, more="<CINclosureDate>2020-01-01</CINclosureDate>", children=2
    )
    text = path.read_text().replace("\n", "")
    first, last = text.rsplit("007", 1)
    path.write_text(f"{first}008{last}", encoding="utf-8")
    reading = read(path)
    backwards = [f for f in reading.findings if "is before" in f.what]
    assert [(f.row, f.child) for f in backwards] == [(1, None), (1, None)]


def test_the_workforce_return_of_the_sample():
    reading = read(DATA / "csww_2022.xml")
    assert (reading.format, reading.as_at) == ("workforce", date(2022, 9, 30))
    assert [(told.name, told.rows, told.kept) for told in reading.lists] == [
        ("Social workers", 30, 30),
        ("The authority as a whole", 1, 1),
    ]
    first = rows(reading, "local_workforce_return")[0]
    told = {name: value for name, value in first.items() if value is not None}
    assert told == {
        "wret_table_id": "workforce:Oz2054309383:2022-09-30",
        "wret_registration_no": "Oz2054309383",
        "wret_reference_date": date(2022, 9, 30),
        "wret_agency_worker": "Y",
        "wret_full_time_equivalent": "0.521371",
        "wret_cases_then": 72,
        "wret_role_start_date": date(1988, 4, 7),
        "wret_start_origin": "9",
        "wret_absent_then": "N",
        "wret_absence_reason": "TRN",
        "wret_working_days_lost": "15.31",
        "wret_contract_weeks": "288.7",
        "wret_sex": "M",
        "wret_ethnicity": "REFU",
        "wret_date_of_birth": date(1967, 1, 4),
        "wret_step_up_graduate": "N",
        "wret_frontline_graduate": "Y",
    }
    (authority,) = rows(reading, "local_workforce_vacancies")
    assert authority["wvac_vacancies_full_time_equivalent"] == "79.68"
    assert authority["wvac_agency_headcount"] == 71


def test_the_authority_is_called_otherwise_from_2025(tmp_path):
    text = (DATA / "csww_2022.xml").read_text(encoding="utf-8")
    path = tmp_path / "w.xml"
    text = text.replace("LALevelVacancies", "LALevel").replace(">2022<", ">2025<")
    path.write_text(text, encoding="utf-8")
    reading = read(path)
    assert len(rows(reading, "local_workforce_vacancies")) == 1
    told = {f.column for f in reading.findings if "the header says" in f.what}
    assert told == {"GenderCurrent"}


def test_a_child_spelt_otherwise_is_read_and_what_is_no_child_is_said(tmp_path):
    path = census(tmp_path, children=2)
    text = path.read_text(encoding="utf-8")
    first, rest = text.split("</Child>", 1)
    path.write_text(
        first.replace("<Child>", "<CHILD>")
        + "</CHILD><Foo><LAchildID>9</LAchildID></Foo>"
        + rest.replace("007", "008"),
        encoding="utf-8",
    )
    reading = read(path)
    children = [row["pers_person_id"] for row in rows(reading, "ssd_person")]
    assert children == ["007", "008"]
    assert "it was read as Child" in said(reading, "note", "CHILD")[0]
    assert said(reading, "left out", "Message/Foo") == [
        "Foo is no element of this part of the return; it was not used."
    ]
