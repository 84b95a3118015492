"""The pages of requests, proposals and votes as they are on a desk and on a phone."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from alongside.desk.decisions import actions as decisions
from alongside.desk.decisions import voting_actions
from alongside.desk.support import request_actions
from alongside.desk.support.models import Task
from alongside.desk.support.proposal_actions import propose
from tests.journeys.looking import wrong_at_any_width

pytestmark = pytest.mark.browser
SINCE = date(2026, 1, 5)


@pytest.fixture
def keys(town):
    """A request in the North, and a proposal before a group on which Sam sits."""
    group = decisions.add_body(
        by=town.hal, name="Steering group", kind="steering_group", quorum=2
    )
    for user in (town.sam, town.hal):
        voting_actions.add_member(by=town.hal, body=group, user=user, since=SINCE)
    task = Task.objects.get(code="type-chronology")
    proposal = propose(
        by=town.sef, body=group, what="withdraw", task=task, why="Nobody asks for it.",
        effective_on=timezone.localdate(), name="Type up a chronology",
    )  # fmt: skip
    request = request_actions.ask(
        by=town.wes, team=town.north, task=None, own_words="Cover reception",
        child=town.robin, due_on=None, instructions="",
    )  # fmt: skip
    return {
        "body": group.pk, "decision": proposal.decision_id, "request": request.pk,
        "proposal": proposal.pk, "member": group.members.first().pk,
    }  # fmt: skip


LOOKED_AT = {
    "asha": [
        "/support/requests/{request}/", "/support/requests/{request}/hold/",
        "/support/requests/{request}/return/", "/support/requests/{request}/done/",
        "/support/requests/{request}/decline/",
    ],
    "sam": [
        "/support/proposals/add/", "/support/proposals/{proposal}/",
        "/support/catalogue/book-transport/change/",
        "/support/catalogue/book-transport/withdraw/", "/decisions/{decision}/",
        "/decisions/{decision}/vote/", "/support/requests/counts/",
    ],
    "hal": [
        "/decisions/bodies/{body}/", "/decisions/bodies/{body}/members/",
        "/decisions/bodies/{body}/quorum/", "/decisions/members/{member}/end/",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", LOOKED_AT)
def test_nothing_is_wrong_at_any_width(page, sign_in, town, keys, name):
    sign_in(getattr(town, name))
    for address in LOOKED_AT[name]:
        assert page.goto(address.format(**keys)).status == 200
        assert wrong_at_any_width(page) == []
