"""Imports: read, shown, confirmed, applied; and what each next export changes."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.desk.access.audit import faults
from alongside.desk.access.invented import invent_sign_ins, why_invented_is_refused
from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import actions, applying, projection, store, tasks
from alongside.desk.casework.models import Due, Extract, Finding, Mark
from alongside.desk.people.models import Child, ChildTeam
from alongside.desk.workforce.models import Team, Worker
from tests.desk.casework.exports import Told, held, imported, packed, prepared
from tests.story import FEW_YEARS

pytestmark = pytest.mark.usefixtures("today", "home")

MONDAY = date(2026, 3, 9)
ENQUIRY, VISIT = "S47_ICPC", "CP_VISIT_10WD"


@pytest.fixture(autouse=True)
def few_years(monkeypatch):
    """Few years keep the tables of days small, and the tests quick."""
    few = SimpleNamespace(england=lambda: FEW_YEARS)
    monkeypatch.setattr(projection, "Clock", few)


def told(extract) -> dict[str, list[str]]:
    """What the export is said to change: each kind, with whose and from when."""
    found = store.kept_json(extract.stored_as, "told")
    return {
        kind: [f"{row['child']} {row['rule']} {row['started_on']}" for row in rows]
        for kind, rows in found.items()
    }


def the_house() -> list:
    """All that an export could change, to see that it did not."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Due, Mark, Child, ChildTeam, Team, Worker)
    ]


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def monday(town):
    """An enquiry of Robin's and one of Skye's are running, as Monday's export says."""
    told = Told().s47_of("900123", "2026-03-02").s47_of("900124", "2026-03-03", "South")
    told.person("900123").person("900124").person("900125")
    return imported(town.ana, told, MONDAY)


@pytest.fixture
def uploaded(client, town, django_capture_on_commit_callbacks):
    """Upload a file through the page, as Sef, and have it read."""

    def upload(contents, name="export.zip", as_at="10 3 2026"):
        client.force_login(town.sef)
        if isinstance(contents, Told):
            contents = packed(contents.records)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(
                "/imports/new/",
                {"file": SimpleUploadedFile(name, contents), "as_at": as_at},
            )

    return upload


def test_from_the_file_to_the_worklist(
    client, town, uploaded, django_capture_on_commit_callbacks
):
    answer = uploaded(Told().person("900123").s47_of("900123", "2026-03-02"))
    extract = Extract.objects.get()
    assert answer.url == f"/imports/{extract.pk}/"
    page = text(client.get(answer.url))
    assert "Ready to check" in page and "Robin Hale" in page
    assert not Due.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/imports/{extract.pk}/apply/")
    assert "Applied by Sefton Price" in text(client.get(answer.url))
    client.force_login(town.asha)
    assert "1 open timescale," in text(client.get("/timescales/"))
    done = list(AuditEntry.objects.order_by("sequence").values_list("action", "by"))
    assert done == [
        ("upload extract", town.sef.pk), ("see extract", town.sef.pk),
        ("confirm extract", town.sef.pk), ("apply extract", town.sef.pk),
        ("see extract", town.sef.pk),
    ]  # fmt: skip
    assert not list(faults())


@pytest.mark.parametrize(
    "contents", [b"not a table", b"\0\1\2", b"PK\3\4 cut short", b"a,b\n1,2\n"]
)
def test_a_refused_file_leaves_everything_as_it_was(client, monday, uploaded, contents):
    before = the_house()
    answer = uploaded(contents)
    page = text(client.get(answer.url))
    assert "The file could not be read. Nothing was changed." in page
    assert "Refused" in page
    extract = Extract.objects.newest().first()
    assert client.post(f"/imports/{extract.pk}/apply/", follow=True).status_code == 200
    assert Extract.objects.in_force() == monday
    assert the_house() == before


