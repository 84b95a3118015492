"""Imports: a file is uploaded, read, shown, confirmed and applied, or set aside."""

from __future__ import annotations

import pytest

from alongside.desk.access.audit import faults
from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import actions, reading, store, tasks
from alongside.desk.casework.models import Due, Extract, Finding
from tests.desk.casework.exports import (
    MONDAY,
    Told,
    imported,
    prepared,
    text,
    the_house,
)

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")


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
        ("upload export", town.sef.pk), ("see export", town.sef.pk),
        ("confirm export", town.sef.pk), ("apply export", town.sef.pk),
        ("see export", town.sef.pk),
    ]  # fmt: skip
    assert not list(faults())


@pytest.mark.parametrize(
    "contents", [b"not a table", b"\0\1\2", b"PK\3\4 cut short", b"<a><b/></a>"]
)
def test_a_refused_file_leaves_everything_as_it_was(client, monday, uploaded, contents):
    before = the_house()
    answer = uploaded(contents)
    page = text(client.get(answer.url))
    assert "It is not used. Nothing was changed, and the file is not kept." in page
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
    assert "Another export was applied or undone after this one was read." in text(page)
    first.refresh_from_db()
    assert first.state == Extract.State.READY
    actions.read_again(by=town.ana, extract=first)
    first.refresh_from_db()
    reading.work_out(first)
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
    assert "Another export was applied or undone after this one was read." in page
    assert Extract.objects.in_force() == both[0]


@pytest.mark.parametrize("name", ["ü" * 200 + ".zip", "..", "a/b\\c.zip", "x" * 400])
def test_any_name_of_a_file_is_read(town, name):
    extract = prepared(town.ana, Told().s47_of("1", "2026-03-02"), MONDAY, name=name)
    assert extract.state == Extract.State.READY


def test_only_those_who_import_see_what_was_imported(client, town, monday):
    for person in ("asha", "mo", "wes", "sam", "adi"):
        client.force_login(getattr(town, person))
        assert client.get(f"/imports/{monday.pk}/").status_code == 403
        assert client.post(f"/imports/{monday.pk}/set-aside/").status_code == 403


def test_today_names_the_file_that_waits(client, town):
    prepared(town.ana, Told().s47_of("1", "2026-03-02"), MONDAY, name="Annex A.zip")
    client.force_login(town.ana)
    assert "Export of 9 March 2026</a>: Annex A.zip" in text(client.get("/"))
