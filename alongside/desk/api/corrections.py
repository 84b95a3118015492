"""Corrections handed back: what the data team is to mend, and what became of each."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import Http404, HttpRequest
from ninja import Query, Schema
from pydantic import ConfigDict, Field

from alongside.desk.api.operations import read, write
from alongside.desk.api.pages import Key, Page, Paged, on_record, page_of
from alongside.desk.casework.finding_actions import see_to_faults
from alongside.desk.casework.models import HandbackItem

Status = Literal["new", "sent", "mending", "mended", "wont"]


class CorrectionsAsked(Paged):
    """Which corrections."""

    status: Status | None = Field(None, description="Of this status now.")


class Correction(Schema):
    """One line of a hand-back."""

    id: int
    handback: int = Field(description="The number of the corrections it was among.")
    child: str = Field(
        description="The child’s id in the case system, if it is of one."
    )
    list: str
    row: int | None = Field(description="Its row in the export.")
    field: str
    held: str = Field(description="What stood there.")
    should: str = Field(description="What should stand there, if it is known here.")
    why: str
    as_at: date | None
    status: str


class Corrections(Page):
    items: list[Correction]


class Outcome(Schema):
    """What became of a correction."""

    model_config = ConfigDict(extra="forbid")

    status: Literal["mending", "mended", "wont"] = Field(
        description="Being mended, mended, or will not be: then the note says why."
    )
    note: str = Field(
        "", max_length=500, pattern="^[^\\u0000]*$", description="Name nobody in it."
    )


@read("/corrections", scope="corrections", asked=CorrectionsAsked, answer=Corrections)
def corrections(request: HttpRequest, asked: Query[CorrectionsAsked]):
    """The lines that were handed back for the case system to be mended, the first first."""
    found = HandbackItem.objects.visible_to(request.auth.viewer).in_order()
    if asked.status:
        found = found.filter(fault__status=asked.status)
    rows, place = page_of(found.select_related("fault__child"), asked)
    children = (each.fault.child for each in rows if each.fault.child)
    on_record(request, "corrections", children)
    return place | {"items": [_told(each) for each in rows]}


@write(
    "/corrections/{key}/outcome",
    scope="corrections",
    answer=Correction,
    refuses=(404,),
)
def say_outcome(request: HttpRequest, key: Key, outcome: Outcome):
    """Say what became of a line. To say the same again changes nothing."""
    viewer = request.auth.viewer
    seen = HandbackItem.objects.visible_to(viewer).in_order()
    item = seen.filter(pk=key).first()
    if item is None:
        raise Http404
    said = (item.fault.status, item.fault.note)
    if said != (outcome.status, outcome.note.strip() or item.fault.note):
        [item.fault] = see_to_faults(
            by=viewer, faults=[item.fault], status=outcome.status, note=outcome.note
        )
    return _told(item)


def _told(item: HandbackItem) -> dict:
    return {
        "id": item.pk, "handback": item.handback_id, "child": item.case_id,
        "list": item.list, "row": item.row, "field": item.column, "held": item.held,
        "should": item.should, "why": item.why, "as_at": item.as_at,
        "status": item.fault.status,
    }  # fmt: skip
