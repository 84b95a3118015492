"""The description of the API, as OpenAPI 3.1: made from its operations and from nothing else."""

from __future__ import annotations

from functools import cache
from typing import Any

from alongside.desk.api import timescales as timescales
from alongside.desk.api.operations import api
from alongside.desk.api.problems import MEDIA

BASE = "/api/v1/"


@cache
def description() -> dict[str, Any]:
    found = dict(api.get_openapi_schema(path_prefix=BASE))
    for operations in found["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    _as_problem(answer)
    return found


def _as_problem(answer: dict[str, Any]) -> None:
    content = answer["content"]
    if MEDIA not in content:
        content[MEDIA] = content.pop("application/json")
