"""The first hour, as docs/tutorials/first-hour.md tells it, done in its order.

Each heading of the tutorial is a function here, and what the tutorial puts in bold
under it must have been on a page while that function was at work.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.person import PATIENCE
from tests.journeys.test_second_factor import code_for

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorials" / "first-hour.md"
NO_PAGES = ("where_to_go_from_here", "ask_from_the_command_line")  # test_commands.py


def steps() -> dict[str, str]:
    """Return the tutorial's steps in their order: a function's name, and the text."""
    parts = re.split(r"^## (.+)$", TUTORIAL.read_text("utf-8"), flags=re.M)[1:]
    return {
        re.sub(r"\W+", "_", heading.lower().replace("'", "")): text
        for heading, text in zip(parts[::2], parts[1::2], strict=True)
    }


def in_bold(text: str) -> list[str]:
    return [
        " ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", text, re.S)
    ]


def test_every_step_has_its_function():
    assert [name for name in steps() if name not in NO_PAGES] == list(STEPS)


@pytest.mark.browser
def test_the_first_hour(person, desk):
    hour = SimpleNamespace(
        desk=desk, asha=person(desk, "support_officer"), ana=person(desk, "analyst")
    )
    for name, do in STEPS.items():
        seen = watched(hour)
        do(hour)
        shown = " ".join(" ".join(seen + texts(hour)).split())
        missing = [words for words in in_bold(steps()[name]) if words not in shown]
        assert not missing, f"{name}: the tutorial names what is on no page: {missing}"


def watched(hour) -> list[str]:
    """Return a list that fills with the text of each page read from now on."""
    for somebody in (hour.asha, hour.ana):
        somebody.texts = []
    return texts(hour)


def texts(hour) -> list[str]:
    people = (hour.asha, hour.ana)
    now = [who.page.locator("body").inner_text() for who in people]
    return [*now, *hour.asha.texts, *hour.ana.texts]


def start_the_desk(hour):
    served = (hour.desk.home / "serving.log").read_text()
    assert "Alongside is at http://127.0.0.1:" in served
    sign_ins = (hour.desk.home / "sign-ins.txt").read_text()
    assert sign_ins.startswith("Sign in as (everybody is invented):\n")
    assert "Social work support officer  asha.patel      " in sign_ins
    assert hour.desk.manage("invented").strip() == sign_ins.strip()  # begun only once


def sign_in_as_a_support_officer(hour):
    hour.asha.opens("/")
    hour.asha.reads("Sign in")
    assert hour.asha.username == "asha.patel"
    hour.asha.signs_in()
    hour.asha.goes_to("Teams")
    expect(hour.asha.page.get_by_text("Yours", exact=True)).to_have_count(2)


def read_today(hour):
    hour.asha.goes_to("Today")
    hour.asha.reads("Today")
    hour.asha.sees("Anything recorded there since is not shown here yet")
    expect(hour.asha.page.locator(".counts:has-text('Overdue') .card")).to_have_count(7)
    lists = hour.asha.page.locator("main section h2").all_inner_texts()
    assert lists == [
        "Still not recorded after the agreed days", "Due today",
        "Overdue, and nobody has marked it", "Next to fall due", "Done, awaiting recording",
    ]  # fmt: skip


def open_what_is_overdue(hour):
    hour.asha.follows("Overdue")
    hour.asha.reads("Timescales")


def ask_why_it_is_due_that_day(hour):
    hour.asha.page.locator("td[data-label=What] a").first.click()
    expect(hour.asha.page.get_by_role("heading", name="Why this day")).to_be_visible()


def mark_what_you_have_asked(hour):
    asha = hour.asha
    asha.page.locator("a.back", has_text="Timescales").click()
    tab = asha.page.locator(".tabs a[aria-current=page]")
    expect(tab).to_contain_text("Overdue")
    to_ask = asha.page.locator(".tag", has_text="To ask")
    unmarked = asha.page.locator("tbody tr", has=to_ask)
    if unmarked.count() < 2:  # a small council may have little overdue
        asha.page.get_by_role("link", name=re.compile("^All")).click()
    for number in range(2):
        unmarked.nth(number).get_by_role("checkbox").check()
    hour.marked = [
        unmarked.nth(n).get_by_role("checkbox").get_attribute("value") for n in (0, 1)
    ]
    asha.texts.append(asha.page.locator("body").inner_text())
    asha.texts += (
        asha.page.get_by_label("What do you want to say?")
        .locator("option")
        .all_inner_texts()
    )
    asha.fills("Note", "Asked by phone")
    asha.presses("Mark")
    expect(asha.page.get_by_role("status")).to_contain_text("2 timescales were marked.")


def take_the_list_away(hour):
    with hour.asha.page.expect_download() as coming:
        hour.asha.page.get_by_role("link", name="Export to Excel").click()
    assert coming.value.suggested_filename.endswith(".xlsx")
    hour.asha.follows("Print")
    for said in ("Made by Asha Patel", "The case system as at", "open timescale"):
        expect(hour.asha.page.locator(".said")).to_contain_text(said)


def open_a_childs_timeline(hour):
    asha = hour.asha
    asha.page.locator("tbody th a").first.click()
    asha.page.wait_for_load_state()
    asha.texts.append(asha.page.locator("body").inner_text())
    assert asha.opens("/children/0/") == 404


def sign_in_as_the_analyst(hour):
    hour.asha.presses("Sign out")
    assert hour.ana.username == "ana.kowalska"
    hour.ana.signs_in()
    hour.asha.texts.append("Sign out")
    hour.ana.goes_to("Timescales")
    assert not hour.ana.page.locator("tbody th a").count()


def import_this_mornings_export(hour):
    ana = hour.ana
    ana.goes_to("Import")
    ana.follows("Import an export")
    ana.reads("Import an export")
    today = timezone.localdate()
    export = max((hour.desk.home / "exports").glob("case-system-*.zip"))
    ana.page.get_by_label("Export from the case system").set_input_files(export)
    for part, number in (
        ("Day", today.day),
        ("Month", today.month),
        ("Year", today.year),
    ):
        expect(ana.page.get_by_label(part, exact=True)).to_have_value(str(number))
    ana.presses("Upload and read")
    title = ana.page.get_by_role("heading", level=1)
    expect(title).to_contain_text("Being read")
    ana.texts.append("Being read")
    expect(title).to_contain_text("Export of", timeout=PATIENCE)


def look_before_you_apply(hour):
    ana = hour.ana
    ana.texts.append(ana.page.locator("body").inner_text())
    ana.presses("Apply this export")
    expect(ana.page.get_by_role("heading", name="What it changed")).to_be_visible(
        timeout=PATIENCE
    )


def see_what_changed(hour):
    hour.ana.presses("Sign out")
    hour.ana.texts.append("Sign out")
    hour.asha.signs_in()
    hour.asha.reads("Today")
    hour.asha.sees("this morning")
    hour.asha.page.get_by_role("main").get_by_role(
        "link", name="Asked", exact=True
    ).click()
    marked = hour.asha.page.locator("td[data-label=State] .tag").all_inner_texts()
    assert marked and set(marked) == {"Asked"}


def put_a_second_factor_on(hour):
    asha = hour.asha
    asha.follows(asha.name)
    asha.reads("Your account")
    asha.follows("Set up your second factor")
    asha.follows("Set up an app")
    if asha.page.get_by_label("Password").count():
        asha.fills("Password", asha.password)
        asha.presses("Continue")
    asha.reads("Set up an app on your phone")
    asha.page.get_by_text("I cannot point my phone at it").click()
    asha.texts.append(asha.page.locator("body").inner_text())
    key = re.search(r"[A-Z2-7]{16,}", asha.page.locator("details code").inner_text())[0]
    asha.fills("Code", code_for(key))
    asha.presses("Turn on")
    asha.reads("recovery codes")


STEPS = {
    each.__name__: each
    for each in (
        start_the_desk, sign_in_as_a_support_officer, read_today, open_what_is_overdue,
        ask_why_it_is_due_that_day, mark_what_you_have_asked, take_the_list_away,
        open_a_childs_timeline, sign_in_as_the_analyst, import_this_mornings_export,
        look_before_you_apply, see_what_changed, put_a_second_factor_on,
    )
}  # fmt: skip
