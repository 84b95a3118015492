"""Words planted wherever people type them are found where the record is, and nowhere else.

A child's name, date of birth and address, a number, what was said in a call, searched
for, written in supervision or sent in a file that is refused: through pages, commands,
the API, feeds and work that fails. Then all is searched that the desk wrote: its log, what
its commands printed, titles, headers and error pages, every answer of the API, subjects of
e-mails, sessions, cache, tasks, counts, files with their names, and every column of every
table.
"""

from __future__ import annotations

import io
import logging
import tempfile
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from alongside.desk.access.hide_secret import HideSecret
from alongside.desk.contacts.models import Contact, Topic
from alongside.desk.diary.booking_actions import book_meeting
from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting
from alongside.desk.diary.models import Resource
from alongside.desk.messages.actions import send_waiting
from alongside.desk.people.adult_actions import add_adult, add_contact_point, link_adult
from alongside.desk.upkeep import views
from alongside.desk.upkeep.log_lines import JsonLine, Line
from alongside.desk.workforce.models import StaffMember
from tests.desk import marked_api, marked_commands
from tests.desk.contacts.test_log_contact import filled
from tests.desk.marks import (
    BORN,
    CALL,
    CALLER,
    FILE,
    FORENAME,
    NHS,
    NUMBER,
    SEARCH,
    STREET,
    SUPERVISED,
    SURNAME,
    marks,
)
from tests.house.beside_the_page import told
from tests.smtp import listening

pytestmark = pytest.mark.slow

# Where the record is: what each column is for. Anywhere else a mark is a leak.
RECORD = {
    "people_child": {"forename", "surname", "born_on", "sought"},
    "people_adult": {"name", "sought"},
    "people_contactpoint": {"value", "sought", "digits"},
    "contacts_contact": {"said", "caller_said"},
    "support_supportrequest": {"own_words", "instructions"},
    "casework_extract": {"file_name"},  # an import is found by it
    "casework_finding": {
        "what",
        "held",
    },  # what stands in a cell that could not be read
    "casework_fault": {"note"},
    "diary_resource": {"name"},
    "diary_meeting": {"place"},
}


@task()
def breaks(pk: int) -> None:
    """Work that fails with a child's name in the words of what broke."""
    raise ValueError(f"No row for {FORENAME} {SURNAME}, born {BORN}")


@pytest.fixture
def marked(town):
    """Robin, under the marked name, whose aunt has the marked name and number."""
    child = town.robin
    child.forename, child.surname, child.born_on = FORENAME, SURNAME, BORN
    child.save()
    town.aunt = add_adult(by=town.asha, name=f"Ida {CALLER}", kind="family")
    link_adult(by=town.asha, adult=town.aunt, child=child, relationship="grandparent")
    add_contact_point(by=town.asha, adult=town.aunt, value=NUMBER)
    town.member = StaffMember.objects.create(name="Wes Okafor", user=town.wes)
    return town


@pytest.fixture
def written(tmp_path, settings, monkeypatch):
    """A home, a place for temporary files, and all that is logged, as it is written."""
    settings.HOME, settings.MEDIA_ROOT = (
        tmp_path / "home",
        tmp_path / "home" / "uploads",
    )
    settings.COUNTS = tmp_path / "home" / "counts"
    (tmp_path / "home").mkdir()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    log, root = io.StringIO(), logging.getLogger()
    handlers = [logging.StreamHandler(log), logging.StreamHandler(log)]
    for handler, lines in zip(handlers, (Line, JsonLine), strict=True):
        handler.setFormatter(lines())
        handler.addFilter(HideSecret())
        root.addHandler(handler)
    level = root.level
    root.setLevel("INFO")
    logging.getLogger("alongside.requests").setLevel("INFO")
    yield log
    root.setLevel(level)
    logging.getLogger("alongside.requests").setLevel("NOTSET")
    for handler in handlers:
        root.removeHandler(handler)


class Doors:
    """Opens pages as people, and keeps what each answer tells beside its page."""

    def __init__(self) -> None:
        self.beside: list[str] = []
        self.failed: list[str] = []

    def person(self, user=None, **more) -> Client:
        client = Client(raise_request_exception=False, **more)
        if user:
            client.force_login(user)
        return client

    def get(self, client, address: str, **asked):
        return self._keep(client.get(address, asked))

    def post(self, client, address: str, **typed):
        return self._keep(client.post(address, typed))

    def _keep(self, answer):
        if "Location" in answer.headers:
            answer.headers["Location"] = answer.headers["Location"].partition("?")[0]
        self.beside += told(answer)
        if answer.status_code >= 400:
            self.failed.append(answer.content.decode())
        return answer


