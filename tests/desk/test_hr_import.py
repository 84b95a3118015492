"""Exports from HR of whatever shape: columns named once, read again without asking."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.table_forms import stamp
from alongside.desk.workforce.absence_teams import sickness_held_since
from alongside.desk.workforce.models import (
    Absence,
    HrLayout,
    HrUpload,
    StaffMember,
    ToilEntry,
)

TODAY = date(2026, 4, 30)
HEADERS = (
    "Emp No",
    "Employee Name",
    "Absence From",
    "Absence To",
    "FTE Days Lost",
    "Category",
)
ROWS = (
    ("00102", "Wes Okafor", date(2026, 3, 2), date(2026, 3, 6), 5, "Cold"),
    ("00103", "Bea Lunn", date(2026, 4, 27), None, None, ""),
)  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def hal(client, town):
    client.force_login(town.hal)
    return town.hal


@pytest.fixture
def known(town):
    return [
        StaffMember.objects.create(number="102", name="Wes Okafor", user=town.wes),
        StaffMember.objects.create(number="00103", name="Bea Lunn"),
    ]


def workbook(*rows, headers=HEADERS, above=3, name="Sheet1") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for n in range(above):
        sheet.append([f"Absence report, line {n}"] if n == 0 else [])
    sheet.append(headers)
    for row in rows:
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def upload(client, contents, name="report.xlsx"):
    answer = client.post(
        "/workforce/import/", {"file": SimpleUploadedFile(name, contents)}, follow=True
    )
    return answer, HrUpload.objects.latest("pk")


def columns(client, upload, **told):
    """Import by the columns as they are proposed."""
    address = f"/workforce/import/{upload.pk}/columns/{told.pop('asked', '')}"
    form = client.get(address).context["form"]
    usual = {f"column_{code}": header for code, header in form.chosen.items()}
    told = usual | {"name": "Monthly absence"} | told
    chosen = {c.removeprefix("column_"): s for c, s in told.items() if "column_" in c}
    return client.post(address, {"looked": stamp(chosen)} | told, follow=True)


def text(page) -> str:
    return " ".join(page.content.decode().split())


def test_an_export_says_from_which_day_it_tells(client, hal, known):
    _, waiting = upload(client, workbook(*ROWS))
    page = text(columns(client, waiting, tells_from="1 1 2099"))
    assert "1 January 2099 is still to come" in page
    columns(client, waiting, tells_from="1 10 2024")
    assert sickness_held_since() == date(2024, 10, 1)


def test_more_days_lost_than_the_spell_has_are_flagged(client, hal, known):
    """Monday 2 and Tuesday 3 March are two working days; 40 were told."""
    row = ("00102", "Wes Okafor", date(2026, 3, 2), date(2026, 3, 3), 40, "Cold")
    page = text(columns(client, upload(client, workbook(row))[1]))
    assert "40.00 days lost, of a spell with 2 working days." in page
    assert Absence.objects.count() == 1


def test_rows_are_shown_by_other_columns_before_any_is_kept(client, hal, known):
    _, waiting = upload(client, workbook(*ROWS))
    page = text(columns(client, waiting, looked="[]"))
    assert "Nothing is imported yet." in page and "Wes Okafor" in page
    assert not Absence.objects.exists()


def test_from_a_strange_workbook_to_days_lost(client, hal, known):
    page, waiting = upload(client, workbook(*ROWS))
    assert "under the headings in row 4" in text(page)
    assert '<th scope="row">Wes Okafor</th>' in text(page)
    assert not Absence.objects.exists()
    done = text(columns(client, waiting))
    assert "See days lost" in done
    cold, open_still = Absence.objects.order_by("first_on")
    assert (cold.staff, cold.user, cold.lost, cold.reason) == (
        known[0], known[0].user, Decimal(5), "Cold",
    )  # fmt: skip
    assert (open_still.staff, open_still.last_on, open_still.lost) == (
        known[1],
        None,
        None,
    )
    waiting.refresh_from_db()
    assert not waiting.sealed  # nothing is kept that need not be


def test_the_next_one_is_read_without_asking_and_twice_changes_nothing(
    client, hal, known
):
    columns(client, upload(client, workbook(*ROWS))[1])
    page, again = upload(client, workbook(*ROWS, above=0))
    assert page.redirect_chain[-1][0] == f"/workforce/import/{again.pk}/"
    assert [again.done[0][k] for k in ("new", "changed", "here")] == [0, 0, 2]
    ended = (*ROWS[1][:3], date(2026, 4, 29), 2, "Cold")
    _, later = upload(client, workbook(ROWS[0], ended))
    assert [later.done[0][k] for k in ("new", "changed", "here")] == [0, 1, 1]
    assert Absence.objects.get(staff=known[1]).last_on == date(2026, 4, 29)
    assert HrLayout.objects.count() == 1


def test_a_changed_header_is_shown_and_the_rest_stays_chosen(client, hal, known):
    columns(client, upload(client, workbook(*ROWS))[1])
    headers = (*HEADERS[:2], "Illness Began", *HEADERS[3:])
    page, waiting = upload(client, workbook(*ROWS, headers=headers))
    said = text(page)
    assert "The headings are not those of “Monthly absence”." in said
    assert "&#x27;Absence From&#x27; is gone." in said
    assert "&#x27;Illness Began&#x27; is new." in said
    refused = text(columns(client, waiting))
    assert "Choose the column of: First day of sickness" in refused
    assert Absence.objects.count() == 2
    done = columns(client, waiting, column_first_on="Illness Began")
    assert done.redirect_chain
    assert HrLayout.objects.count() == 2


def test_wrong_rows_are_refused_with_where_and_what_to_do(client, hal, known):
    wrong = (
        ("102", "Wes Okafor", date(2026, 3, 9), date(2026, 3, 6), 5, ""),
        ("102", "Wes Okafor", "1/4/26", None, 5, ""),
        ("102", "Wes Okafor", date(2026, 5, 1), None, 5, ""),
        ("102", "Wes Okafor", date(2026, 3, 16), None, "five", ""),
        ("102", "Wes Okafor", date(2026, 3, 2), None, 9, ""),  # as the first row
        ("999", "Ola Frey", date(2026, 3, 2), None, 1, ""),
        (None, None, date(2026, 3, 2), None, 1, ""),
    )  # fmt: skip
    _, waiting = upload(client, workbook(ROWS[0], *wrong))
    page = text(columns(client, waiting))
    waiting.refresh_from_db()
    findings = waiting.done[0]["findings"]
    assert [each["row"] for each in findings] == [6, 7, 8, 9, 10, 11, 12]
    assert [each["column"] for each in findings] == [
        "Absence To", "Absence From", "Absence From", "FTE Days Lost", "Absence From",
        "Emp No", "Emp No",
    ]  # fmt: skip
    assert "Sheet1, row 6, Absence To" in page
    assert "The last day is before the first." in page
    assert Absence.objects.count() == 1
    book = client.get(f"/workforce/import/{waiting.pk}/findings.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert sheet.max_row == 2 + 1 + len(wrong)


def test_the_first_day_back_ends_a_spell_the_day_before(client, hal, known):
    headers = ("Emp No", "Absence From", "Return to work date")
    rows = (
        ("102", date(2026, 3, 2), date(2026, 3, 9)),
        ("103", date(2026, 3, 2), date(2026, 3, 2)),
        ("00103", date(2026, 4, 1), None),
    )
    page = text(columns(client, upload(client, workbook(*rows, headers=headers))[1]))
    assert "The first day back is not after the first day of sickness." in page
    assert set(Absence.objects.values_list("first_on", "last_on")) == {
        (date(2026, 3, 2), date(2026, 3, 8)), (date(2026, 4, 1), None),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "days", "kept"),
    [
        ("Absence From", ("16/3/26", "3/4/26"), ["2026-03-16", "2026-04-03"]),
        ("Absence From", ("1/2/26", "3/4/26"), []),  # the month may come first
        ("Absence From", ("3/16/26", "3/4/26"), []),
        ("Absence From", ("16/3/26", "3/16/26"), []),
        ("Absence from (dd/mm/yy)", ("1/2/26", "3/4/26"), ["2026-02-01", "2026-04-03"]),
        ("Absence From", ("16/3/26", "3/4/1998"), ["1998-04-03", "2026-03-16"]),
    ],
)  # fmt: skip
def test_years_of_two_figures_are_read_where_they_are_sure(
    client, hal, known, heading, days, kept
):
    rows = [("102", day) for day in days]
    made = upload(client, workbook(*rows, headers=("Emp No", heading)))[1]
    page = text(columns(client, made, column_first_on=heading))
    found = Absence.objects.order_by("first_on").values_list("first_on", flat=True)
    assert [day.isoformat() for day in found] == kept
    assert ("has a year of two digits" in page) == (not kept)
    assert "left blank" not in page


def test_people_are_added_only_where_it_is_ticked(client, hal):
    columns(client, upload(client, workbook(*ROWS))[1])
    assert not StaffMember.objects.exists()
    HrLayout.objects.all().delete()
    columns(client, upload(client, workbook(*ROWS))[1], add="on")
    assert list(StaffMember.objects.values_list("number", "name")) == [
        ("00103", "Bea Lunn"), ("00102", "Wes Okafor"),
    ]  # fmt: skip
    assert Absence.objects.count() == 2


def test_one_number_spelt_in_two_ways_is_one_person_added_once(client, hal):
    rows = (("00103", "Bea Lunn", *ROWS[0][2:]), ("103", "LUNN, Bea", *ROWS[1][2:]))
    columns(client, upload(client, workbook(*rows))[1], add="on")
    [bea] = StaffMember.objects.all()
    assert (bea.number, bea.name, bea.absences.count()) == ("00103", "Bea Lunn", 2)


def test_two_people_of_one_name_are_not_told_apart_by_it(client, hal, known):
    StaffMember.objects.create(name="Bea Lunn")
    rows = [("Bea Lunn", "2026-03-02", "2026-03-03"), ("wes okafor", "2026-03-02", "")]
    held = io.StringIO()
    csv.writer(held).writerows([("Name", "Start date", "End date"), *rows])
    _, waiting = upload(client, held.getvalue().encode(), "report.csv")
    page = text(columns(client, waiting, asked="?holds=sickness"))
    assert "2 members of staff have this name." in page
    assert Absence.objects.get().staff == known[0]


def test_a_number_known_under_another_name_is_worth_a_look(client, hal, known):
    rows = (("102", "Okafor, Wes", *ROWS[0][2:]), ("103", "Bea Marsh", *ROWS[1][2:]))
    _, waiting = upload(client, workbook(*rows))
    assert "of somebody with another name here" in text(columns(client, waiting))
    waiting.refresh_from_db()
    [doubt] = waiting.done[0]["findings"]
    assert (doubt["row"], doubt["column"], doubt["refused"]) == (
        6, "Employee Name", False,
    )  # fmt: skip
    assert Absence.objects.count() == 2


def test_other_absence_is_left_out_and_counted(client, hal, known):
    headers = (*HEADERS, "Absence Type")
    rows = ((*ROWS[0], "Sickness"), (*ROWS[1], "Annual leave"))
    _, waiting = upload(client, workbook(*rows, headers=headers))
    columns(client, waiting)
    waiting.refresh_from_db()
    assert waiting.done[0]["left_out"] == 1
    assert Absence.objects.get().reason == "Cold"


def test_several_tables_one_after_another(client, hal, known):
    book = openpyxl.load_workbook(io.BytesIO(workbook(*ROWS)))
    toil = book.create_sheet("Lieu")
    toil.append(("Payroll number", "Month", "TOIL earned", "TOIL taken"))
    toil.append(("102", date(2026, 3, 31), 4, 1.5))
    held = io.BytesIO()
    book.save(held)
    _, waiting = upload(client, held.getvalue())
    page = text(columns(client, waiting, asked="?place=0"))
    assert "Another table of this file" in page
    columns(client, waiting, name="Lieu")
    hours = {each.kind: each.hours for each in ToilEntry.objects.all()}
    assert hours == {"earned": Decimal(4), "taken": Decimal("1.5")}
    _, again = upload(client, held.getvalue())
    assert ToilEntry.objects.count() == 2
    assert [table["here"] for table in again.done] == [2, 2]


def test_what_hr_tells_of_staff_fills_in_and_empties_nothing(client, hal, known):
    headers = (
        "Payroll number",
        "FTE",
        "Start date",
        "Leaving date",
        "Team",
        "Post number",
    )
    rows = (
        ("102", 0.5, "01/09/2020", "24/04/2026", "North", ""),
        ("00103", "", "", "", "Nowhere", "P9"),
    )
    held = io.StringIO()
    csv.writer(held).writerows([headers, *rows])
    page, waiting = upload(client, held.getvalue().encode(), "staff.csv")
    assert page.context["asked"].holds == "staff"
    said = text(columns(client, waiting))
    known[0].refresh_from_db()
    assert (known[0].fte, known[0].joined_on) == (Decimal("0.5"), date(2020, 9, 1))
    assert not known[0].user.is_active, "the last day has passed"
    known[1].refresh_from_db()
    assert known[1].fte == 1
    assert "There is no team of this name here." in said
    assert "does not have this person in this post" in said


@pytest.mark.parametrize(
    "contents", [b"", b"one line and nothing else", b"PK\x03\x04 not a book"]
)
def test_what_is_no_table_is_refused_beside_the_file(client, hal, contents):
    page = client.post(
        "/workforce/import/", {"file": SimpleUploadedFile("a.xlsx", contents)}
    )
    assert page.context["form"].errors["file"]
    assert not HrUpload.objects.exists()


def test_anothers_file_is_not_to_be_found_and_only_the_newest_is_kept(
    client, town, hal, known
):
    _, first = upload(client, workbook(*ROWS))
    _, second = upload(client, workbook(*ROWS, name="Two"))
    first.refresh_from_db()
    assert not first.sealed
    assert second.sealed
    assert b"Okafor" not in bytes(second.sealed)
    town.hal.pk, other = None, town.hal
    other.username = "other@town.example"
    other.save()
    client.force_login(other)
    assert client.get(f"/workforce/import/{second.pk}/").status_code == 404


def test_the_trail_counts_and_names_nobody(client, hal, known):
    columns(client, upload(client, workbook(*ROWS))[1])
    line = AuditEntry.objects.get(action="import HR export")
    assert line.detail == {"people": 0, "refused": 0, "new": 2, "changed": 0, "here": 0}
