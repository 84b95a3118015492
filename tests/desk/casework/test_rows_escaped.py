"""Rows of lists are put together by hand: what people typed stays text in each of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.desk.casework.owner_actions import hold_dues
from tests.desk.contacts.calling import logged

pytestmark = pytest.mark.usefixtures("today", "home")
HOSTILE = '<b onclick="x">O\'Neill</b>'
ESCAPED = "&lt;b onclick=&quot;x&quot;&gt;O&#x27;Neill&lt;/b&gt;"


@pytest.mark.parametrize("page", ["/", "/timescales/", "/contacts/"])
def test_what_people_typed_is_text(client, town, clock_of, worker, page):
    town.robin.surname = HOSTILE
    town.robin.save()
    due = clock_of(town.robin, worker=worker(HOSTILE))
    hold_dues(by=town.asha, dues=[due], until=due.due_on + timedelta(3), why=HOSTILE)
    logged(town.asha, child=town.robin, caller_said=HOSTILE, said=HOSTILE)
    client.force_login(town.asha)
    told = client.get(page).content.decode()
    assert told.count(ESCAPED) >= 2 and "<b " not in told
