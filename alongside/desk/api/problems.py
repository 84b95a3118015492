"""What a program is told when it is not given what it asked for: RFC 9457, in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

MEDIA = "application/problem+json"
# Of each kind: the status, and its title. The page of the API explains each by its code.
KINDS = {
    "not-read": (400, "What was sent cannot be read"),
    "key-in-address": (400, "The address has a key in it"),
    "no-key": (401, "No key that opens this"),
    "not-in-scope": (403, "The account is not let do this"),
    "not-there": (404, "There is no such thing here"),
    "not-done-so": (405, "This address is not asked in that way"),
    "refused": (409, "It cannot be done as things stand"),
    "too-large": (413, "The file is too large"),
    "not-understood": (422, "Something was asked that is not understood"),
    "too-often": (429, "The key was used too often"),
    "gone-wrong": (500, "The desk could not do that"),
    "away": (503, "The records do not answer just now"),
}


class Problem(Exception):
    """Why a call is refused; `what` lists each fault as where, what is wrong, what to do."""

    def __init__(
        self,
        code: str,
        detail: str,
        what: Iterable[dict[str, str]] = (),
        headers: dict[str, str] | None = None,
    ):
        super().__init__(code)
        self.code, self.detail = code, detail
        self.what, self.headers = list(what), headers or {}


def answer(problem: Problem) -> HttpResponse:
    status, title = KINDS[problem.code]
    told: dict[str, Any] = {
        "type": f"/api/v1/#{problem.code}",
        "title": title,
        "status": status,
        "detail": problem.detail,
        "what": problem.what,
    }
    return HttpResponse(
        json.dumps(told), status=status, content_type=MEDIA, headers=problem.headers
    )


def of_fields(errors: Iterable[dict[str, Any]]) -> Problem:
    """Return the problem of what pydantic found wrong, field by field."""
    what = [_fault(each) for each in errors]
    places = ", ".join(dict.fromkeys(each["where"] for each in what))
    return Problem(
        "not-understood", f"Look at {places}, put it right and ask again.", what
    )


def _fault(error: dict[str, Any]) -> dict[str, str]:
    where = str(error["loc"][-1]) if error.get("loc") else "what was sent"
    what, do = _said(error)
    return {"where": where, "what": what, "do": do}


def _said(error: dict[str, Any]) -> tuple[str, str]:
    """Say a fault of pydantic's in our words: what is wrong, and what to do."""
    kind, told = error["type"], error.get("ctx") or {}
    if kind == "missing":
        return "It is missing.", "Send it."
    if kind == "extra_forbidden":
        return "There is no field of this name.", "Leave it out, or mend its spelling."
    if kind in ("literal_error", "enum"):
        return "It is none of those there are.", f"Send {told['expected']}."
    bounds = {
        name: told[name]
        for name in ("ge", "gt", "le", "lt", "min_length", "max_length")
        if name in told
    }
    if bounds:
        return "It is out of bounds.", f"Keep to {_bounds(bounds)}."
    if kind.startswith(("date", "int", "bool", "string", "list", "model", "json")):
        return f"It is no {KIND_SAID.get(kind.split('_')[0], 'such value')}.", (
            "See the description for its form."
        )
    return "It is not of the form described.", "See the description for its form."


KIND_SAID = {
    "date": "day, as 2026-03-27",
    "int": "whole number",
    "bool": "true or false",
    "string": "text of the form described",
    "list": "list",
    "model": "object with the fields described",
    "json": "JSON",
}
BOUNDS_SAID = {
    "ge": "{} or more", "gt": "more than {}", "le": "{} or less", "lt": "less than {}",
    "min_length": "{} characters or more", "max_length": "{} characters or fewer",
}  # fmt: skip


def _bounds(bounds: dict[str, Any]) -> str:
    return " and ".join(
        BOUNDS_SAID[name].format(value) for name, value in bounds.items()
    )
