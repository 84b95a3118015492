"""What each next export changes, and what it leaves."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.desk.casework import actions, import_views, store
from alongside.desk.casework.models import Due, Mark
from alongside.desk.people.models import Child
from alongside.desk.workforce.models import Team, Worker
from tests.desk.casework.exports import (
    ENQUIRY,
    MONDAY,
    Told,
    held,
    import_records,
    imported,
    packed,
    prepared,
    text,
    the_house,
    told,
)

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")


def test_the_same_file_twice_changes_nothing_and_writes_nothing(town, monday):
    records = store.kept_records(monday.stored_as)
    records.rows = dict(reversed(records.rows.items()))  # else it is the very same file
    again = packed(records)
    extract = prepared(town.ana, again, MONDAY)
    assert not any(extract.counts.values())
    before = the_house()
    actions.apply_extract(by=town.ana, extract=extract)
    with CaptureQueriesContext(connection) as asked:
        extract.refresh_from_db()
        actions.write_extract(extract)
    writes = [q["sql"] for q in asked if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE", "insert", "update", "delete")]  # fmt: skip
    tables = {sql.split('"')[1] for sql in writes}
    assert tables == {"casework_extract", "access_auditentry"}
    assert the_house() == before


def test_the_next_export_tells_what_is_new_done_ended_moved_and_vanished(town):
    enquiries = ("1", "2", "3", "4", "5")
    first = Told()
    for child in enquiries:
        first.s47_of(child, "2026-03-02", s47_enquiry_id=f"E{child}")
    imported(town.ana, first, MONDAY)
    for due in Due.objects.filter(child__case_id__in=["4", "1"]):
        actions.mark_dues(by=town.sam, dues=[due], kind="awaiting")
    second = Told()
    second.s47_of("1", "2026-03-02", s47_enquiry_id="E1")  # as it was
    second.s47_of("2", "2026-03-02", s47_enquiry_id="E2")
    second.conference_of("2", "E2", "2026-03-09")  # done
    second.s47_of("3", "2026-03-02", s47_nfa="Y", s47_end_date="2026-03-09")  # ended
    second.s47_of("4", "2026-03-04", s47_enquiry_id="E4")  # corrected
    second.s47_of("6", "2026-03-06")  # new; the fifth's is there no more
    extract = imported(town.ana, second, date(2026, 3, 10))
    assert told(extract) == {
        "new": ["6 S47_ICPC 2026-03-06"],
        "done": ["2 S47_ICPC 2026-03-02"],
        "ended": ["3 S47_ICPC 2026-03-02"],
        "moved": ["4 S47_ICPC 2026-03-04"],
        "vanished": ["5 S47_ICPC 2026-03-02"],
        "disagreeing": ["1 S47_ICPC 2026-03-02"],
    }
    assert extract.counts == {
        "new": 1, "done": 1, "ended": 1, "moved": 1, "merged": 0, "vanished": 1,
        "disagreeing": 1, "unclear": 0, "untold": 0,
    }  # fmt: skip
    assert held(ENQUIRY) == [
        ("1", ENQUIRY, "2026-03-02", "2026-03-23", "open", False),
        ("2", ENQUIRY, "2026-03-02", "2026-03-23", "met", False),
        ("3", ENQUIRY, "2026-03-02", "2026-03-23", "closed_before_due", False),
        ("4", ENQUIRY, "2026-03-04", "2026-03-25", "open", False),
        ("5", ENQUIRY, "2026-03-02", "2026-03-23", "open", True),
        ("6", ENQUIRY, "2026-03-06", "2026-03-27", "open", False),
    ]
    marked = Due.objects.with_mark("awaiting").values_list("child__case_id", flat=True)
    assert sorted(marked) == ["1", "4"]


def test_every_group_says_what_it_means_and_every_row_of_it_can_be_seen(
    client, town, monkeypatch
):
    monkeypatch.setattr(import_views, "SHOWN", 2)
    story = Told()
    for child in range(5):
        story.s47_of(f"{child}", "2026-03-02")
    extract = prepared(town.ana, story, MONDAY)
    client.force_login(town.ana)
    page = text(client.get(f"/imports/{extract.pk}/"))
    assert "Open now, and not open here before." in page
    assert f"/imports/{extract.pk}/changes/new/" in page
    seen = []
    for number in (1, 2, 3):
        page = client.get(f"/imports/{extract.pk}/changes/new/?page={number}")
        seen += [row["child"] for row in page.context["page"]]
    assert seen == ["0", "1", "2", "3", "4"]
    for words in ("Was due", "Not open before", "23 Mar 2026", "North", "Child 4"):
        assert words in text(page)
    assert client.get(f"/imports/{extract.pk}/changes/other/").status_code == 404


def test_what_cannot_be_told_is_not_told_as_done(client, town, monkeypatch):
    """Of visits only the latest is given, and it came after the last was due."""
    plan = (
        Told().cp_plan("P", "2026-02-02", child="1").cp_visit("2026-02-03", child="1")
    )
    imported(town.ana, plan, MONDAY)
    then = Told().latest_only("ssd_cp_visits").cp_plan("P", "2026-02-02", child="1")
    then.cp_visit("2026-03-09", child="1")
    extract = import_records(town.ana, then, date(2026, 3, 10), monkeypatch)
    assert told(extract)["untold"] == ["1 CP_VISIT_10WD 2026-02-03"]
    assert "1 CP_VISIT_10WD 2026-02-03" not in told(extract).get("done", [])
    client.force_login(town.ana)
    page = text(client.get(f"/imports/{extract.pk}/changes/untold/"))
    assert "Too little is held to say" in page and "Cannot be computed" in page


def test_marks_and_their_history_outlive_every_import(town):
    """Also a mark taken off, of a clock that then ends and leaves the export."""
    imported(town.ana, Told().s47_of("1", "2026-03-02"), MONDAY)
    due = Due.objects.get(rule=ENQUIRY)
    for kind in ("asked", "cleared"):
        actions.mark_dues(by=town.sam, dues=[due], kind=kind)
    ended = Told().s47_of("1", "2026-03-02", s47_nfa="Y", s47_end_date="2026-03-09")
    imported(town.ana, ended, date(2026, 3, 10))
    imported(town.ana, Told().s47_of("2", "2026-03-02"), date(2026, 3, 10))
    assert list(Mark.objects.values_list("due", "kind")) == [
        (due.pk, "cleared"), (due.pk, "asked"),
    ]  # fmt: skip


def test_vanished_and_then_back_it_is_open_again_with_its_mark(town):
    one, other = (Told().s47_of(child, "2026-03-02") for child in "12")
    imported(town.ana, one, MONDAY)
    due = Due.objects.get(child__case_id="1", rule=ENQUIRY)
    actions.mark_dues(by=town.sam, dues=[due], kind="asked")
    imported(town.ana, other, MONDAY)
    assert due.pk not in [d.pk for d in Due.objects.open()]
    back = imported(town.ana, one, MONDAY)
    assert told(back)["new"] == ["1 S47_ICPC 2026-03-02"]
    due.refresh_from_db()
    assert (due.gone_in, due.mark.kind) == (None, "asked")


def test_who_supported_a_child_that_vanished_sees_what_did(client, town, monday):
    """It is her team that must find out why."""
    extract = imported(town.ana, Told().s47_of("900124", "2026-03-03", "South"), MONDAY)
    due = Due.objects.get(child=town.robin, rule=ENQUIRY)
    client.force_login(town.asha)
    assert "Vanished" in text(client.get(f"/timescales/{due.pk}/"))
    client.force_login(town.sef)
    assert "Robin Hale" in text(client.get(f"/imports/{extract.pk}/"))


def test_a_child_goes_to_the_team_that_holds_it_now(client, town, monday):
    moved = Told().s47_of("900123", "2026-03-02", "South")
    imported(town.ana, moved, MONDAY)
    assert [team.name for team in town.robin.teams.all()] == ["South"]
    client.force_login(town.asha)
    assert "Nothing open fits" in text(client.get("/timescales/"))


def test_a_name_corrected_and_an_id_changed(town, monday):
    """A new id of the same name and birth: the clock goes along, the child of before stays."""
    second = Told().person("900123", "Robyn", "Hale").person("911111", "Skye", "Marsh")
    second.s47_of("900123", "2026-03-02").s47_of("911111", "2026-03-03", "South")
    extract = imported(town.ana, second, date(2026, 3, 10))
    town.robin.refresh_from_db()
    assert str(town.robin) == "Robyn Hale"
    assert told(extract) == {"merged": ["911111 S47_ICPC 2026-03-03"]}
    assert str(Child.objects.get(case_id="900124")) == "Skye Marsh"


def test_teams_and_workers_come_with_the_export_and_keep_who_they_are(town):
    town.wes.refresh_from_db()
    story = Told().professional("W1", "Wes Okafor")
    story.s47_of("900123", "2026-03-02", "North", s47_worker_id="W1")
    imported(town.ana, story, MONDAY)
    worker = Worker.objects.get()
    assert (worker.name, worker.team, worker.source_id) == ("Wes Okafor", town.north, "W1")  # fmt: skip
    worker.user = town.wes
    worker.save()
    story = Told().s47_of("900123", "2026-03-02", "Looked after West", s47_worker_id="W1")  # fmt: skip
    imported(town.ana, story, MONDAY)
    worker.refresh_from_db()
    assert (worker.name, worker.user, worker.team.kind) == ("Wes Okafor", town.wes, Team.Kind.LOOKED_AFTER)  # fmt: skip
    assert Team.objects.filter(name="North").exists()


def test_long_names_are_no_hindrance(town):
    """Systems that keep notes in the fields for names are met with, workers' above all."""
    story = Told().person(
        "900123", "Robin " * 40, "Hale " * 40, sex="not recorded by us"
    )
    worker = (
        "Wes Okafor, agency, covering for somebody else until the end of the summer"
    )
    story.s47_of("900123", "2026-03-02", s47_worker_id=worker)
    imported(town.ana, story, MONDAY)
    town.robin.refresh_from_db()
    assert (len(town.robin.forename), len(town.robin.surname)) == (120, 120)
    assert str(Worker.objects.get()) == f"Worker {worker}"
    again = prepared(town.ana, story.person("900124"), MONDAY)
    assert again.changes_nothing
