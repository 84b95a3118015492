"""The invented council's worklist as owned: given away, arranged, held, covered, saved."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.casework.models import Due, Mark
from alongside.desk.casework.owner_actions import give_dues, hold_dues, mark_dues
from alongside.desk.casework.saved_view_actions import save_view
from alongside.desk.workforce.away_actions import arrange_cover, come_back, note_absence
from alongside.desk.workforce.models import Absence, Membership, Team

VIEWS = (  # role, name, what is chosen, shared with the team
    ("support_officer", "Mine, to ask", "when=overdue&owner=mine&state=to_ask", False),
    ("support_officer", "Arranged", "owner=mine&state=arranged", False),
    ("senior_support_officer", "Not recorded yet", "state=awaiting", True),
    ("senior_support_officer", "Without an owner", "owner=none", False),
    ("team_manager", "Queried in my team", "state=queried", True),
    ("service_manager", "On hold", "hold=on", False),
)


def share_out(people: dict[str, User], today: date) -> None:
    """Let an officer and her senior work on what is open, over a week and a day off."""
    officer, senior = people["support_officer"], people["senior_support_officer"]
    mine = Due.objects.visible_to(officer).open().filter(mark=None).due_first()
    ahead = list(mine.filter(due_on__gt=today)[:12])
    late = list(mine.filter(due_on__lt=today)[:8])
    _arrange(officer, ahead[:4], today)
    _hold(officer, ahead[4:6], today)
    _give(officer, senior, ahead[6:9])
    _wait_long(officer, late[:3])
    _cover(people, late[3:6] + ahead[9:10], today)
    _save_views(people)


def _arrange(by: User, dues: list[Due], today: date) -> None:
    for number, due in enumerate(dues):
        day = min(due.due_on, today + timedelta(days=2 + number))
        note = "Room booked, and everybody invited."
        mark_dues(by=by, dues=[due], kind="arranged", arranged_for=day, note=note)


def _hold(by: User, dues: list[Due], today: date) -> None:
    if dues:
        until = today + timedelta(days=9)
        hold_dues(by=by, dues=dues, until=until, why="The family is away until then.")


def _give(by: User, to: User, dues: list[Due]) -> None:
    if dues:
        give_dues(by=by, dues=dues, to=to, why="She knows the family from before.")


def _wait_long(by: User, dues: list[Due]) -> None:
    """Say that some were done nine days ago, which the export of since does not show."""
    if dues:
        note = "Visited; the worker writes it up."
        _said_at(mark_dues(by=by, dues=dues, kind="awaiting", note=note), days=9)


def _cover(people: dict[str, User], dues: list[Due], today: date) -> None:
    """Let the senior do some of it while the officer is away, until yesterday."""
    officer, senior = people["support_officer"], people["senior_support_officer"]
    first = today - timedelta(days=2)
    absence = note_absence(
        by=officer,
        user=officer,
        kind=Absence.Kind.TRAINING,
        first_on=first,
        last_on=today,
    )
    arrange_cover(by=senior, absence=absence, covering=senior, since=first, until=None)
    if dues:
        note = "Rang the worker; will ring back."
        mark_dues(by=senior, dues=dues, kind="asked", note=note)
    come_back(by=officer, absence=absence, last_on=today - timedelta(days=1))


def _said_at(marks: list[Mark], days: int) -> None:
    at: datetime = timezone.now() - timedelta(days=days)
    for mark in marks:
        mark.at = at
        mark.save(update_fields=["at"])


def _save_views(people: dict[str, User]) -> None:
    for role, name, asked, shared in VIEWS:
        user = people[role]
        save_view(
            by=user,
            label=name,
            asked=asked,
            team=_first_team(people["support_officer"]) if shared else None,
            opens_first=False,
        )


def _first_team(user: User) -> Team | None:
    first = Membership.objects.current().filter(user=user).order_by("pk").first()
    return first.team if first else None
