"""Call-backs through the pages: promised, answered in two presses, moved, kept when signed out."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.desk.contacts import callback_actions as actions
from alongside.desk.contacts.models import CallBack
from alongside.desk.messages.models import Message
from alongside.desk.people.models import NeedToKnow
from tests.desk.contacts.calling import logged, london
from tests.desk.contacts.promising import number, promised, tried

LIST = "/contacts/call-backs/"
NUMBER = {"number": "01632 960 123"}


@pytest.fixture(autouse=True)
def ten(now_is):
    return now_is(london(10))


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_promised_on_the_page_by_a_time_that_is_offered(client, town):
    contact = logged(town.asha, "meeting", child=town.robin)
    client.force_login(town.asha)
    page = text(client.get(f"{LIST}of/{contact.pk}/"))
    assert "Today by closing, at 5:00pm" in page and "Ben Carter" not in page
    assert "(optional)" not in page, (
        "a day and a number are asked for by what is chosen"
    )
    said = {"to": town.wes.pk, "preset": "today", "channel": "phone", "about": "Time"} | NUMBER  # fmt: skip
    done = client.post(f"{LIST}of/{contact.pk}/", said, follow=True)
    assert "Wes Okafor is to ring by 5:00pm today" in text(done)
    assert CallBack.objects.get().by_when == london(17)


def test_a_day_and_a_time_are_asked_for_where_they_are_chosen(client, town):
    contact = logged(town.asha, "meeting", child=town.robin)
    client.force_login(town.asha)
    said = {"to": town.wes.pk, "preset": "at", "channel": "phone", "about": "Time"} | NUMBER  # fmt: skip
    page = text(client.post(f"{LIST}of/{contact.pk}/", said))
    assert "Enter the day" in page and "Enter the time" in page
    page = text(client.post(f"{LIST}of/{contact.pk}/", said | {"day": "6 3 2026", "time": "half two"}))  # fmt: skip
    assert "Enter a time, like 2:30pm" in page
    page = text(client.post(f"{LIST}of/{contact.pk}/", said | {"day": "6 3 2026", "time": "2:30"}))  # fmt: skip
    assert "2:30 is at night. For the afternoon enter 2:30pm" in page
    client.post(f"{LIST}of/{contact.pk}/", said | {"day": "6 3 2026", "time": "2.30pm"})
    assert CallBack.objects.get().by_when == london(14, 30, london(0).date().replace(day=6))  # fmt: skip


def test_the_list_is_soonest_first_and_says_what_is_missed_in_words(client, town, now_is):  # fmt: skip
    promised(town, london(15), caller_said="Second")
    promised(town, london(11), caller_said="First")
    client.force_login(town.wes)
    now_is(london(11, 20))
    client.force_login(town.wes)
    page = text(client.get(LIST))
    assert page.index("First") < page.index("Second")
    assert "Missed by 20 minutes" in page and "Due in 3 hours 40 minutes" in page


def test_a_manager_sees_what_was_missed_in_the_team(client, town, now_is):
    promised(town, london(11), caller_said="A neighbour")
    now_is(london(11, 20))
    client.force_login(town.mo)
    assert "A neighbour" not in text(client.get(LIST))
    assert "A neighbour" in text(client.get(f"{LIST}?show=missed"))
    client.force_login(town.ben)
    assert "A neighbour" not in text(client.get(f"{LIST}?show=missed"))


def test_answered_with_one_press_on_its_page(client, town):
    call_back = promised(town)
    client.force_login(town.wes)
    page = text(client.get(f"{LIST}{call_back.pk}/"))
    assert '<button name="outcome" value="through">' in page
    assert page.index("<button disabled hidden>") < page.index('name="outcome"')
    assert "I left a message" not in page, "Nobody said that it is safe."
    client.post(f"{LIST}{call_back.pk}/", {"outcome": "no_answer", "note": "Engaged"})
    page = text(client.get(f"{LIST}{call_back.pk}/"))
    assert "Engaged" in page
    assert "1 time without getting through" in text(client.get(LIST))
    client.post(f"{LIST}{call_back.pk}/", {"outcome": "through"})
    assert "Nobody waits for you to ring" in text(client.get(LIST))
    assert "Kept" in text(client.get(f"{LIST}?show=done"))


def test_no_answer_pressed_records_nothing_and_asks(client, town):
    call_back = promised(town)
    client.force_login(town.wes)
    page = text(client.post(f"{LIST}{call_back.pk}/", {"note": "She will come"}))
    assert "Say whether you got through" in page and "She will come" in page
    assert not call_back.attempts.exists()


def carried(page) -> dict[str, str]:
    """What the page carries: what it showed, and the key with which it is sent."""
    return {
        name: re.search(rf'name="{name}"[^>]* value="([^"]+)"', text(page))[1]
        for name in ("seen", "send_key")
    }


def test_the_second_window_is_told_what_was_answered_meanwhile(client, town):
    call_back = promised(town)
    address, no = f"{LIST}{call_back.pk}/", {"outcome": "no_answer"}
    client.force_login(town.wes)
    first, second = carried(client.get(address)), carried(client.get(address))
    client.post(address, no | first)
    page = client.post(address, no | second | {"note": "Rang twice"})
    told = "Wes Okafor, on Tuesday 3 March 2026 at 10:00am, answered “No answer” after you opened"
    assert told in text(page) and "Rang twice" in text(page)
    assert call_back.attempts.count() == 1
    client.post(address, no | carried(page))
    client.post(address, no | carried(client.get(address)))
    assert call_back.attempts.count() == 3, "One who rings again need not answer twice."


def test_an_answer_that_is_sent_twice_counts_once(client, town):
    call_back = promised(town)
    address = f"{LIST}{call_back.pk}/"
    client.force_login(town.wes)
    said = {"outcome": "through"} | carried(client.get(address))
    client.post(address, said)
    again = text(client.post(address, said, follow=True))
    assert "stands here: Answer to call-back" in again and "Nothing was added" in again
    assert call_back.attempts.count() == 1


def test_outside_its_hours_the_page_warns(client, town, now_is):
    from datetime import time

    known = number(town, safe_to_ring="yes", ring_from=time(12), ring_until=time(14))
    call_back = promised(town, london(14), **known)
    client.force_login(town.wes)
    page = text(client.get(f"{LIST}{call_back.pk}/"))
    assert "Do not ring now" in page and "Ring only from midday until 2:00pm" in page
    now_is(london(12))
    client.force_login(town.wes)
    page = text(client.get(f"{LIST}{call_back.pk}/"))
    assert "Do not ring now" not in page and "Safe to ring from midday" in page


def test_unknown_is_no_and_is_said_in_words(client, town):
    call_back = promised(town, **number(town))
    client.force_login(town.wes)
    page = text(client.get(f"{LIST}{call_back.pk}/"))
    assert "nobody has told us that it is safe" in page
    assert f"{LIST}{call_back.pk}/tell/" not in page
    page = text(client.get(f"{LIST}{call_back.pk}/tell/"))
    assert "Nothing can be sent" in page and "Send this" not in page
    client.post(f"{LIST}{call_back.pk}/tell/", {"template": "call_back_promised"})
    assert not Message.objects.exists()


def test_a_message_is_shown_in_full_before_it_is_sent(client, town):
    call_back = promised(town, **number(town, safe_to_text="yes"))
    client.force_login(town.wes)
    page = text(client.get(f"{LIST}{call_back.pk}/tell/"))
    assert not Message.objects.exists()
    done = client.post(
        f"{LIST}{call_back.pk}/tell/", {"template": "call_back_promised"}
    )
    assert done.status_code == 302
    assert Message.objects.get().body in page
    assert "call_back_tried" not in page, "It was not tried yet."
    tried(town.wes, call_back)
    assert "call_back_tried" in text(client.get(f"{LIST}{call_back.pk}/tell/"))


def test_what_its_caller_was_sent_stands_with_what_was_tried(client, town):
    call_back, other = (
        promised(town, **number(town, safe_to_text="yes")),
        promised(town),
    )
    client.force_login(town.wes)
    page = f"{LIST}{call_back.pk}/"
    assert "Text to the caller" not in text(client.get(page))
    sent = client.post(f"{page}tell/", {"template": "call_back_promised"}, follow=True)
    message = Message.objects.get()
    for found in (text(sent), text(client.get(page))):
        [told] = re.findall("<h3>Text to the caller</h3>.*?</li>", found)
        assert f'<a href="/messages/{message.pk}/">Call-back promised</a>' in told
        assert message.get_state_display() in told and "Wes Okafor" in told
        assert message.number not in told and message.body not in told
    assert "Text to the caller" not in text(client.get(f"{LIST}{other.pk}/"))


def test_an_open_promise_is_shown_and_not_doubled(client, town):
    call_back = promised(town)
    contact = logged(town.asha, "meeting", child=town.robin)
    client.force_login(town.asha)
    page = text(client.get(f"{LIST}of/{contact.pk}/"))
    assert "Wes Okafor is to ring them about this by Tuesday 3 March at 3:00pm already" in page  # fmt: skip
    said = {"to": town.mo.pk, "preset": "hour", "channel": "phone", "about": "Time"} | NUMBER  # fmt: skip
    done = client.post(f"{LIST}of/{contact.pk}/", said, follow=True)
    assert "That they asked again is noted there" in text(done)
    assert "They asked again on Tuesday 3 March" in text(done)
    assert CallBack.objects.get() == call_back


def test_moved_and_given_up_on_their_pages(client, town):
    call_back = promised(town)
    client.force_login(town.wes)
    said = {"to": town.mo.pk, "preset": "today", "why": "In court"}
    client.post(f"{LIST}{call_back.pk}/move/", said)
    page = text(client.get(f"{LIST}{call_back.pk}/"))
    assert "Moved from Wes Okafor to Mo Hassan" in page and "In court" in page
    early = text(client.post(f"{LIST}{call_back.pk}/give-up/", {"why": "By post"}))
    assert "Nobody has tried to ring yet" in early
    tried(town.wes, call_back)
    client.post(f"{LIST}{call_back.pk}/give-up/", {"why": "By post"})
    assert "By post" in text(client.get(f"{LIST}?show=done"))


def test_of_a_restricted_child_nothing_is_listed_for_others(client, town, now_is):
    contact = logged(town.sam, "meeting", child=town.hidden, caller_said="A neighbour")
    call_back = actions.promise_call_back(
        by=town.sam, contact=contact, to=town.sam, by_when=london(11),
        channel="phone", about="The hearing",
    )  # fmt: skip
    now_is(london(11, 30))
    for user in (town.asha, town.wes, town.mo, town.sef):
        client.force_login(user)
        for kind in ("mine", "missed", "all", "done"):
            page = text(client.get(f"{LIST}?show={kind}"))
            for secret in ("A neighbour", "The hearing", contact.reference, "1 call-back"):  # fmt: skip
                assert secret not in page
        assert client.get(f"{LIST}{call_back.pk}/").status_code == 404
    NeedToKnow.objects.create(restriction=town.restriction, user=town.mo)
    client.force_login(town.mo)
    assert "A neighbour" in text(client.get(f"{LIST}?show=missed"))


def test_who_can_no_longer_read_it_is_said_to_those_who_can(client, town):
    promised(town)
    town.wes.memberships.get().delete()
    client.force_login(town.mo)
    assert "Can no longer read this: move it" in text(client.get(f"{LIST}?show=all"))


def test_what_was_typed_stays_when_the_sign_in_ran_out(client, town):
    call_back = promised(town)
    client.force_login(town.wes)
    page = text(client.get(f"{LIST}{call_back.pk}/move/"))
    mark = page.partition('name="made_for" value="')[2].partition('"')[0]
    client.session.flush()
    said = {"to": town.mo.pk, "preset": "today", "why": "My own long words"}
    client.post(f"{LIST}{call_back.pk}/move/", said | {"made_for": mark}, HTTP_ORIGIN="http://testserver")  # fmt: skip
    client.force_login(town.wes)
    assert "My own long words" in text(client.get("/unsent/"))


def test_as_many_questions_for_a_long_list(client, town):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    client.force_login(town.wes)
    for n in range(2):
        promised(town, caller_said=f"Neighbour {n}")
    client.get(LIST)
    few = asked()
    for n in range(2, 9):
        promised(town, caller_said=f"Neighbour {n}")
    assert asked() == few


def test_what_was_kept_late_is_said_to_be_late(client, town, now_is):
    late = promised(town, london(11), caller_said="A teacher")
    early = promised(town, london(15), caller_said="A nurse")
    client.force_login(town.wes)
    now_is(london(11, 20))
    client.force_login(town.wes)
    for each, told in ((late, "kept 20 minutes late."), (early, "kept.")):
        done = client.post(f"{LIST}{each.pk}/", {"outcome": "through"}, follow=True)
        assert f"{each.contact.reference}: {told}" in text(done)
    listed = text(client.get(f"{LIST}?show=done"))
    assert listed.count("Got through the first time") == 2 and "Not yet" not in listed
