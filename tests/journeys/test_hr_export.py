"""An export of HR's own shape, from upload to the chart of days lost, and the next one."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.utils import timezone

from alongside.desk.workforce.models import StaffMember, Team, Worker

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST = 25  # clicks and key presses beyond typed text


def export(people: list[str], first: date) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Abs data"
    sheet.append(["Corporate HR, run at 06:00"])
    sheet.append([])
    sheet.append(
        ["Ee Ref", "Surname & forename", "Began", "Back to work after", "Wkg days"]
    )
    for n, name in enumerate(people):
        number = "0099" if name == "Ola Frey" else f"00{n + 1}"  # HR alone knows of Ola
        sheet.append([number, name, first, first, 1])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@pytest.fixture
def five(town):
    """Five people of the North, whom HR numbers from 1."""
    for n in range(5):
        worker = Worker.objects.create(
            source_id=f"w{n}", team=Team.objects.get(name="North")
        )
        StaffMember.objects.create(
            number=f"00{n + 1}", name=f"Person {n + 1}", worker=worker
        )


def test_from_upload_to_chart_in_few_clicks(
    page, sign_in, town, five, faults, sideways
):
    first = timezone.localdate().replace(day=1)
    file = {"name": "abs.xlsx", "mimeType": "application/octet-stream",
            "buffer": export(["Person 1", "Person 2", "Ola Frey"], first)}  # fmt: skip
    sign_in(town.hal)
    counted = []

    def click(role, name):
        counted.append(name)
        page.get_by_role(role, name=name).first.click()
        page.wait_for_load_state()

    def choose(label, header):
        counted.extend([label, header])  # to open the list, and to pick
        page.get_by_label(label).select_option(header)

    def looks_right():
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert faults() == []
            assert sideways() == 0
        page.set_viewport_size({"width": 1280, "height": 900})

    click("link", "Workforce")
    click("link", "Import from HR")
    looks_right()
    counted.append("the file")
    page.get_by_label("Export from HR").set_input_files(file)
    click("button", "Upload and look")
    looks_right()
    choose("Payroll number", "Ee Ref")
    page.get_by_label("Name", exact=True).select_option("Surname & forename")
    counted.extend(["Name", "Surname & forename"])
    choose("First day of sickness", "Began")
    choose("Last day of sickness", "Back to work after")
    choose("Days lost", "Wkg days")
    page.get_by_label("Name of this layout").fill("Corporate absence")
    click("button", "Show the rows")
    assert "Nothing is imported yet." in page.content()
    looks_right()
    click("button", "Import these rows")
    assert "Nobody here has this payroll number" in page.content()
    looks_right()
    click("link", "See days lost")
    assert page.get_by_role("img", name="Share of days lost").is_visible()
    looks_right()
    assert len(counted) <= MOST, counted

    page.goto("/workforce/import/")
    page.get_by_label("Export from HR").set_input_files(file)
    click("button", "Upload and look")
    assert "Imported from HR" in page.get_by_role("heading", level=1).inner_text()
    row = page.get_by_role("row", name="Abs data")
    assert [cell.inner_text() for cell in row.get_by_role("cell").all()][:3] == ["0", "0", "2"]  # fmt: skip
