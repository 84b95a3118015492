"""Weeks of exports, by the person who imports them: compared, and the wrong one undone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.reckon.council import build
from alongside.reckon.council.ssd import write_tables, write_zip
from tests.journeys.person import PATIENCE
from tests.journeys.test_import import (
    given_she_has_asked_about_what_is_due_first,
    given_she_supports_a_team,
    when_it_is_applied,
    when_the_export_is_uploaded,
)

pytestmark = pytest.mark.browser

REASON = "It was another council’s file"


@pytest.fixture(scope="module")
def weeks(tmp_path_factory):
    """What the invented council's case system exported in three weeks: day and file."""
    folder, today = tmp_path_factory.mktemp("weeks"), timezone.localdate()
    council, found = build(60, 5, today), []
    for back in (14, 7, 0):
        day = today - timedelta(back)
        tables = write_tables([council.extract(day)], folder / f"{day}", "Seed 5")
        found.append((day, write_zip(tables, folder / f"case-system-{day}.zip")))
    return found


def test_the_last_week_is_compared_and_undone_and_no_mark_is_lost(
    person, empty_desk, weeks
):
    ana, asha = person(empty_desk, "analyst"), person(empty_desk, "support_officer")
    ana.signs_in()
    for week in weeks[:2]:
        import_week(ana, week)
    given_she_supports_a_team(person(empty_desk, "administrator"), asha)
    given_she_has_asked_about_what_is_due_first(asha)
    before = asha.whole_list()
    import_week(ana, weeks[2])
    assert asha.whole_list() != before
    then_the_first_and_the_last_are_compared(ana)
    when_the_last_is_undone(ana)
    assert asha.whole_list() == before
    asha.opens("/timescales/gone/")
    asha.reads("Timescales shown no longer")


def import_week(ana, week):
    day, path = week
    when_the_export_is_uploaded(ana, path, day)
    ana.reads("Export of", PATIENCE)
    when_it_is_applied(ana)


def then_the_first_and_the_last_are_compared(ana):
    ana.goes_to("Import")
    ana.follows("Compare two exports")
    ana.reads("Compare two exports")
    for label, place in (("From", -1), ("To", 1)):  # the newest first, after "choose"
        field = ana.page.get_by_label(label, exact=True)
        chosen = field.locator("option").nth(place).get_attribute("value")
        field.select_option(value=chosen)
    ana.presses("Compare")
    ana.reads("Compare two exports")
    ana.sees("What differs")


def when_the_last_is_undone(ana):
    ana.goes_to("Import")
    ana.page.locator("main tbody tr").first.get_by_role("link").click()
    ana.follows("Undo this export")
    ana.reads("Undo this export?")
    ana.presses("Undo this export")
    ana.sees("Enter why it is undone")
    ana.fills("Why it is undone", REASON)
    ana.presses("Undo this export")
    ana.sees("The export was undone.")
    ana.sees(REASON)
    ana.reads("Export of")
