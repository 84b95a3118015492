"""What an older key sealed is sealed anew, everywhere, and nothing is lost where that breaks off."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from itertools import count
from threading import Thread
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from cryptography.fernet import Fernet
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client

from alongside.desk.access.models import AuditEntry
from alongside.desk.access.sealing import CannotOpen, key_of, seal, sealed_anew, unseal
from alongside.desk.access.unsent import KEPT
from alongside.desk.casework import store
from alongside.desk.contacts.models import Draft
from alongside.desk.diary.calendar_models import CalendarSource
from alongside.desk.diary.models import Resource
from alongside.desk.upkeep import sealing_actions
from alongside.desk.workforce.hr_models import HrUpload

NOW = datetime(2026, 3, 10, tzinfo=UTC)
OLD, NEW, LOST = (Fernet.generate_key().decode() for _ in range(3))


@pytest.fixture
def sealed_by(settings, tmp_path):
    """Set the keys of the desk, the newest first."""
    settings.MEDIA_ROOT = tmp_path / "uploads"

    def keys(*those: str) -> None:
        settings.ENCRYPTION_KEYS = list(those)

    keys(OLD)
    return keys


@pytest.fixture
def kept(town, sealed_by):
    """One of each way of keeping what is sealed, by the old key; one that holds nothing."""
    HrUpload.objects.create(
        file_name="a.xlsx", sealed=seal(b"rows"), uploaded_by=town.hal
    )
    HrUpload.objects.create(file_name="b.xlsx", sealed=b"", uploaded_by=town.hal)
    Draft.objects.create(
        owner=town.asha,
        send_key=uuid4(),
        began_at=NOW,
        saved_at=NOW,
        sealed=seal(b'{"said": "x"}'),
    )
    Authenticator.objects.create(
        user=town.asha, type="totp", data={"secret": seal(b"JBSW").decode()}
    )
    spare = {"seed": seal(b"seed").decode(), "used_mask": 5}
    Authenticator.objects.create(user=town.asha, type="recovery_codes", data=spare)
    older = {"migrated_codes": [seal(b"11").decode(), seal(b"22").decode()]}
    Authenticator.objects.create(user=town.ben, type="recovery_codes", data=older)
    session = Client().session
    session[KEPT] = seal(b'["/", [], "1"]').decode()
    session.save()
    store.keep("first", "file", b"An upload")
    store.keep("first", "told", b"What it changes")
    return town


def run(*words: str) -> str:
    said = io.StringIO()
    call_command("reseal", *words, stdout=said, stderr=said)
    return said.getvalue()


def opens() -> bool:
    """Whether all of `kept` reads as it was written, by the keys held now."""
    codes = Authenticator.objects.get(data__has_key="migrated_codes").data
    seeds = Authenticator.objects.get(data__has_key="seed").data
    session = Session.objects.get(pk__in=_with_form()).get_decoded()
    return (
        unseal(bytes(HrUpload.objects.get(file_name="a.xlsx").sealed)) == b"rows"
        and Draft.objects.get().typed == {"said": "x"}
        and decrypt(Authenticator.objects.get(type="totp").data["secret"]) == "JBSW"
        and (decrypt(seeds["seed"]), seeds["used_mask"]) == ("seed", 5)
        and [decrypt(one) for one in codes["migrated_codes"]] == ["11", "22"]
        and unseal(session[KEPT].encode()) == b'["/", [], "1"]'
        and store.kept("first", "file") == b"An upload"
        and store.kept("first", "told") == b"What it changes"
    )


def _with_form() -> list[str]:
    return [each.pk for each in Session.objects.all() if KEPT in each.get_decoded()]


def test_every_place_is_gone_through():
    assert {place.title for place in sealing_actions.places()} == {
        "Files from HR", "E-mails as they came in", "Messages as they were written",
        "Calendar sources", "Call-backs", "Drafts", "Section drafts",
        "Extracts for analysis", "Traces", "Second factors",
        "Forms sent when a sign-in had run out", "Files of exports, audits and evidence",
    }  # fmt: skip


def test_all_is_sealed_anew_and_the_old_key_can_go(kept, sealed_by):
    sealed_by(NEW, OLD)
    before = run("--look")
    assert "Key 1 of 2 (" in before and "the newest, seals nothing yet." in before
    assert "is still needed" in before and "  Second factors: 3\n" in before
    assert opens() and not AuditEntry.objects.filter(action="seal anew").exists()

    said = run()
    assert "Files from HR: 1 of 1 sealed anew.\n" in said
    assert "Drafts: 1 of 1 sealed anew.\n" in said
    assert "Second factors: 3 of 3 sealed anew.\n" in said
    assert "Forms sent when a sign-in had run out: 1 of 1 sealed anew.\n" in said
    assert "Files of exports, audits and evidence: 2 of 2 sealed anew.\n" in said
    assert "seals nothing here any more" in said and "still needed" not in said
    assert AuditEntry.objects.get(action="seal anew").detail == {"things": 8}

    again = run()
    assert "Second factors: 0 of 3 sealed anew.\n" in again
    assert AuditEntry.objects.filter(action="seal anew").count() == 1
    sealed_by(NEW)
    assert opens()


def test_broken_off_anywhere_it_has_lost_nothing_and_the_next_run_does_the_rest(
    kept, sealed_by, monkeypatch
):
    sealed_by(NEW, OLD)
    _break_off_after(2, monkeypatch)  # of the nine tokens in the eight things of `kept`
    for _ in range(4):
        with pytest.raises(KeyboardInterrupt):
            run()
        assert opens()
    monkeypatch.undo()
    assert "Files of exports, audits and evidence: 1 of 2 sealed anew." in run()
    sealed_by(NEW)
    assert opens()


def _break_off_after(whole: int, monkeypatch) -> None:
    """Break off each run as it comes to seal one more than so many."""
    sealed = count()

    def breaks(token: bytes) -> bytes:
        if next(sealed) % (whole + 1) == whole:
            raise KeyboardInterrupt
        return sealed_anew(token)

    monkeypatch.setattr(sealing_actions, "sealed_anew", breaks)
    monkeypatch.setattr(store, "sealed_anew", breaks)


def test_what_no_key_opens_is_named_by_its_number_and_the_rest_is_done(kept, sealed_by):
    sealed_by(LOST)
    upload = HrUpload.objects.create(
        file_name="Robin Hale.xlsx", sealed=seal(b"rows"), uploaded_by=kept.hal
    )
    store.keep("second", "file", b"Another")
    sealed_by(NEW, OLD)
    store.keep("third", "file", b"Damaged")
    part = store._folder("third") / "file"
    part.write_bytes(part.read_bytes()[:-1])
    said = io.StringIO()
    with pytest.raises(
        CommandError, match="3 could not be opened, and stay as they are"
    ):
        call_command("reseal", stdout=said, stderr=said)
    told = said.getvalue()
    assert f"Files from HR, number {upload.pk}: This was sealed with a key" in told
    assert "second/file: This was sealed with a key the desk does not hold" in told
    assert "third/file: The file itself is damaged" in told
    assert "Hale" not in told
    assert "Files from HR: 1 of 2 sealed anew.\n" in told
    sealed_by(NEW)
    assert opens()
    sealed_by(LOST)
    assert store.kept("second", "file") == b"Another"


def test_a_key_of_a_session_is_not_told(kept, sealed_by):
    sealed_by(NEW)
    with pytest.raises(CommandError):
        said = io.StringIO()
        call_command("reseal", "--look", stdout=said, stderr=said)
    assert "had run out: one of them: This was sealed" in said.getvalue()
    for key in Session.objects.values_list("pk", flat=True):
        assert key not in said.getvalue()


def test_what_was_changed_or_let_go_meanwhile_stays_so(kept, sealed_by, monkeypatch):
    """Between the list of what there is and each thing's turn the desk goes on."""
    listed = [(place, place.keys()) for place in sealing_actions.places()]
    sealed_by(NEW, OLD)
    HrUpload.objects.update(sealed=b"")
    Draft.objects.all().delete()
    Authenticator.objects.all().delete()
    Session.objects.all().delete()
    store.forget("first")
    for place, keys in listed:
        for key in keys:
            place.seal_anew(key)
            assert place.sealed(key) == []
    assert not store.all_kept() and not store._folder("first").exists()


