"""What a layout says, in words: its columns, and what each version changed."""

from __future__ import annotations

from typing import Any

from alongside.desk.casework import layout_fields
from alongside.desk.casework.layout_models import Layout
from alongside.reckon.intake.reports import NamedLayout


def told_columns(layout: NamedLayout) -> list[dict[str, Any]]:
    """Return what each header is put into; those not in use say so."""
    uses = {use.header: use for use in layout.uses}
    told = []
    for header in layout.headers:
        use = uses.get(header)
        told.append(
            {
                "header": header,
                "to": ", ".join(map(layout_fields.words, use.to)) if use else "",
                "date": ", else ".join(_pattern(*each) for each in use.patterns)
                if use
                else "",
                "values": sorted(use.values.items()) if use else [],
            }
        )
    return told


def versions_told(layout: Layout) -> list[dict[str, Any]]:
    """Return the versions, newest first, each with how it differs from the one before."""
    versions = list(layout.versions.select_related("saved_by").order_by("number"))
    told: list[dict[str, Any]] = []
    before: NamedLayout | None = None
    for version in versions:
        now = version.named
        told.append({"version": version, "changed": _changed(before, now)})
        before = now
    return told[::-1]


def _changed(before: NamedLayout | None, now: NamedLayout) -> list[str]:
    if before is None:
        return ["Made."]
    said = []
    gone = [each for each in before.headers if each not in now.headers]
    came = [each for each in now.headers if each not in before.headers]
    if gone:
        said.append(f"Gone: {', '.join(gone)}.")
    if came:
        said.append(f"New: {', '.join(came)}.")
    if _meanings(before) != _meanings(now):
        said.append("What its columns are put into, or how they are read.")
    return said or ["Nothing."]


def _meanings(layout: NamedLayout) -> set[str]:
    return {repr(use) for use in layout.uses} | {repr(sorted(layout.always.items()))}


def _pattern(pattern: str, first_year: int | None) -> str:
    if first_year is None:
        return pattern
    return f"{pattern}, years {first_year} to {first_year + 99}"
