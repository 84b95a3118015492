"""A program of the invented council: a key nobody has, and a month of calls."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.desk.access.models import User
from alongside.desk.api.account_actions import add_service_account
from alongside.desk.api.models import DayOfCalls
from alongside.desk.api.scopes import SCOPES

ASKED_ON_WEEKDAYS = 48  # every half an hour


def let_programs_in(people: dict[str, User], today: date) -> None:
    """Make an account for Power BI, whose key is thrown away as soon as it is drawn."""
    account, _ = add_service_account(
        by=people["administrator"], name="Power BI",
        purpose="The page of timescales and indicators that managers open on Mondays",
        owner=people["analyst"], scopes=list(SCOPES), all_teams=True, teams=[],
        expires_on=today + timedelta(days=200), invented=True,
    )  # fmt: skip
    days = [today - timedelta(days=back) for back in range(1, 29)]
    DayOfCalls.objects.bulk_create(
        DayOfCalls(account=account, day=day, calls=ASKED_ON_WEEKDAYS + day.day % 7)
        for day in days
        if day.weekday() < 5
    )