def type_everywhere(doors: Doors, town) -> None:
    """Type the marks wherever there is a field for them, in use and in error."""
    asha, nobody = doors.person(town.asha), doors.person()
    doors.post(nobody, "/sign-in/", login=FORENAME, password=SURNAME)
    for address in (
        "/children/",
        "/contacts/",
        "/timescales/",
        "/findings/",
        "/audit/",
    ):
        for client in (asha, doors.person(town.adi), doors.person(town.sef), nobody):
            doors.get(client, address, q=SEARCH, said=SURNAME, child=FORENAME, next=NHS)
    for address in (
        f"/children/{SURNAME}/",
        f"/nosuch/{SEARCH}/",
        f"/feeds/{SEARCH}.ics",
    ):
        doors.get(asha, address, q=CALL)
    doors.post(asha, "/contacts/new/draft/", **a_call(town))
    doors.post(asha, "/contacts/new/", **a_call(town))
    doors.post(asha, "/contacts/new/", **a_call(town) | {"topic": ""})
    strict = doors.person(town.asha, enforce_csrf_checks=True)
    doors.post(strict, "/contacts/new/", **a_call(town))
    doors.post(nobody, "/contacts/new/", **a_call(town))
    wes, sef = doors.person(town.wes), doors.person(town.sef)
    doors.post(wes, "/support/requests/ask/", task="else", own_words=CALL,
               child=f"{FORENAME} {SURNAME}", team=town.north.pk, instructions=STREET)  # fmt: skip
    doors.post(sef, f"/workforce/supervision/{town.member.pk}/add/", held_on=SUPERVISED)
    doors.post(sef, f"/workforce/supervision/{town.member.pk}/add/", minutes=SUPERVISED)


def a_call(town) -> dict:
    return filled(
        said=f"{CALL} {NHS} of {STREET}", caller_said=f"Ida {CALLER}", child=town.robin.pk,
        topic=Topic.objects.get(code="concern").pk,
    )  # fmt: skip


