"""Contacts once logged: corrected by their taker, copied once, repeated, listed by topic."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from alongside.desk.contacts.models import Contact, ContactVersion, RepeatWindow, Topic
from alongside.desk.contacts.repeats import repeated, repeats_of
from alongside.desk.people.adult_actions import add_adult

NOW = datetime(2026, 3, 10, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_eleven(now_is):
    now_is(NOW)


def contact(town, days=0.0, topic="meeting", **told) -> Contact:
    usual = {
        "child": town.robin, "team": town.north, "topic": Topic.objects.get(code=topic),
        "caller_kind": "school", "caller_said": "The school", "said": "Is it on?",
        "outcome": "answered", "taken_by": town.asha,
        "began_at": NOW - timedelta(days=days),
    }  # fmt: skip
    return Contact.objects.create(**usual | told)


def corrected(client, made, **told):
    usual = {
        "channel": "phone", "caller_said": "The school", "caller_kind": "school",
        "child": "900123", "team": made.team_id or "", "topic": made.topic_id,
        "said": made.said, "why": "Misheard",
    }  # fmt: skip
    return client.post(f"/contacts/{made.pk}/correct/", usual | told, follow=True)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_correction_keeps_how_it_stood_and_why(client, town):
    client.force_login(town.asha)
    made = contact(town)
    page = text(corrected(client, made, said="Is it off?", caller_kind="health"))
    before = ContactVersion.objects.get()
    assert (before.said, before.changed) == ("Is it on?", {"caller_kind": "school"})
    assert "Is it off?" in page and "Is it on?" in page and "Misheard" in page
    assert "What they are was: School" in page


def test_the_words_alone_are_corrected(client, town):
    client.force_login(town.asha)
    made = contact(town)
    page = text(corrected(client, made, said="Is it off?"))
    before = ContactVersion.objects.get()
    assert (before.said, before.changed) == ("Is it on?", {})
    assert "Is it off?" in page and "Is it on?" in page


def test_only_its_taker_corrects_it_and_no_child_out_of_reach_is_named(client, town):
    made = contact(town)
    client.force_login(town.wes)
    assert corrected(client, made, said="Changed").status_code == 404
    client.force_login(town.asha)
    for case_id in ("900124", "900125", "1"):  # another team's, restricted, nobody's
        page = text(corrected(client, made, child=case_id))
        assert "No child with this id is known here, or to you" in page
    assert not ContactVersion.objects.exists()


def test_nothing_becomes_a_concern_or_a_payment_query_by_correction(client, town):
    client.force_login(town.asha)
    made = contact(town)
    for code in ("concern", "payment"):
        topic = Topic.objects.get(code=code).pk
        assert "Log a new contact" in text(corrected(client, made, topic=topic))
    made.refresh_from_db()
    assert made.topic.code == "meeting"


def test_the_note_is_noted_the_first_time_it_is_taken(client, town):
    client.force_login(town.asha)
    made = contact(town)
    page = text(client.post(f"/contacts/{made.pk}/note/"))
    assert made.reference in page and "From: The school (School)." in page
    made.refresh_from_db()
    first = made.note_copied_at
    client.post(f"/contacts/{made.pk}/note/")
    made.refresh_from_db()
    assert made.note_copied_at == first


@pytest.mark.parametrize(
    ("days", "told", "why"),
    [
        (3, {}, "the same child, the same topic"),
        (28, {}, "the last moment within the window"),
        (3, {"topic": "message"}, None),
        (28.1, {}, None),
        (-1, {}, None),
    ],
)
def test_what_a_contact_repeats(town, days, told, why):
    earlier = contact(town, days=days, **told)
    now = contact(town)
    found = repeats_of(now, Contact.objects.all(), 28)
    assert found == ([earlier] if why else []), why
    assert repeated(Contact.objects.filter(began_at__lte=NOW), 28) == (
        {now.pk} if why else set()
    )


def test_the_same_caller_and_the_same_family_are_known_again(town):
    olu = add_adult(by=town.asha, name="Olu Reid", kind="foster_carer")
    town.robin.family_id = town.skye.family_id = "F1"
    town.robin.save()
    town.skye.save()
    of_caller = contact(town, 5, child=None, adult=olu)
    of_family = contact(town, 4, child=town.skye)
    contact(town, 3, child=None)  # somebody unknown, about nobody
    now = contact(town, adult=olu)
    everything = Contact.objects.all()
    assert repeats_of(now, everything, 28) == [of_family, of_caller]
    assert repeated(everything, 28) == {now.pk}


@pytest.mark.parametrize(
    ("kind", "first", "then", "again"),
    [
        ("school", "robin", "skye", False),
        ("health", "robin", "skye", False),
        ("police", "robin", None, False),
        ("other", None, "robin", False),
        ("school", None, None, True),
        ("school", "robin", "robin", True),
        ("family", "robin", "skye", True),
        ("foster_carer", "robin", None, True),
    ],
)
def test_a_professional_is_known_again_by_the_family_alone(
    client, town, kind, first, then, again
):
    """A school rings about many families: on the panel of a call, and in the figures."""
    who = add_adult(by=town.asha, name="Olu Reid", kind=kind)
    children = {"robin": town.robin, "skye": town.skye, None: None}
    contact(town, 5, adult=who, child=children[first])
    client.force_login(town.sam)  # who sees both children
    typed = {
        "part": "meanwhile", "topic": Topic.objects.get(code="meeting").pk,
        "adult": who.pk, "child": getattr(children[then], "pk", ""),
    }  # fmt: skip
    panel = text(client.post("/contacts/new/meanwhile/", typed))
    assert ("2nd contact about this" in panel) == again
    now = contact(town, adult=who, child=children[then])
    assert repeated(Contact.objects.all(), 28) == ({now.pk} if again else set())


def test_counted_and_shown_agree(town):
    """Two ways, over contacts of three matters at moments that often meet."""
    olu = add_adult(by=town.asha, name="Olu Reid", kind="school")
    ada = add_adult(by=town.asha, name="Ada Finch", kind="family")
    for n in range(40):
        about = (town.robin, town.skye, None)[n % 3]
        contact(town, (n * 7 % 25) * 2, child=about, adult=(None, olu, ada)[n % 7 % 3])
    everything = Contact.objects.all()
    for days in (1, 2, 6, 28):
        shown = {each.pk for each in everything if repeats_of(each, everything, days)}
        assert repeated(everything, days) == shown


def test_the_window_is_the_service_managers(client, town):
    client.force_login(town.sam)
    assert RepeatWindow.objects.days() == 28
    client.post("/contacts/topics/repeats/", {"days": 7})
    assert RepeatWindow.objects.days() == 7
    client.post("/contacts/topics/repeats/", {"days": 400})
    assert RepeatWindow.objects.days() == 7


def test_a_topic_is_added_and_taken_off_and_two_stay(client, town):
    client.force_login(town.sam)
    client.post("/contacts/topics/", {"name": "Travel costs"})
    made = Topic.objects.get(name="Travel costs")
    change = f"/contacts/topics/{made.pk}/"
    client.post(change, {"name": "Travel", "order": 2})
    made.refresh_from_db()
    assert (made.name, made.active) == ("Travel", False)
    offered = 'name="topic" value="{}"'.format
    page = text(client.get("/contacts/new/"))
    assert offered(Topic.objects.get(code="meeting").pk) in page
    assert offered(made.pk) not in page
    concern = Topic.objects.get(code="concern")
    page = client.post(f"/contacts/topics/{concern.pk}/", {"name": "X", "order": 1})
    assert "they stay on the list" in text(page)


def test_the_list_is_chosen_and_found_from(client, town):
    client.force_login(town.asha)
    mine, other = contact(town), contact(town, 1, taken_by=town.wes, topic="document")
    assert other.reference not in text(client.get("/contacts/?taken=me"))
    page = text(client.get(f"/contacts/?topic={other.topic_id}"))
    assert other.reference in page and mine.reference not in page
    day = timezone.localdate(NOW)
    since = f"since_day={day.day}&since_month={day.month}&since_year={day.year}"
    assert other.reference not in text(client.get(f"/contacts/?{since}"))
    for said in (other.reference.lower(), other.reference.replace("-", " ")):
        page = text(client.post("/contacts/", {"said": said}))
        assert other.reference in page and mine.reference not in page
    assert mine.reference in text(client.post("/contacts/", {"said": "robin h"}))
