"""The kinds of writing that people do, each as a form that is sent: for tests of faults.

Each makes ready what number `n` of its kind is about, and says who sends what to which
address. The town and a few things beside it stand already (`begin`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone


class Form(NamedTuple):
    """What somebody sends: by the first part of their sign-in name, to an address."""

    who: str
    address: str
    typed: dict[str, Any]


def begin() -> None:
    """A town; a body that decides, and what is decided on."""
    from alongside.desk.decisions.actions import add_body, record_decision
    from alongside.desk.money.budget_actions import add_head, set_budget
    from tests import town as towns
    from tests.desk.money.granting import a_grant

    town = towns.build()
    body = add_body(by=town.hal, name="Committee", kind="committee")
    record_decision(
        by=town.hal, body=body, reference="1", what="Move it.", conditions="",
        state="decided", decided_on=date(2025, 9, 1),
    )  # fmt: skip
    for code in ("A", "B"):
        head = add_head(by=town.fay, code=code, title=code, department=code)
        set_budget(
            by=town.fay, head=head, pounds=Decimal(1_000_000), on=_year_began(),
            decision=None, why="Budget book",
        )  # fmt: skip
    a_grant(town.fay)


def call(n: int, topic: str = "message") -> Form:
    from alongside.desk.contacts.models import Topic

    return Form("asha", "/contacts/new/", {
        "send_key": _key(topic, n), "began_at": f"{timezone.localtime():%Y-%m-%d %H:%M:%S}",
        "caller_said": "A neighbour", "caller_kind": "other", "identity": "not_checked",
        "topic": Topic.objects.get(code=topic).pk, "said": f"Words {n}", "outcome": "answered",
        "channel": "phone", "number_state": "not_tried",
    })  # fmt: skip


def concern(n: int) -> Form:
    return call(n, "concern")


def call_back(n: int) -> Form:
    from tests.desk.contacts.calling import logged

    contact = logged(
        _user("asha"), "meeting", child=_child(), caller_said=f"Teacher {n}"
    )
    return Form("asha", f"/contacts/call-backs/of/{contact.pk}/", {
        "to": _user("wes").pk, "preset": "at", "channel": "phone", "about": f"Time {n}",
        "number": "01632 960 123", "send_key": _key("call back", n), "time": "14:30",
    } | _in_parts("day", _a_working_day()))  # fmt: skip


def request(n: int) -> Form:
    return Form("wes", "/support/requests/ask/", {
        "task": "else", "own_words": _key("request", n).replace("-", " "), "child": "900123",
        "team": _team().pk, "instructions": f"Pages {n}",
    } | _in_parts("due_on", _a_working_day()))  # fmt: skip


def booking(n: int) -> Form:
    """A meeting with somebody outside: its invitation waits to be sent once it is booked."""
    from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting
    from alongside.desk.diary.models import Resource

    aunt = Resource.objects.create(
        kind="outside", name=f"Aunt {n}", email=f"{n}@example.org"
    )
    room = Resource.objects.create(kind="room", name=f"Room {n}", capacity=8)
    meeting = ask_for_meeting(
        by=_user("asha"), kind="icpc", child=_child(),
        people=[Wanted(room, "room"), Wanted(aunt, "family")],
    )  # fmt: skip
    day = _a_working_day()
    return Form("asha", f"/diary/meetings/{meeting.pk}/book/", {
        "on_day": day.day, "on_month": day.month, "on_year": day.year, "at": "10:00",
        "revision": meeting.revision,
    })  # fmt: skip


def budget_move(n: int) -> Form:
    from alongside.desk.decisions.models import Decision
    from alongside.desk.money.models import BudgetHead

    one, two = BudgetHead.objects.order_by("code")
    return Form("fay", "/money/budget/move/", {
        "source": one.pk, "head": two.pk, "pounds": str(n + 1), "why": f"Report {n}",
        "decision": Decision.objects.get().pk, "send_key": _key("move", n),
    } | _in_parts("on", timezone.localdate()))  # fmt: skip


def grant_entry(n: int) -> Form:
    from alongside.desk.money.models import Grant

    return Form("fay", f"/money/grants/{Grant.objects.get().pk}/enter/receive/", {
        "pounds": f"{n + 1}", "send_key": _key("grant", n),
    } | _in_parts("happened_on", date(2010, 12, 1)))  # fmt: skip


def report_saved(n: int) -> Form:
    from alongside.desk.committee.report_actions import begin_report
    from alongside.desk.decisions.models import Body

    report = begin_report(
        by=_user("sam"), template="county", title=f"Report {n}", asks=["decision"],
        body=Body.objects.get(), meets_on=timezone.localdate() + timedelta(60),
        author="Service Director",
    )  # fmt: skip
    section = report.sections.get(name="purpose")
    return Form("sam", f"/committee/sections/{section.pk}/", {"text": f"Purpose {n}."})


def plan_locked(n: int) -> Form:
    from alongside.desk.pilots.plan_actions import Part, plan_pilot, set_teams
    from alongside.desk.workforce.models import Team
    from tests.house.pilots_subjects import PLAN

    pilot = plan_pilot(by=_user("sam"), **PLAN | {"name": f"Pilot {n}"})
    north, south = Team.objects.order_by("name")
    set_teams(
        by=_user("sam"), pilot=pilot, parts={north: Part("pilot"), south: Part("comparison")}
    )  # fmt: skip
    return Form("sam", f"/pilots/{pilot.pk}/plan/lock/", {})


def audit(n: int) -> Form:
    from alongside.desk.quality.audit_models import scale

    return Form("mo", "/quality/audits/add/", {
        "case_id": "900123", "team": _team().pk, "auditor": f"Auditor {n}",
        "grade": scale()[0].pk, "cause": "", "chosen": "random", "blind": "yes",
        "send_key": _key("audit", n),
    } | _in_parts("audited_on", date(2026, 2, 10)))  # fmt: skip


def minutes(n: int) -> Form:
    from alongside.desk.support.models import Task

    return Form("asha", "/support/time/", {
        "team": _team().pk, "on": str(timezone.localdate()), "send_key": _key("time", n),
        "task": Task.objects.get(code="arrange-meeting").pk, "times": "", "minutes": f"{n % 600 + 1}",
    })  # fmt: skip


WRITES: dict[str, Callable[[int], Form]] = {
    made.__name__: made
    for made in (
        call, concern, call_back, request, booking, budget_move, grant_entry,
        report_saved, plan_locked, audit, minutes,
    )
}  # fmt: skip


def _user(name: str):
    from alongside.desk.access.models import User

    return User.objects.get(username=f"{name}@town.example")


def _child():
    from alongside.desk.people.models import Child

    return Child.objects.get(case_id="900123")


def _team():
    from alongside.desk.workforce.models import Team

    return Team.objects.get(name="North")


def _key(kind: str, n: int) -> str:
    return str(uuid5(NAMESPACE_URL, f"{kind} {n}"))


def _a_working_day() -> date:
    from alongside.reckon.clock import Clock

    return Clock.england().working_days(timezone.localdate(), 10)


def _year_began() -> date:
    today = timezone.localdate()
    return date(today.year - (today.month < 4), 4, 1)


def _in_parts(name: str, day: date) -> dict[str, str]:
    return {name: f"{day.day} {day.month} {day.year}"}
