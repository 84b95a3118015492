"""Promises to ring back: made once, tried, moved, kept or not, and shown to whom."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alongside.desk.access.models import AuditEntry
from alongside.desk.access.templatetags.times import near_day
from alongside.desk.contacts import callback_actions as actions
from alongside.desk.contacts.callback_models import CallBack
from alongside.desk.contacts.callback_times import offered, span_said, when_said
from tests.desk.contacts.calling import logged, london
from tests.desk.contacts.promising import number, owed, promised, tried

FRIDAY = date(2026, 3, 6)
State = CallBack.State


@pytest.fixture(autouse=True)
def ten(now_is):
    return now_is(london(10))


# By when.


@pytest.mark.parametrize(("now", "words"), [
    (london(10), ["Within the hour, by 11:00am", "Today by closing, at 5:00pm", "Tomorrow morning, Wednesday 4 March, by noon"]),
    (london(16), ["Within the hour, by 5:00pm", "Today by closing, at 5:00pm", "Tomorrow morning, Wednesday 4 March, by noon"]),
    (london(16, 1), ["Today by closing, at 5:00pm", "Tomorrow morning, Wednesday 4 March, by noon"]),
    (london(17), ["Tomorrow morning, Wednesday 4 March, by noon"]),
    (london(7), ["Today by closing, at 5:00pm", "Tomorrow morning, Wednesday 4 March, by noon"]),
    (london(16, 30, FRIDAY), ["Today by closing, at 5:00pm", "In the morning, Monday 9 March, by noon"]),
    (london(9, 0, date(2026, 4, 3)), ["In the morning, Tuesday 7 April, by noon"]),
    (london(16, 30, date(2026, 12, 24)), ["Today by closing, at 5:00pm", "In the morning, Tuesday 29 December, by noon"]),
    (london(16, 30, date(2026, 3, 27)), ["Today by closing, at 5:00pm", "In the morning, Monday 30 March, by noon"]),
])  # fmt: skip
def test_times_are_offered_at_which_somebody_is_there(db, now, words):
    assert [each.words for each in offered(now)] == words


def test_noon_is_londons_noon_after_the_clocks_went_forward(db):
    [_, morning] = offered(london(16, 30, date(2026, 3, 27)))
    assert morning.moment == london(12, 0, date(2026, 3, 30))
    assert morning.moment.isoformat() == "2026-03-30T11:00:00+00:00"


@pytest.mark.parametrize(("minutes", "words"), [
    (0, "less than a minute"), (1, "1 minute"), (61, "1 hour 1 minute"),
    (120, "2 hours"), (1440, "1 day"), (3000, "2 days"),
])  # fmt: skip
def test_how_long_is_said_in_words(minutes, words):
    assert span_said(timedelta(minutes=minutes)) == words


def test_a_moment_is_said_as_people_do():
    now = london(10)
    assert when_said(london(15), now) == "3:00pm today"
    assert when_said(london(12, 0, date(2026, 3, 4)), now) == "noon tomorrow"
    assert when_said(london(9, 5, FRIDAY), now) == "9:05am on Friday 6 March"
    next_year = london(9, 5, date(2027, 1, 4))
    assert when_said(next_year, now) == "9:05am on Monday 4 January 2027"
    assert near_day(next_year, "j F") == "4 January 2027"
    assert near_day(FRIDAY) == "Friday 6 March"


def test_no_time_that_passed_and_none_beyond_a_month(town):
    with pytest.raises(ValidationError, match="10:00am today has passed"):
        promised(town, london(10))
    with pytest.raises(ValidationError, match="within 30 days"):
        promised(town, london(10, 1, date(2026, 4, 2)))


@pytest.mark.parametrize(("at", "refused"), [
    ((11, 59), True), ((12, 0), False), ((14, 0), False), ((14, 1), True),
])  # fmt: skip
def test_no_time_at_which_the_number_is_not_safe_to_ring(town, at, refused):
    hours = {"ring_from": time(12), "ring_until": time(14)}
    known = number(town, safe_to_ring="yes", **hours)
    if not refused:
        made = promised(town, london(*at), **known)
        with pytest.raises(ValidationError, match="safe to ring from midday until"):
            actions.move_call_back(
                by=town.asha,
                call_back=made,
                to=town.wes,
                by_when=london(16),
                why="Later",
            )
        return
    with pytest.raises(ValidationError, match="within those hours"):
        promised(town, london(*at), **known)
    assert not CallBack.objects.exists()


# Kept, or not.


@pytest.mark.parametrize(("at", "state"), [
    ((14, 59), State.KEPT), ((15, 0), State.KEPT), ((15, 1), State.KEPT_LATE),
])  # fmt: skip
def test_kept_up_to_its_very_minute(town, now_is, at, state):
    call_back = promised(town)
    now_is(london(*at) + timedelta(seconds=59))
    tried(town.wes, call_back, "through")
    call_back.refresh_from_db()
    assert call_back.state(london(18)) == state
    in_time = CallBack.objects.kept_in_time().exists()
    assert in_time == (state == State.KEPT), "The count and the page agree."


def test_missed_from_the_minute_after(town):
    call_back = promised(town)
    assert call_back.state(london(15)) == State.DUE
    assert not CallBack.objects.missed(london(15)).exists()
    assert call_back.state(london(15, 1)) == State.MISSED
    assert CallBack.objects.missed(london(15, 1)).get() == call_back


def test_attempts_that_fail_leave_it_open_and_are_counted(town):
    call_back = promised(town)
    tried(town.wes, call_back)
    tried(town.wes, call_back, "wrong_number")
    assert CallBack.objects.with_tries().get().tried == 2
    assert owed(town.wes) == [call_back]
    tried(town.wes, call_back, "through")
    assert CallBack.objects.with_tries().get().tried == 2
    assert owed(town.wes) == []


def test_the_second_who_rings_is_told_that_it_is_kept(town):
    call_back = promised(town)
    tried(town.wes, call_back, "through")
    with pytest.raises(ValidationError, match="Wes Okafor got through already, at 10:00am today"):  # fmt: skip
        tried(town.asha, call_back)


def test_a_message_is_left_only_where_that_is_known_to_be_safe(town):
    for safe, allowed in (("unknown", False), ("no", False), ("yes", True)):
        call_back = promised(town, **number(town, safe_to_voicemail=safe))
        if allowed:
            assert tried(town.wes, call_back, "left_message").pk
        else:
            with pytest.raises(ValidationError, match="Nobody has said that a message"):
                tried(town.wes, call_back, "left_message")
        call_back.contact.child = None  # so that the next is another matter
        call_back.contact.save()


def test_what_an_attempt_tells_of_the_number_is_noted(town):
    known = number(town)
    call_back = promised(town, **known)
    tried(town.wes, call_back)
    known["point"].refresh_from_db()
    assert known["point"].failed_at is known["point"].worked_at is None
    tried(town.wes, call_back, "wrong_number")
    known["point"].refresh_from_db()
    assert known["point"].failed_last
    tried(town.wes, call_back, "through")
    known["point"].refresh_from_db()
    assert known["point"].worked_at == london(10)


def test_given_up_only_after_an_attempt_and_with_a_reason(town):
    call_back = promised(town)
    with pytest.raises(ValidationError, match="Nobody has tried to ring yet"):
        actions.give_up_call_back(
            by=town.wes, call_back=call_back, why="Reached by post"
        )
    tried(town.wes, call_back)
    with pytest.raises(ValidationError, match="Say why"):
        actions.give_up_call_back(by=town.wes, call_back=call_back, why=" ")
    given = actions.give_up_call_back(by=town.wes, call_back=call_back, why="By post")
    assert given.state(london(18)) == State.GIVEN_UP
    assert owed(town.wes) == [] and not CallBack.objects.kept().exists()


def test_the_database_refuses_what_is_kept_and_given_up(town):
    call_back = promised(town)
    tried(town.wes, call_back, "through")
    with pytest.raises(IntegrityError), transaction.atomic():
        CallBack.objects.update(
            given_up_at=london(11), given_up_by=town.wes, given_up_why="x"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        CallBack.objects.update(judged_by=london(16))


# Moved.


def test_moved_in_time_the_new_time_counts(town, now_is):
    call_back = promised(town)
    actions.move_call_back(
        by=town.wes, call_back=call_back, to=town.mo, by_when=london(16), why="In court"
    )
    now_is(london(15, 30))
    tried(town.mo, call_back, "through")
    call_back.refresh_from_db()
    assert call_back.state(london(18)) == State.KEPT


def test_moved_once_missed_it_stays_missed(town, now_is):
    call_back = promised(town)
    now_is(london(15, 1))
    moved = actions.move_call_back(
        by=town.mo, call_back=call_back, to=town.wes, by_when=london(16), why="Forgot"
    )
    assert moved.state(london(15, 30)) == State.DUE
    now_is(london(15, 30))
    tried(town.wes, call_back, "through")
    call_back.refresh_from_db()
    assert call_back.state(london(18)) == State.KEPT_LATE
    assert not CallBack.objects.kept_in_time().exists()


def test_a_missed_one_goes_to_another_person_at_its_old_time(town, now_is):
    call_back = promised(town)
    now_is(london(16))
    actions.move_call_back(
        by=town.mo, call_back=call_back, to=town.mo, by_when=london(15), why="Off sick"
    )
    assert owed(town.mo) == [call_back] and owed(town.wes) == []


def test_nothing_changed_is_no_move_and_a_reason_is_asked(town):
    call_back = promised(town)
    with pytest.raises(ValidationError, match="Nothing would change"):
        actions.move_call_back(
            by=town.mo, call_back=call_back, to=town.wes, by_when=london(15), why="x"
        )
    with pytest.raises(ValidationError):
        actions.move_call_back(
            by=town.mo, call_back=call_back, to=town.mo, by_when=london(15), why=""
        )


# Asked twice.


def test_the_same_caller_and_matter_is_promised_once(town):
    known = number(town)
    call_back = promised(town, **known)
    again = promised(town, london(16), **known)
    assert again == call_back and again.by_when == london(15)
    assert call_back.asked_again.count() == CallBack.objects.count() == 1


def test_another_caller_topic_or_child_is_another_promise(town):
    known, first = number(town), promised(town, **number(town))
    other_topic = logged(town.asha, "document", child=town.robin, **known)
    assert promised(town, contact=other_topic) != first
    assert promised(town, caller_said="Grandfather") != first
    assert promised(town, caller_said="Grandmother") != first
    assert CallBack.objects.count() == 4
    assert promised(town, caller_said="GRANDMOTHER").asked_again.count() == 1


def test_once_kept_a_new_promise_is_made(town):
    call_back = promised(town)
    tried(town.wes, call_back, "through")
    assert promised(town) != call_back


def test_a_form_sent_again_promises_once(town):
    contact = logged(town.asha, "meeting", child=town.robin)
    assert promised(town, contact=contact) == promised(town, contact=contact)
    assert AuditEntry.objects.filter(action="promise call-back").count() == 1
