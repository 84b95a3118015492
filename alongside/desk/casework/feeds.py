"""A person's deadlines as a calendar reads them (RFC 5545), naming nobody.

An event says which timescale is due, a number that means something on the desk alone,
and where to read the rest after signing in. No name of a child or worker, no team, no
date of birth and no number of the case system leaves the desk this way: calendars are
shown on telephones, and shared.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event, vDuration

from alongside.desk.access.models import User
from alongside.desk.casework.choosing import MINE, Sight
from alongside.desk.casework.models import Due, Extract
from alongside.desk.casework.states import state_of
from alongside.desk.casework.templatetags.timescales import rule_title

KIND = "text/calendar; charset=utf-8"
AGAIN = timedelta(hours=1)  # how often a calendar is asked to look
PER_HOUR = 30
MOST = 2000  # events: the soonest


def deadlines(user: User) -> list[Due]:
    """Return the clocks that are this person's to see to and that they may see now."""
    if not user.may("see_timescales"):
        return []
    sight = Sight(user, timezone.localdate(), Extract.objects.in_force())
    return list(sight.chosen({"owner": MINE}).due_first()[:MOST])


def as_calendar(dues: Iterable[Due]) -> bytes:
    """Return an iCalendar object with one day-long event for each clock."""
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Timescales//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Alongside: my timescales")
    calendar.add("refresh-interval", vDuration(AGAIN), {"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(AGAIN))
    for due in dues:
        calendar.add_component(_event(due))
    return calendar.to_ical()


def _event(due: Due) -> Event:
    event, address = Event(), settings.ADDRESS + reverse("casework:due", args=[due.pk])
    event.add("uid", f"timescale-{due.pk}@{settings.MAIL_DOMAIN}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", due.due_on)
    event.add("dtend", due.due_on + timedelta(days=1))
    event.add("summary", f"Due: {rule_title(due.rule)} (T{due.pk})")
    event.add("description", f"{state_of(due).label}. Read it on the desk: {address}")
    event.add("url", address)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def too_often(key: str) -> bool:
    """Count one more request of this hour under a key; whether they are too many."""
    key = f"feed-{key}-{timezone.now():%Y%m%d%H}"
    cache.add(key, 0, timeout=3600)
    try:
        return cache.incr(key) > PER_HOUR
    except ValueError:  # it went in between, with the hour
        return False
