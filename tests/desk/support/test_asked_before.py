"""A request like one that was asked lately is shown before it is sent; one may go on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.desk.support import request_actions as actions
from alongside.desk.support.likely import say_the_same
from alongside.desk.support.models import SupportRequest, Task
from tests.desk.support.test_requests import ASKED, in_words, made, text

ASK = "/support/requests/ask/"
WORDS = "Collect the birthday present from reception"
AGAIN = "Please collect a birthday present at the reception"
SHOWN = "Your request is not sent yet."


@pytest.fixture
def sends(client, town):
    """Send the form as Wes; the page that comes of it."""
    client.force_login(town.wes)

    def sends(**told) -> str:
        usual = {
            "team": town.north.pk,
            "task": "else",
            "own_words": AGAIN,
            "due_on": "",
        }
        return text(client.post(ASK, ASKED | usual | told, follow=True))

    return sends


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (WORDS, AGAIN, True),  # 4 words of 4 in both
        ("Book a taxi for school", "Book the taxi to school on Friday", True),  # 3 of 4
        ("Book a taxi for school", "Book an interpreter", False),  # 1 of 4
        ("Ring mum", "Ring dad", True),  # the others are too short: rather shown
        ("PRS 2", "prs 2", True),
    ],
)
def test_at_least_half_of_the_words_that_say_something(one, other, same):
    assert say_the_same(one, other) == same


def test_nearly_the_same_words_are_shown_and_sent_all_the_same(sends, town):
    first = in_words(town, WORDS)
    page = sends()
    assert SHOWN in page and f"Request {first.pk}: {WORDS}" in page
    assert SupportRequest.objects.get() == first
    assert "Send it all the same" in page and AGAIN in page
    assert SHOWN not in sends(shown=first.pk)
    assert SupportRequest.objects.count() == 2


def test_another_child_or_other_words_or_long_ago_is_not_alike(sends, town):
    old = in_words(town, WORDS, child=None)
    assert SHOWN not in sends(), "about no child, and not about Robin"
    assert SHOWN not in sends(own_words="Book an interpreter for Polish")
    SupportRequest.objects.exclude(pk=old.pk).delete()
    gone = in_words(town, WORDS)
    actions.finish_request(by=town.asha, request=gone, answer="")
    before = timezone.now() - timedelta(days=15)
    SupportRequest.objects.filter(pk=gone.pk).update(asked_at=before)
    assert SHOWN not in sends()


def test_the_task_that_was_done_lately_is_shown_and_one_that_the_words_name(
    sends, town
):
    done = made(town)
    actions.finish_request(by=town.asha, request=done, answer="")
    page = sends(task="type-chronology", own_words="")
    assert SHOWN in page and "Type up a chronology" in page
    assert f"Request {done.pk}" in sends(own_words="Type up the chronology")
    assert SupportRequest.objects.get() == done


def test_what_was_withdrawn_is_not_shown_and_the_very_same_is_refused(sends, town):
    actions.withdraw_request(by=town.wes, request=in_words(town, WORDS))
    assert SHOWN not in sends()
    made(town, task=Task.objects.get(code="type-chronology"))
    page = sends(task="type-chronology", own_words="")
    assert "This was asked already" in page and SHOWN not in page
