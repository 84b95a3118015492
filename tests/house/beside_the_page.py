"""What an answer tells beside its page: in its title and headers, which others than the reader see.

A title stands in the browser's history, on the task bar and on a shared screen; a
header names the file that is saved; an address is kept by all who pass it on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from alongside.desk.access.models import User
from alongside.desk.people.models import Adult, Child
from alongside.desk.workforce.models import StaffMember


def names() -> set[str]:
    """Every name and date of birth that the desk holds now: a child's in each of its parts."""
    people = (User, "full_name"), (Adult, "name"), (StaffMember, "name")
    found = {name for model, field in people for name in _all(model, field)}
    for field in ("forename", "surname"):
        found |= set(_all(Child, field))
    born = [day for day in _all(Child, "born_on") if day]
    found |= {f"{day:%Y-%m-%d}" for day in born} | {f"{day:%d/%m/%Y}" for day in born}
    return {name for name in found if name}


def _all(model, field: str) -> list:
    return list(model.objects.values_list(field, flat=True))


def told(answer) -> Iterator[str]:
    """Yield the title and each header of an answer, as anybody would read it."""
    for name, value in answer.headers.items():
        yield f"{name}: {value}"
    if not answer.streaming and "html" in answer.headers.get("Content-Type", ""):
        page = answer.content.decode()
        yield from map(unescape, re.findall(r"<title>(.*?)</title>", page, re.S))


def found_in(texts, wanted: set[str]) -> list[str]:
    """Return each text in which one of these names stands as a word."""
    if not wanted:
        return []
    any_of_them = re.compile(rf"\b(?:{'|'.join(map(re.escape, wanted))})\b")
    return [text for text in texts if any_of_them.search(text)]
