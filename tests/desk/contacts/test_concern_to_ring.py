"""A concern after hours: whoever took it is told to ring, until somebody was rung."""

from __future__ import annotations

from html import unescape

import pytest

from alongside.desk.contacts import concern_actions as actions
from alongside.desk.contacts.models import Concern, Topic
from alongside.desk.workforce.models import OutOfHours
from tests.desk.contacts.calling import logged, london, on_duty
from tests.desk.contacts.test_log_contact import NEW, filled

RING = "Ring Night duty now"
NOBODY = "Important: nobody has this safeguarding concern yet"
STRIP = "Safeguarding concerns that wait"


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def asha(client, town, now_is):
    OutOfHours.objects.create(pk=1, name="Night duty", telephone="01632 960000")
    on_duty(town.north, worker=town.wes)
    now_is(london(20))
    client.force_login(town.asha)
    return client


def test_the_first_thing_after_logging_is_whom_to_ring_and_not_done(asha, town):
    topic = Topic.objects.get(code="concern").pk
    said = filled(child=town.robin.pk, topic=topic, outcome="")
    page = text(asha.post(NEW, said, follow=True)).partition("<main")[2]
    assert ">Done<" not in page and "Logged as" not in page
    number = page.index("01632 960000")
    assert page.index(NOBODY) < number < page.index("<h1")
    record = f"/contacts/concerns/{Concern.objects.get().pk}/out-of-hours/"
    assert number < page.index(record) < page.index("<h1")


def test_in_hours_logging_is_done(asha, town, now_is):
    now_is(london(10))
    asha.force_login(town.asha)
    topic = Topic.objects.get(code="concern").pk
    page = text(asha.post(NEW, filled(child=town.robin.pk, topic=topic), follow=True))
    assert "Logged as" in page and NOBODY not in page and STRIP not in page


def test_the_officer_reads_it_on_every_page_until_somebody_was_rung(asha, town):
    made = logged(town.asha, "concern", child=town.robin)
    its = f"/contacts/{made.pk}/", f"/contacts/concerns/{made.concern.pk}/"
    today = text(asha.get("/teams/"))
    assert STRIP in today and made.reference in today and RING in today
    assert all(NOBODY in text(asha.get(page)) for page in its)
    actions.say_who_took_concern(by=town.asha, concern=made.concern, spoke_to="Jo")
    for page in (*its, "/teams/"):
        now = text(asha.get(page))
        assert RING not in now and NOBODY not in now and STRIP not in now, page
    asha.force_login(town.mo)
    manager = text(asha.get("/teams/"))
    assert STRIP in manager and "spoke to Jo" in manager and RING not in manager


def test_it_is_nobody_elses_to_ring_who_does_not_answer_concerns(asha, town):
    logged(town.asha, "concern", child=town.robin)
    asha.force_login(town.ben)
    assert STRIP not in text(asha.get("/teams/"))
