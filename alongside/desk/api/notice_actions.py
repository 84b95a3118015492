"""What the person who answers for a program is told: that it stopped asking, or runs out soon."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from alongside.desk.api.models import ServiceAccount
from alongside.desk.messages.actions import write_message
from alongside.desk.said import day_said

IDLE = timedelta(days=30)
SOON = timedelta(days=14)


@transaction.atomic
def tell_owners(*, today: date) -> int:
    """Write what is to be told, each thing once. Return to how many it was written."""
    told = 0
    going_on = ServiceAccount.objects.going_on().filter(expires_on__gte=today)
    for account in going_on.by_name().prefetch_related("keys"):
        told += _not_used(account, today) + _runs_out(account, today)
    return told


def _not_used(account: ServiceAccount, today: date) -> bool:
    last = timezone.localdate(account.last_used_at or account.made_at)
    if last > today - IDLE:
        return False
    since = f"since {day_said(last)}" if account.last_used_at else "yet"
    write_message(
        by=None, to=account.owner, kind="service account not used",
        key=f"service account {account.pk} not used since {last.isoformat()}",
        subject=f"{account} has stopped asking the desk",
        body=f"The program {account} has not used its key {since}. It was let in for: "
        f"{account.purpose}. If it should be asking, see what stopped it. If it is not "
        "needed any more, ask an administrator to end its service account.",
    )  # fmt: skip
    return True


def _runs_out(account: ServiceAccount, today: date) -> bool:
    if account.expires_on > today + SOON:
        return False
    last = day_said(account.expires_on)
    write_message(
        by=None, to=account.owner, kind="service account runs out",
        key=f"service account {account.pk} runs out {account.expires_on.isoformat()}",
        subject=f"{account} is let in until {last}",
        body=f"The program {account} is not let in after {last}. If it is still needed, "
        "ask an administrator to put its last day off.",
    )  # fmt: skip
    return True
