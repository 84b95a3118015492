"""Any tabular report: found wherever it stands, mapped once, and read for good."""

from __future__ import annotations

from datetime import date

import pytest
from workbooks import save

from alongside.reckon.cli import main
from alongside.reckon.intake import read, read_all, reports
from alongside.reckon.intake.reports import (
    BadLayout,
    Use,
    difference,
    fingerprint,
    is_question,
    layout_of,
    load,
    look,
    preview,
    propose,
    read_with,
    unsettled,
)

VISITS = """Report: child protection visits;;;;
Run on 05/11/2026;;;;

Client ID;Visit Date;Outcome;Seen Alone;Worker
00017;03/11/2026;Seen;Y;Ann
00018;04/11/2026;Not seen;N;Bob
00019;13/11/2026;Seen;;Bob
00020;31/02/2026;Seen;;Bob
;;;;
Total;;4;;
"""

LAYOUT = """
name = "Weekly visits"
headers = ["Client ID", "Visit Date", "Outcome", "Seen Alone", "Worker"]

[[columns]]
header = "Client ID"
to = "child"

[[columns]]
header = "Visit Date"
to = "ssd_cp_visits.cppv_cp_visit_date"
date = "dd/mm/yyyy"

[[columns]]
header = "Outcome"
to = ["ssd_cp_visits.cppv_cp_visit_seen"]
values = { "Not seen" = "N" }

[[columns]]
header = "Seen Alone"
to = ["ssd_cp_visits.cppv_cp_visit_seen_alone"]
"""


