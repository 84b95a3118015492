"""What is done with service accounts: made, changed, given another key, ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import Role, User
from alongside.desk.access.roles import PROGRAM
from alongside.desk.api.keys import Key, fingerprint, new_key
from alongside.desk.api.models import ServiceAccount, ServiceKey
from alongside.desk.api.scopes import SCOPES
from alongside.desk.said import day_said
from alongside.desk.workforce.models import Team

LONGEST = 366  # days: a year, whichever
OVERLAP = (0, 1, 7, 30)
"""For how many days a key that is replaced is still taken."""


@transaction.atomic
def add_service_account(
    *,
    by: User,
    name: str,
    purpose: str,
    owner: User,
    scopes: list[str],
    all_teams: bool,
    teams: Iterable[Team],
    expires_on: date,
    invented: bool = False,
) -> tuple[ServiceAccount, Key]:
    """Return a new account and its first key, which is told this once and kept nowhere."""
    account = ServiceAccount(made_by=by)
    _settle(account, name, purpose, owner, scopes, expires_on)
    account.all_teams = all_teams
    account.user = _nobody(account.name, invented)
    account.full_clean()
    account.save()
    _give_teams(account, teams)
    record(by=by, action="add service account", subject=account, scopes=scopes)
    return account, _add_key(account)


@transaction.atomic
def change_service_account(
    *,
    by: User,
    account: ServiceAccount,
    name: str,
    purpose: str,
    owner: User,
    scopes: list[str],
    all_teams: bool,
    teams: Iterable[Team],
    expires_on: date,
) -> ServiceAccount:
    """Change what an account may do, who answers for it, or its last day; its keys stay."""
    account = _going_on(account)
    before = sorted(account.scopes)
    _settle(account, name, purpose, owner, scopes, expires_on)
    account.all_teams = all_teams
    keep(
        account, by=by, action="change service account", scopes_before=before,
        scopes=scopes, until=expires_on.isoformat(),
    )  # fmt: skip
    _give_teams(account, teams)
    account.user.full_name = _called(account.name)
    account.user.save(update_fields=["full_name"])
    return account


@transaction.atomic
def rotate_key(
    *, by: User, account: ServiceAccount, overlap: int
) -> tuple[ServiceAccount, Key]:
    """Return another key; those before are taken for `overlap` days more, and then not."""
    if overlap not in OVERLAP:
        raise ValidationError("Choose for how long the key before is still taken.")
    account = _going_on(account)
    now = timezone.now()
    until = now + timedelta(days=overlap)
    for key in account.keys.taken(now):
        key.ends_at = min(until, key.ends_at or until)
        key.save(update_fields=["ends_at"])
    record(by=by, action="rotate service key", subject=account, overlap_days=overlap)
    return account, _add_key(account)


@transaction.atomic
def end_service_account(*, by: User, account: ServiceAccount) -> ServiceAccount:
    """End an account at once, with every key it has."""
    account = _going_on(account)
    account.ended_at = timezone.now()
    account.save(update_fields=["ended_at"])
    _end_keys(account, account.ended_at)
    record(by=by, action="end service account", subject=account)
    return account


def _end_keys(account: ServiceAccount, now: datetime) -> None:
    for key in account.keys.taken(now):
        key.ends_at = now
        key.save(update_fields=["ends_at"])


def _settle(
    account: ServiceAccount,
    name: str,
    purpose: str,
    owner: User,
    scopes: list[str],
    expires_on: date,
) -> None:
    today = timezone.localdate()
    last = today + timedelta(days=LONGEST)
    if not today <= expires_on <= last:
        raise ValidationError(
            {"expires_on": f"The last day must be from today to {day_said(last)}"}
        )
    if not scopes or set(scopes) - SCOPES.keys():
        raise ValidationError({"scopes": "Choose what it may do"})
    account.name, account.purpose = name.strip(), purpose.strip()
    account.owner, account.scopes, account.expires_on = owner, scopes, expires_on


def _give_teams(account: ServiceAccount, teams: Iterable[Team]) -> None:
    """Let it see these teams; all, where it sees the whole council."""
    chosen = [] if account.all_teams else list(teams)
    if not (account.all_teams or chosen):
        raise ValidationError({"teams": "Choose the teams it may see, or all of them"})
    account.teams.set(chosen)


def _nobody(name: str, invented: bool) -> User:
    """Make the row under which the trail knows it: not active, and without a password."""
    user = User(
        username=f"service-account.{new_key().prefix}",
        full_name=_called(name),
        role=Role.objects.get(code=PROGRAM),
        is_active=False,
        invented=invented,
    )
    user.set_unusable_password()
    user.full_clean()
    user.save()
    return user


def _called(name: str) -> str:
    return f"{name} (service account)"


def _add_key(account: ServiceAccount) -> Key:
    key = new_key()
    ServiceKey.objects.create(
        account=account, prefix=key.prefix, hash=fingerprint(key.secret)
    )
    return key


def _going_on(account: ServiceAccount) -> ServiceAccount:
    locked = ServiceAccount.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if locked.ended_at:
        raise ValidationError(f"{locked} was ended. Add another service account.")
    return locked
