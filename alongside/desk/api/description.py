"""The description of the API, as OpenAPI 3.1: made from its operations and from nothing else."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from alongside.desk.api import (  # each adds its operations  # noqa: F401
    contacts,
    corrections,
    exports,
    indicators,
    meetings,
    timescales,
    workforce,
)
from alongside.desk.api.operations import api
from alongside.desk.api.problems import MEDIA

BASE = "/api/v1/"
FORM = "multipart/form-data"


@cache
def description() -> dict[str, Any]:
    found = json.loads(json.dumps(api.get_openapi_schema(path_prefix=BASE)))
    for operations in found["paths"].values():
        for operation in operations.values():
            for parameter in operation["parameters"]:
                parameter["schema"] = _without_null(parameter["schema"])
            for kind, body in (
                operation.get("requestBody", {}).get("content", {}).items()
            ):
                if kind == FORM:
                    _strict(body["schema"])
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    _as_problem(answer)
    return found


def _strict(form: dict[str, Any]) -> None:
    """Say of a form what JSON's schema says itself: no other fields; and no empty file."""
    form["additionalProperties"] = False
    for field in form["properties"].values():
        if field.get("format") == "binary":
            field["minLength"] = 1


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the form of a parameter that is there: one that is not asked is left out."""
    forms = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    if not forms:
        return schema
    others = {name: told for name, told in schema.items() if name != "anyOf"}
    return {name: told for name, told in others.items() if told is not None} | forms[0]


def _as_problem(answer: dict[str, Any]) -> None:
    content = answer["content"]
    if MEDIA not in content:
        content[MEDIA] = content.pop("application/json")