@pytest.fixture
def report(tmp_path):
    def write(text=VISITS, name="visits.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def layout():
    return load(LAYOUT)


def only(path):
    (seen,) = look(path)
    return seen


def test_a_report_is_read_by_its_layout(report, layout):
    reading = read_with(report(), layout, date(2026, 11, 5))
    assert (reading.format, reading.refused) == ("report", False)
    (told,) = reading.lists
    assert (told.name, told.header_row) == ("Weekly visits", 4)
    assert (told.rows, told.kept, told.left_out) == (5, 4, 1)  # the total is left out
    visits = reading.records.rows["ssd_cp_visits"]
    assert [
        (
            row["cppv_person_id"],
            row["cppv_cp_visit_date"],
            row["cppv_cp_visit_seen"],
            row["cppv_cp_visit_seen_alone"],
        )
        for row in visits
    ] == [
        ("00017", date(2026, 11, 3), "Y", "Y"),
        ("00018", date(2026, 11, 4), "N", "N"),
        ("00019", date(2026, 11, 13), "Y", None),
    ]
    assert len({row["cppv_cp_visit_id"] for row in visits}) == 3
    people = [row["pers_person_id"] for row in reading.records.rows["ssd_person"]]
    assert people == ["00017", "00018", "00019", "00020"]


def test_what_was_odd_in_it_is_said_where_it_stands(report, layout):
    findings = read_with(report(), layout, date(2026, 11, 5)).findings
    told = {(f.row, f.kind, f.column, f.child) for f in findings}
    assert (7, "suspicious", "B: Visit Date", "00019") in told  # ahead of the day
    assert (8, "left out", "B: Visit Date", "00020") in told  # 31 February
    assert (10, "left out", "A: Client ID", "Total") in told


def test_the_next_file_with_the_same_headers_is_read_without_asking(report, layout):
    """Order, case and spaces of the headers may change; their words may not."""
    again = report(
        "visit date,OUTCOME,Client  ID,worker,Seen alone\n3/11/2026,Seen,7,A,Y\n"
    )
    reading = read(again, layouts=[layout])
    assert reading.records.rows["ssd_cp_visits"][0]["cppv_person_id"] == "7"
    assert read(again).refused
    _, whole = read_all([again], layouts=[layout])
    assert len(whole.rows["ssd_cp_visits"]) == 1


def test_a_changed_header_is_shown_and_not_guessed(report, layout):
    path = report(
        VISITS.replace("Visit Date", "Date of visit").replace(";Worker", ";SW")
    )
    found = difference(layout, only(path))
    assert (found.gone, found.came) == (
        ("Visit Date", "Worker"),
        ("Date of visit", "SW"),
    )
    assert found.needed == ("Visit Date",)
    assert not found.same
    reading = read_with(path, layout)
    assert reading.refused and not reading.records.rows
    (said,) = [f.what for f in reading.findings]
    assert "'Visit Date', 'Worker' are gone." in said
    assert "'Date of visit', 'SW' are new." in said


def test_what_is_spelt_alike_is_offered(report, layout):
    path = report(VISITS.replace("Visit Date", "Visit Date."))
    assert difference(layout, only(path)).same  # the full stop says nothing
    path = report(VISITS.replace("Visit Date", "Visits Date"))
    found = difference(layout, only(path))
    assert found.perhaps == (("Visit Date", ("Visits Date",)),)
    assert "'Visits Date' may be what was 'Visit Date'." in found.in_words


def test_five_rows_are_shown_as_they_would_be_read(report, layout):
    shown = preview(only(report()), layout)
    assert shown.headers[:2] == ("Client ID", "Visit Date")
    assert shown.cells[0][:3] == ("00017", "03/11/2026", "Seen")
    assert shown.values[1] == {
        "child": "00018",
        "cppv_cp_visit_date": date(2026, 11, 4),
        "cppv_cp_visit_seen": "N",
        "cppv_cp_visit_seen_alone": "N",
    }
    assert len(shown.values) == 4
    assert any("31/02/2026" in each for each in shown.findings)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_of_every_kind_is_looked_at_alike(report, separator, encoding):
    text = VISITS.replace("Ann", "Zoë").replace(";", separator)
    seen = only(report(text, "visits.txt", encoding))
    assert seen.headers == (
        "Client ID",
        "Visit Date",
        "Outcome",
        "Seen Alone",
        "Worker",
    )
    assert seen.column("Worker")[0] == "Zoë"
    assert (seen.header_row, seen.rows) == (4, 5)


def test_a_file_may_say_its_own_separator(report):
    seen = only(report("sep=|\nName, first|Date, of visit\na,b|c\n"))
    assert seen.headers == ("Name, first", "Date, of visit")
    assert seen.header_row == 2


def test_commas_in_quotes_part_nothing(report):
    seen = only(report('Id;"Name, first, last"\n1;"a, b, c"\n2;"d, e, f"\n'))
    assert seen.headers == ("Id", "Name, first, last")


STACKED = [
    ["Visits in October"],
    ["Client ID", "Visit Date"],
    ["7", date(2026, 10, 1)],
    ["8", date(2026, 10, 2)],
    [],
    ["Core groups in October"],
    ["Client ID", "Held on", "Chair"],
    ["7", date(2026, 10, 9), "A"],
]


def test_tables_one_below_another_are_told_apart(tmp_path):
    first, second = look(save(tmp_path / "a.xlsx", {"Oct": STACKED}))
    assert (first.headers, first.header_row, first.rows) == (
        ("Client ID", "Visit Date"), 2, 2,
    )  # fmt: skip
    assert (second.headers, second.header_row, second.rows) == (
        ("Client ID", "Held on", "Chair"), 7, 1,
    )  # fmt: skip
    assert [first.heading, second.heading] == [STACKED[0][0], STACKED[5][0]]


def test_tables_side_by_side_are_told_apart(tmp_path):
    rows = [
        ["Client ID", "Visit Date", None, "Team", "Open", "Late"],
        ["7", date(2026, 10, 1), None, "North", 4, 1],
        ["8", date(2026, 10, 2), None, "South", 5, 2],
    ]
    left, right = look(save(tmp_path / "a.xlsx", {"Oct": rows}))
    assert left.headers == ("Client ID", "Visit Date")
    assert right.headers == ("Team", "Open", "Late")
    assert right.column("Team") == ["North", "South"]
    assert right.sheet.label(0, "Team") == "D: Team"


@pytest.mark.parametrize(
    ("above", "heading"),
    [
        ([["Visits"], ["Run on 5 May"], []], "Visits"),
        ([["Visits"], ["Team", "North"], ["In May"]], ""),
        ([["Visits"], [], []], "Visits"),
        ([], ""),
    ],
)
def test_what_stands_alone_above_a_table_is_its_heading(tmp_path, above, heading):
    top, row = ["Id", "Name", "Seen on", "By"], ["1", "Ann", date(2026, 1, 1), "Bob"]
    rows = [*above, top, row]
    (seen,) = look(save(tmp_path / "a.xlsx", {"S": rows}))
    assert (seen.heading, seen.header_row) == (heading, len(above) + 1)


def test_a_blank_row_does_not_end_a_table(tmp_path):
    rows = [
        ["Id", "Name", "Seen on"],
        ["1", "Ann", date(2026, 1, 1)],
        [],
        ["2", "Bob", None],
    ]
    (seen,) = look(save(tmp_path / "a.xlsx", {"S": rows}))
    assert seen.rows == 2


def test_a_table_that_goes_on_under_its_headers_again_is_read_whole(tmp_path, layout):
    top = ["Client ID", "Visit Date", "Outcome", "Seen Alone", "Worker"]
    page = [["Page"], top, ["7", date(2026, 10, 1), "Seen", "Y", "A"], []]
    rows = page + [["Page"], top, ["8", date(2026, 10, 2), "Seen", "Y", "A"]]
    reading = read_with(save(tmp_path / "a.xlsx", {"S": rows}), layout)
    assert [told.header_row for told in reading.lists] == [2, 6]
    children = [row["cppv_person_id"] for row in reading.records.rows["ssd_cp_visits"]]
    assert children == ["7", "8"]


def test_other_tables_of_the_file_are_passed_over_and_said(tmp_path, layout):
    top = ["Client ID", "Visit Date", "Outcome", "Seen Alone", "Worker"]
    sheets = {
        "Visits": [top, ["7", date(2026, 10, 1), "Seen", "Y", "A"]],
        "Oct": STACKED,
    }
    reading = read_with(save(tmp_path / "a.xlsx", sheets), layout)
    assert [told.sheet for told in reading.lists] == ["Visits"]
    passed = [f.sheet for f in reading.findings if "passed over" in f.what]
    assert passed == ["Oct", "Oct"]


def test_proposals_give_reasons_and_ask_where_they_cannot_know(report):
    text = (
        "Child ID,Date of referral,Visit Date,Allocated Team,Colour,pers_sex\n"
        "7,27/03/2026,03/04/2026,North,red,F\n8,28/03/2026,04/04/2026,North,,M\n"
    )
    told = {each.header: each for each in propose(only(report(text)))}
    assert told["Child ID"].to == ("child",)
    referral = told["Date of referral"]
    assert referral.to == ("ssd_cin_episodes.cine_referral_date",)
    assert referral.patterns == ("dd/mm/yyyy",)
    assert "Ofsted's Annex A" in referral.why and not is_question(referral)
    assert told["pers_sex"].to == ("ssd_person.pers_sex",)
    visit = told["Visit Date"]
    assert visit.patterns == ("dd/mm/yyyy", "mm/dd/yyyy")  # all days are 12 or less
    assert "say which" in visit.why and is_question(visit)
    assert len(told["Allocated Team"].to) > 1 and is_question(told["Allocated Team"])
    assert (told["Colour"].to, told["Colour"].filled) == ((), 50)


def test_nothing_is_taken_over_that_is_a_question_still(report):
    text = "Child ID,Date of referral,Visit Date,Colour\n7,27/03/2026,03/04/2026,red\n"
    seen = only(report(text))
    made = layout_of(seen, "Mine", propose(seen)).checked()
    assert [use.header for use in made.uses] == ["Child ID", "Date of referral"]
    assert made.uses[1].date == "dd/mm/yyyy"
    reading = read_with(report(text), made)
    (row,) = reading.records.rows["ssd_cin_episodes"]
    assert row["cine_referral_date"] == date(2026, 3, 27)


def test_a_layout_is_the_same_after_it_was_kept(layout):
    for text in (layout.to_toml(), layout.to_json()):
        assert load(text) == layout
    odd = load({
        "name": 'A "quoted" name\n', "headers": ["Käse = 1", "b"], "always": {
            "ssd_involvements.invo_professional_role_id": "CW"},
        "columns": [
            {"header": "b", "to": "child"},
            {"header": "Käse = 1", "to": "ssd_involvements.invo_involvement_start_date",
             "date": "dd/mm/yy", "first_year": 1990, "values": {'"x" ="': "01/02/03"}}],
    })  # fmt: skip
    assert load(odd.to_toml()) == load(odd.to_json()) == odd


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('date = "dd/mm/yyyy"', "", "Say their pattern"),
        ('date = "dd/mm/yyyy"', 'date = "mm/yyyy"', "is no pattern for a date"),
        ('date = "dd/mm/yyyy"', 'date = "dd/mm/yy"', "two digits"),
        ('date = "dd/mm/yyyy"', 'date = "dd/mm/yyyy"\nor_date = "mm"', "no pattern"),
        ('"Outcome"\nto', '"Outcome"\nor_date = "excel"\nto', "or_date and no date"),
        ('"ssd_cp_visits.cppv_cp_visit_date"', '"ssd_cp_visits.when"', "no column of"),
        ('to = "child"', 'to = "ssd_cp_visits.cppv_cp_visit_id"', "which child"),
        ('header = "Client ID"', 'header = "Client"', "not one of the headers"),
        ("cppv_cp_visit_seen_alone", "cppv_cp_visit_seen", "filled twice"),
        ('name = "Weekly visits"', 'name = " "', "no name"),
        ('name = "Weekly visits"', "", "lacks 'name'"),
        ("[[columns]]", "[[columns", "neither TOML nor JSON"),
    ],
)
def test_a_layout_that_cannot_be_used_says_why(old, new, why):
    with pytest.raises(BadLayout, match=why):
        load(LAYOUT.replace(old, new))


