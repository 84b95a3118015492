"""How a body decides: members of the day, one vote each, a quorum, a tie that falls."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.decisions import actions, voting_actions
from alongside.desk.decisions.models import Body, BodyMember, Vote

TODAY = date(2026, 3, 10)
SINCE = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def group(town):
    """Sef, Sam, Mo and Wes sit on it; two of them beside the proposer must vote."""
    made = actions.add_body(
        by=town.hal, name="Steering group", kind="steering_group", quorum=2
    )
    for user in (town.sef, town.sam, town.mo, town.wes):
        voting_actions.add_member(by=town.hal, body=made, user=user, since=SINCE)
    return made


@pytest.fixture
def asked(town, group):
    """Something that Sef put before the group."""
    return actions.record_decision(
        by=town.sef, body=group, reference="Change 7", what="Add a task.",
        conditions="", state="awaited", decided_on=None,
    )  # fmt: skip


def vote(asked, *votes):
    for user, choice in votes:
        voting_actions.cast_vote(by=user, decision=asked, choice=choice, reason="So.")


def close(asked, by):
    return voting_actions.close_vote(by=by, decision=asked, on=TODAY)


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("choices", "state"),
    [
        ("for for", "decided"),
        ("for against", "refused"),  # a tie falls
        ("against against", "refused"),
        ("for abstain", "decided"),  # abstaining makes the quorum, and nothing else
        ("abstain abstain", "refused"),
        ("for for against", "decided"),
    ],
)
def test_what_a_vote_comes_to(town, asked, choices, state):
    voters = (town.sam, town.mo, town.wes)
    vote(asked, *zip(voters, choices.split(), strict=False))
    assert close(asked, town.sam).state == state
    asked.refresh_from_db()
    assert asked.decided_on == TODAY


def test_the_proposer_votes_and_makes_no_quorum(town, asked):
    vote(asked, (town.sef, "for"), (town.sam, "for"))
    with pytest.raises(ValidationError, match="1 of the 2 members needed have voted"):
        close(asked, town.sam)
    vote(asked, (town.mo, "against"))
    assert close(asked, town.sam).state == "decided"  # two for, one against


def test_the_proposer_does_not_close_the_vote(town, asked):
    vote(asked, (town.sam, "for"), (town.mo, "for"))
    with pytest.raises(ValidationError, match="Ask another member to close"):
        close(asked, town.sef)


def test_a_vote_is_changed_until_it_is_closed(town, asked):
    vote(asked, (town.sam, "for"), (town.sam, "against"), (town.mo, "abstain"))
    assert Vote.objects.filter(by=town.sam).count() == 1
    assert close(asked, town.mo).state == "refused"
    with pytest.raises(ValidationError, match="This was refused already"):
        vote(asked, (town.sam, "for"))
    with pytest.raises(ValidationError, match="This was refused already"):
        close(asked, town.mo)


def test_only_those_who_sit_there_today_vote_and_count(town, group, asked):
    with pytest.raises(ValidationError, match="Only members of Steering group"):
        vote(asked, (town.ben, "for"))
    vote(asked, (town.sam, "for"), (town.mo, "for"))
    left = BodyMember.objects.get(user=town.mo)
    voting_actions.end_member(by=town.hal, member=left, until=date(2026, 3, 9))
    with pytest.raises(ValidationError, match="1 of the 2 members"):
        close(asked, town.sam)
    with pytest.raises(ValidationError, match="Only members"):
        vote(asked, (town.mo, "against"))


def test_nobody_writes_down_an_outcome_past_the_vote(client, town, asked):
    client.force_login(town.hal)
    outcome = {"state": "decided", "decided_on": "9 3 2026"}
    page = text(client.post(f"/decisions/{asked.pk}/outcome/", outcome))
    assert "The members of Steering group vote on this here." in page
    asked.refresh_from_db()
    assert asked.state == "awaited"


def test_a_body_without_a_quorum_does_not_vote(town, group, asked):
    voting_actions.set_quorum(by=town.hal, body=group, quorum=None)
    with pytest.raises(ValidationError, match="does not vote here"):
        vote(asked, (town.sam, "for"))


def test_the_database_itself_refuses_a_second_vote(town, asked):
    said = {
        "decision": asked,
        "by": town.sam,
        "reason": "So.",
        "cast_at": timezone.now(),
    }
    Vote.objects.create(choice="for", **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(choice="against", **said)


def test_a_member_votes_and_closes_through_the_pages(client, town, asked):
    """Wes is a social worker: what else rests on decisions he does not see."""
    client.force_login(town.wes)
    other = actions.add_body(by=town.hal, name="Committee", kind="committee")
    hidden = actions.record_decision(
        by=town.hal, body=other, reference="Report 9", what="Posts.", conditions="",
        state="awaited", decided_on=None,
    )  # fmt: skip
    listed = text(client.get("/decisions/"))
    assert (
        "Change 7" in listed and "Report 9" not in listed and "Committee" not in listed
    )
    assert client.get(f"/decisions/{hidden.pk}/").status_code == 404
    assert client.get(f"/decisions/bodies/{other.pk}/").status_code == 404
    address = f"/decisions/{asked.pk}/"
    assert "Enter your reason" in text(
        client.post(f"{address}vote/", {"choice": "for"})
    )
    said = {"choice": "for", "reason": "Asked for twelve times a month."}
    page = text(client.post(f"{address}vote/", said, follow=True))
    assert "Your vote is kept" in page and "Asked for twelve times a month." in page
    assert "1 of them has voted" in page and f"{address}close/" not in page
    vote(asked, (town.mo, "for"))
    assert f"{address}close/" in text(client.get(address))
    asks = text(client.get(f"{address}close/"))
    assert "2 for, 0 against, 0 abstained" in asks and "Carried" in asks
    assert "Sam Whitlock, Sefton Price" in asks, "who has not voted yet"
    page = text(client.post(f"{address}close/", seen_in(asks), follow=True))
    assert "The vote is closed: decided." in page
    entry = AuditEntry.objects.get(action="make decision")
    assert (entry.detail["votes_for"], entry.detail["quorum"]) == (2, 2)


def seen_in(page: str) -> dict[str, str]:
    """The count that the page asked about, as its form sends it."""
    return {"seen": re.search(r'name="seen" value="([^"]*)"', page)[1]}


def test_a_vote_that_came_meanwhile_is_looked_at_before_it_is_closed(
    client, town, asked
):
    vote(asked, (town.sam, "for"), (town.mo, "for"))
    client.force_login(town.mo)
    address = f"/decisions/{asked.pk}/close/"
    asks = text(client.get(address))
    asked.refresh_from_db()
    assert asked.state == "awaited", "looking closes nothing"
    vote(asked, (town.wes, "against"), (town.sam, "against"))
    page = text(client.post(address, seen_in(asks)))
    asked.refresh_from_db()
    assert asked.state == "awaited"
    assert "Somebody has voted since you looked" in page
    assert "1 for, 2 against, 0 abstained" in page and "Refused: " in page
    client.post(address, seen_in(page))
    asked.refresh_from_db()
    assert asked.state == "refused"


def test_without_a_quorum_the_page_says_so_and_has_no_button(client, town, asked):
    vote(asked, (town.sam, "for"))
    client.force_login(town.sam)
    address = f"/decisions/{asked.pk}/close/"
    page = text(client.get(address))
    assert "1 of them has voted" in page and "Close the vote and decide" not in page
    page = text(client.post(address, {"seen": f"{town.sam.pk}-for"}))
    assert "1 of the 2 members needed have voted" in page


def test_who_is_no_member_is_told_or_shown_nothing(client, town, asked):
    client.force_login(town.asha)
    assert client.get(f"/decisions/{asked.pk}/").status_code == 403
    assert client.post(f"/decisions/{asked.pk}/vote/").status_code == 403
    client.force_login(town.ana)  # sees decisions, and sits on nothing
    assert client.get(f"/decisions/{asked.pk}/").status_code == 200
    assert client.get(f"/decisions/{asked.pk}/vote/").status_code == 404
    assert client.post(f"/decisions/{asked.pk}/close/").status_code == 404


def test_the_clerk_keeps_members_and_the_quorum(client, town, group):
    client.force_login(town.hal)
    address = f"/decisions/bodies/{group.pk}/"
    joins = {"user": town.asha.pk, "since": "1 3 2026"}
    assert "Asha Patel sits on" in text(
        client.post(f"{address}members/", joins, follow=True)
    )
    again = text(client.post(f"{address}members/", joins))
    assert "This person sits on this body already." in again
    alone = text(client.post(f"{address}quorum/", {"quorum": "1"}))
    assert "Nobody decides alone: enter 2 or more" in alone
    client.post(f"{address}quorum/", {"quorum": "3"})
    assert "3 of them, whoever proposed it not counted" in text(client.get(address))
    member = BodyMember.objects.get(user=town.asha)
    leaves = {"until": "28 2 2026"}
    page = text(client.post(f"/decisions/members/{member.pk}/end/", leaves))
    assert "Nobody leaves a body before they join it." in page
    client.post(f"/decisions/members/{member.pk}/end/", {"until": "9 3 2026"})
    assert "Asha Patel, 1 March 2026 to 9 March 2026" in text(client.get(address))


def test_a_decision_recorded_by_hand_still_is(client, town):
    """A body whose members do not vote here is as it was."""
    client.force_login(town.hal)
    client.post("/decisions/bodies/add/", {"name": "Committee", "kind": "committee"})
    said = {
        "body": Body.objects.get().pk, "reference": "R",
        "what": "Two posts.", "state": "awaited",
    }  # fmt: skip
    page = text(client.post("/decisions/add/", said, follow=True))
    assert "Say what was decided" in page and "Votes" not in page


def test_whoever_has_no_vote_is_shown_no_tab_for_votes(client, town, asked):
    for user, shown in ((town.sam, True), (town.hal, False)):
        client.force_login(user)
        page = text(client.get("/decisions/"))
        assert ("Waiting for your vote" in page) is shown
    voting_actions.set_quorum(by=town.hal, body=asked.body, quorum=None)
    client.force_login(town.sam)
    assert "Waiting for your vote" not in text(client.get("/decisions/"))
