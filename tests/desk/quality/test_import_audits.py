"""Audits from spreadsheets of unfamiliar shape: asked once, recognised the next time."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import store
from alongside.desk.quality.audit_models import Audit, Grade, scale
from alongside.desk.quality.import_fields import fields_of, guessed
from alongside.desk.quality.import_models import AuditLayout, AuditTable, AuditUpload
from alongside.desk.table_forms import stamp

pytestmark = pytest.mark.django_db
REPORT = Path(__file__).parents[2] / "data" / "audits-2015.csv"
HEADINGS = ["Ref", "Area", "Looked at", "Verdict", "Who by", "Picked"]
ROWS = [
    ["900123", "North", date(2026, 1, 12), "RI", "Una Reed", "Random sample"],
    ["900123", "North", "14/02/2026", "Met", "Vic Lane", "Complaint"],
    ["900125", "north ", date(2026, 2, 20), "good", "Vic Lane", "Themed: neglect"],
    ["900124", "Southern area", date(2026, 2, 21), "Good", "Vic Lane", ""],
    ["", "North", date(2026, 2, 22), "Good", "Vic Lane", ""],
    ["900126", "North", "soon", "Good", "Vic Lane", ""],
]


def workbook(headings=HEADINGS, rows=ROWS, above=2) -> bytes:
    book = Workbook()
    for _ in range(above):
        book.active.append(["Audits of the year"])
        book.active.append([])
    book.active.append(headings)
    for row in rows:
        book.active.append(row)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def upload(client, contents: bytes, name="audits.xlsx"):
    sent = {"file": SimpleUploadedFile(name, contents)}
    return client.post("/quality/audits/import/", sent)


def sent(client, address, told, **how):
    """Send the columns as the page does once it has shown the rows by them."""
    chosen = {code: said for code, said in told.items() if ":" not in code}
    return client.post(address, told | {"looked": stamp(chosen)}, **how)


def word(kind: str, said: str) -> str:
    return f"{kind}:{said.encode().hex()}"


@pytest.fixture
def columns():
    return {
        "case_id": "Ref", "team": "Area", "audited_on": "Looked at", "grade": "Verdict",
        "auditor": "Who by", "chosen": "Picked", "cause": "", "blind": "",
        "second_auditor": "", "second_grade": "",
    }  # fmt: skip


def test_unknown_columns_are_asked_and_unknown_words_too(client, town, columns):
    client.force_login(town.mo)
    answer = upload(client, workbook())
    page = client.get(answer.url).content.decode()
    assert "headings in row 5" in page and "Show the rows" in page
    asked = sent(client, answer.url, columns).content.decode()
    assert (
        "What the grade ‘Met’ is" in asked
        and "What the team ‘Southern area’ is" in asked
    )
    assert not Audit.objects.exists(), "nothing is kept while a word is not known"
    assert "1: it names no child" in asked
    good = Grade.objects.get(name="Good").pk
    done = sent(
        client,
        answer.url,
        columns | {word("grade", "met"): good, word("team", "southern area"): "out"},
    )
    assert done.url == "/quality/audits/table/?before=2025-10&after=2026-01"
    told = Audit.objects.order_by("audited_on").values_list(
        "case_id", "team__name", "audited_on", "grade__name", "chosen"
    )
    assert list(told) == [
        ("900123", "North", date(2026, 1, 12), "Requires improvement", "random"),
        ("900123", "North", date(2026, 2, 14), "Good", "concern"),
        ("900125", "North", date(2026, 2, 20), "Good", "theme"),
    ]


def test_what_was_said_is_recognised_the_next_time(client, town, columns):
    client.force_login(town.mo)
    first = upload(client, workbook()).url
    words = {
        word("grade", "met"): Grade.objects.get(name="Good").pk,
        word("team", "southern area"): "out",
    }
    sent(client, first, columns | words)
    assert AuditLayout.objects.count() == 1
    more = [["900123", "North", date(2026, 3, 1), "Met", "Una Reed", ""]]
    moved = [HEADINGS[n] for n in (3, 0, 1, 2, 4, 5)]
    second = upload(
        client, workbook(moved, [[row[n] for n in (3, 0, 1, 2, 4, 5)] for row in more])
    ).url
    page = client.get(second).content.decode()
    assert "was read before" in page and "1 March 2026" in page
    assert 'value="Verdict" selected' in page and "What the grade" not in page
    sent(client, second, columns)
    assert Audit.objects.get(audited_on=date(2026, 3, 1)).grade.name == "Good"


def test_a_restricted_record_is_imported_and_not_shown(client, town, columns):
    """Mo is not on the list of 900125: the rows on the page leave it out."""
    client.force_login(town.mo)
    address = upload(client, workbook()).url
    page = sent(client, address, columns).content.decode()
    assert "12 January 2026" in page and "900125" not in page


def test_the_same_rows_again_are_not_kept_twice(client, town, columns):
    client.force_login(town.mo)
    rows = ROWS[:1]
    for _ in range(2):
        answer = sent(
            client, upload(client, workbook(rows=rows)).url, columns, follow=True
        )
    assert Audit.objects.count() == 1
    assert "1 was here already" in answer.content.decode()


def test_the_file_is_forgotten_once_it_is_imported(
    client, town, columns, django_capture_on_commit_callbacks
):
    client.force_login(town.mo)
    address = upload(client, workbook(rows=ROWS[:1])).url
    kept = AuditUpload.objects.get()
    assert store.holds(kept.stored_as, "file")
    with django_capture_on_commit_callbacks(execute=True):
        sent(client, address, columns)
    assert not store.holds(kept.stored_as, "file")
    assert client.get(address).status_code == 404
    entry = AuditEntry.objects.get(action="import audits")
    assert entry.detail == {"audits": 1}


def test_no_file_stays_for_good(client, town, django_capture_on_commit_callbacks):
    """One that waits goes when the same person uploads the next, or says to drop it."""
    client.force_login(town.mo)
    upload(client, workbook())
    first = AuditUpload.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        address = upload(client, workbook()).url
    assert not store.holds(first.stored_as, "file")
    second = AuditUpload.objects.visible_to(town.mo).waiting().get()
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(f"{address}drop/", follow=True).content.decode()
    assert "Nothing of it is kept" in page and not store.holds(second.stored_as, "file")
    assert client.post(f"{address}drop/").status_code == 404


def test_only_the_persons_own_teams_are_known(client, town, columns):
    """Mo manages the North: rows of the South are asked about, and cannot be imported."""
    client.force_login(town.mo)
    rows = [["900124", "South", date(2026, 2, 21), "Good", "Vic Lane", ""]]
    address = upload(client, workbook(rows=rows)).url
    page = sent(client, address, columns).content.decode()
    assert "What the team ‘South’ is" in page
    sent(client, address, columns | {word("team", "south"): town.south.pk})
    assert not Audit.objects.exists()


def test_percentages_of_a_report_come_with_what_they_lose(client, town):
    client.force_login(town.sam)
    address = upload(client, REPORT.read_bytes(), "report.csv").url
    page = client.get(address).content.decode()
    assert 'value="percentages" selected' in page
    fields = {f"grade{grade.pk}": grade.name for grade in scale()}
    answer = sent(
        client, address, fields | {"team": "team", "period": "period"}, follow=True
    )
    page = " ".join(answer.content.decode().split())
    table = AuditTable.objects.get()
    assert (table.holds, table.rows.count()) == ("percentages", 16)
    assert (
        "14 green" not in page
        and "14 better, 6 worse, 10 no colour, 2 cannot tell" in page
    )
    assert "Adds up to 102%, 2 points over." in page
    assert "missing, implied 33%" in page and "there is no interval" in page
    filled = client.get(f"/quality/tables/{table.pk}/?reading=implied").content.decode()
    assert "14 better, 8 worse, 10 no colour" in filled
    client.force_login(town.mo)
    assert client.get(f"/quality/tables/{table.pk}/").status_code == 404, (
        "teams not known here"
    )


def test_counts_have_intervals_and_shares_as_excel_keeps_them_are_percentages(
    client, town
):
    client.force_login(town.sam)
    names = [grade.name for grade in scale()]
    fields = {f"grade{grade.pk}": grade.name for grade in scale()} | {
        "team": "Team", "period": "Quarter",
    }  # fmt: skip
    rows = [
        ["North", "Q3", 0, 3, 1, 1],
        ["North", "Q4", 0, 7, 4, 2],
        ["North", "Q5", 1, "", 2, 0],
    ]
    address = upload(client, workbook(["Team", "Quarter", *names], rows)).url
    page = sent(client, address, fields, follow=True).content.decode()
    assert "5 audits, then 13" in page and "(23 to 88)" in page, "3 of 5 by Wilson"
    assert "would colour" in page
    shares = [
        ["North", "Q3", 0.0, 0.37, 0.18, 0.45],
        ["North", "Q4", 0.0, 0.54, 0.2, 0.26],
    ]
    address = upload(client, workbook(["Team", "Quarter", *names], shares)).url
    sent(client, address, fields, follow=True)
    held = AuditTable.objects.get(holds="percentages").rows.first()
    assert held.cells == ["0", "37", "18", "45"]


@pytest.mark.parametrize(
    ("contents", "name", "said"),
    [
        (b"not a spreadsheet at all", "a.xlsx", "No table was found"),
        (b"", "a.csv", "empty"),
    ],
)
def test_what_holds_no_table_is_refused(client, town, contents, name, said):
    client.force_login(town.mo)
    page = upload(client, contents, name).content.decode()
    assert said in page and not AuditUpload.objects.exists()


def test_no_upload_is_anothers(client, another, town):
    client.force_login(town.mo)
    address = upload(client, workbook()).url
    another.force_login(town.sam)
    assert another.get(address).status_code == 404


def test_headers_suggest_fields_each_once(town):
    from alongside.desk.quality.import_fields import OF_AUDITS

    found = guessed(
        ["Case Ref", "TEAM NAME", "Audit date", "Overall judgement", "Grade"], OF_AUDITS
    )
    assert found == {
        "case_id": "Case Ref", "team": "TEAM NAME", "audited_on": "Audit date", "grade": "Grade",
    }  # fmt: skip


SHARES = [
    ["North", "Q3", 0.1, 0.4, 0.3, 0.2, 1],
    ["South", "Q3", 10, 40, 30, 20, 100],
    ["West", "Q3", "", 0.5, "", "", ""],
    ["Total", "Q3", 0.1, 0.4, 0.3, 0.2, 1],
]
SHORT = ["Team", "Quarter", "Outst. %", "Good %", "RI", "Inadequate percent", "Total"]


def table_columns(named=None):
    named = named or [grade.name for grade in scale()]
    grades = {f"grade{g.pk}": said for g, said in zip(scale(), named, strict=True)}
    return grades | {"team": "Team", "period": "Quarter"}


def test_fractions_are_told_from_percentages_row_by_row(client, town):
    """North adds up to 1, South to 100; West to neither, and as many tell one as the other."""
    client.force_login(town.sam)
    named = [grade.name for grade in scale()]
    rows = [*SHARES[:3], ["East", "Q3", 0.25, 0.25, 0.25, 0.25, 1]]
    address = upload(client, workbook(["Team", "Quarter", *named, "Total"], rows)).url
    told = table_columns() | {"total": "Total"}
    page = sent(
        client, address + "?holds=percentages", told, follow=True
    ).content.decode()
    assert "3 of 4 rows are read as fractions of 1: 0.37 is 37%" in page
    held = AuditTable.objects.get().rows.values_list("cells", flat=True)
    assert list(held)[:3] == [
        ["10", "40", "30", "20"], ["10", "40", "30", "20"], [None, "50", None, None],
    ]  # fmt: skip


def test_a_total_is_no_team_and_what_is_left_out_is_said(client, town):
    client.force_login(town.sam)
    named = [grade.name for grade in scale()]
    rows = [
        ["North", "Q3", 1, 4, 3, 2, 11],
        ["Norht", "Q3", 1, 4, 3, 2, 10],
        ["South", "Q3", 1, "four", 3, 2, 10],
        ["Total", "Q3", 3, 12, 9, 6, 30],
    ]
    address = upload(client, workbook(["Team", "Quarter", *named, "Total"], rows)).url
    page = client.get(address).content.decode()
    assert "What the team ‘Norht’ is" in page
    assert "Row 6, North: its grades add up to 10, and its own total is 11" in page
    told = table_columns() | {"total": "Total", word("team", "norht"): "out"}
    page = sent(client, address, told, follow=True).content.decode()
    assert "1 row was imported." in page
    assert "1 left out: it is a total and no team, ‘Total’" in page
    assert "1 left out: a count in it is missing or is not a whole number" in page
    assert "1 left out: you said to leave out its team" in page


def test_headings_of_shares_and_cut_short_are_guessed(town):
    found = guessed(SHORT, fields_of("percentages", scale()))
    assert [found.get(f"grade{g.pk}") for g in scale()] == SHORT[2:6]
    assert found["total"] == "Total"


def test_rows_are_shown_by_the_columns_chosen_before_any_is_kept(client, town, columns):
    client.force_login(town.mo)
    address = upload(client, workbook(rows=ROWS[:1])).url
    page = client.get(address).content.decode()
    assert "Show the rows" in page and "Import these rows" not in page
    page = client.post(address, columns | {"looked": "[]"}).content.decode()
    assert "Nothing is imported yet." in page and "12 January 2026" in page
    assert not Audit.objects.exists()
    sent(client, address, columns)
    assert Audit.objects.count() == 1
