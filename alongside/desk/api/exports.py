"""Handing in an export of the case system: the same intake as the page, for a person to apply."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from ninja import File, Form, Query, Schema, Status, UploadedFile
from pydantic import Field

from alongside.desk.api.operations import read, write
from alongside.desk.api.pages import Key, Page, Paged, on_record, page_of
from alongside.desk.api.problems import Problem
from alongside.desk.casework.actions import refuse_if_too_large, upload_extract
from alongside.desk.casework.import_views import named_to
from alongside.desk.casework.models import Extract, Finding


class ListRead(Schema):
    """A list that was recognised in a file."""

    name: str
    rows: int
    kept: int
    left_out: int


class FindingTold(Schema):
    """Something in a file that was left out, is suspicious, or should be known."""

    kind: str
    sheet: str
    row: int | None
    column: str
    child: str = Field(description="The child’s id, where the account may know of it.")
    what: str
    do: str


class HandedIn(Schema):
    """An export, and how far it has come."""

    id: int
    state: str
    as_at: date
    handed_in_at: datetime
    step: str = Field(description="What is being done, or why it was refused.")
    lists: list[ListRead]


class Findings(Page):
    export: HandedIn
    items: list[FindingTold]


@write("/exports", scope="exports", answer=HandedIn, done=201, refuses=(413,))
def hand_in_export(
    request: HttpRequest,
    file: File[UploadedFile],
    as_at: Form[date],
):
    """Hand in an export: it changes nothing until a person applies it.

    The file is read as the page Import reads it; `as_at` is the day the case system was asked.
    """
    _only_its_fields(request)
    try:
        refuse_if_too_large(file.size or 0)
    except ValidationError as refusal:
        raise Problem("too-large", " ".join(refusal.messages)) from None
    made = upload_extract(
        by=request.auth.viewer,
        name=file.name or "export",
        contents=file.read(),
        as_at=as_at,
    )
    return Status(201, _told(made))


@read("/exports/{key}", scope="exports", asked=Paged, answer=Findings, refuses=(404,))
def export(request: HttpRequest, key: Key, asked: Query[Paged]):
    """What became of an export that this account handed in, and what was found in it."""
    viewer = request.auth.viewer
    seen = Extract.objects.visible_to(viewer).filter(uploaded_by=viewer)
    extract = seen.filter(pk=key).first()
    if extract is None:
        raise Http404
    rows, place = page_of(extract.findings.all(), asked)
    on_record(request, "export", [extract])
    named = named_to(viewer) if any(each.child for each in rows) else bool
    items = [_finding(each, named(each.child)) for each in rows]
    return place | {"export": _told(extract), "items": items}


def _only_its_fields(request: HttpRequest) -> None:
    """Refuse parts of the form that are none of its own."""
    others = sorted({*request.POST, *request.FILES} - {"file", "as_at"})
    what = [
        {
            "where": name[:80],
            "what": "There is no field of this name.",
            "do": "Send file and as_at.",
        }
        for name in others
    ]
    if what:
        raise Problem("not-understood", "Mend the form and send it again.", what)


def _told(extract: Extract) -> dict:
    names = ListRead.model_fields
    return {
        "id": extract.pk, "state": extract.get_state_display(),
        "as_at": extract.as_at, "handed_in_at": extract.uploaded_at,
        "step": extract.step,
        "lists": [{name: part[name] for name in names} for part in extract.lists],
    }  # fmt: skip


def _finding(finding: Finding, named: bool) -> dict:
    return {
        "kind": finding.kind, "sheet": finding.sheet, "row": finding.row,
        "column": finding.column, "child": finding.child if named else "",
        "what": finding.what, "do": finding.do,
    }  # fmt: skip
