"""The description of the API put as people read it: an operation with its parameters and fields.

The page and the reference are both made from this.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from alongside.desk.api.description import description


class Field(NamedTuple):
    """A parameter or a field: its name, its form in words, and what it is."""

    name: str
    form: str
    about: str
    needed: bool


class Operation(NamedTuple):
    name: str
    method: str
    path: str
    summary: str
    about: str
    asked: list[Field]
    given: list[Field]
    refusals: list[str]


def groups() -> list[Operation]:
    """Return every operation, by its address."""
    found = description()
    return [
        _operation(path, method, told)
        for path, methods in sorted(found["paths"].items())
        for method, told in methods.items()
    ]


def _operation(path: str, method: str, told: dict[str, Any]) -> Operation:
    asked = [
        Field(each["name"], form(each["schema"]), each.get("description", ""), each["required"])
        for each in told.get("parameters", ())
    ]  # fmt: skip
    for body in told.get("requestBody", {}).get("content", {}).values():
        asked += fields(body["schema"])
    done = told["responses"].get("200") or told["responses"]["201"]
    return Operation(
        told["operationId"], method.upper(), path, told["summary"],
        told.get("description", ""), asked,
        list(_given(done["content"]["application/json"]["schema"])),
        [str(status) for status in told["responses"] if int(status) >= 400],
    )  # fmt: skip


def _given(schema: dict[str, Any]) -> Iterator[Field]:
    """Yield the fields of an answer; those of what it lists with a dot before them."""
    for field in fields(schema):
        yield field
        inner = _resolved(schema)["properties"][field.name].get("items", {})
        for each in fields(inner):
            yield each._replace(name=f"{field.name}[].{each.name}")


def fields(schema: dict[str, Any]) -> list[Field]:
    whole = _resolved(schema)
    needed = whole.get("required", ())
    return [
        Field(name, form(told), told.get("description", ""), name in needed)
        for name, told in whole.get("properties", {}).items()
    ]


def form(schema: dict[str, Any]) -> str:
    """Say what form a value has: `whole number, 1 to 200`; `one of overdue, today`."""
    kinds = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    if kinds:
        return f"{form(kinds[0])}, or nothing"
    if "enum" in schema:
        return f"one of {', '.join(map(str, schema['enum']))}"
    if "const" in schema:
        return str(schema["const"])
    if "$ref" in schema:
        return "an object"
    if schema.get("type") == "array":
        return "a list"
    said = KINDS.get(schema.get("format", "none")) or KINDS[schema.get("type", "")]
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and most is not None and most < 2**53 - 1:
        return f"{said}, {least} to {most}"
    return said


KINDS = {
    "date": "day, as 2026-03-27",
    "date-time": "moment, as 2026-03-27T10:00:00+00:00",
    "binary": "file",
    "integer": "whole number",
    "number": "number",
    "string": "text",
    "boolean": "true or false",
    "object": "an object",
    "": "anything",
}


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    return description()["components"]["schemas"][name] if name else schema
