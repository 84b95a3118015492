"""Reads when somebody is busy from Microsoft 365: times and status, dropped otherwise here.

Source: Microsoft Graph v1.0, `calendar: getSchedule` (less than 42 days a call; the
permission Calendars.ReadBasic, as an application), and the client credentials flow of the
Microsoft identity platform. Tried against a server of our own that answers as those pages
show; docs/how-to/read-calendars.md says what somebody with a tenant is to check.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings

from alongside.desk.diary.busy_times import (
    AWAY,
    BUSY,
    ELSEWHERE,
    HERE,
    TENTATIVE,
    Read,
    Stretch,
)
from alongside.desk.diary.fetching import CannotRead, ask, place

AT_ONCE = timedelta(days=41)
STATUS = {
    "busy": BUSY,
    "tentative": TENTATIVE,
    "oof": AWAY,
    "workingelsewhere": ELSEWHERE,
    "unknown": BUSY,
    "free": "",
}
NOT_SET = (
    "Microsoft 365 is not set up here. Set ALONGSIDE_GRAPH_TENANT, ALONGSIDE_GRAPH_CLIENT "
    "and ALONGSIDE_GRAPH_SECRET."
)
NOT_AS_SAID = "Microsoft 365 answers otherwise than it says it does. Nothing was read."
NO_MAILBOX = (
    "Microsoft 365 does not tell when this person is busy. Check their address, and that "
    "their calendar may be read."
)


class Graph:
    """Microsoft Graph, as an application of the council that may read who is busy."""

    def __init__(self) -> None:
        self.tenant, self.client = settings.GRAPH_TENANT, settings.GRAPH_CLIENT
        self.secret = settings.GRAPH_SECRET
        if not (self.tenant and self.client and self.secret):
            raise CannotRead(NOT_SET)

    def busy(self, mailbox: str, first: date, last: date) -> Read:
        """Return when somebody is busy from the first day to the last, in London.

        Raises CannotRead where Microsoft does not tell, or tells it of some days alone.
        """
        signed = self._token()
        found: set[Stretch] = set()
        for since, until in _parts(first, last):
            found.update(self._part(signed, mailbox, since, until))
        return Read(sorted(found), [])

    def _token(self) -> str:
        address = f"{settings.GRAPH_SIGN_IN}/{quote(self.tenant)}/oauth2/v2.0/token"
        form = {
            "grant_type": "client_credentials",
            "client_id": self.client,
            "client_secret": self.secret,
            "scope": "https://graph.microsoft.com/.default",
        }
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = _json(ask("POST", place(address), urlencode(form).encode(), kind))
        token = answer.get("access_token")
        if not isinstance(token, str):
            raise CannotRead(NOT_AS_SAID)
        return token

    def _part(self, token, mailbox, since, until) -> Iterator[Stretch]:
        address = f"{settings.GRAPH_URL}/users/{quote(mailbox)}/calendar/getSchedule"
        asked = {
            "schedules": [mailbox],
            "startTime": _said(since),
            "endTime": _said(until),
            "availabilityViewInterval": 60,
        }
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Prefer": 'outlook.timezone="UTC"',
        }
        answer = _json(ask("POST", place(address), json.dumps(asked).encode(), headers))
        try:
            return iter(_stretches(answer["value"]))
        except (KeyError, IndexError, TypeError, ValueError, AttributeError):
            raise CannotRead(NOT_AS_SAID) from None


def _parts(first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield the days in parts that one call takes, as moments in UTC."""
    since = datetime.combine(first, datetime.min.time(), HERE).astimezone(UTC)
    end = datetime.combine(last + timedelta(1), datetime.min.time(), HERE)
    while since < end:
        until = min(since + AT_ONCE, end.astimezone(UTC))
        yield since, until
        since = until


def _said(moment: datetime) -> dict[str, str]:
    return {"dateTime": f"{moment:%Y-%m-%dT%H:%M:%S}", "timeZone": "UTC"}


def _json(answer: bytes) -> dict[str, Any]:
    try:
        told = json.loads(answer)
    except ValueError:
        raise CannotRead(NOT_AS_SAID) from None
    if not isinstance(told, dict):
        raise CannotRead(NOT_AS_SAID)
    return told


def _stretches(schedules: list[dict[str, Any]]) -> list[Stretch]:
    """Return the times and statuses; subjects and places end with this function."""
    (schedule,) = schedules
    if schedule.get("error") or "scheduleItems" not in schedule:
        raise CannotRead(NO_MAILBOX)
    found = []
    for item in schedule["scheduleItems"]:
        status = STATUS.get(item["status"].lower(), BUSY)
        starts, ends = _moment(item["start"]), _moment(item["end"])
        if status and ends > starts:
            found.append(Stretch(starts, ends, status))
    return found


def _moment(told: dict[str, str]) -> datetime:
    """Return a time as Graph writes it, `2026-03-02T09:00:00.0000000`, in UTC as asked."""
    if told["timeZone"] != "UTC":
        raise ValueError("another zone than the one that was asked for")
    return datetime.fromisoformat(told["dateTime"][:19]).replace(tzinfo=UTC)
