"""The owner of a service account is told once that it stopped asking, and that it runs out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from alongside.desk.api.models import ServiceKey
from alongside.desk.api.notice_actions import tell_owners
from alongside.desk.messages.models import Message


def subjects() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("subject", flat=True))


def test_an_owner_is_told_once_that_a_program_stopped_asking(town, power_bi):
    today = timezone.localdate()
    used = datetime.combine(today - timedelta(days=30), datetime.min.time(), UTC)
    key = ServiceKey.objects.get()
    key.last_used_at = used + timedelta(days=1, hours=12)
    key.save()
    assert tell_owners(today=today) == 0
    key.last_used_at = used + timedelta(hours=12)
    key.save()
    tell_owners(today=today)
    tell_owners(today=today + timedelta(days=1))
    assert subjects() == ["Power BI has stopped asking the desk"]
    assert Message.objects.get().to == town.ana


def test_an_owner_is_told_a_fortnight_before_it_runs_out(town, power_bi):
    account, today = power_bi.account, timezone.localdate()
    account.expires_on = today + timedelta(days=15)
    account.save()
    assert tell_owners(today=today) == 0
    assert tell_owners(today=today + timedelta(days=1)) == 1
    assert tell_owners(today=today + timedelta(days=16)) == 0
    [said] = subjects()
    assert said.startswith("Power BI is let in until ")
