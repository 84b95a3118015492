"""What a template may say: plain words, and a closed list of fields that tell no case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.templatetags.times import time_said

FIELD = re.compile(r"\(\(\s*(.*?)\s*\)\)", re.DOTALL)
REFERENCE = re.compile(r"[A-Z]{0,3}-?[0-9][0-9/-]{0,15}")
FIELDS = {
    "council": "the council’s name",
    "desk number": "the telephone number of the desk",
    "day": "the day that was promised",
    "time": "the time that was promised",
    "officer": "the first name of whoever will ring",
    "reference": "the reference number to give when ringing",
}
SUBJECT_FIELDS = ("council",)  # a subject is shown on a locked telephone


@dataclass(frozen=True)
class Fields:
    """What fills a template. There is no room in it for words about a case.

    `promised` is the moment that was promised, `officer` who promised it, `reference`
    a number like C-1042: figures, after no more than three capitals.
    """

    promised: datetime | None = None
    officer: User | None = None
    reference: str = ""


def fields_of(text: str) -> list[str]:
    """Return the fields a text uses, in the order they stand."""
    return FIELD.findall(text)


def check_wording(text: str, may_use=tuple(FIELDS)) -> None:
    """Refuse a text that uses a field outside the list, or brackets that hold none."""
    for name in fields_of(text):
        if name not in may_use:
            listed = ", ".join(f"(({each}))" for each in may_use)
            raise ValidationError(
                f"(({name})) is no field of a message here: a message tells nothing of a "
                f"case. Take it out, or use one of {listed}."
            )
    if re.search(r"\(\(|\)\)", FIELD.sub("", text)):
        raise ValidationError(
            "A field stands between two brackets each side, like ((day)). "
            "Close those that are open."
        )


def filled(text: str, fields: Fields) -> str:
    """Return the text with its fields filled; refuse one for which there is no value."""
    values = _values(fields)

    def value(found: re.Match) -> str:
        name = found.group(1)
        if not values.get(name):
            raise ValidationError(
                f"The message needs {FIELDS.get(name, name)}. Give it, or choose "
                "another template."
            )
        return values[name]

    return FIELD.sub(value, text)


def _values(fields: Fields) -> dict[str, str]:
    if fields.reference and not REFERENCE.fullmatch(fields.reference):
        raise ValidationError(
            "A reference number is made of figures after up to three capitals, like "
            "C-1042. Nothing else about a case goes into a message."
        )
    promised = fields.promised and timezone.localtime(fields.promised)
    return {
        "council": settings.COUNCIL or "The council",
        "desk number": settings.DESK_NUMBER or "the number you usually ring",
        "day": f"{promised:%A %-d %B}" if promised else "",
        "time": time_said(promised) if promised else "",
        "officer": fields.officer.full_name.split()[0] if fields.officer else "",
        "reference": fields.reference,
    }
