"""Today's cards of what is asked of a person."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.utils import timezone

from alongside.desk.decisions import actions as decisions
from alongside.desk.decisions import voting_actions
from alongside.desk.support.models import SupportRequest, Task
from alongside.desk.today.asked import asked_of

TODAY = date(2026, 3, 10)


@pytest.fixture
def requests(town):
    """To do about Robin, and late; held; returned to Wes; kept from all but Sam."""
    codes = ("book-transport", "type-chronology", "book-medical", "book-interpreter")
    more = (
        {"child": town.robin, "due_on": date(2026, 3, 9)},
        {"child": town.robin, "held_until": date(2026, 3, 11)},
        {"child": town.robin, "returned_at": timezone.now()},
        {"child": town.hidden},
    )
    for code, said in zip(codes, more, strict=True):
        SupportRequest.objects.create(
            team=town.north, task=Task.objects.get(code=code), asked_by=town.wes,
            asked_at=timezone.now(), **said,
        )  # fmt: skip


def told(user):
    return [(card.label, card.count, card.late) for card in asked_of(user, TODAY)]


def test_an_officer_reads_what_is_to_do_and_an_asker_what_came_back(town, requests):
    assert told(town.asha) == [("Requests to do", 1, 1)]
    assert told(town.wes) == [("Requests returned to you", 1, 0)]
    assert told(town.mo) == told(town.hal) == []
    assert told(town.ben) == [("Requests to do", 0, 0)]


def test_it_stands_on_today(client, town, requests):
    client.force_login(town.asha)
    page = unescape(client.get("/").content.decode())
    assert "Requests to do" in page and "Requests returned" not in page


def test_a_vote_is_asked_until_it_is_given(town):
    group = decisions.add_body(
        by=town.hal, name="Group", kind="steering_group", quorum=2
    )
    asked = decisions.record_decision(
        by=town.sef, body=group, reference="Change 1", what="So.", conditions="",
        state="awaited", decided_on=None,
    )  # fmt: skip
    assert told(town.hal) == []
    voting_actions.add_member(
        by=town.hal, body=group, user=town.hal, since=date(2026, 1, 5)
    )
    assert told(town.hal) == [("Votes asked of you", 1, 0)]
    voting_actions.cast_vote(
        by=town.hal, decision=asked, choice="abstain", reason="New here."
    )
    assert told(town.hal) == []


def test_the_votes_asked_lead_to_those_decisions_and_no_others(client, town):
    group = decisions.add_body(
        by=town.hal, name="Group", kind="steering_group", quorum=2
    )
    for reference in ("Change 1", "Change 2"):
        asked = decisions.record_decision(
            by=town.sef, body=group, reference=reference, what="So.", conditions="",
            state="awaited", decided_on=None,
        )  # fmt: skip
    voting_actions.add_member(
        by=town.hal, body=group, user=town.hal, since=date(2026, 1, 5)
    )
    voting_actions.cast_vote(by=town.hal, decision=asked, choice="for", reason="Good.")
    client.force_login(town.hal)
    (card,) = asked_of(town.hal, TODAY)
    page = unescape(client.get(card.url).content.decode())
    assert card.count == 1 and "1 decision, waiting for your vote" in page
    assert "Change 1" in page and "Change 2" not in page
    every = client.get("/decisions/").content.decode()
    assert "Change 1" in every and "Change 2" in every
