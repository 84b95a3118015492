"""How many contacts and call-backs there were, by month and matter: counts, and no words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from alongside.desk.access.models import User
from alongside.desk.api.operations import read
from alongside.desk.api.pages import Page, Paged, on_record, page_of
from alongside.desk.contacts.models import CallBack, Contact
from alongside.reckon.clock import months_from

MONTH = "^20[0-9]{2}-(0[1-9]|1[0-2])$"
MONTHS_BACK = 12
Cell = tuple[str, str]


class ContactsAsked(Paged):
    """Of which months: the last twelve, if not said."""

    month_from: str | None = Field(None, pattern=MONTH, description="As 2026-01.")
    month_to: str | None = Field(None, pattern=MONTH, description="As 2026-12.")


class MonthOfContacts(Schema):
    """A month's contacts about one matter, and what was promised of them."""

    month: str
    matter: str
    contacts: int = Field(description="Contacts that began in the month.")
    call_backs_promised: int = Field(description="Promised in the month.")
    call_backs_due: int = Field(
        description="To be kept by a time in the month, now past."
    )
    call_backs_kept_in_time: int = Field(description="Of those due.")


class Contacts(Page):
    as_at: datetime
    items: list[MonthOfContacts]


@read("/contacts", scope="contacts", asked=ContactsAsked, answer=Contacts)
def contacts(request: HttpRequest, asked: Query[ContactsAsked]):
    """How many contacts and call-backs there were, by month and matter.

    Counts as they are: hide small numbers before they are published.
    """
    now = timezone.now()
    this_month = timezone.localdate(now).replace(day=1)
    first = _first(asked.month_from) or months_from(this_month, -MONTHS_BACK)
    last = _first(asked.month_to) or this_month
    counts = _counted(request.auth.viewer, _at(first), _at(months_from(last, 1)), now)
    rows, place = page_of(list(_rows(counts)), asked)
    on_record(request, "contacts")
    return place | {"as_at": now, "items": rows}


def _first(month: str | None) -> date | None:
    return date.fromisoformat(f"{month}-01") if month else None


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _counted(
    viewer: User, begins: datetime, ends: datetime, now: datetime
) -> dict[str, Counter[Cell]]:
    """Count each kind of thing by month and matter, from a moment until before another."""
    reach = Contact.objects.counted_for(viewer)
    taken = reach.filter(began_at__gte=begins, began_at__lt=ends)
    promised = CallBack.objects.filter(contact__in=reach.values("pk"))
    made = promised.filter(promised_at__gte=begins, promised_at__lt=ends)
    due = promised.filter(judged_by__gte=begins, judged_by__lt=min(ends, now))
    matter = "contact__topic__name"
    return {
        "contacts": _by_month(taken.values_list("began_at", "topic__name")),
        "call_backs_promised": _by_month(made.values_list("promised_at", matter)),
        "call_backs_due": _by_month(due.values_list("judged_by", matter)),
        "call_backs_kept_in_time": _by_month(
            due.kept_in_time().values_list("judged_by", matter)
        ),
    }


def _by_month(rows) -> Counter[Cell]:
    return Counter((f"{timezone.localtime(at):%Y-%m}", matter) for at, matter in rows)


def _rows(counts: dict[str, Counter[Cell]]) -> Iterator[dict]:
    for cell in sorted({cell for each in counts.values() for cell in each}):
        month, matter = cell
        counted = {name: each[cell] for name, each in counts.items()}
        yield {"month": month, "matter": matter} | counted
