"""The records of processing: what article 30 of the UK GDPR asks a council to be able to show.

Put together at each reading from what the code declares (`held.toml` of each room, the
schedule, `processing.toml`) and from how this desk is set. Only purposes, legal bases and
recipients are written by hand; whatever is kept and not under a purpose fails a test.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.conf import settings

from alongside.desk.access.models import User
from alongside.desk.access.roles import PROGRAM
from alongside.desk.keeping.registry import Kept, Part, of_kind, ways
from alongside.desk.keeping.schedule import ELSEWHERE, Kind, kinds, lengths, months_said
from alongside.desk.people.models import Adult, Child
from alongside.desk.said import day_said
from alongside.desk.workforce.models import StaffMember, Worker
from alongside.reckon.documents import Block, Document, Heading, Note, Table

WHOSE = {
    Child: "Children",
    Adult: "Adults around children",
    StaffMember: "Members of staff",
    Worker: "Workers whom the case system names",
    User: "People who sign in",
}
NOT_SAID = (
    "Legal bases are those that are usual for such work; the council’s own adviser confirms "
    "them. Which countries the services named below keep data in is for the council’s "
    "contracts to say: the desk itself sends nothing abroad."
)


@dataclass(frozen=True)
class Activity:
    """One purpose for which people's data are kept, and the kinds kept for it."""

    code: str
    title: str
    purpose: str
    basis: str
    special: str
    recipients: tuple[str, ...]
    kinds: tuple[str, ...]

    def parts(self) -> list[Part]:
        return [part for code in self.kinds for part in of_kind().get(code, ())]

    def whose(self) -> list[str]:
        """Whose data they are, by what each row leads to."""
        found = {end for part in self.parts() for end in ways(part.model).values()}
        return [said for end, said in WHOSE.items() if end in found]


@cache
def activities() -> list[Activity]:
    told = tomllib.loads(Path(__file__).with_name("processing.toml").read_text("utf-8"))
    return [
        Activity(code, **line | {name: tuple(line[name]) for name in ("recipients", "kinds")})
        for code, line in told.items()
    ]  # fmt: skip


def document(day: date) -> Document:
    """Return the records as they stand on a day, to be shown, printed or taken away."""
    council = settings.COUNCIL or "Alongside"
    return Document("Records of processing", council, day, list(_blocks(day)))


def _blocks(day: date) -> Iterator[Block]:
    yield Note(NOT_SAID)
    yield Heading("Who answers for it")
    yield Table("Controller and data protection officer", ("What", "Who"), _who())
    months = lengths(day)
    for each in activities():
        yield Heading(each.title)
        about = [("Purpose", each.purpose), *_about(each)]
        yield Table(f"{each.title}: why, of whom, for whom", ("What", "Said"), about)
        yield Table(
            f"{each.title}: what is kept, and how long", KEPT, _kept(each, months)
        )
    yield Heading("Where data leave the desk")
    yield Table("Services that this desk is set to use", ("Service", "Used"), _routes())
    yield Heading("What keeps it safe")
    yield Table("Security measures (article 32)", ("Measure", "Here"), _measures())


KEPT = ("Kind", "What is kept", "What people typed", "Kept for", "On what source")


def _who() -> list[tuple[str, str]]:
    found = User.objects.active().filter(role__code="data_protection_officer").by_name()
    officers = ", ".join(f"{each.full_name} ({each.username})" for each in found)
    return [
        ("Controller", settings.COUNCIL or "Not named: set ALONGSIDE_COUNCIL"),
        ("Data protection officer", officers or "Nobody has this role here"),
    ]


def _about(each: Activity) -> list[tuple[str, str]]:
    return [
        ("Whose data", "; ".join(each.whose())),
        ("Legal basis", f"Article {each.basis}"),
        ("Special categories", f"Article {each.special}" if each.special else "None meant to be kept"),
        ("Recipients outside the desk", "; ".join(each.recipients) or "None"),
    ]  # fmt: skip


def _kept(each: Activity, months: dict[str, int]) -> list[tuple[str, ...]]:
    return [_line(kinds()[code], months) for code in each.kinds]


def _line(kind: Kind, months: dict[str, int]) -> tuple[str, ...]:
    held = of_kind().get(kind.code, [])
    typed = sorted({_name(part.model, word) for part in held for word in part.words})
    return (
        kind.title,
        "; ".join(part.title for part in held) or _words(kind),
        "; ".join(typed) or "Nothing",
        _how_long(kind, months),
        kind.source + (" (not read for it)" if kind.unread else ""),
    )


def _words(kind: Kind) -> str:
    """Of a kind of which only words go: which, of what."""
    words = ", ".join(_name(kind.root, word) for word in kind.words)
    return f"{str(kind.root._meta.verbose_name_plural).capitalize()}: {words}"


def _name(model: Kept, column: str) -> str:
    return str(model._meta.get_field(column).verbose_name)


def _how_long(kind: Kind, months: dict[str, int]) -> str:
    if kind.goes:
        return f"{months_said(months[kind.code])} from {kind.counted}"
    return "By a rule of its own" if kind.how == ELSEWHERE else "For good"


def _routes() -> list[tuple[str, str]]:
    used = {
        "A mail server, for e-mails to staff and partners": settings.EMAIL_HOST,
        "A mailbox that is read": settings.MAILBOX,
        "GOV.UK Notify, for texts and e-mails to people outside": settings.NOTIFY_KEY,
        "Microsoft 365, which is asked when people are busy": settings.GRAPH_TENANT,
        "An identity provider, by which people sign in": settings.SIGN_IN_URL,
    }
    return [(name, "Yes" if setting else "No") for name, setting in used.items()] + [
        ("Programs of the council", "Each with its purpose, scopes and last day, under Service accounts"),
        ("Lists, packs and files that people take away", "Each on the audit trail, with who took it"),
    ]  # fmt: skip


def _measures() -> list[tuple[str, str]]:
    people = User.objects.active().exclude(role__code=PROGRAM)
    second = Authenticator.objects.filter(user__in=people).values("user").distinct()
    minutes = settings.SESSION_COOKIE_AGE // 60
    return [
        ("On the way", "HTTPS alone" if settings.HTTPS else "HTTP, on this machine alone"),
        ("A second factor", f"Set up by {second.count()} of {people.count()} who sign in"),
        ("Sessions", f"End after {minutes} minutes without a page, and with the browser"),
        ("Who sees what", "By role and team; restricted records and conflicts of interest on top"),
        ("Uploads and what is sealed", "Encrypted, with keys that rotate"),
        ("Who looked", "An append-only trail, each line chained to the one before, proved each night"),
        ("Letting go", "Each night by the schedule, but for what a hold stands on"),
        ("Back-ups", "Each night, kept 35 days by the service files that come with the desk"),
    ]  # fmt: skip


def rows(day: date) -> Iterator[tuple[str, ...]]:
    """Yield the records as one table: its headings, then a row for each kind that is kept."""
    yield (
        "Activity", "Purpose", "Legal basis", "Special categories", "Whose data", *KEPT,
        "Recipients outside the desk", "As at",
    )  # fmt: skip
    months = lengths(day)
    for each in activities():
        about = [said for _, said in _about(each)]
        whose, basis, special, recipients = about
        for kept in _kept(each, months):
            yield (
                each.title, each.purpose, basis, special, whose, *kept, recipients,
                day_said(day),
            )  # fmt: skip
