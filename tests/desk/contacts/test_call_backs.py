"""Promises to ring back: made once, tried, moved, kept or not, and shown to whom."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.templatetags.times import near_day
from alongside.desk.contacts import callback_actions as actions
from alongside.desk.contacts.callback_models import Attempt, CallBack
from alongside.desk.contacts.callback_people import people_for
from alongside.desk.contacts.callback_times import offered, span_said, when_said
from alongside.desk.messages.models import Message
from alongside.desk.people.adult_actions import add_adult, add_contact_point
from alongside.desk.people.models import Restriction
from alongside.desk.workforce.away_actions import arrange_cover, note_absence
from tests.desk.contacts.calling import TUESDAY, logged, london

FRIDAY = date(2026, 3, 6)
State = CallBack.State


@pytest.fixture(autouse=True)
def ten(now_is):
    return now_is(london(10))


def promised(town, by_when=None, contact=None, to=None, **told) -> CallBack:
    contact = contact or logged(town.asha, "meeting", child=town.robin, **told)
    return actions.promise_call_back(
        by=town.asha, contact=contact, to=to or town.wes, by_when=by_when or london(15),
        channel="phone", about="The time of the meeting",
    )  # fmt: skip


def tried(by, call_back, outcome="no_answer") -> Attempt:
    return actions.note_attempt(by=by, call_back=call_back, outcome=outcome)


def number(town, **safe):
    adult = add_adult(by=town.asha, name="Jean Hale", kind="family")
    point = add_contact_point(by=town.asha, adult=adult, value="07700 900123", **safe)
    return {"adult": adult, "point": point, "caller_kind": "family", "caller_said": ""}


def seen(user) -> list[CallBack]:
    return list(CallBack.objects.visible_to(user))


def owed(user) -> list[CallBack]:
    return list(CallBack.objects.visible_to(user).owed_by(user).open())


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
        with pytest.raises(ValidationError, match="safe to ring from 12:00 until"):
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


# Whose, and who sees it.


def test_it_is_promised_for_those_who_are_shown_the_child(town):
    found = set(people_for(town.robin, None, town.asha, london(10)))
    assert found == {town.asha, town.mo, town.wes, town.sef}
    with pytest.raises(ValidationError, match="is not shown this child"):
        promised(town, to=town.ben)


def test_not_for_somebody_away_unless_somebody_covers(town):
    away = note_absence(by=town.mo, user=town.wes, kind="leave", first_on=TUESDAY, last_on=FRIDAY)  # fmt: skip
    with pytest.raises(ValidationError, match="is away then, and nobody covers"):
        promised(town)
    arrange_cover(by=town.mo, absence=away, covering=town.mo, since=TUESDAY, until=None)
    assert promised(town).to == town.wes


def test_cover_takes_it_over_and_cover_of_cover_too(town):
    call_back = promised(town)
    away = note_absence(by=town.mo, user=town.wes, kind="leave", first_on=TUESDAY, last_on=FRIDAY)  # fmt: skip
    arrange_cover(
        by=town.mo, absence=away, covering=town.ben, since=TUESDAY, until=None
    )
    assert owed(town.ben) == [call_back]
    gone = note_absence(by=town.sam, user=town.ben, kind="leave", first_on=TUESDAY, last_on=FRIDAY)  # fmt: skip
    arrange_cover(
        by=town.sam, absence=gone, covering=town.sef, since=TUESDAY, until=None
    )
    assert owed(town.sef) == [call_back]
    attempt = tried(town.sef, call_back, "through")
    assert attempt.in_name_of == town.wes
    listed = CallBack.objects.visible_to(town.wes).tried_in_name_of(town.wes, london(0))
    assert list(listed) == [attempt]


def test_a_manager_who_rings_does_it_in_their_own_name(town):
    assert tried(town.mo, promised(town)).in_name_of is None


def test_the_teams_see_it_and_others_do_not(town):
    call_back = promised(town)
    for user in (town.asha, town.sef, town.wes, town.mo, town.sam):
        assert seen(user) == [call_back], user
    for user in (town.ben, town.ana, town.hal, town.adi):
        assert seen(user) == [], user


def test_about_nobody_known_whoever_promised_sees_it(town):
    call_back = promised(town, contact=logged(town.ben, "meeting"), to=town.wes)
    assert seen(town.wes) == seen(town.ben) == [call_back]
    assert seen(town.asha) == seen(town.mo) == []


def test_of_a_restricted_child_it_is_gone_from_every_list(town):
    call_back = promised(town)
    restriction = Restriction.objects.create(child=town.robin, reason="x", by=town.sam)
    restriction.need_to_know.create(user=town.mo)
    for user in (town.asha, town.sef, town.wes, town.sam):
        assert seen(user) == owed(user) == [], user
    assert seen(town.mo) == [call_back]


# Told to the caller.


def test_a_caller_is_told_only_where_that_is_known_to_be_safe(town):
    for safe in ("unknown", "no"):
        call_back = promised(town, **number(town, safe_to_text=safe))
        with pytest.raises(ValidationError, match="Nothing can be sent"):
            actions.tell_caller(by=town.wes, call_back=call_back, template="call_back_promised")  # fmt: skip
    with pytest.raises(ValidationError, match="Nothing can be sent. No number is kept"):
        actions.tell_caller(by=town.wes, call_back=promised(town), template="call_back_promised")  # fmt: skip
    assert not Message.objects.exists()


def test_what_a_caller_is_told_tells_no_case(town):
    call_back = promised(town, **number(town, safe_to_text="yes"))
    sent = actions.tell_caller(by=town.wes, call_back=call_back, template="call_back_promised")  # fmt: skip
    again = actions.tell_caller(by=town.wes, call_back=call_back, template="call_back_promised")  # fmt: skip
    assert sent == again and sent.number == "+447700900123"
    assert "Tuesday 3 March at about 3:00pm" in sent.body
    assert call_back.contact.reference in sent.body
    for secret in ("Robin", "Hale", "Jean", "meeting", "North", "900123 "):
        assert secret not in sent.body + sent.subject
    with pytest.raises(ValidationError, match="Choose which message"):
        actions.tell_caller(by=town.wes, call_back=call_back, template="concern_handed")


def test_somebody_who_left_is_said_to_have_lost_sight_of_it(town):
    from alongside.desk.contacts.callback_people import who_lost_sight

    call_back = promised(town)
    assert who_lost_sight([call_back]) == set()
    User.objects.filter(pk=town.wes.pk).update(is_active=False)
    call_back.to.refresh_from_db()
    assert who_lost_sight([call_back]) == {call_back.pk}


def test_a_known_caller_is_rung_on_the_number_held_of_them(town):
    """The one that worked last; by e-mail the address; of a caller not known, none."""
    adult = add_adult(by=town.asha, name="Ada Finch", kind="family")
    first, second, address = (
        add_contact_point(by=town.asha, adult=adult, channel=channel, value=value)
        for channel, value in (("phone", "0113 496 0001"), ("phone", "0113 496 0002"), ("email", "ada@example.org"))
    )  # fmt: skip
    second.worked_at = london(9)
    second.save()
    for channel, point in (("phone", second), ("email", address)):
        contact = logged(town.asha, "meeting" if channel == "phone" else "document", adult=adult, caller_said="")  # fmt: skip
        made = actions.promise_call_back(
            by=town.asha, contact=contact, to=town.asha, by_when=london(15), channel=channel,
            about="x",
        )  # fmt: skip
        assert made.point == point
    assert promised(town).point is None
    assert first.pk
