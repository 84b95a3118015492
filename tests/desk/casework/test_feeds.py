"""The calendar of one's deadlines: who reads it, what stands in it, and how it dies."""

from __future__ import annotations

import logging
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.cache import cache
from icalendar import Calendar

from alongside.desk.access.actions import change_role, deactivate_person
from alongside.desk.access.hide_secret import HideSecret
from alongside.desk.access.models import AuditEntry, Role
from alongside.desk.casework import feed_actions, feeds
from alongside.desk.casework.models import Feed
from alongside.desk.casework.owner_actions import mark_dues
from alongside.desk.people.models import Child, Restriction
from alongside.desk.workforce.away_actions import arrange_cover, note_absence

pytestmark = pytest.mark.usefixtures("today", "home")

PAGE = "/account/calendar/"


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture(autouse=True)
def uncounted(db):
    cache.clear()


@pytest.fixture
def made(client, town):
    """The address that Asha made, as its page told it."""
    client.force_login(town.asha)
    page = text(client.post(f"{PAGE}new/"))
    return re.search(r"<code[^>]*>http://127.0.0.1:8000(/feeds/[^<]+\.ics)</code>", page)[1]  # fmt: skip


def events(answer) -> list:
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_each_deadline_of_ones_own_is_a_day_in_it(another, town, clock_of, made):
    first, second = clock_of(town.robin, -1), clock_of(town.robin, 20, "CP_VISIT_10WD")
    clock_of(town.skye)
    clock_of(town.robin, 3, status="met")
    answer = another.get(made)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = events(answer)
    assert [(str(e["summary"]), e.decoded("dtstart"), e.decoded("dtend")) for e in found] == [
        (f"Due: Initial child protection conference (T{first.pk})", date(2026, 3, 9), date(2026, 3, 10)),
        (f"Due: Child protection visit (T{second.pk})", date(2026, 3, 30), date(2026, 3, 31)),
    ]  # fmt: skip
    assert str(found[0]["url"]) == f"http://127.0.0.1:8000/timescales/{first.pk}/"
    assert len({str(event["uid"]) for event in found}) == 2


def test_it_names_nobody_and_nothing_that_leads_to_anybody(another, town, clock_of, made, worker):  # fmt: skip
    Child.objects.filter(pk=town.robin.pk).update(born_on=date(2011, 12, 13))
    due = clock_of(town.robin, worker=worker("Quill"))
    mark_dues(by=town.mo, dues=[due], kind="asked", note="Rang Mrs Hale.")
    said = another.get(made).content.decode().replace("\r\n ", "")
    assert "Asked. Read it on the desk" in said
    for word in (
        "Robin", "Hale", "900123", "2011", "20111213", "Quill", "Asha", "Mo Hassan", "North",
    ):  # fmt: skip
        assert word not in said, word


def test_two_readings_give_an_event_one_uid(another, town, clock_of, made):
    clock_of(town.robin)
    one, two = (events(another.get(made))[0]["uid"] for _ in range(2))
    assert one == two


def test_whose_it_is_is_known_by_the_secret_and_not_by_a_session(another, town, clock_of, made):  # fmt: skip
    clock_of(town.robin)
    clock_of(town.skye)
    another.force_login(town.ben)
    found = events(another.get(made))
    assert len(found) == 1
    answer = another.get(made)
    assert not answer.cookies or "sessionid" not in answer.cookies


def test_only_what_may_be_seen_at_the_moment_of_asking(another, town, clock_of, made):
    clock_of(town.robin)
    clock_of(town.hidden)
    assert len(events(another.get(made))) == 1
    restricted = Restriction.objects.create(child=town.robin, reason="x", by=town.sam)
    assert events(another.get(made)) == []
    restricted.delete()
    town.asha.memberships.update(until=date(2026, 3, 9))
    assert events(another.get(made)) == []


def test_whoever_covers_has_the_days_of_the_person_away_too(another, client, town, clock_of, today):  # fmt: skip
    due = clock_of(town.robin)
    secret = feed_actions.make_feed(by=town.sef)
    address = f"/feeds/{secret}.ics"
    assert events(another.get(address)) == []
    absence = note_absence(
        by=town.mo, user=town.asha, kind="leave", first_on=today, last_on=today + timedelta(3)
    )  # fmt: skip
    arrange_cover(by=town.sam, absence=absence, covering=town.sef, since=today, until=None)  # fmt: skip
    (event,) = events(another.get(address))
    assert f"(T{due.pk})" in event["summary"]


