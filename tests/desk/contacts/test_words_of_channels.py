"""The page of a call asks in the words of how they got in touch."""

from __future__ import annotations

import pytest

from alongside.desk.contacts.models import Contact
from tests.desk.contacts.test_log_contact import NEW, filled, text

WORDS = [
    # how, who, how known, the heading of what may be told
    ("phone", "Who is calling", "Known voice", "Before you speak"),
    ("in_person", "Who came", "Known by sight", "Before you speak"),
    ("email", "Who wrote", "From an address or number held", "Before you answer"),
    ("letter", "Who wrote", "From an address or number held", "Before you answer"),
    ("text", "Who wrote", "From an address or number held", "Before you answer"),
]


@pytest.fixture
def asha(client, town):
    client.force_login(town.asha)
    return client


@pytest.mark.parametrize(("channel", "who", "known", "before"), WORDS)
def test_each_has_its_own_words_and_no_other(asha, channel, who, known, before):
    page = text(asha.get(f"{NEW}?channel={channel}"))
    for at, said in enumerate((who, known, before), start=1):
        others = {row[at] for row in WORDS} - {said}
        assert said in page and not [other for other in others if other in page]
    assert ("the number" in page.split("id_caller_sought_helptext")[1][:120]) == (
        channel in {"phone", "text"}
    )


def test_how_they_got_in_touch_is_asked_before_who_it_is_and_the_cursor_is_after_it(
    asha,
):
    page = text(asha.get(NEW))
    assert page.index('id="id_channel"') < page.index('id="id_caller_sought"')
    assert page.count("autofocus") == 1
    assert "autofocus" in page.split('id="id_caller_sought"')[1].split(">")[0]


def test_chosen_on_the_page_the_words_come_anew(asha):
    part = text(
        asha.post(f"{NEW}meanwhile/", {"part": "identity", "channel": "letter"})
    )
    assert "From an address or number held" in part and "Known voice" not in part
    assert '<span id="who" hx-swap-oob="innerHTML">Who wrote</span>' in part


def test_a_letter_is_kept_with_how_its_writer_is_known_and_by_no_voice(asha):
    page = text(asha.post(NEW, filled(channel="letter", identity="voice")))
    assert "Choose how you checked who they are" in page and "Who wrote" in page
    assert not Contact.objects.exists()
    done = asha.post(NEW, filled(channel="letter", identity="held"), follow=True)
    assert Contact.objects.get().checked
    assert "From an address or number held" in text(done)
