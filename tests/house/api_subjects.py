"""How the addresses of service accounts are filled for the matrix."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from alongside.desk.api.account_actions import add_service_account


def service_account(town, where):
    made, _ = add_service_account(
        by=town.adi, name="Power BI", purpose="A page a week", owner=town.ana,
        scopes=["timescales"], all_teams=True, teams=[],
        expires_on=timezone.localdate() + timedelta(days=30),
    )  # fmt: skip
    return {"pk": made.pk}


def one_of_the_api(town, where):
    """Whatever the key: without a key of the API nobody is told whether it is there."""
    return {"key": 1}


SUBJECTS = {"service_account": service_account, "one_of_the_api": one_of_the_api}
