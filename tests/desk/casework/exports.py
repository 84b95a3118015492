"""Small exports of a case system, written by the tests that import them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

from alongside.desk.casework import actions
from alongside.desk.casework.models import Due, Extract
from alongside.reckon.records import TABLES, Records
from tests.story import Story

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
    """The records as a zip of CSV tables, one for each that they hold."""
    contents = BytesIO()
    with ZipFile(contents, "w") as file:
        for table, rows in records.rows.items():
            text = StringIO()
            writer = csv.writer(text)
            writer.writerow(TABLES[table].columns)
            writer.writerows(_cells(table, rows))
            file.writestr(f"{table}.csv", text.getvalue())
        if invented:
            file.writestr("INVENTED.txt", "Nobody in it is real.")
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
    actions.work_out(extract)
    extract.refresh_from_db()
    return extract


def imported(by, contents: bytes | Story, as_at: date, **more) -> Extract:
    """Upload, read, confirm and apply an export."""
    extract = prepared(by, contents, as_at, **more)
    actions.apply_extract(by=by, extract=extract)
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
