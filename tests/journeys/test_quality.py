"""A manager brings an audit workbook of unfamiliar shape to a chart; a worker answers."""

from __future__ import annotations

import re
from datetime import timedelta

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from alongside.desk.quality.quarters import quarter_of

pytestmark = pytest.mark.browser
MOST_PRESSES = 25


@pytest.fixture
def workbook(tmp_path):
    """Audits under headings that no list knows, below a title, beside a sheet of notes."""
    today = timezone.localdate()
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active["A1"] = "Audits of two quarters, as kept by hand"
    sheet = book.create_sheet("QA log")
    for row in (
        ["Quality log"],
        [],
        ["Ref no", "Whose work", "Looked at on", "Verdict", "Seen by", "Picked"],
    ):
        sheet.append(row)
    before = quarter_of(today).before
    for n in range(24):
        day = (before if n % 2 else before.before).first + timedelta(n)
        verdict = ("Good", "RI", "Met", "Inadequate")[n % 4]
        sheet.append(
            [
                f"77{n:04}",
                "North District",
                f"{day:%d/%m/%Y}",
                verdict,
                "A. Reed",
                "Random",
            ]
        )
    path = tmp_path / "quality log.xlsx"
    book.save(path)
    return path


class Counted:
    """A person whose presses are counted: each click, each key, each choice in a list."""

    def __init__(self, somebody) -> None:
        self.somebody, self.page, self.presses = somebody, somebody.page, 0

    def clicks(self, role: str, name: str) -> None:
        self.presses += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def chooses(self, label: str, option: str | re.Pattern) -> None:
        """Open a list and choose from it: two presses."""
        self.presses += 2
        field = self.page.get_by_label(label, exact=True)
        if isinstance(option, re.Pattern):
            said = field.locator("option").filter(has_text=option).first.inner_text()
            option = said
        field.select_option(label=option)

    def gives(self, label: str, path) -> None:
        """Open the chooser of files and take one: two presses."""
        self.presses += 2
        self.page.get_by_label(label).set_input_files(path)


def test_an_audit_workbook_goes_from_upload_to_chart(person, desk, workbook):
    manager = person(desk, "service_manager")
    manager.signs_in()
    manager.reads("Today")
    sam = Counted(manager)
    sam.clicks("link", "Quality")
    manager.reads("Quality")
    sam.clicks("link", "Import audits")
    manager.reads("Import audits")
    sam.gives("Spreadsheet of audits", workbook)
    sam.clicks("button", "Upload and look")
    manager.reads("Say what the columns are")
    manager.sees("24 rows under the headings in row 3")
    for label, header in (
        ("Child’s id in the case system", "Ref no"),
        ("Team", "Whose work"),
        ("Day of the audit", "Looked at on"),
        ("Grade", "Verdict"),
        ("How the case was chosen", "Picked"),
    ):
        sam.chooses(label, header)
    sam.clicks("button", "Show the rows")
    manager.reads("Say what the columns are")
    sam.chooses("What the grade ‘Met’ is", "Good")
    sam.chooses("What the team ‘North District’ is", re.compile("^North District"))
    sam.clicks("button", "Show the rows")
    manager.sees("Nothing is imported yet.")
    sam.clicks("button", "Import these rows")
    main = manager.reads("Audits by team and quarter")
    expect(main).to_contain_text("24 audits were imported.")
    picture = main.get_by_role("img", name=re.compile("Good or better by team"))
    expect(picture).to_be_visible()
    expect(main).to_contain_text("If nothing had changed in any team")
    assert sam.presses <= MOST_PRESSES, f"{sam.presses} presses"


def test_a_worker_answers_a_pulse_on_a_phone_and_nothing_names_them(person, desk):
    worker = person(desk, "social_worker")
    worker.page.set_viewport_size({"width": 390, "height": 844})
    worker.signs_in()
    worker.goes_to("Quality")
    worker.reads("Quality")
    worker.follows("Surveys")
    worker.reads("Surveys")
    worker.follows("Pulse of this month")
    worker.reads("Pulse of this month")
    worker.presses("Give me my token")
    main = worker.reads("Pulse of this month")
    assert re.search(r"([A-Z2-7]{4}-){3}[A-Z2-7]{4}", main.inner_text())
    worker.presses("Answer now")
    worker.reads("Pulse of this month")
    statements = worker.page.get_by_role("group")
    expect(statements).to_have_count(5)
    for statement in statements.all():
        statement.get_by_label("Agree", exact=True).check()
    worker.presses("Send my answers")
    worker.reads("Surveys")
    worker.sees("Your answers were counted.")
    worker.follows("Pulse of this month")
    worker.presses("Give me my token")
    worker.sees("You were given your token already")


def test_an_adviser_reads_what_a_survey_came_to(person, desk):
    hal = person(desk, "hr_adviser")
    hal.signs_in()
    hal.goes_to("Quality")
    hal.reads("Quality")
    hal.follows("Surveys")
    hal.reads("Surveys")
    hal.follows("Health check, half a year on")
    main = hal.reads("Health check, half a year on")
    expect(main).to_contain_text("Changes are since Health check, the first")
    main.locator("summary").first.click()
    expect(main).to_contain_text("Not shown")