@pytest.mark.parametrize(
    ("contents", "as_at", "sentence"),
    [
        (b"", "10 3 2026", "The file is empty."),
        (b"x", "11 3 2026", "must be today or in the past"),
        (b"x", "", "Enter the day it was taken"),
        (b"x", "31 2 2026", "must be a real date"),
    ],
)
def test_an_upload_that_is_refused_says_why(uploaded, contents, as_at, sentence):
    page = uploaded(contents, as_at=as_at)
    assert sentence.lower() in text(page).lower()
    assert not Extract.objects.exists()


def test_a_file_too_large_is_refused_with_both_sizes(town, monkeypatch):
    monkeypatch.setattr(actions, "MAX_BYTES", 1024**2)
    with pytest.raises(ValidationError, match="2 MB; the most that can be read is 1"):
        actions.upload_extract(
            by=town.ana, name="x", contents=bytes(2 * 1024**2), as_at=MONDAY
        )


def test_set_aside_forgets_the_file_and_all_made_of_it(
    client, town, home, django_capture_on_commit_callbacks
):
    extract = prepared(town.ana, Told().s47_of("900123", "2026-03-02"), MONDAY)
    folder = home / "uploads" / "extracts" / extract.stored_as
    assert {part.name for part in folder.iterdir()} == {
        "file", "records", "projection", "told",
    }  # fmt: skip
    client.force_login(town.sef)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/imports/{extract.pk}/set-aside/")
    assert not folder.exists()
    assert not Finding.objects.exists()
    page = text(client.get(f"/imports/{extract.pk}/"))
    assert "nothing of it is kept" in page
    for action in ("apply", "read"):
        refused = client.post(f"/imports/{extract.pk}/{action}/", follow=True)
        assert "set aside" in text(refused)
    assert Extract.objects.get().state == Extract.State.SET_ASIDE


def test_what_is_applied_cannot_be_set_aside_or_read_or_applied_again(
    client, town, monday
):
    before = the_house()
    client.force_login(town.ana)
    for action in ("apply", "read", "set-aside"):
        page = client.post(f"/imports/{monday.pk}/{action}/", follow=True)
        assert "applied" in text(page)
    assert the_house() == before
    assert store.kept(monday.stored_as, "file")


def test_another_applied_meanwhile_asks_to_read_again(client, town, monday):
    first = prepared(town.ana, Told().s47_of("900123", "2026-03-02"), MONDAY)
    imported(town.ana, Told().s47_of("900124", "2026-03-03"), MONDAY)
    client.force_login(town.ana)
    page = client.post(f"/imports/{first.pk}/apply/", follow=True)
    assert "Another export was applied after this one was read." in text(page)
    first.refresh_from_db()
    assert first.state == Extract.State.READY
    actions.read_again(by=town.ana, extract=first)
    first.refresh_from_db()
    actions.work_out(first)
    actions.apply_extract(by=town.ana, extract=first)


def test_of_two_confirmed_at_once_one_is_applied_and_the_other_says_why(
    client, town, monday
):
    both = [
        prepared(town.ana, Told().s47_of(child, "2026-03-06"), MONDAY)
        for child in ("900123", "900124")
    ]
    for extract in both:
        actions.apply_extract(by=town.ana, extract=extract)
    for extract in both:
        tasks.apply_extract.call(extract.pk)
    client.force_login(town.ana)
    page = text(client.get(f"/imports/{both[1].pk}/"))
    assert "Another export was applied after this one was read." in page
    assert Extract.objects.in_force() == both[0]


def test_the_same_file_twice_changes_nothing_and_writes_nothing(town, monday):
    again = packed(store.kept_records(monday.stored_as))
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
        "new": 1, "done": 1, "ended": 1, "moved": 1, "vanished": 1,
        "disagreeing": 1, "unclear": 0,
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


