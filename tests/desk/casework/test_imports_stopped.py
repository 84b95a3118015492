"""Work that stopped, was killed or failed, and is taken up again."""

from __future__ import annotations

import pytest

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import actions, applying, reading, tasks
from alongside.desk.casework.models import Extract
from tests.desk.casework.exports import (
    MONDAY,
    Told,
    packed,
    prepared,
    stalled,
    text,
    the_house,
)

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")


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
    assert not AuditEntry.objects.filter(action="read export again").exists()
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
    assert AuditEntry.objects.filter(action="apply export").count() == 1


def test_work_that_fails_leaves_everything_as_it_was_and_can_be_tried_again(
    client, town, monday, monkeypatch
):
    extract = prepared(town.ana, Told().s47_of("1", "2026-03-02"), MONDAY)
    before = the_house()
    actions.apply_extract(by=town.ana, extract=extract)
    with monkeypatch.context() as patch:
        patch.setattr(applying, "write_happenings", _breaks)
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
    true = reading.project

    def meanwhile(*args):
        stalled(extract)
        actions.set_aside_extract(by=town.ana, extract=extract)
        return true(*args)

    monkeypatch.setattr(reading, "project", meanwhile)
    with django_capture_on_commit_callbacks(execute=True):
        reading.work_out(extract)
    assert Extract.objects.get().state == Extract.State.SET_ASIDE
    assert not (home / "uploads" / "extracts" / extract.stored_as).exists()