def send_files(doors: Doors, town) -> None:
    """Files that are refused: no archive, no table, no XML, under a marked name."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr(f"{FILE}.csv", f"{SURNAME},{BORN}\n{FORENAME},{NHS}\n")
        archive.writestr(f"{FILE}.xml", f"<Message><Name>{SURNAME}</Nam></Message>")
    refused = {
        f"{FILE}.zip": packed.getvalue(),
        f"{FILE}.xml": f"<Children><Name>{SURNAME}</Children>".encode(),
        f"{FILE}.xlsx": b"PK\x03\x04" + SURNAME.encode(),
        f"{FILE}.csv": f"{SURNAME};{FORENAME}\n".encode(),
        f"{FILE}.exe": b"MZ" + SURNAME.encode(),
    }
    for user, address, field in (
        (town.sef, "/imports/new/", "file"),
        (town.hal, "/workforce/import/new/", "file"),
        (town.sam, "/quality/audits/import/", "file"),
        (town.fay, "/money/budget/ledger/", "file"),
    ):
        for name, contents in refused.items():
            sent = {field: SimpleUploadedFile(name, contents), "as_at": "2 3 2026"}
            doors.post(doors.person(user), address, **sent, year="2026")


def let_work_fail_and_run(town) -> None:
    breaks.enqueue(1)
    DBTaskResult.objects.exclude(status="READY").delete()
    Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default",
        startup_delay=False, max_tasks=None, worker_id="w", excluded_queue_names=[],
    ).run()  # fmt: skip


def book(town) -> None:
    """A conference about the marked child, to which her aunt is invited by e-mail."""
    aunt = Resource.objects.create(
        kind="outside", name=f"Ida {CALLER}", email="ida@example.org"
    )
    asked = ask_for_meeting(
        by=town.asha, kind="icpc", child=town.robin, people=[Wanted(aunt, "family")]
    )
    at = timezone.now().replace(year=timezone.now().year + 3, month=3, day=3)
    book_meeting(
        by=town.asha, meeting=asked, starts_at=at.replace(second=0, microsecond=0)
    )


def break_pages(doors: Doors, town, monkeypatch) -> None:
    """A page that breaks, and records that do not answer, each with the marks in its words."""

    def with_words(kind):
        def broken(*args, **kwargs):
            raise kind(f"duplicate key: ({FORENAME}, {SURNAME}, {BORN})")

        return broken

    for kind in (ValueError, OperationalError):
        with monkeypatch.context() as patch:
            patch.setattr(views, "in_the_way", with_words(kind))
            assert doors.get(doors.person(), "/ready/", q=SEARCH).status_code >= 500


def open_pages(doors: Doors, town) -> None:
    """The record itself, its exports, the counts: their pages may say it, no more."""
    for name in ("asha", "sef", "wes", "mo", "sam", "ana", "pru"):
        client = doors.person(getattr(town, name))
        for address in (
            "/", f"/children/{town.robin.pk}/", f"/children/{town.robin.pk}/looked/",
            f"/children/{town.robin.pk}/looked/export/", "/contacts/", "/contacts/export/",
            "/timescales/export/", "/messages/", "/looked/export/", "/contacts/concerns/",
        ):  # fmt: skip
            doors.get(client, address)


def run_commands(place: Path) -> str:
    out = io.StringIO()
    call_command("verify_audit", "--held-in", place / "held", stdout=out, stderr=out)
    for name in ("erase_due", "find_unusual_looks", "clearsessions", "write_digests"):
        call_command(name, stdout=out, stderr=out)
    return out.getvalue()


def columns() -> dict[str, set[str]]:
    """Where a mark stands in the database: each table with its columns."""
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'select * from "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    said = value.decode("latin-1") if isinstance(value, bytes) else str(value)  # fmt: skip
                    if marks(said):
                        found.setdefault(table, set()).add(name)
    return found


def opened() -> str:
    """What sessions and the cache hold, as the desk reads them."""
    from django.contrib.sessions.models import Session

    held = [str(each.get_decoded()) for each in Session.objects.all()]
    with connection.cursor() as cursor:
        cursor.execute("select cache_key from access_cache")
        for (key,) in cursor.fetchall():
            held.append(f"{key} {cache.get(key.rpartition(':')[2])}")
    return "\n".join(held)


def test_what_was_typed_stands_where_the_record_is_and_nowhere_else(
    marked, written, tmp_path, tmp_path_factory, settings, monkeypatch, capfd
):
    doors = Doors()
    with listening(settings) as box:
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        type_everywhere(doors, marked)
        send_files(doors, marked)
        open_pages(doors, marked)
        break_pages(doors, marked, monkeypatch)
        let_work_fail_and_run(marked)
        book(marked)
        send_waiting(timezone.now())
        answers = marked_api.answers(doors, marked)
        counted = doors.get(doors.person(), "/metrics/").content.decode()
        printed = run_commands(tmp_path)
        printed += marked_commands.printed(tmp_path_factory.mktemp("commands"))
    subjects = [mail["Subject"] for mail in box.got]
    out, err = capfd.readouterr()
    assert subjects and doors.failed and Contact.objects.exists(), "something to search"
    places = {
        "the log": written.getvalue(), "what was printed": printed + out + err,
        "beside the pages": "\n".join(doors.beside), "the counts": counted,
        "pages that say no": "\n".join(doors.failed), "subjects": "\n".join(subjects),
        "sessions and cache": opened(),
    } | answers  # fmt: skip
    for path in tmp_path.rglob("*"):
        held = path.read_bytes().decode("latin-1") if path.is_file() else ""
        places[f"file {path.name}"] = f"{path.name} {held}"
    found = {name: marks(text) for name, text in places.items() if marks(text)}
    # To whoever handed an export in, what stands in a cell of it where a day should be.
    assert found == {"get /api/v1/exports/{key}, 0": [SURNAME]}
    beside = {
        table: names - RECORD.get(table, set()) for table, names in columns().items()
    }
    assert {table: names for table, names in beside.items() if names} == {}


def test_every_command_is_run():
    run = marked_commands.WORDS.keys() - {"clearsessions"}
    assert run | marked_commands.NOT_RUN == marked_commands.ours()
