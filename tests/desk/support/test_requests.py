"""Requests: asked from the list, taken on, held to a day, returned, done, declined."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.desk.messages.models import Message
from alongside.desk.support import request_actions as actions
from alongside.desk.support.models import SupportRequest, Task, TaskVersion, TimeNote
from alongside.desk.support.time_rows import part, rows_of, spent

TODAY = date(2026, 3, 10)
ASKED = {
    "task": "type-chronology", "own_words": "", "child": "900123",
    "due_on": "13 3 2026", "instructions": "The dates are marked in yellow.",
}  # fmt: skip


class Clock:
    today = TODAY


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda value=None, *_: _day(value))
    return Clock


def _day(value):
    return value.date() if value else Clock.today


@pytest.fixture
def asked(town):
    """What Wes asked of the North about Robin."""
    return made(town)


def made(town, **values):
    usual = {
        "by": town.wes, "team": town.north, "own_words": "", "child": town.robin,
        "task": Task.objects.get(code="type-chronology"), "due_on": date(2026, 3, 13),
        "instructions": "",
    }  # fmt: skip
    return actions.ask(**usual | values)


def in_words(town, words, **values):
    return made(town, task=None, own_words=words, **values)


def text(answer) -> str:
    return unescape(answer.content.decode())


def state(request) -> str:
    return SupportRequest.objects.get(pk=request.pk).state(Clock.today)


def test_a_worker_asks_and_an_officer_takes_it_on_and_does_it(client, town):
    client.force_login(town.wes)
    page = text(
        client.post(
            "/support/requests/ask/", ASKED | {"team": town.north.pk}, follow=True
        )
    )
    assert "is with North’s officers" in page and "Robin Hale" in page
    request = SupportRequest.objects.get()
    address = f"/support/requests/{request.pk}/"
    client.force_login(town.asha)
    listed = text(client.get("/support/requests/"))
    assert "Type up a chronology" in listed and "In 3 days" in listed
    client.post(f"{address}take-on/")
    assert state(request) == "taken"
    page = text(client.post(f"{address}done/", {"answer": "In the file."}, follow=True))
    assert "In the file." in page and state(request) == "done"
    note = TimeNote.objects.get()
    assert (note.minutes, note.came, note.of_key) == (60, "request", request.pk)
    told = Message.objects.get(to=town.wes)
    assert "is done" in told.subject
    assert "Robin" not in told.body + told.subject and "900123" not in told.body


def test_the_minutes_said_stand_in_place_of_the_usual(client, town, asked):
    client.force_login(town.asha)
    client.post(f"/support/requests/{asked.pk}/done/", {"minutes": "95"})
    assert TimeNote.objects.get().minutes == 95


def test_what_is_withdrawn_from_the_catalogue_can_still_be_finished(town, asked):
    TaskVersion.objects.filter(task=asked.task).update(until_on=date(2026, 3, 9))
    actions.finish_request(by=town.asha, request=asked, answer="")
    assert state(asked) == "done" and not TimeNote.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"task": ""}, "Choose what you ask for"),
        ({"task": "write-assessment"}, "Choose a task of the list, or"),
        ({"task": "else"}, "Enter what you ask for"),
        ({"own_words": "A lift"}, "Choose ‘Something else’ in the list, or leave"),
        ({"child": "900124"}, "No child you are shown has this name or id"),
        ({"child": "900125"}, "No child you are shown has this name or id"),
        ({"child": "Farrow"}, "No child you are shown has this name or id"),
        ({"due_on": "9 3 2026"}, "9 March 2026 has passed. Enter 10 March 2026 or"),
    ],
)
def test_a_request_is_refused_with_what_to_do(client, town, wrong, told):
    client.force_login(town.wes)
    page = text(
        client.post("/support/requests/ask/", ASKED | {"team": town.north.pk} | wrong)
    )
    assert told in page
    assert not SupportRequest.objects.exists()


def test_several_children_of_a_name_are_told_apart(client, town):
    town.robin.pk, town.robin.case_id = None, "900200"
    town.robin.save()
    town.robin.teams.add(town.north)
    client.force_login(town.wes)
    sent = ASKED | {"team": town.north.pk, "child": "Hale"}
    page = text(client.post("/support/requests/ask/", sent))
    assert "Several fit: Robin Hale, 900123; Robin Hale, 900200. Enter the id" in page


def test_an_open_duplicate_is_refused_with_the_one_that_stands(client, town, asked):
    client.force_login(town.mo)
    sent = ASKED | {"team": town.north.pk}
    page = text(client.post("/support/requests/ask/", sent))
    assert f"and is open as request {asked.pk}" in page
    assert f'href="/support/requests/{asked.pk}/"' in page
    actions.finish_request(by=town.asha, request=asked, answer="")
    sent |= {"shown": asked.pk}
    assert client.post("/support/requests/ask/", sent).status_code == 302


def test_another_child_or_none_is_no_duplicate(town, asked):
    other = made(town, child=None)
    with pytest.raises(ValidationError, match=f"open as request {other.pk}"):
        made(town, child=None)
    in_words(town, "A lift")
    in_words(town, "A lift")
    assert SupportRequest.objects.count() == 4


def test_the_database_itself_refuses_a_duplicate(town, asked):
    asked.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        asked.save(force_insert=True)


def test_a_child_of_another_team_is_asked_of_that_team(town):
    with pytest.raises(ValidationError, match="North does not hold this child"):
        made(town, child=town.skye)


@pytest.mark.parametrize("code", ["write-assessment", "handle-post"])
def test_only_what_officers_do_is_on_the_list(town, code):
    with pytest.raises(ValidationError, match="do not do this for North"):
        made(town, task=Task.objects.get(code=code))


def test_held_to_a_day_it_comes_back_by_itself(town, asked, clock):
    until = TODAY + timedelta(120)
    actions.hold_request(
        by=town.asha, request=asked, until=until, why="School is shut."
    )
    assert state(asked) == "held"
    clock.today = until - timedelta(1)
    assert state(asked) == "held"
    assert not SupportRequest.objects.to_do(clock.today).exists()
    clock.today = until
    assert state(asked) == "taken"
    assert SupportRequest.objects.to_do(clock.today).exists()
    clock.today = TODAY


@pytest.mark.parametrize("days", [-1, 0, 121])
def test_held_for_1_to_120_days_and_no_other(town, asked, days):
    with pytest.raises(ValidationError, match="held for 1 to 120 days"):
        actions.hold_request(
            by=town.asha, request=asked, until=TODAY + timedelta(days), why="It waits."
        )


def test_returned_it_waits_for_the_asker_who_says_more(client, town, asked):
    client.force_login(town.asha)
    address = f"/support/requests/{asked.pk}/"
    client.post(f"{address}return/", {"why": "Which dates of Robin’s?"})
    assert state(asked) == "returned"
    told = Message.objects.get(to=town.wes)
    assert "was returned" in told.subject and "Robin" not in told.body
    client.post(f"{address}done/", {"answer": "Done."})
    assert state(asked) == "returned"
    client.force_login(town.wes)
    page = text(client.get(f"{address}again/"))
    assert "Which dates of Robin’s?" in page
    client.post(f"{address}again/", {"instructions": "All of 2025."})
    assert state(asked) == "waiting"
    client.post(f"{address}withdraw/")
    assert state(asked) == "withdrawn"
    page = text(client.post(f"{address}withdraw/", follow=True))
    assert "This request was closed already" in page and ": withdrawn." in page


def test_only_whoever_asked_sends_it_again_or_withdraws(client, town, asked):
    client.force_login(town.mo)
    assert client.get(f"/support/requests/{asked.pk}/").status_code == 200
    assert client.post(f"/support/requests/{asked.pk}/withdraw/").status_code == 404
    assert state(asked) == "waiting"


def test_the_sentence_that_fits_the_words_stands_chosen(client, town):
    request = in_words(town, "Please write the assessment from my notes")
    client.force_login(town.asha)
    address = f"/support/requests/{request.pk}/decline/"
    page = text(client.get(address))
    assert page.index("<button disabled hidden>") < page.index("<button>Decline")
    written = TaskVersion.objects.get(task__code="write-assessment")
    chosen = f'value="{written.pk}" id="id_marked_as_'
    assert chosen in page and page.count(" checked") == 1
    assert "checked" in page[page.index(chosen) : page.index(chosen) + 80]
    client.post(address, {"marked_as": written.pk})
    request.refresh_from_db()
    assert (request.outcome, request.marked_as) == ("declined", written)
    told = Message.objects.get(to=town.wes)
    assert written.boundary in told.body and "my notes" not in told.body
    client.force_login(town.wes)
    assert written.boundary in text(client.get(f"/support/requests/{request.pk}/"))


@pytest.mark.parametrize(
    ("words", "code", "plain"),
    [
        ("Could you supervise the contact on Friday", "supervise-contact", True),
        ("make the statutory visit to the siblings", "statutory-visit", True),
        ("do a chronology from the file", "create-chronology", False),
        ("we need more toner", "order-stationery", False),
        ("cover reception please", "staff-reception", False),
        ("Type up the visit, I will write the rest", "statutory-visit", False),
        ("Book the room for the assessment meeting", "write-assessment", False),
        (
            "Type the minutes and write to the assessment team",
            "write-assessment",
            False,
        ),
        ("Arrange contact as decided, at the court", "decide-contact", False),
    ],
)
def test_what_is_meant_comes_first_and_is_chosen_only_where_it_is_plain(
    client, town, words, code, plain
):
    request = in_words(town, words)
    client.force_login(town.asha)
    page = text(client.get(f"/support/requests/{request.pk}/decline/"))
    version = TaskVersion.objects.get(task__code=code)
    start = page.index(f'value="{version.pk}" id="id_marked_as_')
    assert ("checked" in page[start : start + 80]) == plain
    assert page.count(" checked") == plain
    if words.startswith(("we need", "cover")):
        assert page.index('id="id_marked_as_') == page.index('id="id_marked_as_', start)


def test_nothing_is_chosen_where_nothing_fits(client, town):
    request = in_words(town, "Hm")
    client.force_login(town.asha)
    address = f"/support/requests/{request.pk}/decline/"
    assert " checked" not in text(client.get(address))
    assert "Choose whose work it is" in text(client.post(address, {"x": "1"}))


def test_what_is_done_this_once_is_closed_with_its_minutes(client, town):
    request = in_words(town, "Cover reception")
    desk = TaskVersion.objects.get(task__code="staff-reception")
    client.force_login(town.asha)
    address = f"/support/requests/{request.pk}/once/"
    page = text(
        client.post(address, {"marked_as": desk.pk, "minutes": "45"}, follow=True)
    )
    request.refresh_from_db()
    assert (request.outcome, request.marked_as) == ("once", desk)
    assert TimeNote.objects.get().minutes == 45
    assert request.taken_by == town.asha and "Nobody yet" not in page
    other = in_words(town, "Cover reception again")
    page = text(
        client.post(f"/support/requests/{other.pk}/once/", {"marked_as": desk.pk})
    )
    assert "Enter minutes it takes, if you do it this once" in page
    assert state(other) == "waiting" and TimeNote.objects.count() == 1


def test_what_is_done_this_once_is_time_outside_the_catalogue(town, asked):
    """Asha's day, by hand: a chronology typed, 60 minutes by reference; reception, 45, and
    an assessment, 15, each done once. Of 120 minutes 60 lie outside, half: 45 of them
    sideways, three quarters of an hour, and 15 upward, a quarter; two times in all."""
    actions.finish_request(by=town.asha, request=asked, answer="")
    for words, code, minutes in (
        ("Cover reception", "staff-reception", 45),
        ("Write it up", "write-assessment", 15),
    ):
        actions.do_once(
            by=town.asha, request=in_words(town, words), minutes=minutes,
            marked_as=TaskVersion.objects.get(task__code=code),
        )  # fmt: skip
    found = spent([part(rows_of(TimeNote.objects.all()), {})], {})
    assert (found.outside.outside, found.outside.noted) == (60, 120)
    assert (found.sideways, found.upward, found.times_outside) == (0.75, 0.25, 2)


def test_what_was_asked_in_free_words_is_counted_as_the_task_it_was(client, town):
    """Book transport takes 15 minutes by reference; said, they are those said."""
    lift = TaskVersion.objects.get(task__code="book-transport")
    client.force_login(town.asha)
    for told in (
        {"counted_as": lift.pk},
        {"counted_as": lift.pk, "minutes": "25"},
        {"answer": ""},
    ):
        request = in_words(town, "A lift to the dentist")
        client.post(f"/support/requests/{request.pk}/done/", told)
        assert state(request) == "done"
    noted = TimeNote.objects.order_by("pk").values_list("version", "minutes", "said")
    assert list(noted) == [(lift.pk, 15, False), (lift.pk, 25, True)]


def test_what_was_withdrawn_was_taken_on_by_nobody(client, town, asked):
    client.force_login(town.wes)
    address = f"/support/requests/{asked.pk}/"
    assert "Nobody yet" in text(client.get(address))
    page = text(client.post(f"{address}withdraw/", follow=True))
    assert "Nobody yet" not in page and "Wes Okafor" in page


def test_an_officers_own_task_is_not_declined_as_somebody_elses(client, town, asked):
    own = TaskVersion.objects.get(task__code="book-transport")
    client.force_login(town.asha)
    page = client.post(f"/support/requests/{asked.pk}/decline/", {"marked_as": own.pk})
    assert page.status_code == 200 and state(asked) == "waiting"
    with pytest.raises(ValidationError, match="Support officers do this"):
        actions.decline_request(by=town.asha, request=asked, marked_as=own)


def test_soonest_first_and_what_has_no_day_last(client, town, asked):
    made(town, child=None, due_on=None)
    late = in_words(town, "Something late", due_on=date(2026, 3, 1))
    found = SupportRequest.objects.visible_to(town.asha).soonest_first()
    assert [each.due_on for each in found] == [late.due_on, asked.due_on, None]
    client.force_login(town.asha)
    assert "9 days past" in text(client.get("/support/requests/"))


def test_askers_begin_with_their_own(client, town, asked):
    made(town, by=town.mo, child=None)
    client.force_login(town.wes)
    assert "1 request<" in text(client.get("/support/requests/"))
    assert "2 requests<" in text(client.get("/support/requests/?whose="))


def test_the_list_takes_the_same_questions_however_long(
    client, town, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(town.asha)
    for number in range(2):
        in_words(town, f"A lift, number {number}")
    client.get("/support/requests/")
    with django_assert_max_num_queries(15) as of_two:
        client.get("/support/requests/")
    for number in range(2, 20):
        in_words(town, f"A lift, number {number}")
    with django_assert_num_queries(len(of_two)):
        client.get("/support/requests/")
