"""The SSDA903 return: the public sample in full, and the invented council's own."""

from __future__ import annotations

from datetime import date

import pytest
from workbooks import DATA, said

from alongside.reckon.council import build, write_exports
from alongside.reckon.intake import read, read_all

AS_AT = date(2026, 3, 31)
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,"
    "HOME_POST,PL_POST,URN\n"
)


@pytest.fixture(scope="module")
def sample():
    return read(DATA / "ssda903.zip")


def written(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_sample_is_read_in_full(sample):
    """Counted with `wc -l`; two rows of the reviews repeat another."""
    assert sample.format == "ssda903"
    assert {told.name: (told.rows, told.kept) for told in sample.lists} == {
        "Header": (2675, 2675),
        "Episodes": (5050, 5050),
        "Reviews": (12582, 12582),
        "Missing": (43, 43),
        "Social worker episodes": (1, 1),
    }
    rows = sample.records.rows
    assert len(rows["ssd_cla_episodes"]) == 5050
    assert len(rows["ssd_cla_reviews"]) == 12582
    assert len(rows["ssd_missing"]) == 43
    assert len({row["pers_person_id"] for row in rows["ssd_person"]}) == 2676
    assert len(said(sample, "suspicious", "CHILD")) == 2


def test_the_first_child_of_the_sample(sample):
    """566910: two placements, 15 February 2016 and 14 August 2017, one care order."""
    person = next(
        row
        for row in sample.records.rows["ssd_person"]
        if row["pers_person_id"] == "566910"
    )
    assert (person["pers_sex"], person["pers_ethnicity"]) == ("F", "WROM")
    assert person["pers_dob"] == date(2008, 3, 27)
    first, second = of(sample, "ssd_cla_episodes", "clae_person_id", "566910")
    assert first["clae_cla_episode_start_date"] == date(2016, 2, 15)
    assert first["clae_cla_episode_ceased_date"] == date(2017, 8, 14)
    assert first["clae_cla_episode_ceased_reason"] == "X1"
    assert second["clae_cla_id"] == first["clae_cla_id"]
    (status,) = of(sample, "ssd_legal_status", "lega_person_id", "566910")
    assert status["lega_legal_status"] == "C2"
    assert status["lega_legal_status_start_date"] == date(2016, 2, 15)
    placements = of(sample, "ssd_cla_placement", "clap_person_id", "566910")
    assert [row["clap_cla_placement_type"] for row in placements] == ["T2", "A3"]
    assert placements[0]["clap_cla_placement_change_reason"] == "CLOSE"


def of(reading, table, column, child):
    return [row for row in reading.records.rows[table] if row[column] == child]


def test_a_reason_of_no_list_is_said(sample):
    (what,) = said(sample, "left out", "SW_REASON")
    assert "'SWLAZY' is not a code" in what


LIFE = EPISODES + (
    "7,01/02/2025,S,C1,N1,U6,PR1,03/03/2025,X1,,,AB1 2CD,\n"
    "7,03/03/2025,L,C2,N1,U6,PR1,10/04/2025,X1,CARPL,,AB1 2CD,\n"
    "7,10/04/2025,P,C2,N1,K2,PR1,20/05/2025,E4A,,,AB1 2CE,\n"
    "7,01/09/2025,S,V2,N1,U6,PR1,,,,,AB1 2CF,\n"
)


def test_statuses_and_placements_last_until_an_episode_changes_them(tmp_path):
    reading = read(written(tmp_path, "e.csv", LIFE))
    assert [
        (
            row["lega_legal_status"],
            row["lega_legal_status_start_date"],
            row["lega_legal_status_end_date"],
        )
        for row in reading.records.rows["ssd_legal_status"]
    ] == [
        ("C1", date(2025, 2, 1), date(2025, 3, 3)),
        ("C2", date(2025, 3, 3), date(2025, 5, 20)),
        ("V2", date(2025, 9, 1), None),
    ]
    assert [
        (
            row["clap_cla_placement_type"],
            row["clap_cla_placement_start_date"],
            row["clap_cla_placement_end_date"],
            row["clap_cla_placement_change_reason"],
        )
        for row in reading.records.rows["ssd_cla_placement"]
    ] == [
        ("U6", date(2025, 2, 1), date(2025, 4, 10), "CARPL"),
        ("K2", date(2025, 4, 10), date(2025, 5, 20), None),
        ("U6", date(2025, 9, 1), None, None),
    ]


def test_a_second_time_in_care_is_a_period_of_its_own(tmp_path):
    rows = read(written(tmp_path, "e.csv", LIFE)).records.rows["ssd_cla_episodes"]
    assert [row["clae_entered_care_date"] for row in rows] == [
        date(2025, 2, 1),
        date(2025, 2, 1),
        date(2025, 2, 1),
        date(2025, 9, 1),
    ]
    assert len({row["clae_cla_id"] for row in rows}) == 2


def test_an_entry_into_care_before_the_return_is_said_and_not_made_up(tmp_path):
    text = EPISODES + "7,03/03/2025,L,C2,N1,U6,PR1,,,,,AB1 2CD,\n"
    reading = read(written(tmp_path, "e.csv", text))
    (row,) = reading.records.rows["ssd_cla_episodes"]
    assert row["clae_entered_care_date"] is None
    (finding,) = [f for f in reading.findings if "became looked after" in f.what]
    assert (finding.kind, finding.child) == ("suspicious", "7")


def test_a_date_is_day_first_and_a_short_year_is_not_guessed(tmp_path):
    text = (
        "CHILD,DOB,REVIEW,REVIEW_CODE\n07,02/01/2010,03/04/2025,PN1\n8,,01/01/19,PN1\n"
    )
    reading = read(written(tmp_path, "r.csv", text))
    first, *rest = reading.records.rows["ssd_cla_reviews"]
    assert first["clar_cla_review_date"] == date(2025, 4, 3)
    assert (first["clar_person_id"], rest) == ("07", [])
    assert "two digits" in said(reading, "left out", "REVIEW")[0]
    assert reading.records.complete_since == {"ssd_cla_reviews": date(2025, 4, 1)}


def test_a_repeated_header_is_no_review(tmp_path):
    line = "CHILD,DOB,REVIEW,REVIEW_CODE\n"
    reading = read(written(tmp_path, "r.csv", line + line))
    assert (reading.lists[0].rows, reading.lists[0].kept) == (1, 0)


SMALL = {
    "uasc": "CHILD,SEX,DOB,DUC\n7,1,01/02/2009,01/02/2027\n",
    "oc2": "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,"
    "TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,"
    "INTERVENTION_OFFERED\n7,01/02/2009,14,,0,,1,1,0,0,,\n",
    "oc3": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n7,01/02/2006,YES,F1,B1\n",
    "ad1": "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n"
    "7,01/02/2020,03/04/2024,05/06/2024,0,2,MF,L0\n",
    "placed": "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n"
    "7,01/02/2020,03/04/2024,07/08/2024,RD1\n",
    "before": "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n7,01/02/2009,P1,E06000001,01/01/2012\n",
    "dolo": "CHILD,DOB,DOLO_START,DOLO_END\n7,01/02/2009,01/03/2026,05/03/2026\n",
    "worker": "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n"
    "7,01/02/2009,SW12,01/03/2025,05/03/2025,MANAGE\n7,01/02/2009,SW13,05/03/2025,,LEFTRL\n",
}


@pytest.fixture
def small(tmp_path):
    paths = [written(tmp_path, f"{n}.csv", text) for n, text in SMALL.items()]
    return read_all(paths, as_at=AS_AT)[1].rows


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "ssd_immigration_status",
            {"immi_immigration_status": "UASC", "immi_immigration_status_end_date": date(2027, 2, 1)},
        ),
        (
            "local_health_in_year",
            {"hlth_dental_check": "Y", "hlth_health_assessment": "N", "hlth_development_check": None},
        ),
        ("ssd_sdq_scores", {"csdq_sdq_score": 14}),
        (
            "ssd_care_leavers",
            {"clea_care_leaver_accommodation": "B", "clea_care_leaver_accom_suitable": "1"},
        ),
        (
            "ssd_adoption",
            {"adop_decision_date": date(2024, 4, 3), "adop_matched_date": date(2024, 6, 5),
             "adop_reversed_reason": "RD1"},
        ),
        ("ssd_cla_previous_permanence", {"lapp_previous_permanence_option": "P1"}),
        ("local_deprivation_of_liberty", {"dolo_end_date": date(2026, 3, 5)}),
        (
            "ssd_involvements",
            {"invo_professional_id": "SW12", "invo_professional_role_id": "CW",
             "invo_worker_change_reason": "MANAGE"},
        ),
    ],
)  # fmt: skip
def test_every_file_fills_its_table(small, table, expected):
    row = small[table][0]
    assert {name: row[name] for name in expected} == expected


