"""What is handed out, as one document and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from alongside.desk.keeping.handed_out import Section, gather, others_in, without
from alongside.desk.keeping.models import DataRequest
from alongside.desk.said import day_said
from alongside.reckon.documents import Block, Document, Heading, Note, Paragraph, Table

LEFT_OUT = (
    "Not in it: the audit trail, which is asked for by itself; files as they were "
    "uploaded; and what is kept of you elsewhere in the council, as in the case system."
)


def undecided(request: DataRequest, sections: list[Section]) -> list:
    """Return the other people named in it of whom nobody has said keep or take out."""
    said = said_of_others(request)
    return [
        each for each in others_in(request.person, sections) if each.name not in said
    ]


def said_of_others(request: DataRequest) -> dict[str, bool]:
    """Return of whom it was said whether their name stays."""
    return dict(request.third_parties.values_list("name", "kept"))


def made(request: DataRequest) -> list[Section]:
    """Return what is handed out, without the names that a person said to take out."""
    out = request.third_parties.filter(kept=False).values_list("name", flat=True)
    return without(gather(request.person), out)


def document(request: DataRequest, sections: list[Section], author: str, day: date):
    """Return it as a document for Word or PDF, or to be shown."""
    return Document(
        "What is kept of you", author, day, list(_blocks(request, sections))
    )


def _blocks(request: DataRequest, sections: list[Section]) -> Iterator[Block]:
    yield Paragraph(
        f"You asked on {day_said(request.received_on)}. This is all that the desk keeps "
        f"of {request.person}."
    )
    yield Note(LEFT_OUT)
    for section in sections:
        yield Heading(section.part.title)
        for place, (_, row) in enumerate(section.rows, 1):
            cells = [(cell.label, cell.said) for cell in row]
            caption = section.part.title
            if len(section.rows) > 1:
                caption += f", {place} of {len(section.rows)}"
            if cells:
                yield Table(caption, ("What", "Kept"), cells)
    if not sections:
        yield Paragraph("Nothing is kept of you.")


def for_machines(request: DataRequest, sections: list[Section]) -> str:
    """Return it as JSON: a list of tables, each with its rows."""
    told = {
        "received_on": request.received_on.isoformat(),
        "tables": [
            {
                "kind": section.part.kind,
                "table": section.part.model._meta.label,
                "rows": [
                    {cell.column: cell.said for cell in row} for _, row in section.rows
                ],
            }
            for section in sections
        ],
    }
    return json.dumps(told, indent=1, ensure_ascii=False)