@pytest.mark.parametrize(
    ("pattern", "text", "day"),
    [
        ("dd/mm/yyyy", "3/4/2026", date(2026, 4, 3)),
        ("dd/mm/yyyy", "03/04/2026 00:00", date(2026, 4, 3)),
        ("dd/mm/yyyy", "03/04/2026 2:15 pm", date(2026, 4, 3)),
        ("mm/dd/yyyy", "3/4/2026", date(2026, 3, 4)),
        ("dd-mmm-yyyy", "3-April-2026", date(2026, 4, 3)),
        ("dd mmm yy", "3 Apr 26", date(2026, 4, 3)),
        ("dd/mm/yy", "03/04/49", date(2049, 4, 3)),
        ("dd/mm/yy", "03/04/50", date(1950, 4, 3)),
        ("yyyymmdd", "20260403", date(2026, 4, 3)),
        ("ddmmyyyy", "03042026", date(2026, 4, 3)),
        ("dd/mm/yyyy", "May be 3 Apr 2026", date(2026, 4, 3)),
        ("dd/mm/yyyy", "May be soon", None),
        ("excel", "46115", date(2026, 4, 3)),
        ("excel", "46115.5", date(2026, 4, 3)),
        ("dd/mm/yyyy", "2026-04-03", None),
        ("dd/mm/yyyy", "04/13/2026", None),
        ("dd/mm/yyyy", "03/04/26", None),
        ("excel", "03/04/2026", None),
        ("dd-mmm-yyyy", "3-Foo-2026", None),
    ],
)
def test_a_day_is_read_by_its_pattern_and_by_no_other(
    report, layout, pattern, text, day
):
    year = (
        "first_year = 1950\n"
        if pattern.endswith("mm/yy") or pattern[-3:] == " yy"
        else ""
    )
    told = LAYOUT.replace('date = "dd/mm/yyyy"', f'date = "{pattern}"\n{year}')
    path = report(
        f"Client ID,Visit Date,Outcome,Seen Alone,Worker\n7,{text},Seen,Y,A\n"
    )
    reading = read_with(path, load(told))
    rows = reading.records.rows["ssd_cp_visits"]
    assert [row["cppv_cp_visit_date"] for row in rows] == ([day] if day else [])
    assert bool([f for f in reading.findings if f.kind == "left out"]) == (day is None)


