"""A file made to do harm is refused in plain words at every door a file comes in by."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import NamedTuple

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

import alongside.desk
from alongside.desk.casework import reading
from alongside.desk.casework.models import Extract
from alongside.desk.forms import Form
from alongside.desk.pilots.plan_actions import lock_plan
from alongside.desk.workforce.models import Team
from alongside.reckon.indicators.workforce import MONTHLY
from tests.house.diary_subjects import SUBJECTS as DIARIES
from tests.house.grant_subjects import SUBJECTS as GRANTS
from tests.house.pilots_subjects import a_pilot

DESK = Path(alongside.desk.__file__).parent
ENTITY = b"""<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&x;</t></si></sst>"""
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "haha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>"""
PAGE = b"<!doctype html><html><body><script>alert(1)</script></body></html>"


def workbook(**parts: bytes) -> bytes:
    """A small workbook, with parts of it replaced; `sheet` and `strings` are its XML."""
    made = BytesIO()
    book = Workbook()
    book.active.append(["team", "month", "name"])
    book.active.append(["North", "2026-01", "x"])
    book.save(made)
    places = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml"}
    replaced = {places[name]: content for name, content in parts.items()}
    out = BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:  # fmt: skip
        for name in old.namelist():
            new.writestr(name, replaced.pop(name, None) or old.read(name))
        for name, content in replaced.items():
            new.writestr(name, content)
    return out.getvalue()


def sheet(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    )


@cache
def bomb() -> bytes:
    """A sheet of 60 MB that packs into 60 KB."""
    return workbook(sheet=sheet(" " * 60_000_000))


def wide() -> bytes:
    """A row whose one cell says that it stands in column 2,000,000,000."""
    cell = '<c r="{}2" t="inlineStr"><is><t>x</t></is></c>'
    return workbook(sheet=sheet(f'<row r="1">{cell.format("FVSHRXX")}</row>'))


FILES: dict[str, Callable[[], bytes]] = {
    "a zip bomb": bomb,
    "a workbook with an external entity": lambda: workbook(strings=ENTITY),
    "entities that multiply": lambda: LAUGHS,
    "a row of enormous width": wide,
    "a web page called a workbook": lambda: PAGE,
    "a web page that begins as a PDF": lambda: b"%PDF-1.7\n" + PAGE,
    "a program": lambda: b"MZ\x90\0\x03\0\0\0" + bytes(4096),
    "a zip cut short": lambda: workbook()[:500],
    "bytes of no text": lambda: bytes(range(256)) * 8,
}


class Door(NamedTuple):
    """Where a file comes in: the form, the address, who opens it, what else is asked.

    `takes`: what is taken there, since it is kept sealed and never opened, or is read as
    text and no more.
    """

    form: str
    url: str
    who: str
    name: str
    asked: dict = {}
    subject: Callable = lambda town, where: {}
    takes: frozenset[str] = frozenset()
    field: str = "file"


def locked_pilot(town, where):
    """A pilot whose plan is locked, and whose figures are uploaded."""
    east = Team.objects.create(name="East")
    chosen = {"source": "upload", "indicator": "good", "also": []}
    made = lock_plan(by=town.sam, pilot=a_pilot(town, (town.north, east), **chosen))
    return {"pk": made.pk}


NOT_OPENED = frozenset({
    "a zip bomb", "a workbook with an external entity", "a row of enormous width",
    "a web page that begins as a PDF", "entities that multiply",
})  # fmt: skip
DOORS = (
    Door("casework.forms.UploadForm", "casework:upload-extract", "sef", "export.xlsx", {"as_at": "27 3 2026"}),
    Door("casework.rule_forms.UploadRulesForm", "casework:upload-rules", "sef", "rulebook.toml", {"why": "x"}),
    Door("committee.check_forms.CheckForm", "committee:check-file", "sam", "report.docx", takes=frozenset({"entities that multiply"})),
    Door("committee.template_forms.AddTemplateForm", "committee:add-template", "sam", "cabinet.toml", {"name": "cabinet"}, field="text"),
    Door("diary.calendar_forms.UploadCalendarForm", "diary:upload-calendar", "sam", "diary.ics", subject=DIARIES["diary"]),
    Door("messages.forms.UploadMailForm", "post:upload-mail", "asha", "mail.eml"),
    Door("money.ledger_forms.LedgerForm", "money:upload-ledger", "fay", "ledger.xlsx", {"year": "2026"}),
    Door("money.grant_forms.EvidenceForm", "money:add-evidence", "fay", "claim.xlsx", {"what": "Claim"}, GRANTS["grant"], NOT_OPENED),
    Door("pilots.verdict_forms.WorkOutForm", "pilots:work-out", "sam", "panel.csv", subject=locked_pilot),
    Door("quality.import_forms.UploadAuditsForm", "quality:upload-audits", "mo", "audits.xlsx"),
    Door("workforce.hr_forms.UploadHrForm", "hr:import-hr", "hal", "hr.xlsx"),
    Door("workforce.monitoring_forms.ImportFiguresForm", "monitoring:import-figures", "hal", "figures.xlsx", {"indicator": next(iter(MONTHLY))}),
)  # fmt: skip


def forms_with_files() -> set[str]:
    """Return each form of the desk that takes a file."""
    for file in DESK.rglob("*forms.py"):
        import_module("alongside.desk." + ".".join(file.relative_to(DESK).with_suffix("").parts))  # fmt: skip
    found, ahead = set(), [Form]
    while ahead:
        one = ahead.pop()
        ahead += one.__subclasses__()
        if any(isinstance(field, forms.FileField) for field in one.base_fields.values()):  # fmt: skip
            found.add(f"{one.__module__}.{one.__qualname__}")
    return {name for name in found if name.startswith("alongside.desk.")}


def test_every_door_is_tried():
    assert {f"alongside.desk.{door.form}" for door in DOORS} == forms_with_files()


def refused(client, address: str, door: Door, contents: bytes) -> str:
    """Return why a file was not taken, or nothing where it was."""
    file = SimpleUploadedFile(door.name, contents)
    before = process_time()
    answer = client.post(address, {**door.asked, door.field: file})
    assert process_time() - before < 10, "it kept the desk busy"
    assert answer.status_code in (200, 302)
    assert "haha" * 4 not in answer.content.decode(), (
        "an entity was taken for its words"
    )
    if door.url == "casework:upload-extract":
        extract = Extract.objects.latest("pk")
        reading.work_out(extract)
        extract.refresh_from_db()
        return "It was refused." if extract.state == Extract.State.REFUSED else ""
    form = answer.context and answer.context.get("form")
    return " ".join(sum(form.errors.values(), [])) if form else ""


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.url)
def test_what_is_made_to_do_harm_is_refused_in_plain_words(client, town, door):
    client.force_login(getattr(town, door.who))
    address = reverse(door.url, kwargs=door.subject(town, 0))
    why = {what: refused(client, address, door, make()) for what, make in FILES.items()}
    assert {what for what, said in why.items() if not said} == door.takes
    said = " ".join(why.values()).lower()
    assert not [word for word in ("error", "invalid", "exception", "please") if word in said]  # fmt: skip
    assert all(" " in each for each in why.values() if each)
