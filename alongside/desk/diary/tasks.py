"""What the diary does in the background: it reads calendars, and works out months.

Calendars are read anew each quarter of an hour.
Each is work of its own, behind all other work of the desk: an address that keeps us waiting
keeps no message waiting.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from alongside.desk.access.work import once, see_to, waiting
from alongside.desk.diary import month_actions
from alongside.desk.diary.models import CalendarSource, Proposal
from alongside.desk.diary.reading_actions import read_calendar
from alongside.desk.messages.collect_actions import forget_results
from alongside.reckon.clock import OutsideCalendar

EVERY = timedelta(minutes=15)
LAST = -50  # of priorities: after whatever else waits


@task()
def read_calendars() -> None:
    """Ask for each to be read; and first for this to be done again, should we be killed."""
    now = timezone.now()
    for work in (read_calendars, read_one):
        forget_results(work, now)
    once(read_calendars, now + EVERY)
    if waiting(read_one).exists():
        return  # those of the last time are not all read yet
    sources = CalendarSource.objects.read_again().order_by("tried_at", "pk")
    for source in sources:
        read_soon(source)


@task(priority=LAST)
def read_one(key: int) -> None:
    source = CalendarSource.objects.read_again().filter(pk=key).first()
    if source:
        read_calendar(source=source, now=timezone.now())


def read_soon(source: CalendarSource) -> None:
    """Read a calendar as soon as there is nothing else to do."""
    read_one.enqueue(source.pk)


def expect_calendars() -> None:
    """See that calendars are read: asked when the desk starts."""
    see_to(read_calendars)


@task()
def work_out_month(key: int) -> None:
    """Work a proposal out; what stops it is told on its page."""
    proposal = Proposal.objects.get(pk=key)
    try:
        month_actions.work_out(proposal=proposal)
    except OutsideCalendar as problem:
        month_actions.stop(proposal=proposal, problem=str(problem))
    except Exception:
        told = "Something went wrong here. Propose the month again."
        month_actions.stop(proposal=proposal, problem=told)
        raise


def work_out_soon(proposal: Proposal) -> None:
    work_out_month.enqueue(proposal.pk)