def test_health_without_days_does_not_pass_for_health_checks(small):
    assert "ssd_cla_health" not in small


def test_both_files_on_adoption_make_one_row(small):
    assert len(small["ssd_adoption"]) == 1


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    folder = tmp_path_factory.mktemp("council")
    town = build(250, 5, AS_AT)
    write_exports(town, AS_AT, folder, faults=False)
    return town.extract(AS_AT), read(folder / "ssda903")


def test_the_invented_councils_return_is_read_without_loss(council):
    _, back = council
    assert (back.format, back.invented, back.as_at) == ("ssda903", True, AS_AT)
    assert len(back.lists) == 10
    assert all(told.left_out == 0 for told in back.lists)
    assert not [f for f in back.findings if f.kind == "left out"]


SAME = {
    "ssd_cla_episodes": ("clae_person_id", "clae_cla_episode_start_date", "clae_cla_episode_start_reason",
        "clae_cla_primary_need_code", "clae_cla_episode_ceased_date", "clae_cla_episode_ceased_reason"),
    "ssd_cla_placement": ("clap_person_id", "clap_cla_placement_start_date", "clap_cla_placement_type",
        "clap_cla_placement_provider", "clap_cla_placement_urn", "clap_cla_placement_end_date",
        "clap_cla_placement_change_reason"),
    "ssd_legal_status": ("lega_person_id", "lega_legal_status", "lega_legal_status_start_date",
        "lega_legal_status_end_date"),
    "ssd_missing": ("miss_person_id", "miss_missing_episode_start_date", "miss_missing_episode_end_date",
        "miss_missing_episode_type"),
}  # fmt: skip


