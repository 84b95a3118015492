"""Small exports of a case system, written by the tests that import them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from html import unescape
from io import BytesIO, StringIO
from zipfile import ZipFile, ZipInfo

from django.utils import timezone

from alongside.desk.casework import actions, reading, store
from alongside.desk.casework.models import Due, Extract, Mark
from alongside.desk.people.models import Child, ChildTeam
from alongside.desk.workforce.models import Team, Worker
from alongside.reckon.records import TABLES, Records
from tests.story import Story

MONDAY = date(2026, 3, 9)
ENQUIRY, VISIT = "S47_ICPC", "CP_VISIT_10WD"
NAMES = {"900123": ("Robin", "Hale"), "900124": ("Skye", "Marsh"), "900125": ("Jo", "Farrow")}  # fmt: skip


class Told(Story):
    """A story about the town's children, with their names and teams."""

    def person(self, child: str, forename: str = "", surname: str = "", **values):
        known = NAMES.get(child, ("", ""))
        return self._tell(
            "ssd_person", "pers", person_id=child, forename=forename or known[0],
            surname=surname or known[1], dob="2014-05-02", **values,
        )  # fmt: skip

    def s47_of(self, child: str, on: str, team: str = "North", **values):
        return self._tell(
            "ssd_s47_enquiry", "s47e", person_id=child, s47_start_date=on,
            s47_team=team, **values,
        )  # fmt: skip

    def conference_of(self, child: str, enquiry: str, on: str):
        return self._tell(
            "ssd_initial_cp_conference", "icpc", person_id=child, icpc_date=on,
            s47_enquiry_id=enquiry,
        )  # fmt: skip


def packed(records: Records, invented: bool = False) -> bytes:
    """The records as a zip of CSV tables, one for each that they hold: always the same."""
    contents = BytesIO()
    with ZipFile(contents, "w") as file:
        for table, rows in records.rows.items():
            text = StringIO()
            writer = csv.writer(text)
            writer.writerow(TABLES[table].columns)
            writer.writerows(_cells(table, rows))
            file.writestr(ZipInfo(f"{table}.csv"), text.getvalue())
        if invented:
            file.writestr(ZipInfo("INVENTED.txt"), "Nobody in it is real.")
    return contents.getvalue()


def _cells(table: str, rows: Iterable[dict]) -> Iterable[list[object]]:
    for row in rows:
        yield [row.get(column) for column in TABLES[table].columns]


def prepared(
    by, contents: bytes | Story, as_at: date, name: str = "export.zip"
) -> Extract:
    """Upload an export and read it, as the background task does."""
    if isinstance(contents, Story):
        contents = packed(contents.records)
    extract = actions.upload_extract(by=by, name=name, contents=contents, as_at=as_at)
    reading.work_out(extract)
    extract.refresh_from_db()
    return extract


def imported(by, contents: bytes | Story, as_at: date, **more) -> Extract:
    """Upload, read, confirm and apply an export."""
    extract = prepared(by, contents, as_at, **more)
    actions.apply_extract(by=by, extract=extract, checked=True)
    extract.refresh_from_db()
    actions.write_extract(extract)
    extract.refresh_from_db()
    return extract


def held(*rules: str) -> list[tuple]:
    """Every clock held, in words: child, rule, start, due, status, whether it is gone."""
    dues = Due.objects.filter(rule__in=rules) if rules else Due.objects.all()
    return sorted(
        (d.child.case_id, d.rule, str(d.started_on), str(d.due_on), d.status, bool(d.gone_in_id))
        for d in dues.select_related("child")
    )  # fmt: skip


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


def stalled(extract: Extract) -> None:
    Extract.objects.filter(pk=extract.pk).update(
        beat_at=timezone.now() - timedelta(minutes=4)
    )
    extract.refresh_from_db()


def import_records(by, story: Told, as_at: date, monkeypatch) -> Extract:
    """Import records as a reader hands them over, which may say `latest only`."""
    true = reading.read

    def read(path, **asked):
        found = true(path, **asked)
        found.records = story.records
        return found

    with monkeypatch.context() as patch:
        patch.setattr(reading, "read", read)
        return imported(by, story, as_at)
