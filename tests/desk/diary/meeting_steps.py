"""What tests of a meeting's pages do: read a page, choose a time, let a meeting be over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.html import strip_tags

from alongside.reckon.clock import Clock

ROLE_OF = ("chair", "social_worker", "health", "school", "parent")


def a_coming_day():
    return Clock.england().working_days(timezone.localdate(), 10)


def given(meeting, at="10:00", **others):
    day = a_coming_day()
    said = {"on_day": day.day, "on_month": day.month, "on_year": day.year, "at": at}
    return said | {"revision": meeting.revision} | others


def text(client, address):
    return client.get(address).content.decode()


def over(meeting):
    meeting.state = "booked"
    meeting.starts_at = datetime(2026, 3, 9, 10, tzinfo=UTC)
    meeting.ends_at = meeting.starts_at + timedelta(hours=1)
    meeting.save()
    return meeting


def plain(answer) -> str:
    return " ".join(strip_tags(answer.content.decode()).split())


def held_with_minutes(client, asked):
    over(asked)
    page, school = f"/diary/meetings/{asked.pk}/", asked.attendances.get(role="school")
    said = {f"presence_{school.pk}": "present", "revision": asked.revision}
    client.post(f"{page}held/", said)
    client.post(f"{page}minutes/", {"decisions": "", "text": "Ms Vale came."})
    return school


def there(meeting, *roles):
    return {
        each.pk: "present" if each.role in roles else "apologies"
        for each in meeting.attendances.all()
    }