@pytest.mark.parametrize("table", SAME)
def test_the_return_tells_the_same_as_the_tables(council, table):
    """What began since 1 April 2025 and the year's episodes: the return has no others."""
    records, back = council
    year = date(2025, 4, 1)
    columns = SAME[table]
    start = next(name for name in columns if name.endswith("start_date"))
    told = {
        tuple(row[name] for name in columns)
        for row in records.rows[table]
        if row[start] >= year
    }
    ours = {
        tuple(row[name] for name in columns)
        for row in back.records.rows[table]
        if row[start] >= year
    }
    assert told and ours == told


def test_the_return_names_the_same_children(council):
    records, back = council
    year = date(2025, 4, 1)
    in_year = {
        row["clae_person_id"]
        for row in records.rows["ssd_cla_episodes"]
        if (row["clae_cla_episode_ceased_date"] or AS_AT) >= year
    }
    cared_for = {row["clae_person_id"] for row in back.records.rows["ssd_cla_episodes"]}
    assert cared_for == in_year
    people = {row["pers_person_id"]: row for row in records.rows["ssd_person"]}
    for row in back.records.rows["ssd_person"]:
        told = people[row["pers_person_id"]]
        for name in ("pers_dob", "pers_sex", "pers_ethnicity"):
            assert row[name] in (told[name], None)
