"""The invented council's data protection: holds, one lifted, and a length set anew."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.desk.access.models import User
from alongside.desk.keeping.actions import lift_hold, place_hold, set_period
from alongside.desk.keeping.request_actions import log_request
from alongside.desk.keeping.schedule import kinds
from alongside.desk.people.models import Adult, Child
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
    set_period(
        by=by, kind=kinds()["time_notes"], months=24, from_on=today,
        why="Two whole years are enough to work out the value of time.",
    )  # fmt: skip
