"""An analyst imports an export; the support officer sees what it changed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from alongside.reckon.council import build, write_exports
from alongside.reckon.council.ssd import write_tables, write_zip
from tests.journeys.person import LOOKED_AT, PATIENCE

pytestmark = pytest.mark.browser

TEAM = "East District Child Protection Team"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(scope="module")
def exports(tmp_path_factory):
    """What the invented council's case system exported last week, and today."""
    folder, today = tmp_path_factory.mktemp("exports"), timezone.localdate()
    week_ago, council = today - timedelta(7), build(80, 2, today)

    def packed(day, faults=False):
        tables = write_tables(
            [council.extract(day, faults)], folder / f"{day}", "Seed 2"
        )
        return write_zip(tables, folder / f"case-system-{day}.zip")

    whole = packed(today, faults=True)
    locked, cut = folder / "locked.xlsx", folder / "cut-short.zip"
    locked.write_bytes(OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"))
    cut.write_bytes(whole.read_bytes()[:20_000])
    written = write_exports(council, today, folder / "all")
    return SimpleNamespace(
        week_ago=week_ago, last=packed(week_ago), today=today, this=whole,
        locked=locked, cut_short=cut,
        annex_a=next(path for path in written if path.name == "annex_a.xlsx"),
    )  # fmt: skip


def test_this_weeks_export_is_imported(person, empty_desk, exports):
    ana, asha = person(empty_desk, "analyst"), person(empty_desk, "support_officer")
    given_last_weeks_export_was_imported(ana, exports)
    given_she_supports_a_team(person(empty_desk, "administrator"), asha)
    given_she_has_asked_about_what_is_due_first(asha)
    before = asha.whole_list()
    when_the_export_is_uploaded(ana, exports.this, exports.today)
    then_its_progress_shows_by_itself_until_it_is_read(ana, exports.today)
    then_it_says_what_it_would_change_and_what_was_found(ana)
    assert asha.whole_list() == before, "Nothing changes before it is applied."
    when_it_is_applied(ana)
    then_it_says_what_it_changed(ana)
    after = asha.whole_list()
    then_what_is_new_and_what_is_gone_is_what_it_said(ana, before, after)
    then_her_marks_are_still_there(before, after)


@pytest.mark.parametrize(
    ("file", "sentence", "what_to_do"),
    [
        (
            "locked",
            "The workbook is protected by a password.",
            "save a copy without one",
        ),
        ("cut_short", "zip", "again"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    person, desk, exports, file, sentence, what_to_do
):
    ana = person(desk, "analyst")
    ana.signs_in()
    before = ana.count_open()
    when_the_export_is_uploaded(ana, getattr(exports, file), exports.today)
    main = then_it_is_refused(ana, exports.today)
    expect(main).to_contain_text(sentence)
    expect(main).to_contain_text(what_to_do)
    assert not main.get_by_role("button", name="Apply this export").is_visible()
    for no_help in ("Read it again", "Set aside"):
        expect(main.get_by_role("button", name=no_help)).to_have_count(0)
    assert ana.count_open() == before


def test_an_annex_a_workbook_fills_an_empty_desk(person, empty_desk, exports):
    ana, sam = person(empty_desk, "analyst"), person(empty_desk, "service_manager")
    for each in (ana, sam):
        each.signs_in()
    then_the_pages_say_that_nothing_was_imported(ana, sam)
    when_the_export_is_uploaded(ana, exports.annex_a, exports.today)
    ana.reads("Export of", PATIENCE)
    ana.sees("List 1: Contacts")
    when_it_is_applied(ana)
    ana.reads("Export of")
    assert sam.count_open() > 50
    sam.reads("Timescales")


def test_what_was_not_chosen_is_asked_for(person, desk):
    ana = person(desk, "analyst")
    ana.signs_in()
    ana.goes_to("Import")
    ana.follows("Import an export")
    ana.presses("Upload and read")
    ana.reads("Import an export")
    ana.sees("Choose the export")


def given_last_weeks_export_was_imported(ana, exports):
    ana.signs_in()
    when_the_export_is_uploaded(ana, exports.last, exports.week_ago)
    ana.reads("Export of", PATIENCE)
    when_it_is_applied(ana)


def given_she_supports_a_team(adi, asha):
    adi.signs_in()
    adi.goes_to("Teams")
    adi.follows(TEAM)
    adi.follows("Add a person")
    adi.page.get_by_label("Person").select_option(label=asha.name)
    adi.page.get_by_label("Supports").check()
    adi.presses("Add to the team")
    adi.sees(asha.name)


def given_she_has_asked_about_what_is_due_first(asha):
    asha.signs_in()
    asha.opens("/timescales/")
    boxes = asha.page.get_by_role("checkbox")
    for number in range(boxes.count()):
        boxes.nth(number).check()
    asha.fills("Note", "Asked by phone")
    asha.presses("Mark")
    expect(asha.page.get_by_role("status")).to_contain_text("marked")


def when_the_export_is_uploaded(ana, path, day: date):
    ana.goes_to("Import")
    ana.reads("Import")
    ana.follows("Import an export")
    ana.page.get_by_label("Export from the case system").set_input_files(path)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        ana.page.get_by_label(part, exact=True).fill(str(number))
    ana.presses("Upload and read")


def then_its_progress_shows_by_itself_until_it_is_read(ana, day: date):
    title = ana.page.get_by_role("heading", level=1)
    expect(title).to_contain_text("Being read")
    expect(title).to_contain_text(said(day), timeout=PATIENCE)  # nothing was pressed
    ana.reads(said(day))


def then_it_says_what_it_would_change_and_what_was_found(ana):
    main = ana.page.get_by_role("main")
    expect(main.get_by_role("heading", name="What it would change")).to_be_visible()
    findings = main.get_by_role("table").filter(has_text="What to do")
    expect(findings.locator("tbody tr").first).to_contain_text(", row ")
    assert number_in(main, "New") > 0 and number_in(main, "Done") > 0
    ana.page.get_by_text(re.compile("^Done: ")).click()
    expect(main.get_by_role("table", name="Done")).to_be_visible()
    LOOKED_AT.clear()  # the same page in another state is looked at too
    ana.reads("Export of")


def when_it_is_applied(ana):
    """Nothing but the page's own script moves it on from `Being applied`."""
    ana.page.route("**/htmx*.js", lambda route: route.abort())
    ana.presses("Apply this export")
    ana.reads("Being applied")
    ana.page.unroute("**/htmx*.js")
    ana.page.reload()
    expect(ana.page.locator(".lead .tag")).to_have_text("Applied", timeout=PATIENCE)


def then_it_says_what_it_changed(ana):
    ana.reads("Export of")
    ana.sees("What it changed")
    ana.sees(f"Applied by {ana.name}")


def then_what_is_new_and_what_is_gone_is_what_it_said(ana, before, after):
    gone, new = before.keys() - after.keys(), after.keys() - before.keys()
    assert gone and new
    assert {row[:2] for row in new} <= said_of(ana, "New", "Moved")
    assert {row[:2] for row in gone} <= said_of(
        ana, "Done", "Ended without being done", "Moved", "Vanished", "Cannot be told"
    )


def said_of(ana, *kinds: str) -> set[tuple[str, str]]:
    """Return child and timescale of all that the import says of these kinds."""
    rows = set()
    for kind in kinds:
        table = ana.page.locator(f"table:has(caption:text-is('{kind}'))")
        for line in table.locator("tbody tr").all():
            child = line.locator("th").text_content()
            timescale = line.locator("td[data-label=Timescale]").evaluate(
                "cell => cell.firstChild.textContent"
            )
            rows.add((child.strip(), timescale.strip()))
    return rows


def then_her_marks_are_still_there(before, after):
    marked = {row for row, mark in before.items() if mark == "Asked"}
    still_open = marked & after.keys()
    assert still_open
    assert {after[row] for row in still_open} == {"Asked"}


def then_it_is_refused(ana, day: date):
    main = ana.reads(said(day), PATIENCE)
    expect(main.locator(".lead .tag")).to_have_text("Refused")
    expect(main).to_contain_text(
        "It is not used. Nothing was changed, and the file is not kept."
    )
    return main


def then_the_pages_say_that_nothing_was_imported(ana, sam):
    sam.reads("Today")
    sam.sees("The desk knows of no child, and so cannot say what is due.")
    sam.goes_to("Timescales")
    sam.reads("Timescales")
    sam.sees("Nothing has been imported yet")
    ana.goes_to("Import")
    ana.sees("Nothing has been imported yet.")


def number_in(main, label: str) -> int:
    card = main.locator(".card").filter(
        has=main.page.get_by_role("heading", name=label, exact=True)
    )
    return int(card.locator(".big").inner_text().replace(",", ""))


def said(day: date) -> str:
    return f"Export of {day.day} {day:%B %Y}"