def test_a_part_of_the_tables_changes_only_what_it_tells_of(town):
    """The plan comes alone, then the visits alone: each leaves the other be."""
    plan = Told().without(*set(Told().records.rows) - {"ssd_cp_plans", "ssd_person"})
    plan.person("1", "Ada", "Moss").cp_plan("P", "2026-03-02", child="1")
    imported(town.ana, plan, MONDAY)
    assert len(held("RCPC_1")) == 1
    visits = Told().without(*set(Told().records.rows) - {"ssd_cp_visits"})
    visits.cp_visit("2026-03-06", child="1")
    imported(town.ana, visits, date(2026, 3, 10))
    assert [(s, status) for _, _, s, _, status, _ in held(VISIT)] == [
        ("2026-03-02", "met"), ("2026-03-06", "open"),
    ]  # fmt: skip
    assert [gone for *_, gone in held("RCPC_1")] == [False]
    assert str(Child.objects.get(case_id="1")) == "Ada Moss"


def latest(*visits: str) -> Told:
    """As Annex A gives it: no names, and of the visits only the latest."""
    told = Told().latest_only("ssd_cp_visits").cp_plan("P", "2026-03-02", child="1")
    for row in told.records.hold("ssd_cp_visits"), told.records.hold("ssd_person"):
        row.clear()
    told.records.add("ssd_person", pers_person_id="1", pers_sex="F")
    return told.cp_visit(visits[-1], child="1") if visits else told


def test_after_the_tables_a_workbook_without_names_keeps_the_names(town, monkeypatch):
    whole = Told().person("1", "Ada", "Moss").cp_plan("P", "2026-03-02", child="1")
    imported(town.ana, whole.cp_visit("2026-03-06", child="1"), MONDAY)
    _import_records(town.ana, latest("2026-03-06"), date(2026, 3, 10), monkeypatch)
    child = Child.objects.get(case_id="1")
    assert (str(child), child.sex) == ("Ada Moss", "F")


def test_where_only_the_latest_visit_is_given_the_one_before_is_done(town, monkeypatch):
    whole = Told().person("1", "Ada", "Moss").cp_plan("P", "2026-02-16", child="1")
    imported(town.ana, whole.cp_visit("2026-02-20", child="1"), MONDAY)
    due = Due.objects.open().get(rule=VISIT)
    actions.mark_dues(by=town.sam, dues=[due], kind="asked")
    told_now = latest("2026-02-20", "2026-03-03")
    told_now.records.rows["ssd_cp_plans"][0]["cppl_cp_plan_start_date"] = date(2026, 2, 16)  # fmt: skip
    extract = _import_records(town.ana, told_now, date(2026, 3, 10), monkeypatch)
    assert "1 CP_VISIT_10WD 2026-02-20" in told(extract)["done"]
    due.refresh_from_db()
    assert (due.status, due.completed_on, due.mark.kind) == ("met", date(2026, 3, 3), "asked")  # fmt: skip
    assert Due.objects.open().get(rule=VISIT).started_on == date(2026, 3, 3)


def _import_records(by, story: Told, as_at: date, monkeypatch) -> Extract:
    """Import records as a reader hands them over, which may say `latest only`."""
    true = actions.read

    def read(path, as_at):
        reading = true(path, as_at=as_at)
        reading.records = story.records
        return reading

    with monkeypatch.context() as patch:
        patch.setattr(actions, "read", read)
        return imported(by, story, as_at)


def test_a_name_corrected_and_an_id_changed(town, monday):
    """A new id is another child to the desk; the one before it vanishes."""
    second = Told().person("900123", "Robyn", "Hale").person("911111", "Skye", "Marsh")
    second.s47_of("900123", "2026-03-02").s47_of("911111", "2026-03-03", "South")
    extract = imported(town.ana, second, date(2026, 3, 10))
    town.robin.refresh_from_db()
    assert str(town.robin) == "Robyn Hale"
    assert told(extract) == {
        "new": ["911111 S47_ICPC 2026-03-03"],
        "vanished": ["900124 S47_ICPC 2026-03-03"],
    }
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
    again = prepared(town.ana, story, MONDAY)
    assert not any(again.counts.values())


