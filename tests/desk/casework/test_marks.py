"""Marks: what people say of a clock, on its own page and of many at once."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import actions
from alongside.desk.casework.models import Due, Extract, Happening, Mark

pytestmark = pytest.mark.usefixtures("today", "home")

LIST = "/timescales/"
MANY = "/timescales/mark/"


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def asha(client, town):
    client.force_login(town.asha)
    return client


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"kind": "asked"}, "Asked the worker"),
        ({"kind": "awaiting", "done_on": "9 3 2026"}, "Done, awaiting recording, done on 9 March 2026"),
        ({"kind": "wrong", "note": "Held on Friday."}, "Wrong in the case system"),
        ({"kind": "note", "note": "Held on Friday."}, "Note"),
    ],
)  # fmt: skip
def test_a_mark_stands_on_the_clocks_page_and_in_the_list(asha, town, clock_of, said, word):  # fmt: skip
    due = clock_of(town.robin)
    page = text(asha.post(f"{LIST}{due.pk}/", said, follow=True))
    assert "1 timescale was marked." in page
    assert f"<h3>{word}</h3>" in page
    assert "Asha Patel" in page
    assert word.split(",")[0] in text(asha.get(LIST))
    mark = Mark.objects.get()
    assert (mark.by, mark.note) == (town.asha, said.get("note", ""))


def test_a_mark_taken_off_stays_in_the_history(asha, town, clock_of):
    due = clock_of(town.robin)
    asha.post(f"{LIST}{due.pk}/", {"kind": "asked"})
    page = text(asha.post(f"{LIST}{due.pk}/", {"kind": "cleared"}, follow=True))
    due.refresh_from_db()
    assert due.mark is None
    assert "The mark was taken off 1 timescale." in page
    assert page.index("<h3>Mark taken off") < page.index("<h3>Asked the worker")
    page = text(asha.post(f"{LIST}{due.pk}/", {"kind": "cleared"}))
    assert "One of these timescales has no mark to take off." in page


@pytest.mark.parametrize("kind", ["wrong", "note"])
@pytest.mark.parametrize("note", ["", "   "])
def test_what_is_wrong_needs_a_note(asha, town, clock_of, kind, note):
    due = clock_of(town.robin)
    for where, more in ((f"{LIST}{due.pk}/", {}), (MANY, {"due": due.pk})):
        page = text(asha.post(where, {"kind": kind, "note": note} | more))
        assert "Say in the note what is wrong, or what should be known" in page
    assert not Mark.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Choose what you want to say"),
        ({"kind": "never"}, "never is not one of the available choices"),
        ({"kind": "awaiting", "done_on": "11 3 2026"}, "The day it was done is in the future."),
        ({"kind": "awaiting", "done_on": "4 1 2026"}, "The day it was done is before this began, on 5 January 2026."),
        ({"kind": "awaiting", "done_on": "31 2 2026"}, "must be a real date"),
        ({"kind": "note", "note": "x" * 501}, "The note must be 500 characters or fewer. It has 501."),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_sentence(asha, town, clock_of, said, sentence):  # fmt: skip
    due = clock_of(town.robin)
    for where, more in ((f"{LIST}{due.pk}/", {}), (MANY, {"due": due.pk})):
        page = asha.post(where, said | more)
        assert sentence in text(page)
        assert "There is a problem" in text(page)
    assert not Mark.objects.exists()


def test_a_long_note_is_told_that_it_is_long_and_nothing_else(asha, town, clock_of):
    said = {"kind": "wrong", "note": "x" * 618}
    page = text(asha.post(f"{LIST}{clock_of(town.robin).pk}/", said))
    assert "The note must be 500 characters or fewer. It has 618." in page
    assert "Say in the note" not in page and "Ensure" not in page


@pytest.mark.parametrize("day", ["9 3 2026", "9 3"])
def test_a_day_typed_before_another_kind_was_chosen_is_left_out(asha, town, clock_of, day):  # fmt: skip
    due = clock_of(town.robin)
    said = {"kind": "asked", "done_on": day, "note": "Rang."}
    assert asha.post(f"{LIST}{due.pk}/", said).status_code == 302
    mark = Mark.objects.get()
    assert (mark.kind, mark.note, mark.done_on) == ("asked", "Rang.", None)


def test_many_at_once_are_said_the_same_of_and_each_is_on_record(asha, town, clock_of):
    dues = [clock_of(town.robin, n) for n in range(3)]
    answer = asha.post(
        f"{MANY}?when=soon&rule=S47_ICPC",
        {"kind": "asked", "note": "Rang.", "due": [due.pk for due in dues]},
    )
    assert answer.url == f"{LIST}?when=soon&rule=S47_ICPC"
    assert "3 timescales were marked." in text(asha.get(answer.url))
    assert Due.objects.with_mark("asked").count() == 3
    entries = AuditEntry.objects.order_by("sequence")
    assert {(entry.by, entry.action) for entry in entries} == {(town.asha, "mark asked")}  # fmt: skip
    assert [entry.subject_id for entry in entries] == [str(due.pk) for due in dues]


def test_one_marked_is_on_record_as_that_one(asha, town, clock_of):
    due = clock_of(town.robin)
    asha.post(f"{LIST}{due.pk}/", {"kind": "note", "note": "Robin is ill."})
    entry = AuditEntry.objects.get(action="mark note")
    assert (entry.subject_type, entry.subject_id) == ("casework.Due", str(due.pk))
    assert "Robin" not in str(entry.detail)


def test_another_teams_clock_is_not_marked_and_the_page_says_so(asha, town, clock_of):
    theirs, hidden = clock_of(town.skye), clock_of(town.hidden)
    for pks in ([theirs.pk], [hidden.pk], [theirs.pk, hidden.pk], [], [10**30], ["x"]):
        page = asha.post(MANY, {"kind": "asked", "due": pks})
        assert "Choose at least one timescale." in text(page), pks
    for due in (theirs, hidden):
        assert asha.get(f"{LIST}{due.pk}/").status_code == 404
        assert asha.post(f"{LIST}{due.pk}/", {"kind": "asked"}).status_code == 404
    assert not Mark.objects.exists()


def test_of_a_list_with_anothers_in_it_only_ones_own_are_marked(asha, town, clock_of):
    mine, theirs = clock_of(town.robin), clock_of(town.skye)
    asha.post(MANY, {"kind": "asked", "due": [mine.pk, theirs.pk]})
    assert Mark.objects.get().due == mine


def test_a_refusal_keeps_what_was_typed_ticked_and_chosen(asha, town, clock_of):
    due, other = clock_of(town.robin, 1), clock_of(town.robin, 2)
    page = text(
        asha.post(
            f"{MANY}?when=soon&state=to_ask",
            {"note": "Rang twice & left word", "due": other.pk, "kind": "x"},
        )
    )
    assert 'value="Rang twice & left word"' in page
    assert f'value="{other.pk}" id="due-{other.pk}" checked' in page
    assert f'id="due-{due.pk}">' in page
    assert 'name="when" value="soon"' in page


def test_the_links_of_a_refused_list_lead_back_to_the_list(asha, town, clock_of):
    clock_of(town.robin)
    answer = asha.get(f"{MANY}?when=soon&page=2")
    assert answer.url == f"{LIST}?when=soon&page=2"


def back_link(page: str) -> tuple[str, str]:
    return re.search(r'class="back" href="([^"]*)">([^<]*)<', page).groups()


def test_each_way_back_leads_to_the_page_one_came_from(asha, town, clock_of):
    due = clock_of(town.robin, -1)
    for start, label in ((f"{LIST}?when=overdue&state=to_ask", "Timescales"), ("/", "Today")):  # fmt: skip
        page = text(asha.get(start))
        for place in (f"/timescales/{due.pk}/", f"/children/{town.robin.pk}/"):
            link = re.search(rf'href="({place}[^"]*)"', page)[1]
            assert back_link(text(asha.get(link))) == (start, label)
    page = text(asha.get(link))  # the timeline, opened from Today
    deeper = re.search(r'href="(/timescales/\d+/[^"]*)"', page)[1]
    assert back_link(text(asha.get(deeper))) == (link, "Timeline")
    for span in re.findall(r'href="(\?[^"]*)#picture"', page):
        assert back_link(text(asha.get(link.partition("?")[0] + span))) == (
            "/",
            "Today",
        )


@pytest.mark.parametrize(
    "back",
    ["", "//elsewhere.example/timescales/", "https://elsewhere.example/", "javascript:alert(1)", "/sign-out/"],
)  # fmt: skip
def test_a_way_back_to_elsewhere_is_not_taken(asha, town, clock_of, back):
    due = clock_of(town.robin)
    page = text(asha.get(f"{LIST}{due.pk}/", {"back": back}))
    assert back_link(page) == (LIST, "Timescales")


def test_two_pages_that_lead_to_each_other_do_not_add_up(asha, town, clock_of):
    due = clock_of(town.robin)
    address = f"{LIST}{due.pk}/?back=/"
    for _ in range(9):
        page = text(asha.get(address))
        kind = "children" if "/timescales/" in address.partition("?")[0] else "timescales"  # fmt: skip
        address = re.search(rf'<t?[dhp][^>]*><a href="(/{kind}/\d+/[^"]*)"', page)[1]
        assert len(address) < 1000


@pytest.mark.parametrize("person", ["wes", "ana"])
def test_who_may_not_mark_is_not_offered_it_and_refused(client, town, clock_of, person):
    due = clock_of(town.robin)
    client.force_login(getattr(town, person))
    for where in (LIST, f"{LIST}{due.pk}/"):
        page = client.get(where)
        assert 'name="kind"' not in text(page) and 'type="checkbox"' not in text(page)
    assert client.post(f"{LIST}{due.pk}/", {"kind": "asked"}).status_code == 403
    assert client.post(MANY, {"kind": "asked", "due": due.pk}).status_code == 403
    assert not Mark.objects.exists()


@pytest.mark.parametrize(
    "closed", [{"status": "met"}, {"status": "cannot_compute", "due_on": None}, "gone"]
)
def test_what_is_no_longer_open_is_not_marked(asha, town, clock_of, extract, closed):
    closed = {"gone_in": extract} if closed == "gone" else closed
    due, running = clock_of(town.robin, **closed), clock_of(town.robin)
    page = text(asha.post(MANY, {"kind": "asked", "due": [running.pk, due.pk]}))
    assert "One of these timescales is no longer open. Load the list again." in page
    assert "no longer open" in text(asha.post(f"{LIST}{due.pk}/", {"kind": "asked"}))
    assert 'name="kind"' not in text(asha.get(f"{LIST}{due.pk}/"))
    assert not Mark.objects.exists()
    assert not AuditEntry.objects.filter(action="mark asked").exists()


def test_two_who_mark_the_same_both_stand_and_the_later_shows(town, clock_of):
    """Each had the page open before the other marked."""
    due = clock_of(town.robin)
    seen_by_asha, seen_by_mo = Due.objects.get(), Due.objects.get()
    actions.mark_dues(by=town.asha, dues=[seen_by_asha], kind="asked")
    actions.mark_dues(by=town.mo, dues=[seen_by_mo], kind="awaiting")
    due.refresh_from_db()
    assert (due.mark.by, due.mark.kind) == (town.mo, "awaiting")
    assert [mark.by for mark in due.marks.all()] == [town.mo, town.asha]


def test_a_clock_that_an_import_closed_meanwhile_is_not_marked(town, clock_of):
    due = clock_of(town.robin)
    seen = Due.objects.get()
    Due.objects.filter(pk=due.pk).update(status="met")
    with pytest.raises(ValidationError, match="no longer open"):
        actions.mark_dues(by=town.asha, dues=[seen], kind="asked")


def test_the_database_itself_refuses(town, clock_of, extract):
    due = clock_of(town.robin)
    Happening.objects.create(child=town.robin, kind="cp_visit", on=date(2026, 1, 5))
    said = {"due": due, "by": town.asha}
    again = {"child": due.child, "rule": due.rule, "started_on": due.started_on}
    refused = (
        lambda: Mark.objects.create(kind="wrong", **said),
        lambda: Mark.objects.create(kind="note", note="", **said),
        lambda: Mark.objects.create(kind="asked", done_on=date(2026, 1, 6), **said),
        lambda: Due.objects.create(status="open", first_in=extract, nth=due.nth, **again),
        lambda: Extract.objects.update(applied_at=None),
        lambda: Extract.objects.update(state="ready"),
        lambda: Happening.objects.create(
            child=town.robin, kind="cp_visit", on=date(2026, 1, 5)
        ),
    )  # fmt: skip
    for write in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


def test_the_clocks_page_says_why_by_which_law_and_as_at_when(asha, town, clock_of):
    due = clock_of(town.robin, started_on=date(2026, 3, 30), due_on=date(2026, 4, 22))
    page = text(asha.get(f"{LIST}{due.pk}/"))
    assert "Due by Wednesday 22 April 2026." in page
    assert "15 working days from Monday 30 March 2026" in page
    assert "Good Friday" in page and "Easter Monday" in page
    assert "Working Together to Safeguard Children 2023" in page
    assert "Counted from" in page and "the strategy discussion" in page
    assert "Tuesday 10 March 2026" in page
    assert "Nobody has marked it yet." in page
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject_id) == ("see timescale", str(due.pk))


def test_the_clocks_page_of_an_analyst_does_not_lead_to_the_child(client, town, clock_of):  # fmt: skip
    due = clock_of(town.robin)
    client.force_login(town.ana)
    assert f"/children/{town.robin.pk}/" not in text(client.get(f"{LIST}{due.pk}/"))
    assert f"/children/{town.robin.pk}/" not in text(client.get(LIST))
    assert f"/children/{town.robin.pk}/" not in text(client.get("/"))


@pytest.mark.parametrize("started", [date(1950, 1, 5), date(2099, 12, 1)])
def test_a_clock_beyond_the_calendar_says_so(asha, town, clock_of, started):
    due = clock_of(town.robin, started_on=started, due_on=None, status="cannot_compute")
    page = asha.get(f"{LIST}{due.pk}/")
    assert page.status_code == 200
    assert "cannot be computed" in text(page)
    assert "calendar" in text(page)