@pytest.mark.parametrize(
    "how", ["revoked", "made anew", "the person leaves", "the role"]
)
def test_it_is_dead_at_once(client, another, town, clock_of, made, how):
    clock_of(town.robin)
    assert another.get(made).status_code == 200
    if how == "revoked":
        assert "is dead from now on" in text(client.post(f"{PAGE}revoke/", follow=True))
    elif how == "made anew":
        client.post(f"{PAGE}new/")
    elif how == "the person leaves":
        deactivate_person(by=town.adi, user=town.asha)
    else:
        administrator = Role.objects.get(code="administrator")
        change_role(by=town.adi, user=town.asha, role=administrator)
    answer = another.get(made)
    assert (answer.status_code, answer.content) == (404, b"")


def test_an_address_made_up_is_not_there(another, town):
    assert another.get("/feeds/anything-at-all.ics").status_code == 404
    assert another.post("/feeds/anything-at-all.ics").status_code == 405


def test_nobody_on_the_way_keeps_it(another, made):
    for address in (made, "/feeds/nothing.ics"):
        answer = another.get(address)
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Referrer-Policy"] == "no-referrer"


def test_the_secret_is_told_once_and_kept_nowhere(client, another, made):
    secret = made.split("/")[-1].removesuffix(".ics")
    assert len(secret) >= 43  # 32 bytes
    another.get(made)
    feed = Feed.objects.get()
    kept = " ".join(str(value) for value in vars(feed).values())
    assert secret not in kept and feed.fingerprint != secret
    assert secret not in text(client.get(PAGE))
    told = " ".join(
        f"{e.action} {e.subject_type} {e.subject_id} {e.detail}"
        for e in AuditEntry.objects.all()
    )
    assert secret not in told
    assert "make calendar address" in told and "read calendar" in told


def test_readings_are_on_record_once_a_day(another, town, clock_of, made):
    clock_of(town.robin)
    for _ in range(3):
        another.get(made)
    (entry,) = AuditEntry.objects.filter(action="read calendar")
    assert (entry.by, entry.detail) == (town.asha, {"rows": 1})


def test_who_asks_too_often_is_told_to_wait(another, client, made):
    for _ in range(feeds.PER_HOUR):
        assert another.get(made).status_code == 200
    answer = another.get(made)
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    for _ in range(feeds.PER_HOUR):
        assert another.get("/feeds/guess.ics").status_code == 404
    assert another.get("/feeds/guess-again.ics").status_code == 429


def test_behind_a_proxy_each_address_is_counted_by_itself(another, settings, db):
    """Of what a browser says of itself nothing counts: what the proxy put last does."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def guess(address: str) -> int:
        told = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": address}
        return another.get("/feeds/guess.ics", **told).status_code

    for nth in range(feeds.PER_HOUR):
        assert guess(f"198.51.100.{nth}, 203.0.113.7") == 404
    assert guess("198.51.100.99, 203.0.113.7") == 429
    assert guess("203.0.113.8") == 404


def test_the_log_never_holds_the_secret(another, made, monkeypatch, caplog):
    """A fault in the page is logged by Django with its address, but for the secret."""
    secret = made.split("/")[-1].removesuffix(".ics")
    monkeypatch.setattr(feeds, "deadlines", lambda user: 1 / 0)
    another.raise_request_exception = False
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    handler = Kept()
    handler.addFilter(HideSecret())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        assert another.get(made).status_code == 500
    finally:
        root.removeHandler(handler)
    assert any("/feeds/…" in line for line in lines)
    assert not any(secret in line for line in lines)


def test_the_desks_own_log_hides_it(settings):
    filters = settings.LOGGING["handlers"]["console"]["filters"]
    named = {settings.LOGGING["filters"][name]["()"] for name in filters}
    assert named == {f"{HideSecret.__module__}.{HideSecret.__name__}"}


def test_the_page_says_whether_there_is_one(client, town):
    client.force_login(town.asha)
    assert "You have no calendar address." in text(client.get(PAGE))
    assert "You have no calendar address. Nothing was changed." in text(client.post(f"{PAGE}revoke/"))  # fmt: skip
    client.post(f"{PAGE}new/")
    page = text(client.get(PAGE))
    assert "You have an address, made on" in page
    assert "No calendar has read it yet." in page
    assert PAGE in text(client.get("/account/"))


def test_two_people_have_an_address_each(town):
    assert feed_actions.make_feed(by=town.asha) != feed_actions.make_feed(by=town.mo)
    assert Feed.objects.alive().count() == 2