def test_a_part_that_is_kept_anew_meanwhile_stands(sealed_by, monkeypatch):
    """Whoever keeps a part waits until it is sealed anew, and is not written over."""
    store.keep("first", "file", b"Before")
    sealed_by(NEW, OLD)
    keeping = Thread(target=store.keep, args=("first", "file", b"After"))

    def meanwhile(token: bytes) -> bytes:
        keeping.start()
        keeping.join(0.3)
        assert keeping.is_alive()
        return sealed_anew(token)

    monkeypatch.setattr(store, "sealed_anew", meanwhile)
    store.seal_part_anew("first", "file")
    keeping.join(30)
    assert store.kept("first", "file") == b"After"


def test_the_newest_key_seals_and_each_is_told(sealed_by):
    by_old = seal(b"x")
    sealed_by(NEW, OLD)
    assert (key_of(by_old), key_of(sealed_anew(by_old)), key_of(seal(b"y"))) == (
        1,
        0,
        0,
    )
    assert unseal(sealed_anew(by_old)) == b"x"
    sealed_by(LOST)
    for look in (key_of, sealed_anew):
        with pytest.raises(CannotOpen):
            look(by_old)


def test_a_calendar_s_address_reads_as_before(town, sealed_by):
    source = CalendarSource(
        resource=Resource.objects.create(name="Asha", kind="person"), kind="icalendar",
        added_by=town.asha,
    )  # fmt: skip
    source.address = "https://example.org/a.ics"
    source.save()
    sealed_by(NEW, OLD)
    run()
    sealed_by(NEW)
    source.refresh_from_db()
    assert source.address == "https://example.org/a.ics"