@pytest.mark.parametrize(
    ("first", "second", "day"),
    [
        ("dd/mm/yyyy", "mm/dd/yyyy", date(2026, 4, 3)),
        ("mm/dd/yyyy", "dd/mm/yyyy", date(2026, 3, 4)),
        ("yyyy-mm-dd", "dd/mm/yyyy", date(2026, 4, 3)),
        ("yyyy-mm-dd", "dd/mm/yy", None),
    ],
)
def test_of_two_patterns_the_first_that_reads_a_cell_holds(report, first, second, day):
    both = f'date = "{first}"\nor_date = "{second}"\nor_first_year = 1950'
    told = load(LAYOUT.replace('date = "dd/mm/yyyy"', both))
    assert load(told.to_toml()) == load(told.to_json()) == told
    header = "Client ID,Visit Date,Outcome,Seen Alone,Worker\n"
    reading = read_with(report(f"{header}7,03/04/2026,Seen,Y,A\n"), told)
    rows = reading.records.rows["ssd_cp_visits"]
    assert [row["cppv_cp_visit_date"] for row in rows] == ([day] if day else [])
    said = [each.what for each in reading.findings if each.kind == "left out"]
    why = "'03/04/2026' is not a date as yyyy-mm-dd or dd/mm/yy; it was left blank."
    assert said == ([] if day else [why])


