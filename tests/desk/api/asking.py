"""A program with a key, what it asks, and a clock for it to be given."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

from django.test import Client
from django.utils import timezone

from alongside.desk.api import account_actions
from alongside.desk.casework.models import Due, Extract
from alongside.desk.people.models import Child

TIMESCALES = "/api/v1/timescales"


def made(town, **other) -> SimpleNamespace:
    """An account for the North team, and its key."""
    told = {
        "name": "Power BI",
        "purpose": "The weekly page of timescales",
        "owner": town.ana,
        "scopes": ["timescales"],
        "all_teams": False,
        "teams": [town.north],
        "expires_on": timezone.localdate() + timedelta(days=90),
    }
    account, key = account_actions.add_service_account(by=town.adi, **told | other)
    return SimpleNamespace(account=account, key=str(key))


def ask(key: str, address: str = TIMESCALES, **query):
    return Client().get(address, query, headers={"Authorization": f"Bearer {key}"})


def tell(key: str, address: str, said: dict | None = None):
    """Hand something in, as JSON."""
    headers = {"Authorization": f"Bearer {key}"}
    return Client().post(address, said or {}, "application/json", headers=headers)


def clock_of(town, child: Child, due_on=date(2026, 1, 26), nth=1) -> Due:
    team = child.teams.get()
    extract = Extract.objects.filter(state=Extract.State.APPLIED).first() or (
        Extract.objects.create(
            file_name="export.zip", sha256="0" * 64, stored_as="export",
            as_at=date(2026, 1, 5), uploaded_by=town.ana, state=Extract.State.APPLIED,
            applied_at=timezone.now(),
        )
    )  # fmt: skip
    return Due.objects.create(
        child=child, rule="S47_ICPC", started_on=date(2026, 1, 5), due_on=due_on, nth=nth,
        status=Due.Status.OPEN, team=team, first_in=extract,
    )  # fmt: skip
