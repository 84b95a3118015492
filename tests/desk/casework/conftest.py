"""A fixed day, a home of the test's own, and clocks to put on the worklist."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from alongside.desk import holidays
from alongside.desk.casework.models import Due, Extract
from alongside.desk.workforce.models import Worker
from tests.desk.casework.exports import MONDAY, Told, imported, packed, text
from tests.desk.casework.mapped import MAPPED, newest
from tests.story import FEW_YEARS

TODAY = date(2026, 3, 10)  # a Tuesday

# SQLite in memory has one connection for everybody; test_on_postgres.py runs this.
ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
collect_ignore = ["test_at_once.py"] if ON_SQLITE else []


@pytest.fixture
def today(monkeypatch) -> date:
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)
    return TODAY


@pytest.fixture
def home(settings, tmp_path):
    """What is kept goes here; what is to be done in the background is done at once."""
    settings.HOME = tmp_path / "home"
    settings.MEDIA_ROOT = settings.HOME / "uploads"
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
    }
    return settings.HOME


@pytest.fixture
def extract(town, today) -> Extract:
    """An export that was applied this morning."""
    return Extract.objects.create(
        file_name="export.zip",
        sha256="0" * 64,
        stored_as=uuid4().hex,
        as_at=TODAY,
        uploaded_by=town.sef,
        state=Extract.State.APPLIED,
        applied_at=timezone.now(),
        applied_by=town.sef,
    )


@pytest.fixture
def clock_of(town, extract):
    """Put a running clock of a child on the worklist, due in so many days."""

    def made(child, days: int = 0, rule: str = "S47_ICPC", **values) -> Due:
        teams = {town.robin.pk: town.north, town.skye.pk: town.south}
        nth = Due.objects.filter(child=child, rule=rule).count() + 1
        chosen = {
            "started_on": date(2026, 1, 5),
            "due_on": TODAY + timedelta(days),
            "status": Due.Status.OPEN,
            "team": teams.get(child.pk, town.north),
            "first_in": extract,
            "nth": nth,
        } | values
        return Due.objects.create(child=child, rule=rule, **chosen)

    return made


@pytest.fixture
def worker(town):
    def made(name: str, team=None) -> Worker:
        return Worker.objects.create(source_id=name, name=name, team=team or town.north)

    return made


@pytest.fixture
def few_years(monkeypatch):
    """Few years keep the tables of days small, and the tests quick."""
    few = SimpleNamespace(england=lambda: FEW_YEARS)
    monkeypatch.setattr(holidays, "Clock", few)


@pytest.fixture
def monday(town, home, today):
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


@pytest.fixture
def page(client):
    def read(address, **asked):
        return text(client.get(address, asked))

    return read


@pytest.fixture
def mapping(client, django_capture_on_commit_callbacks):
    """Answer the page that asks what columns are; return its answer."""

    def answer(pressed="save", part=0, of=None, table="local_core_groups", **said):
        address = f"/imports/{newest().pk}/layout/{part}/"
        address += f"?of={of}" if of else f"?table={table}"
        known = client.get(address).context["known"]
        told = {"known": known, "name": "Core groups"} | MAPPED | said
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, told | {pressed: "yes"})

    return answer