def test_a_child_not_yet_born_is_expected_and_no_mistake(report):
    """-1 says unborn, as an age does; a day after the export's is the expected one."""
    told = load({
        "name": "R", "headers": ["Child", "Born", "On"], "columns": [
            {"header": "Child", "to": "child"},
            {"header": "Born", "to": "ssd_person.pers_dob", "date": "dd/mm/yyyy"},
            {"header": "On", "to": "ssd_cin_episodes.cine_referral_date", "date": "dd/mm/yyyy"}],
    })  # fmt: skip
    rows = "1,-1,02/03/2026\n2,01/05/2026,02/03/2026\n3,01/05/2020,-1\n"
    reading = read_with(report(f"Child,Born,On\n{rows}"), told, date(2026, 3, 10))
    people = [
        (row["pers_dob"], row["pers_expected_dob"])
        for row in reading.records.rows["ssd_person"]
    ]
    assert people == [(None, None), (None, date(2026, 5, 1)), (date(2020, 5, 1), None)]
    left_out = [each.row for each in reading.findings if each.kind == "left out"]
    assert left_out == [4], "Elsewhere -1 is no day."


def test_staff_may_be_read_without_any_child(report):
    told = load({
        "name": "Staff", "headers": ["No", "Name"], "columns": [
            {"header": "No", "to": "ssd_professionals.prof_professional_id"},
            {"header": "Name", "to": "ssd_professionals.prof_professional_name"}],
    })  # fmt: skip
    reading = read_with(report("No,Name\n01,Ann\n02,Bob\n"), told)
    assert "ssd_person" not in reading.records.rows
    assert [r["prof_professional_id"] for r in reading.records.rows["ssd_professionals"]] == [
        "01", "02",
    ]  # fmt: skip


def test_codes_are_read_by_the_list_of_their_column(report):
    told = load({
        "name": "R", "headers": ["Child", "On", "From"], "columns": [
            {"header": "Child", "to": "child"},
            {"header": "On", "to": "ssd_cin_episodes.cine_referral_date", "date": "dd/mm/yyyy"},
            {"header": "From", "to": "ssd_cin_episodes.cine_referral_source_code",
             "values": {"Bobbies": "6"}}],
    })  # fmt: skip
    reading = read_with(
        report("Child,On,From\n1,02/03/2026,Schools\n2,02/03/2026,Bobbies\n"), told
    )
    codes = [
        r["cine_referral_source_code"] for r in reading.records.rows["ssd_cin_episodes"]
    ]
    assert codes == ["2A", "6"]


def test_a_file_without_a_table_is_refused(report, layout):
    reading = read_with(report("just words\nand more\n"), layout)
    assert "No table was found" in reading.findings[0].what
    assert read_with(report().with_name("none.csv"), layout).refused


def test_the_command_reads_by_a_layout(report, tmp_path, capsys):
    kept = tmp_path / "visits.toml"
    kept.write_text(LAYOUT, encoding="utf-8")
    assert main(["read", str(report()), "--layout", str(kept)]) == 0
    assert "Weekly visits: 4 of 5 rows kept, 1 left out" in capsys.readouterr().out


def test_the_command_looks_and_prints_a_layout_that_loads(report, capsys):
    assert main(["read", "--look", str(report())]) == 0
    printed = capsys.readouterr().out
    assert "headers in row 4, 5 rows" in printed
    assert "All but 1 filled cells read as dd/mm/yyyy." in printed
    assert "ssd_cp_visits.cppv_cp_visit_date" in printed
    more = '\n[[columns]]\nheader = "Visit Date"\ndate = "dd/mm/yyyy"\n'
    made = load(printed + more + 'to = "ssd_cp_visits.cppv_cp_visit_date"\n')
    assert made.fingerprint == fingerprint(only(report()).headers)


def test_the_command_says_what_is_wrong_with_a_layout(report, tmp_path, capsys):
    kept = tmp_path / "visits.toml"
    kept.write_text(LAYOUT.replace("Weekly visits", ""), encoding="utf-8")
    assert main(["read", str(report()), "--layout", str(kept)]) == 2
    assert "no name" in capsys.readouterr().err
    assert main(["read"]) == 2
    assert main(["read", "--fields"]) == 0
    assert "ssd_cp_visits.cppv_cp_visit_date  date" in capsys.readouterr().out


