"""Whose a call-back is, who sees it, and what its caller is told."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from alongside.desk.access.models import User
from alongside.desk.contacts import callback_actions as actions
from alongside.desk.contacts.callback_models import CallBack
from alongside.desk.contacts.callback_people import people_for
from alongside.desk.messages.models import Message
from alongside.desk.people.adult_actions import add_adult, add_contact_point
from alongside.desk.people.models import Restriction
from alongside.desk.workforce.away_actions import arrange_cover, note_absence
from tests.desk.contacts.calling import TUESDAY, logged, london
from tests.desk.contacts.promising import number, owed, promised, seen, tried

FRIDAY = date(2026, 3, 6)


@pytest.fixture(autouse=True)
def ten(now_is):
    return now_is(london(10))


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


def test_its_page_says_to_whoever_covers_why_it_is_theirs(client, town):
    call_back = promised(town)
    client.force_login(town.asha)
    address = f"/contacts/call-backs/{call_back.pk}/"
    assert "you cover for them" not in client.get(address).content.decode()
    away = note_absence(by=town.mo, user=town.wes, kind="leave", first_on=TUESDAY, last_on=FRIDAY)  # fmt: skip
    arrange_cover(
        by=town.mo, absence=away, covering=town.asha, since=TUESDAY, until=None
    )
    shown = client.get(address).content.decode()
    assert f"{town.wes} is to ring, and you cover for them." in shown
    client.force_login(town.wes)
    assert "you cover for them" not in client.get(address).content.decode()


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
