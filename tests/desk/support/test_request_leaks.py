"""Nothing of a request about a child out of reach: not in lists, counts, files, messages."""

from __future__ import annotations

from datetime import date
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import AuditEntry
from alongside.desk.access.trail import TELLS
from alongside.desk.messages.models import Message
from alongside.desk.people.actions import restrict_record
from alongside.desk.support import request_actions as actions
from alongside.desk.support.models import SupportRequest, Task
from alongside.desk.support.request_rows import counts
from alongside.desk.workforce.models import Absence, Cover

WORDS = "Fetch Jo from the pool"


@pytest.fixture
def hidden(town):
    """A request of the North about Jo, whose record is kept from all but Sam."""
    return asked(town, town.north, town.hidden)


@pytest.fixture
def other(town):
    """A request of the South about Skye."""
    return asked(town, town.south, town.skye)


def asked(town, team, child):
    return SupportRequest.objects.create(
        team=team, child=child, own_words=WORDS, asked_by=town.mo,
        asked_at=timezone.now(), instructions="About Jo Farrow and Skye Marsh",
    )  # fmt: skip


def text(answer) -> str:
    return unescape(answer.content.decode())


PEOPLE = ("asha", "sef", "wes", "mo")


@pytest.mark.parametrize("name", PEOPLE)
def test_lists_counts_and_pages(client, town, hidden, other, name):
    client.force_login(getattr(town, name))
    page = text(client.get("/support/requests/?whose=&state=all"))
    assert WORDS not in page and "Open (0)" in page and "Waiting (0)" in page
    for request in (hidden, other):
        answer = client.get(f"/support/requests/{request.pk}/")
        assert answer.status_code == 404 and WORDS not in text(answer)
    begins = text(client.get("/support/"))
    assert "1 to do" not in begins and "1 of yours" not in begins


@pytest.mark.parametrize("name", ["asha", "sef", "mo"])
def test_the_file_taken_away(client, town, hidden, other, name):
    client.force_login(getattr(town, name))
    answer = client.get("/support/requests/export/?state=all&whose=")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    told = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "0 requests" in told[0]
    assert not any("Farrow" in cell or "Marsh" in cell for cell in told)


def test_what_is_counted_by_state(town, hidden, other):
    today = date(2026, 3, 10)
    for name in PEOPLE:
        seen = SupportRequest.objects.visible_to(getattr(town, name))
        assert {number for _, _, number in counts(seen, today)} == {0}


def test_whoever_may_know_sees_it(town, hidden):
    assert SupportRequest.objects.visible_to(town.sam).get() == hidden


def test_who_covers_today_sees_what_those_away_would(town):
    """Ben of the South covers for Asha: the North's requests are his, and Jo's are not."""
    today = timezone.localdate()
    away = Absence.objects.create(
        user=town.asha, kind="leave", first_on=today, noted_by=town.sam
    )
    mine = asked(town, town.north, town.robin)
    asked(town, town.north, town.hidden)
    assert not SupportRequest.objects.visible_to(town.ben).exists()
    Cover.objects.create(absence=away, by=town.ben, since=today, arranged_by=town.sam)
    assert SupportRequest.objects.visible_to(town.ben).get() == mine


def test_a_duplicate_tells_nothing_of_a_child_out_of_reach(client, town):
    """Wes cannot find out by asking that something stands for a child kept from him."""
    SupportRequest.objects.create(
        team=town.north, child=town.hidden, task=Task.objects.get(code="book-transport"),
        asked_by=town.mo, asked_at=timezone.now(),
    )  # fmt: skip
    client.force_login(town.wes)
    sent = {"team": town.north.pk, "task": "book-transport", "child": "900125"}
    page = text(client.post("/support/requests/ask/", sent))
    assert "No child you are shown has this name or id" in page
    assert "asked already" not in page and "It stands as" not in page


def test_restricted_later_it_is_gone_for_those_kept_out(client, town):
    request = actions.ask(
        by=town.wes, team=town.north, task=Task.objects.get(code="book-transport"),
        own_words="", child=town.robin, due_on=None, instructions="",
    )  # fmt: skip
    restrict_record(
        by=town.sam, child=town.robin, reason="A relative.", people=[town.mo]
    )
    for name in ("asha", "wes"):
        client.force_login(getattr(town, name))
        assert client.get(f"/support/requests/{request.pk}/").status_code == 404
    client.force_login(town.asha)
    assert client.post(f"/support/requests/{request.pk}/done/").status_code == 404
    request.refresh_from_db()
    assert request.outcome == ""
    client.force_login(town.mo)
    page = text(client.get(f"/support/requests/{request.pk}/"))
    assert "Robin Hale" in page and "Restricted record" in page


def test_a_message_and_the_trail_hold_no_words_and_no_names(client, town):
    request = SupportRequest.objects.create(
        team=town.north, child=town.robin, own_words="Collect Robin Hale", asked_by=town.wes,
        asked_at=timezone.now(), instructions="Robin waits at the pool",
    )  # fmt: skip
    client.force_login(town.asha)
    client.post(
        f"/support/requests/{request.pk}/return/", {"why": "Which pool, Robin’s?"}
    )
    message = Message.objects.get()
    assert "Robin" not in f"{message.subject} {message.body} {message.key}"
    said = str(list(AuditEntry.objects.values_list("detail", flat=True)))
    assert "Robin" not in said and "pool" not in said


def test_the_trail_names_no_restricted_child(town, hidden):
    with transaction.atomic():
        record(by=town.mo, action="take on request", subject=hidden)
    told = TELLS["support.SupportRequest"](town.adi, {str(hidden.pk)})
    assert told == {str(hidden.pk): "A restricted record"}
    told = TELLS["support.SupportRequest"](town.sam, {str(hidden.pk)})
    assert "about child 900125" in told[str(hidden.pk)]