def test_a_restricted_record_stays_restricted_and_out_of_what_is_told(
    client, town, monday
):
    story = Told().person("900125", "Jo", "Sparrow").person("777", "New", "Comer")
    story.s47_of("900125", "2026-03-05").s47_of("777", "2026-03-05")
    extract = prepared(town.ana, story, MONDAY)
    client.force_login(town.sef)
    page = client.get(f"/imports/{extract.pk}/")
    assert {group["label"]: group["count"] for group in page.context["told"]} == {
        "New": 1, "Done": 0, "Ended without being done": 0, "Moved": 0, "Vanished": 1,
        "Marked done, still open": 0, "Look wrong": 0,
    }  # fmt: skip
    assert "Child 777" in text(page)
    for word in ("900125", "Farrow", "Sparrow"):
        assert word not in text(page)
    actions.apply_extract(by=town.ana, extract=extract)
    extract.refresh_from_db()
    actions.write_extract(extract)
    for where in (f"/imports/{extract.pk}/", "/imports/", "/timescales/", "/"):
        page = text(client.get(where))
        assert "Sparrow" not in page and "900125" not in page
    assert town.hidden.restrictions.get().lifted_at is None
    client.force_login(town.sam)
    assert "Jo Sparrow" in text(client.get("/timescales/"))


def test_the_list_of_imports_counts_nothing_that_its_pages_hide(client, town, monday):
    imported(town.ana, Told().s47_of("900125", "2026-03-05"), MONDAY)
    client.force_login(town.sef)
    assert "1 new" not in text(client.get("/imports/"))


@pytest.mark.parametrize("invented", [True, False])
def test_invented_and_real_do_not_mix(client, town, settings, invented):
    settings.INVENTED = not invented
    told = Told().s47_of("900123", "2026-03-02")
    extract = prepared(town.ana, packed(told.records, invented), MONDAY)
    client.force_login(town.ana)
    page = text(client.post(f"/imports/{extract.pk}/apply/", follow=True))
    assert ("This export is invented." if invented else "This is the invented council") in page  # fmt: skip
    assert not Due.objects.exists()
    with pytest.raises(ValidationError):
        actions.apply_extract(by=town.ana, extract=extract)


def test_nobody_invented_signs_in_beside_real_records(town, settings):
    imported(town.ana, Told().s47_of("900123", "2026-03-02"), MONDAY)
    settings.INVENTED = True
    assert actions.real_records_held()
    assert "real records" in why_invented_is_refused()
    with pytest.raises(ValidationError, match="real records"):
        invent_sign_ins()


def test_invented_records_are_not_real_ones(town, settings):
    settings.INVENTED = True
    told = Told().s47_of("900123", "2026-03-02")
    imported(town.ana, packed(told.records, invented=True), MONDAY)
    assert not actions.real_records_held()


def stalled(extract: Extract) -> None:
    Extract.objects.filter(pk=extract.pk).update(
        beat_at=timezone.now() - timedelta(minutes=4)
    )
    extract.refresh_from_db()


def test_reading_that_was_killed_can_be_taken_up_again(client, town):
    extract = actions.upload_extract(
        by=town.ana,
        name="export.zip",
        contents=packed(Told().s47_of("1", "2026-03-02").records),
        as_at=MONDAY,
    )
    client.force_login(town.ana)
    address = f"/imports/{extract.pk}/"
    assert "You can leave this page" in text(client.get(address))
    page = text(client.post(f"{address}read/", follow=True))
    assert "You can leave this page" in page  # refused: it is worked on
    assert not AuditEntry.objects.filter(action="read extract again").exists()
    stalled(extract)
    assert "Read it again" in text(client.get(address))
    client.post(f"{address}read/")
    tasks.read_extract.call(extract.pk)
    assert "Ready to check" in text(client.get(address))


def test_applying_that_was_killed_can_be_taken_up_again(client, town):
    extract = prepared(town.ana, Told().s47_of("1", "2026-03-02"), MONDAY)
    actions.apply_extract(by=town.ana, extract=extract)
    client.force_login(town.ana)
    address = f"/imports/{extract.pk}/"
    client.post(f"{address}apply/")
    extract.refresh_from_db()
    stalled(extract)
    assert "Apply it again" in text(client.get(address))
    client.post(f"{address}apply/")
    tasks.apply_extract.call(extract.pk)
    assert "Applied by Ana Kowalska" in text(client.get(address))
    tasks.apply_extract.call(extract.pk)  # late to the party: nothing happens
    assert AuditEntry.objects.filter(action="apply extract").count() == 1


