"""Ways between buildings: told once, kept by those who keep diaries."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.desk.access.models import AuditEntry
from alongside.desk.diary.models import Resource, Travel


@pytest.fixture
def places(town):
    for place in ("Elm House", "Far House"):
        Resource.objects.create(kind="room", name=place, capacity=4, place=place)


def test_a_way_is_the_same_both_ways_and_told_once(client, town, places):
    client.force_login(town.sef)
    way = {"one": "Far House", "other": "Elm House", "minutes": "25"}
    client.post(reverse("diary:travel"), way)
    again = client.post(reverse("diary:travel"), {**way, "one": way["other"], "other": way["one"]})  # fmt: skip
    assert "stands here already" in again.content.decode()
    assert Travel.objects.minutes() == {("Elm House", "Far House"): 25}
    same = client.post(reverse("diary:travel"), {**way, "other": "Far House"})
    assert "two different buildings" in same.content.decode()
    client.post(reverse("diary:remove-travel", args=[Travel.objects.get().pk]))
    assert not Travel.objects.exists()
    done = AuditEntry.objects.filter(subject_type="diary.Travel").order_by("sequence")
    assert list(done.values_list("action", flat=True)) == ["add way", "remove way"]


def test_others_see_the_ways_and_change_none(client, town, places):
    client.force_login(town.asha)
    assert client.get(reverse("diary:travel")).status_code == 200
    way = {"one": "Far House", "other": "Elm House", "minutes": "25"}
    assert client.post(reverse("diary:travel"), way).status_code == 403
    assert not Travel.objects.exists()
