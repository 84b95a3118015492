"""A question that is worded once is answered anew each time, as the slower way answers it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.prepared import Prepared
from alongside.desk.workforce.models import Membership

TEAMS = Prepared(
    lambda person: Membership.objects.current().filter(user=person).values_list("team"),
    person=int,
)


def test_of_another_person_it_tells_another_thing(town):
    for user in User.objects.all():
        slowly = Membership.objects.current().filter(user=user).values_list("team")
        assert sorted(TEAMS(person=user.pk)) == sorted(key for (key,) in slowly)
    assert TEAMS(person=town.asha.pk) != TEAMS(person=town.ben.pk)


def test_it_tells_what_has_changed_since(town):
    assert TEAMS(person=town.asha.pk)
    Membership.objects.filter(user=town.asha).update(until=date(2026, 3, 1))
    assert TEAMS(person=town.asha.pk) == []


def test_of_a_day_and_of_a_moment(town):
    since = Prepared(
        lambda day: Membership.objects.filter(since__lte=day).values_list("pk"),
        day=date,
    )
    first = min(Membership.objects.values_list("since", flat=True))
    assert since(day=first - timedelta(1)) == []
    every = Membership.objects.values_list("pk", flat=True)
    assert sorted(since(day=date(9998, 12, 31))) == sorted(every)
    after = Prepared(
        lambda moment: AuditEntry.objects.filter(at__gt=moment).values_list("pk"),
        moment=datetime,
    )
    assert after(moment=timezone.now() + timedelta(1)) == []
    assert len(after(moment=timezone.now() - timedelta(days=36_500))) == AuditEntry.objects.count()  # fmt: skip


def test_what_is_named_must_be_asked_for(town):
    everybody = Prepared(lambda person: User.objects.values_list("pk"), person=int)
    with pytest.raises(ValueError, match="does not ask"):
        everybody(person=town.asha.pk)
