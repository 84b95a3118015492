"""What may not stand in a public report: who a child is, and how to reach or know a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alongside.reckon.reports.outline import each_text, tables
from alongside.reckon.reports.report import Confidence, Finding, Report

_NAME = r"[A-Z][a-z]+(?:[ -][A-Z](?:[a-z]+|\.))?"
_NOT_A_NAME = re.compile(
    r"^(?:The|This|These|That|Those|Children|Child|Team|Service|Council|Committee|Table|Figure|Paragraph|"
    r"Appendix|Year|Key|All|Each|Every|Our|Their|His|Her|Age|Aged|Young|North|South|East|West|Of|In|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Stage|For|"
    r"If|When|Where|While|Since|After|Before|Both|Many|Most|Some|People|Those|Officers?|Workers?)\b"
)
_POINTS = re.compile(r"\b(?:Appendix|Table|Figure|Paragraph|Annex|Section)$")
_AGE = (
    r"(?:1[0-7]|\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen)"
)
_CHILD = re.compile(
    rf"\b(?P<aged>{_NAME}),?\s\(?(?:who\s(?:is|was|turned)\s(?:now\s|only\s)?|aged?\s){_AGE}\b(?!%)|"
    rf"\b(?P<name>{_NAME}),\s{_AGE},\s[a-z]|"
    rf"\b(?P<years>{_NAME})\s(?:is|was)\s(?:now\s|only\s)?{_AGE}\syears\sold|"
    rf"(?:\baged?\s{_AGE}|\b{_AGE}-year-old(?:\s\w+)?),\s(?P<whose>{_NAME})"
)
_OF_A_CHILD = re.compile(
    r"\b(?:child|boy|girl|baby|toddler|sibling|brother|sister|son|daughter|pupil|teenager)(?:ren)?(?:,)?\s(?:called\s|named\s)?(?P<name>[A-Z][a-z]{2,}(?:\s[A-Z](?:[a-z]+|\.)?)?)\b(?!\s(?:Protection|Social|Services?|Act|Plan|Team|Assessment|Service|in|and))"
)
_BORN = re.compile(
    r"\b(?:date of birth|d\.?o\.?b\.?|born on)\b:?\s*(?:\d|the \d)", re.IGNORECASE
)
_NHS = re.compile(
    r"\b\d{3}\s\d{3}\s\d{4}\b(?=.{0,40})|\bNHS (?:number|no)\b", re.IGNORECASE
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")
_ADDRESS = re.compile(
    r"\b\d{1,3}[a-z]?\s(?:[A-Z][a-z]+\s){1,3}(?:Road|Street|Avenue|Close|Lane|Drive|Crescent|Way|Gardens|Terrace|Court|Grove)\b"
)
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.]+\b")
_JUNIOR = re.compile(
    r"\b(?:(?P<before>[A-Z][a-z]+\s[A-Z][a-z]+(?:-[A-Z][a-z]+)?),?\s(?:\(|an?\s|the\s|our\s|who is an?\s)?(?:newly qualified\s|agency\s|senior\s)?(?P<job>[Ss]upport (?:[Oo]fficer|[Aa]ssistant|[Ww]orker)|[Ss]ocial [Ww]orker|[Aa]ssistant|[Pp]ractitioner|[Cc]lerk|[Cc]are [Ww]orker|[Tt]rainee|[Bb]usiness [Ss]upport|[Aa]dministrator|[Aa]pprentice|[Ff]amily [Ss]upport [Ww]orker|[Pp]ersonal [Aa]dviser|[Pp]ersonal [Aa]ssistant)"
    r"|(?:[Ss]ocial [Ww]orker|[Ss]upport [Oo]fficer|[Aa]dministrator|[Aa]pprentice|[Pp]ersonal [Aa]dviser),?\s(?P<after>[A-Z][a-z]+\s[A-Z][a-z]+))\b"
)
_ROLE = re.compile(
    r"\b(?:Social|Support|Team|Senior|Work|Service|Officer|Child|Children|Family|Business|Assessment|Protection|Manager|Director|Committee|Council|Head|Newly|Grade|Posts?|Practice|Pilot|North|South|East|West|Worker|Assistant|Advanced|Principal|Care|County|District|Independent|Group|City|Borough|Project|Agency|Looked|After|Disability|Administrator|Each|One|Every|The)\b"
)
_EXEMPT = re.compile(
    r"\b(?:exempt from publication|not for publication|commercial(?:ly)? (?:in confidence|sensitive)|in confidence|confidential information|restricted|Schedule 12A)\b",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"\bpart (?:1|one|i)\b\W+public|\bopen report\b|\bpublic\b", re.IGNORECASE
)
_SICK = re.compile(
    r"\b[A-Z][a-z]+ [A-Z][a-z]+\b[^.]{0,60}\b(?:sick(?:ness)?|disciplin\w+|capability|maternity|grievance|dismiss\w+|suspend\w+)\b"
)
_CONTACT = re.compile(
    r"contact|enquir|officer:|director|report of|tel\b|author", re.IGNORECASE
)


def check(report: Report) -> Iterator[Finding]:
    for passage in each_text(report):
        contact = bool(
            _CONTACT.search(passage.text[:60]) or _CONTACT.search(passage.section)
        )
        yield from _text(passage.where, passage.text, contact)
    for where, _, table in tables(report):
        for row in table.rows:
            yield from _text(where, " ".join(row), contact=False)
    yield from _closed(report)


def _text(where: str, text: str, contact: bool) -> Iterator[Finding]:
    if name := _child(text):
        yield _finding(
            where,
            f"A child may be named: “{name}”.",
            "Take the name out, and what else tells who it is.",
            "likely",
        )
    if _BORN.search(text):
        yield _finding(where, "A date of birth is told.", "Take it out.", "likely")
    if re.search(r"NHS (?:number|no)", text, re.IGNORECASE) and re.search(
        r"\d{3}\s?\d{3}\s?\d{4}", text
    ):
        yield _finding(where, "An NHS number is told.", "Take it out.", "likely")
    if contact:
        return
    if match := _ADDRESS.search(text) or _POSTCODE.search(text):
        yield _finding(
            where,
            f"An address is told: “{match[0]}”.",
            "Take it out, unless it is the council's own.",
            "worth a look",
        )
    if match := _EMAIL.search(text):
        yield _finding(
            where,
            "An e-mail address stands outside the contacts.",
            "Take it out, unless it is meant for the public.",
            "worth a look",
        )
    if name := _junior(text):
        yield _finding(
            where,
            f"A member of staff below the senior posts may be named: “{name}”.",
            "Name the post, and not the person.",
            "likely",
        )


def _child(text: str) -> str:
    for pattern in (_CHILD, _OF_A_CHILD):
        for match in pattern.finditer(text):
            name = next(filter(None, match.groupdict().values()), "")
            if (
                name
                and not _NOT_A_NAME.match(name)
                and not _ROLE.search(name)
                and not _POINTS.search(name)
                and not name.isdigit()
            ):
                return name
    return ""


def _junior(text: str) -> str:
    for pattern in (_JUNIOR, _SICK):
        for match in pattern.finditer(text):
            name = (
                match.groupdict().get("before")
                or match.groupdict().get("after")
                or " ".join(match[0].split()[:2])
            )
            if not _ROLE.search(name) and not _NOT_A_NAME.match(name):
                return name
    return ""


def _closed(report: Report) -> Iterator[Finding]:
    front = " ".join(getattr(part, "text", "") for part in report.parts[:8])
    if not _PUBLIC.search(front):
        return
    for passage in each_text(report):
        if match := _EXEMPT.search(passage.text):
            yield _finding(
                passage.where,
                f"The report is public, and speaks of what is closed: “{match[0]}”.",
                "Move it to a part that is not published, and say under which paragraph of Schedule 12A.",
                "worth a look",
            )


def _finding(where: str, what: str, do: str, sure: Confidence) -> Finding:
    return Finding("exempt information", where, what, do, sure)
