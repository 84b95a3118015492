"""The invented council's data protection: holds, requests open and answered, a length set anew."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.desk.access.models import User
from alongside.desk.keeping import request_actions
from alongside.desk.keeping.actions import lift_hold, place_hold, set_period
from alongside.desk.keeping.extract_actions import ask_for_extract, decide_extract
from alongside.desk.keeping.handed_out import gather
from alongside.desk.keeping.models import DataRequest
from alongside.desk.keeping.pack import undecided
from alongside.desk.keeping.registry import parts
from alongside.desk.keeping.request_actions import log_request
from alongside.desk.keeping.schedule import kinds
from alongside.desk.people.models import Adult, Child, ContactPoint
from alongside.desk.workforce.models import StaffMember


def protect_data(people: dict[str, User], today: date) -> None:
    """Hold two people's records, lift a third hold, and keep drafts of time a year less."""
    by = people["data_protection_officer"]
    children = list(Child.objects.visible_to(by).order_by("pk")[:2])
    adult = Adult.objects.order_by("pk").first()
    staff = StaffMember.objects.order_by("pk").first()
    held = [
        ("child", children[0], "inquiry", "Invented inquiry, letter 12."),
        ("staff", staff, "court", "Invented tribunal case 7."),
        ("adult", adult, "complaint", "Invented complaint 31."),
    ]
    for whose, person, ground, why in held:
        if person:
            hold = place_hold(by=by, whose=whose, person=person, ground=ground, why=why)
    lift_hold(by=by, hold=hold, why="The complaint was answered and not taken further.")
    for whose, person, asks in (
        ("child", children[0], "access"),
        ("staff", staff, "access"),
    ):
        if person:
            log_request(
                by=by, whose=whose, person=person, kind=asks, what="",
                asked_by="An invented parent" if whose == "child" else "Themselves",
                received_on=today - timedelta(days=20), known_on=None,
            )  # fmt: skip
    point = ContactPoint.objects.order_by("pk").first()
    if point:
        _answered(by, point.adult, today)
        _put_right(by, point, today)
    _extracts(people, today)
    set_period(
        by=by, kind=kinds()["time_notes"], months=24, from_on=today,
        why="Two whole years are enough to work out the value of time.",
    )  # fmt: skip


def _extracts(people: dict[str, User], today: date) -> None:
    """One extract was granted; another waits to be decided."""
    first = today - timedelta(days=180)
    granted, _ = (
        ask_for_extract(
            by=people["analyst"], holds=holds, first_on=first, last_on=today, purpose=why
        )
        for holds, why in (
            ("timescales", "Whether children moved between teams wait longer for what is due."),
            ("contacts", "Which topics come back within a month, by age."),
        )
    )  # fmt: skip
    decide_extract(
        by=people["data_protection_officer"], extract=granted, outcome="granted",
        ground="", expires_on=today + timedelta(days=28),
    )  # fmt: skip


def _answered(by: User, adult: Adult, today: date) -> None:
    """Somebody saw what is kept of them; children named in it were taken out."""
    request = _granted(by, adult, DataRequest.Kind.ACCESS, today - timedelta(days=24))
    named = undecided(request, gather(adult))
    out = [each.name for each in named if each.what == "Child"]
    kept = [each.name for each in named if each.name not in out]
    request_actions.decide_third_parties(by=by, request=request, kept=kept, out=out)
    request_actions.take_pack(by=by, request=request, form="pdf")
    request_actions.close_request(by=by, request=request)


def _put_right(by: User, point: ContactPoint, today: date) -> None:
    """Somebody had it put right who gave us their number."""
    request = _granted(
        by, point.adult, DataRequest.Kind.CORRECTION, today - timedelta(days=9)
    )
    request_actions.correct_words(
        by=by, request=request, part=parts()[ContactPoint], key=point.pk,
        column="told_by", said="Themselves, by letter", kept_why="",
    )  # fmt: skip
    request_actions.close_request(by=by, request=request)


def _granted(by: User, adult: Adult, kind: str, received_on: date) -> DataRequest:
    request = log_request(
        by=by, whose="adult", person=adult, kind=kind, asked_by="Themselves",
        what="Who told you my number is not right." if kind == "correction" else "",
        received_on=received_on, known_on=None,
    )  # fmt: skip
    return request_actions.decide_request(
        by=by, request=request, outcome=DataRequest.Outcome.GRANTED, ground=""
    )
