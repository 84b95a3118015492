"""A hold and an erasure at one moment, each on a connection of its own: on PostgreSQL only."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Event

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from alongside.desk.contacts.models import Contact, Topic
from alongside.desk.keeping import erasing_actions, request_actions
from alongside.desk.keeping.actions import place_hold
from alongside.desk.keeping.models import DataRequest
from alongside.desk.people.models import Adult

pytestmark = pytest.mark.django_db(transaction=True)
OLD = datetime(2016, 3, 2, 10, tzinfo=UTC)
DAY = date(2026, 3, 10)
A_WHILE = 1.0  # seconds: long enough for what does not wait to be done


@pytest.fixture
def contact(town) -> Contact:
    dee = Adult.objects.create(name="Dee Hale", kind="family", added_by=town.asha)
    return Contact.objects.create(
        reference="C-1", channel="phone_in", adult=dee, caller_kind="family",
        child=town.robin, team=town.north, topic=Topic.objects.first(), outcome="answered",
        said="A word", taken_by=town.asha, began_at=OLD, logged_at=OLD, note_copied_at=OLD,
    )  # fmt: skip


def words_left() -> set[str]:
    return set(Contact.objects.values_list("said", flat=True)) - {"Erased"}


@pytest.fixture
def held_meanwhile(town, monkeypatch):
    """Erase, and place a hold once it was asked who is held and nothing is erased yet.

    Return what was left to read at the moment the hold stood.
    """

    def done(room, erase) -> set[str]:
        asked, go_on = Event(), Event()
        held = room.held

        def asks():
            found = held()
            asked.set()
            go_on.wait(A_WHILE)
            return found

        def hold() -> set[str]:
            values = {"whose": "child", "person": town.robin, "ground": "court"}
            place_hold(by=town.pru, why="7", **values)
            left = words_left()
            go_on.set()
            connections.close_all()
            return left

        def erases():
            erase()
            connections.close_all()

        monkeypatch.setattr(room, "held", asks)
        with ThreadPoolExecutor(2) as people:
            erasing = people.submit(erases)
            assert asked.wait(60)
            holding = people.submit(hold)
            erasing.result(60)
            return holding.result(60)

    return done


def test_a_hold_stands_once_the_night_that_began_before_it_is_over(
    contact, held_meanwhile
):
    """What was erased was erased before: nothing goes of anybody on whom a hold stands."""
    left = held_meanwhile(erasing_actions, lambda: erasing_actions.erase_due(day=DAY))
    assert left == words_left() == set()


def test_a_hold_and_an_erasure_on_request_have_one_order(town, contact, held_meanwhile):
    request = DataRequest.objects.create(
        kind="erasure", by=town.pru, asked_by="Herself", child=town.robin,
        received_on=date(2026, 1, 2), outcome="granted", kinds=["contacts"],
        decided_by=town.pru, decided_on=date(2026, 1, 5),
    )  # fmt: skip

    def erase():
        request_actions.carry_out_erasure(by=town.pru, request=request)

    assert held_meanwhile(request_actions, erase) == set()
    request.done_at = None
    request.save()
    with pytest.raises(ValidationError, match="A hold stands"):
        erase()
