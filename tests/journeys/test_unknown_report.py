"""An analyst maps a report that nobody knows, by keyboard; the next is read as it comes."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.person import PATIENCE

pytestmark = pytest.mark.browser

HEADERS = ["Case ref", "Core group held", "Chair"]
INVENTED = "INVENTED DATA for a journey"


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The report of last week, of this week, and of the week its headers changed."""
    folder, today = tmp_path_factory.mktemp("reports"), timezone.localdate()

    def written(name: str, headers, day: date):
        book = openpyxl.Workbook()
        book.active.title, book.active["A1"] = "Front_Sheet", INVENTED
        sheet = book.create_sheet("Core groups")
        for row in (["Core groups held"], [], [], ["All teams"], [], [], headers):
            sheet.append(row)
        for child in range(8):
            held = {"Case ref": f"{child + 1000}", "Chair": "C. Hart"}
            days = f"{day - timedelta(child):%d/%m/%Y}"
            sheet.append([held.get(header, days) for header in headers])
        book.save(folder / name)
        return folder / name

    changed = ["Chair", "Case ref", "Meeting date"]
    return SimpleNamespace(
        today=today,
        first=written("last-week.xlsx", HEADERS, today - timedelta(7)),
        second=written("this-week.xlsx", HEADERS, today),
        changed=written("changed.xlsx", changed, today - timedelta(1)),
    )


def test_a_report_is_mapped_once_and_then_read_as_it_comes(person, empty_desk, reports):
    ana = person(empty_desk, "analyst")
    ana.signs_in()
    when_it_is_uploaded(ana, reports.first, reports.today)
    then_it_asks_what_it_is(ana)
    when_it_is_said_to_hold_core_groups(ana)
    when_its_columns_are_mapped_by_keyboard(ana)
    then_five_rows_are_shown_as_they_would_be_read(ana, reports.today)
    when_it_is_named_and_saved(ana, "Core groups of the week")
    then_it_can_be_applied(ana)
    when_it_is_uploaded(ana, reports.second, reports.today)
    then_it_is_read_without_asking(ana)


def test_a_changed_header_is_shown_and_saved_as_a_new_version(
    person, empty_desk, reports
):
    ana = person(empty_desk, "analyst")
    ana.signs_in()
    when_it_is_uploaded(ana, reports.first, reports.today)
    then_it_asks_what_it_is(ana)
    when_it_is_said_to_hold_core_groups(ana)
    when_its_columns_are_mapped_by_keyboard(ana)
    when_it_is_named_and_saved(ana, "Core groups of the week")
    when_it_is_uploaded(ana, reports.changed, reports.today)
    main = then_it_asks_what_it_is(ana)
    expect(main).to_contain_text("Core group held")
    expect(main).to_contain_text("In use until now: Core group held.")
    ana.follows("Save a new version of")
    ana.reads("A new version of")
    chosen(ana, "What Meeting date is", "Core group date")
    chosen(ana, "How the days of Meeting date are written", "dd/mm/yyyy")
    ana.presses("Show how it would be read")
    ana.presses("Save this version and read the file")
    ana.reads("Export of", PATIENCE)
    ana.sees("version 2")
    ana.goes_to("Import")
    ana.follows("Layouts")
    ana.reads("Layouts")
    ana.follows("Core groups of the week")
    main = ana.reads("Core groups of the week")
    expect(main).to_contain_text("Gone: Core group held. New: Meeting date.")
    ana.presses("Retire this layout")
    ana.reads("Core groups of the week")
    ana.sees("No file is read by it.")


def when_it_is_uploaded(ana, path, day: date):
    ana.goes_to("Import")
    ana.follows("Import an export")
    ana.page.get_by_label("Export from the case system").set_input_files(path)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        ana.page.get_by_label(part, exact=True).fill(str(number))
    ana.presses("Upload and read")


def then_it_asks_what_it_is(ana):
    ana.reads("Export of", PATIENCE)
    ana.sees("Waiting for a layout")
    ana.follows("Say what it is")
    main = ana.reads("Say what this report is")
    expect(main).to_contain_text("In row 7:")
    return main


def when_it_is_said_to_hold_core_groups(ana):
    chosen(ana, "What is each row of it?", "Core groups")
    ana.presses("Map its columns")
    ana.reads("Map the columns to core groups")


def when_its_columns_are_mapped_by_keyboard(ana):
    """A select takes the letters of its choice; nothing is clicked."""
    ana.types(ana.page.get_by_label("What Case ref is"), "The child")
    ana.types(ana.page.get_by_label("What Core group held is"), "Core group date")
    days = ana.page.get_by_label("How the days of Core group held are written")
    ana.types(days, "dd/mm/yyyy")
    button = ana.page.get_by_role("button", name="Show how it would be read")
    ana.enters(button)


def then_five_rows_are_shown_as_they_would_be_read(ana, today: date):
    main = ana.reads("Map the columns to core groups")
    table = main.get_by_role("table").filter(has_text="The first 5 of 8 rows")
    expect(table.locator("tbody tr")).to_have_count(5)
    held = today - timedelta(7)
    expect(table).to_contain_text(f"{held.day} {held:%B %Y}")


def when_it_is_named_and_saved(ana, name: str):
    ana.fills("Name of the layout", name)
    ana.presses("Save this layout and read the file")
    ana.reads("Export of", PATIENCE)
    ana.sees("Ready to check")


def then_it_can_be_applied(ana):
    ana.sees("Read by the layout Core groups of the week, version 1.")
    ana.presses("Apply this export")
    expect(ana.page.locator(".lead .tag")).to_have_text("Applied", timeout=PATIENCE)


def then_it_is_read_without_asking(ana):
    ana.reads("Export of", PATIENCE)
    ana.sees("Ready to check")
    ana.sees("Read by the layout Core groups of the week, version 1.")


def chosen(ana, label: str, option: str):
    ana.page.get_by_label(label).first.select_option(label=option)
