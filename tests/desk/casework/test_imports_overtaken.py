"""An export that was read, and waits while the desk goes on: it is not offered as it was."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from alongside.desk.casework import actions
from alongside.desk.casework.models import Extract
from tests.desk.casework.exports import Told, imported, prepared, text

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")

APPLY = "Apply this export"
TAKEN = "This export was taken on 6 March 2026. The desk holds later lists of "
BACK = ", of 9 March 2026; this one would take them back."


def enquiry(child="900123", on="2026-03-02"):
    return Told().s47_of(child, on)


@pytest.fixture
def page(client, town):
    client.force_login(town.ana)
    return lambda extract: text(client.get(f"/imports/{extract.pk}/"))


def test_an_older_one_says_so_and_cannot_be_applied(town, page):
    waiting = prepared(town.ana, enquiry(), date(2026, 3, 6))
    assert APPLY in page(waiting)
    imported(town.ana, enquiry("900124"), date(2026, 3, 9))
    shown = page(waiting)
    assert TAKEN in shown and BACK in shown
    assert "It cannot be applied as it was read" in shown
    assert APPLY not in shown and "Set aside" in shown
    with pytest.raises(ValidationError, match="taken on 6 March 2026"):
        actions.apply_extract(by=town.ana, extract=waiting, checked=True)
    waiting.refresh_from_db()
    assert waiting.state == Extract.State.READY


def test_one_of_the_same_day_is_to_be_read_again(town, page):
    waiting = prepared(town.ana, enquiry(), date(2026, 3, 9))
    imported(town.ana, enquiry("900124"), date(2026, 3, 9))
    shown = page(waiting)
    assert "Another export was applied or undone after this one was read." in shown
    assert "The desk holds later lists" not in shown
    assert APPLY not in shown and "Read it again" in shown


def test_an_older_one_of_other_lists_is_no_step_back(town, page):
    groups = Told().without(*set(Told().records.rows) - {"local_core_groups"})
    waiting = prepared(town.ana, groups.core_group("2026-03-02", child="900123"), date(2026, 3, 6))  # fmt: skip
    later = Told().without("local_core_groups").s47_of("900124", "2026-03-02")
    imported(town.ana, later, date(2026, 3, 9))
    shown = page(waiting)
    assert "Another export was applied or undone" in shown
    assert "The desk holds later lists" not in shown