def test_work_that_fails_leaves_everything_as_it_was_and_can_be_tried_again(
    client, town, monday, monkeypatch
):
    extract = prepared(town.ana, Told().s47_of("1", "2026-03-02"), MONDAY)
    before = the_house()
    actions.apply_extract(by=town.ana, extract=extract)
    with monkeypatch.context() as patch:
        patch.setattr(applying, "_happenings", _breaks)
        with pytest.raises(tasks.WorkFailed, match="ZeroDivisionError"):
            tasks.apply_extract.call(extract.pk)
    assert the_house() == before
    client.force_login(town.ana)
    page = text(client.get(f"/imports/{extract.pk}/"))
    assert "Stopped before it was finished. Nothing was changed." in page
    client.post(f"/imports/{extract.pk}/apply/")
    tasks.apply_extract.call(extract.pk)
    assert Extract.objects.in_force() == extract


def _breaks(*args):
    raise ZeroDivisionError


def test_set_aside_while_a_slow_reader_works_it_stays_set_aside(town, monkeypatch, home, django_capture_on_commit_callbacks):  # fmt: skip
    extract = actions.upload_extract(
        by=town.ana,
        name="export.zip",
        contents=packed(Told().s47_of("1", "2026-03-02").records),
        as_at=MONDAY,
    )
    true = actions.project

    def meanwhile(*args):
        stalled(extract)
        actions.set_aside_extract(by=town.ana, extract=extract)
        return true(*args)

    monkeypatch.setattr(actions, "project", meanwhile)
    with django_capture_on_commit_callbacks(execute=True):
        actions.work_out(extract)
    assert Extract.objects.get().state == Extract.State.SET_ASIDE
    assert not (home / "uploads" / "extracts" / extract.stored_as).exists()


@pytest.mark.parametrize("name", ["ü" * 200 + ".zip", "..", "a/b\\c.zip", "x" * 400])
def test_any_name_of_a_file_is_read(town, name):
    extract = prepared(town.ana, Told().s47_of("1", "2026-03-02"), MONDAY, name=name)
    assert extract.state == Extract.State.READY


def test_an_export_older_than_the_one_in_force_is_refused(client, town, monday):
    older = prepared(town.ana, Told().s47_of("1", "2026-03-02"), date(2026, 3, 6))
    client.force_login(town.ana)
    page = text(client.post(f"/imports/{older.pk}/apply/", follow=True))
    assert "taken on 6 March 2026, before the one in force, of 9 March 2026" in page
    assert Extract.objects.in_force() == monday


def test_referrals_decided_in_the_tables_stay_decided_in_a_workbook(town, monkeypatch):
    """Annex A has no keys: its referrals are those of the same child and day."""
    whole = Told().referral("R1", "2026-03-02", child="1").decision("R1", "2026-03-03", child="1")  # fmt: skip
    imported(town.ana, whole, MONDAY)
    workbook = Told().referral("annex-a:3:1:2026-03-02", "2026-03-02", child="1")
    workbook.without("local_referral_decisions")
    extract = _import_records(town.ana, workbook, date(2026, 3, 10), monkeypatch)
    assert "1 REF_DECISION 2026-03-02" not in told(extract).get("new", [])
    assert [status for *_, status, _ in held("REF_DECISION")] == ["met"]


def test_only_those_who_import_see_what_was_imported(client, town, monday):
    for person in ("asha", "mo", "wes", "sam", "adi"):
        client.force_login(getattr(town, person))
        assert client.get(f"/imports/{monday.pk}/").status_code == 403
        assert client.post(f"/imports/{monday.pk}/set-aside/").status_code == 403
