"""What every operation shares: strict parameters, pages in a stable order, and the trail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import ConfigDict, Field

from alongside.desk.access.audit import record_read, record_reads
from alongside.desk.api.problems import Problem

MOST = 200
LAST_PAGE = 1_000_000
Key = Annotated[int, Field(ge=1, le=2**53 - 1)]


class Asked(Schema):
    """Parameters: what is not among them is refused."""

    model_config = ConfigDict(extra="forbid")


class Paged(Asked):
    """Which page, and how long."""

    page: int = Field(1, ge=1, le=LAST_PAGE, description="Which page, from 1 on.")
    per_page: int = Field(
        100, ge=1, le=MOST, description="How many to a page, 200 at most."
    )


class Page(Schema):
    """How much there is, and which part of it this is."""

    count: int = Field(description="How many there are on all pages.")
    page: int
    pages: int


class Fault(Schema):
    """One thing wrong with what was asked."""

    where: str
    what: str
    do: str


class Refusal(Schema):
    """A problem, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    what: list[Fault]


def check_names(request: HttpRequest, known: frozenset[str]) -> None:
    """Refuse parameters in the address that an operation does not know, or has twice."""
    names = ", ".join(sorted(known)) or "none"
    what = [
        _fault(name[:80], names if name not in known else "")
        for name, values in request.GET.lists()
        if name not in known or len(values) > 1
    ]
    if what:
        raise Problem("not-understood", "Mend the address and ask again.", what)


def _fault(where: str, names: str) -> dict[str, str]:
    if not names:
        return {"where": where, "what": "It is there twice.", "do": "Send it once."}
    said = "There is no parameter of this name."
    return {"where": where, "what": said, "do": f"Those there are: {names}."}


def page_of(found: QuerySet | list, asked: Paged) -> tuple[list, dict[str, int]]:
    """Return the rows of the page asked for, and where it lies; past the last, none."""
    pages = Paginator(found, asked.per_page)
    count = pages.count
    first = (asked.page - 1) * asked.per_page
    rows = list(found[first : first + asked.per_page]) if first < count else []
    place = {"count": count, "page": asked.page, "pages": pages.num_pages}
    return rows, place


def on_record(request: HttpRequest, what: str, subjects: Iterable[Model] = ()) -> None:
    """Put on the trail what was given away, before it is: a line for each record read."""
    caller = request.auth
    rows = list(dict.fromkeys(subjects))
    told = {"by": caller.viewer, "action": "read by program", "what": what}
    if rows:
        record_reads(subjects=rows, **told, **caller.about)
    else:
        record_read(**told, **caller.about)
