"""An import's findings as a workbook: who is shown which rows, whatever the format."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import actions
from tests.desk.casework.exports import MONDAY, Told, imported, prepared, text

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")
CHILDREN = {"900123": "North", "900124": "South", "900125": "North"}
IDS = set(CHILDREN)


@pytest.fixture
def wrong(town):
    """An enquiry of each child ends before it begins: each has a finding."""
    story = Told()
    for child, team in CHILDREN.items():
        story.person(child)
        story.s47_of(child, "2026-03-02", team, s47_end_date="2026-03-01")
    return imported(town.ana, story, MONDAY)


def book(client, extract):
    answer = client.get(f"/imports/{extract.pk}/findings/workbook/")
    assert answer.status_code == 200
    return openpyxl.load_workbook(BytesIO(answer.content))


def words(book) -> str:
    cells = (cell for sheet in book for line in sheet.iter_rows() for cell in line)
    noted = [(cell.value, cell.comment and cell.comment.text) for cell in cells]
    return str(noted)


def test_findings_and_the_rows_they_are_about_with_the_cells_marked(
    client, town, wrong
):
    client.force_login(town.sam)  # who may import nothing
    assert client.get(f"/imports/{wrong.pk}/findings/workbook/").status_code == 403
    client.force_login(town.ana)
    found = book(client, wrong)
    assert found.sheetnames == ["Findings", "ssd_s47_enquiry.csv"]
    assert "export as at Monday 9 March 2026" in found["Findings"]["A1"].value
    sheet = found["ssd_s47_enquiry.csv"]
    names = [cell.value for cell in sheet[1]]
    row = sheet[2]
    assert row[names.index("s47e_person_id")].value == "900123"
    end = row[names.index("s47e_s47_end_date")]
    assert (end.value, end.fill.fill_type) == ("2026-03-01", "solid")
    assert "is before" in end.comment.text and "is before" in row[1].value


@pytest.mark.parametrize(
    ("person", "sees"), [("sef", {"900123"}), ("ana", {"900123", "900124"})]
)
def test_no_child_whom_the_person_may_not_see(client, town, wrong, person, sees):
    """Sef is of the North team; Jo, 900125, is restricted to Sam alone."""
    client.force_login(getattr(town, person))
    told = words(book(client, wrong))
    assert {child for child in IDS if child in told} == sees
    entry = AuditEntry.objects.filter(action="export findings").last()
    backwards = wrong.findings.filter(child__in=sees).count()
    nobody = wrong.findings.filter(child="").count()
    assert entry.detail["rows"] == backwards + nobody


def test_a_row_of_no_child_is_told_and_not_shown(client, town):
    story = Told().person("900123").s47_of("900123", "2026-03-02")
    story.s47_of("", "2026-03-02", s47_end_date="2026-03-01", team="Nobody's")
    extract = prepared(town.ana, story, MONDAY)
    nobodys = extract.findings.filter(child="", row__isnull=False)[0]
    client.force_login(town.ana)
    found = book(client, extract)
    assert nobodys.what[:20] in words(found)
    assert "Nobody's" not in words(found)


def test_a_restricted_child_under_a_new_id_is_in_no_row(client, town, monday):
    story = Told().person("911", "Jo", "FARROW")
    story.s47_of("911", "2026-03-05", s47_end_date="2026-03-01")
    extract = prepared(town.ana, story, MONDAY)
    client.force_login(town.ana)
    told = words(book(client, extract))
    assert "911" not in told and "FARROW" not in told


def test_a_child_not_known_here_looks_like_a_restricted_one(client, town, monday):
    """Else whoever is left out would be known to be restricted."""
    story = Told()
    for child in ("900125", "900999"):
        story.person(child)
        story.s47_of(child, "2026-03-05", s47_end_date="2026-03-01")
    extract = prepared(town.ana, story, MONDAY)
    client.force_login(town.ana)
    told = words(book(client, extract))
    assert "900125" not in told and "900999" not in told


def test_no_formula_comes_through(client, town):
    story = Told().person("900123")
    story.s47_of("900123", "2026-03-02", team="=cmd|' /c calc'!A0")
    story.records.rows["ssd_s47_enquiry"][0]["s47e_s47_start_date"] = "=2+5"
    extract = prepared(town.ana, story, MONDAY)
    client.force_login(town.ana)
    found = book(client, extract)
    kinds = {c.data_type for s in found for line in s.iter_rows() for c in line}
    assert "f" not in kinds and "=cmd|' /c calc'!A0" in words(found)


def test_what_is_no_longer_kept_has_no_workbook(client, town, wrong):
    client.force_login(town.ana)
    assert "Findings as a workbook" in text(client.get(f"/imports/{wrong.pk}/"))
    story = Told().person("900123").s47_of("900123", "2026-03-02")
    aside = prepared(town.ana, story, MONDAY)
    actions.set_aside_extract(by=town.ana, extract=aside)
    address = f"/imports/{aside.pk}/"
    assert client.get(f"{address}findings/workbook/").status_code == 404
    assert "Findings as a workbook" not in text(client.get(address))