def test_everything_public_is_there():
    assert all(hasattr(reports, name) for name in reports.__all__)


def test_two_layouts_read_the_two_tables_of_a_file(tmp_path, layout):
    plans = load(
        {
            "name": "Plans {new}",
            "headers": ["Client ID", "Plan Date"],
            "columns": [
                {"header": "Client ID", "to": "child"},
                {
                    "header": "Plan Date",
                    "to": "ssd_cp_plans.cppl_cp_plan_start_date",
                    "date": "dd/mm/yyyy",
                },
            ],
        }
    )
    visits = [line.split(";") for line in VISITS.splitlines()[3:7]]
    other = [["Client ID", "Plan Date"], ["00021", "05/11/2026"]]
    path = save(tmp_path / "both.xlsx", {"Visits": visits, "Plans": other})
    reading = read(path, layouts=[plans, layout])
    assert [(part.name, part.kept) for part in reading.lists] == [
        ("Weekly visits", 3),
        ("Plans {new}", 1),
    ]
    assert len(reading.records.rows["ssd_cp_visits"]) == 3
    assert len(reading.records.rows["ssd_cp_plans"]) == 1
    assert len(reading.records.rows["ssd_person"]) == 4
    assert not reading.findings


def test_a_report_without_rows_is_an_empty_table_and_not_an_unknown_one(report, layout):
    """No visit this week is known; that nothing was exported would not be."""
    reading = read(
        report("Client ID;Visit Date;Outcome;Seen Alone;Worker\n"), layouts=[layout]
    )
    assert reading.records.rows["ssd_cp_visits"] == []
    assert [(part.rows, part.kept) for part in reading.lists] == [(0, 0)]


def test_what_moved_is_told_and_is_as_few_as_may_be(report, layout):
    moved = only(report("Worker;Client ID;Visit Date;Outcome;Seen Alone\n1;2;3;4;5\n"))
    found = difference(layout, moved)
    assert (found.same, found.moved) == (True, ("Worker",))
    assert difference(layout, only(report())).moved == ()


def test_a_report_may_say_that_it_is_invented(tmp_path, layout):
    visits = [line.split(";") for line in VISITS.splitlines()[3:7]]
    front = [["INVENTED DATA, as at 2026-11-05"]]
    path = save(tmp_path / "a.xlsx", {"Front_Sheet": front, "Visits": visits})
    assert read(path, layouts=[layout]).invented
    assert read(path).invented and read(path).unrecognised


def test_what_a_code_list_does_not_settle_is_a_question():
    """`Adopted` is E11 or E12, as wordings_of_several.csv has it; the rest is not known."""
    ceased = Use("Reason", ("ssd_cla_episodes.clae_cla_episode_ceased_reason",))
    held = {"Adopted": 3, "E3": 9, "Left": 5, "": 2}
    left, adopted = unsettled(ceased, held)
    assert (left.value, left.rows, left.several) == ("Left", 5, False)
    assert (adopted.value, adopted.rows, adopted.several) == ("Adopted", 3, True)
    assert list(adopted.codes) == ["E11", "E12"]
    assert {"E3", "E11", "E12"} < set(left.codes)


def test_what_was_answered_or_has_no_codes_is_no_question():
    seen = ("ssd_cp_visits.cppv_cp_visit_seen",)
    assert [
        q.codes for q in unsettled(Use("Seen", seen), {"No-one in": 1, "Y": 4})
    ] == [{"Y": "Yes", "N": "No"}]
    told = Use("Seen", seen, values={"No-one in": "N"})
    assert unsettled(told, {"No-one in": 1}) == []
    assert unsettled(Use("Client", ("child",)), {"?": 1}) == []
    date = Use("On", ("ssd_cp_visits.cppv_cp_visit_date",), "dd/mm/yyyy")
    assert unsettled(date, {"soon": 1}) == []


def test_of_two_layouts_with_the_same_headers_the_first_is_taken(report, layout):
    other = load(LAYOUT.replace("Weekly visits", "Visits of old"))
    first = read(report(), layouts=[layout, other]).lists
    assert [part.name for part in first] == ["Weekly visits"]
    assert read(report(), layouts=[other, layout]).lists[0].name == "Visits of old"
