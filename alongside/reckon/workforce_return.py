"""The children's social work workforce return, written as XML in the Department's shape.

Worker by worker for the year to 30 September, and the authority as a whole on that day.
What is not held is left out and said: an element that is made up would be believed.

Source: Department for Education, children's social work workforce census, schema of 2025,
as carried in SocialFinanceDigitalLabs/liia-tools-pipeline (csww_schema_2025.xsd). The
schema's order of elements is kept; `LALevel` is the name from 2025 on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from xml.etree import ElementTree

RENAMED_FROM = 2025
REGISTRATION = re.compile(r"[A-Za-z]{2}\d{1,10}")
AUTHORITY_CODE = re.compile(r"\d{3}")
NOT_HELD = {
    "PersonBirthDate": "date of birth", "Sex": "sex", "Ethnicity": "ethnicity",
    "QualLevel": "level of qualification", "StepUpGrad": "Step Up graduate",
    "FrontlineGrad": "Frontline graduate", "OrgRole": "role in the organisation",
    "Cases30": "cases on 30 September", "BaseSalary": "salary and other payments",
    "RecruitmentBonus": "bonuses and allowances of the authority",
}  # fmt: skip
"""What the return asks and nobody here is asked for: completed by hand."""


@dataclass(frozen=True)
class Worker:
    """A registered social worker in the year; None and "" are left out of the file.

    Codes are the return's own. FTE is of the year; `fte_then` of 30 September, for those
    there on it. `contract_weeks` is of agency workers alone.
    """

    registration: str
    agency: bool
    fte: Decimal | None = None
    role_start: date | None = None
    origin: str = ""
    role_end: date | None = None
    destination: str = ""
    reason: str = ""
    fte_then: Decimal | None = None
    days_lost: Decimal | None = None
    contract_weeks: Decimal | None = None
    absent_then: bool | None = None
    absence_reason: str = ""


@dataclass(frozen=True)
class Authority:
    """The authority on 30 September: vacant FTE, and its agency workers."""

    vacancies: Decimal
    agency_fte: Decimal
    agency_people: int


ELEMENTS = (  # in the schema's order
    ("AgencyWorker", "agency", 0),
    ("SWENo", "registration", 0),
    ("FTE", "fte", 6),
    ("RoleStartDate", "role_start", 0),
    ("StartOrigin", "origin", 0),
    ("RoleEndDate", "role_end", 0),
    ("LeaverDestination", "destination", 0),
    ("ReasonLeave", "reason", 0),
    ("FTE30", "fte_then", 6),
    ("WorkingDaysLost", "days_lost", 2),
    ("ContractWeeks", "contract_weeks", 1),
    ("Absat30Sept", "absent_then", 0),
    ("ReasonAbsence", "absence_reason", 0),
)


def reference_day(year: int) -> date:
    return date(year, 9, 30)


def first_day(year: int) -> date:
    """Return the first day of the year that ends on the reference day."""
    return date(year - 1, 10, 1)


def write(
    year: int,
    code: str,
    authority: Authority,
    workers: Sequence[Worker],
    written_at: datetime,
) -> bytes:
    """Return the return as UTF-8 XML.

    Raises ValueError for an authority's code that is not three figures, for a registration
    that is not two letters and figures, and where there is no worker.
    """
    _check(code, workers)
    message = ElementTree.Element("Message")
    _header(message, year, code, written_at)
    level = "LALevel" if year >= RENAMED_FROM else "LALevelVacancies"
    _elements(
        ElementTree.SubElement(message, level),
        {
            "NumberOfVacancies": _decimal(authority.vacancies, 2),
            "NoAgencyFTE": _decimal(authority.agency_fte, 2),
            "NoAgencyHeadcount": str(authority.agency_people),
        },
    )
    for worker in workers:
        told = {
            element: _text(getattr(worker, name), places)
            for element, name, places in ELEMENTS
        }
        _elements(ElementTree.SubElement(message, "CSWWWorker"), told)
    ElementTree.indent(message)
    written: bytes = ElementTree.tostring(message, "utf-8", xml_declaration=True)
    return written


def wanting(workers: Iterable[Worker]) -> Counter[str]:
    """Return of how many workers each element that could be held is not."""
    usual = {field.name for field in fields(Worker)} - {"registration", "agency"}
    found: Counter[str] = Counter()
    for worker in workers:
        found.update(
            element
            for element, name, _ in ELEMENTS
            if name in usual & _expected(worker) and getattr(worker, name) in (None, "")
        )
    return found


def _expected(worker: Worker) -> set[str]:
    """Return what is asked of this worker: of a leaver why, of who is there whether away."""
    asked = {"fte", "role_start", "days_lost"}
    if worker.agency:
        return asked - {"days_lost"} | {"contract_weeks"}
    if worker.role_end:
        return asked | {"role_end", "destination", "reason"}
    return asked | {"fte_then", "absent_then"}


def _check(code: str, workers: Sequence[Worker]) -> None:
    if not AUTHORITY_CODE.fullmatch(code):
        raise ValueError(
            f"{code!r} is not an authority's code. It is the three figures that the "
            "Department knows the council by."
        )
    if not workers:
        raise ValueError("There is no registered social worker to return in that year.")
    wrong = sum(not REGISTRATION.fullmatch(each.registration) for each in workers)
    if wrong:
        raise ValueError(
            f"{wrong} registration{'s are' if wrong > 1 else ' is'} not two letters and up "
            "to ten figures, like SW123456. Put them right first."
        )


def _header(
    message: ElementTree.Element, year: int, code: str, written_at: datetime
) -> None:
    header = ElementTree.SubElement(message, "Header")
    _elements(
        ElementTree.SubElement(header, "CollectionDetails"),
        {
            "Collection": "CSWW",
            "Year": str(year),
            "ReferenceDate": reference_day(year).isoformat(),
        },
    )
    _elements(
        ElementTree.SubElement(header, "Source"),
        {
            "SourceLevel": "L",
            "LEA": code,
            "SoftwareCode": "Alongside",
            "DateTime": written_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        },
    )


def _elements(parent: ElementTree.Element, told: Mapping[str, str]) -> None:
    for name, text in told.items():
        if text:
            ElementTree.SubElement(parent, name).text = text


def _text(value: object, places: int) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, Decimal):
        return _decimal(value, places)
    return value.isoformat() if isinstance(value, date) else str(value)


def _decimal(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
