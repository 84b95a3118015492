"""Meetings as people use them: found, booked, moved, called off, and hidden."""

from __future__ import annotations

from datetime import time

import pytest
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting, attend
from alongside.desk.diary.models import Meeting, Occupancy, Resource
from alongside.desk.diary.wall import at_wall
from alongside.desk.messages.models import Message
from tests.desk.diary.meeting_steps import a_coming_day, given, plain, text


def test_a_meeting_is_booked_moved_and_called_off(client, town, asked):
    client.force_login(town.asha)
    page = f"/diary/meetings/{asked.pk}/"
    client.post(f"{page}book/", given(asked))
    asked.refresh_from_db()
    assert asked.starts_at == at_wall(a_coming_day(), time(10))
    assert "Booked" in text(client, page) and "Ms Vale" in text(client, page)
    client.post(f"{page}move/", given(asked, "14:00", why="family"))
    asked.refresh_from_db()
    assert "The family asked for it." in text(client, page)
    client.post(f"{page}cancel/", {"why": "not_needed", "revision": asked.revision})
    assert "It is not needed any more." in text(client, page)
    lines = AuditEntry.objects.filter(subject_type="diary.Meeting", by=town.asha)
    done = set(lines.values_list("action", flat=True))
    assert {"book meeting", "move meeting", "cancel meeting"} <= done


def test_who_comes_too_late_is_told_and_offered_other_times(client, town, asked, room):
    client.force_login(town.asha)
    client.post(f"/diary/meetings/{asked.pk}/book/", given(asked))
    other = ask_for_meeting(by=town.asha, kind="core_group", child=town.robin, people=[Wanted(room, "room")])  # fmt: skip
    page = client.post(f"/diary/meetings/{other.pk}/book/", given(other)).content.decode()  # fmt: skip
    assert "Elm Room was taken from 10:00am to 11:00am" in page
    assert page.count("?at=") == 3
    first = page.partition("?at=")[2][:16]
    offered = text(client, f"/diary/meetings/{other.pk}/book/?at={first}")
    assert 'value="11:00"' in offered


def test_an_older_page_changes_nothing(client, town, asked):
    client.force_login(town.asha)
    client.post(f"/diary/meetings/{asked.pk}/book/", given(asked))
    late = client.post(f"/diary/meetings/{asked.pk}/move/", given(asked, "15:00", why="room"))  # fmt: skip
    assert "Somebody changed this meeting" in late.content.decode()


@pytest.mark.parametrize("show", ["", "asked", "past", "done"])
def test_a_restricted_child_is_in_no_list_and_no_count(client, town, room, show):
    made = ask_for_meeting(by=town.sam, kind="icpc", child=town.hidden, people=[Wanted(room, "room")])  # fmt: skip
    client.force_login(town.asha)
    page = text(client, f"/diary/meetings/?show={show}")
    assert made.reference not in page and "Jo Farrow" not in page
    assert "No meeting is like that" in page
    client.force_login(town.sam)
    if show == "asked":
        assert made.reference in text(client, f"/diary/meetings/?show={show}")


def test_the_list_takes_the_same_questions_however_long(
    client, town, room, django_assert_max_num_queries
):
    for _ in range(20):
        ask_for_meeting(by=town.asha, kind="icpc", child=town.robin, people=[Wanted(room, "room")])  # fmt: skip
    assert Meeting.objects.count() == 20
    client.force_login(town.asha)
    client.get("/diary/meetings/?show=asked")
    with django_assert_max_num_queries(20):
        client.get("/diary/meetings/?show=asked")


def test_whom_no_email_reaches_is_said_when_booked_moved_and_called_off(client, town, asked):  # fmt: skip
    client.force_login(town.asha)
    page, ring = f"/diary/meetings/{asked.pk}/", "Ring or write to Ms Vale"
    told = client.post(f"{page}book/", given(asked), follow=True)
    assert ring in plain(told)
    asked.refresh_from_db()
    moved = given(asked, "14:00", why="family")
    assert ring in plain(client.post(f"{page}move/", moved, follow=True))
    asked.refresh_from_db()
    off = {"why": "not_needed", "revision": asked.revision}
    assert ring in plain(client.post(f"{page}cancel/", off, follow=True))


def test_who_is_told_when_somebody_is_taken_off(client, town, asked, room, settings):
    settings.EMAIL_HOST = ""
    client.force_login(town.asha)
    gran = Resource.objects.create(kind="outside", name="Gran", email="gran@example.org")  # fmt: skip
    attend(asked, Wanted(gran, "family"))
    pages = {
        each.role: f"/diary/meetings/{asked.pk}/people/{each.pk}/remove/"
        for each in asked.attendances.all()
    }
    told = "Nobody is told: the meeting has no time yet."
    assert {told in text(client, page) for page in pages.values()} == {True}
    client.post(f"/diary/meetings/{asked.pk}/book/", given(asked))
    assert "Nobody is told. The room is free again." in text(client, pages["room"])
    assert "Ring or write to them" in text(client, pages["school"])
    done = client.post(pages["family"], follow=True)
    assert "Gran takes part no more. They alone are told." in plain(done)


def test_a_meeting_that_somebody_who_must_come_declined_is_found(client, town, asked):
    client.force_login(town.asha)
    client.post(f"/diary/meetings/{asked.pk}/book/", given(asked))
    assert "cannot come" not in text(client, "/diary/meetings/")
    asked.attendances.filter(role="school").update(reply="declined")
    assert "1 booked meeting</a>: somebody who must be there" in text(client, "/diary/meetings/")  # fmt: skip
    assert asked.reference in text(client, "/diary/meetings/?show=refused")
    asked.attendances.filter(role="school").update(required=False)
    assert "No meeting is like that" in text(client, "/diary/meetings/?show=refused")


def test_somebody_is_added_before_it_is_booked_and_times_count_them(
    client, town, asked
):
    client.force_login(town.asha)
    page = f"/diary/meetings/{asked.pk}/"
    assert "Add somebody" in text(client, page)
    nurse = Resource.objects.create(kind="outside", name="Nurse Reid")
    add = f"{page}people/add/"
    assert "It has no time yet." in text(client, add)
    told = {"resource": nurse.pk, "role": "health", "revision": asked.revision}
    done = client.post(add, told, follow=True).content.decode()
    ring = "They take part. Ring or write to them once it is booked: no e-mail goes to them."
    assert f"Nurse Reid: {ring}" in done
    assert not Message.objects.exists()
    older = client.post(add, told).content.decode()
    assert "Somebody changed this meeting while you looked at it" in older
    asked.refresh_from_db()
    again = client.post(add, told | {"revision": asked.revision}).content.decode()
    assert "They take part already." in again
    client.post(f"{page}book/", given(asked))
    taken = Occupancy.objects.filter(meeting=asked, resource=nurse)
    assert taken.get().state == "confirmed"
    assert "Ask somebody else" in text(client, page)


def test_it_is_said_who_is_invited_who_is_rung_and_what_is_kept(client, town, asked):
    client.force_login(town.asha)
    page = f"/diary/meetings/{asked.pk}/"

    def added(name, role, **told):
        asked.refresh_from_db()
        new = Resource.objects.create(name=name, **told)
        given = {"resource": new.pk, "role": role, "revision": asked.revision}
        return client.post(f"{page}people/add/", given, follow=True).content.decode()

    school = {"kind": "outside", "email": "office@elm.example"}
    done = added("Elm School", "school", **school)
    assert "Elm School: They take part, and are invited once it is booked." in done
    asked.refresh_from_db()
    client.post(f"{page}book/", given(asked))
    done = added("Ash School", "school", **school)
    assert "Ash School: They take part, and are invited." in done
    done = added("Nurse Reid", "health", kind="outside")
    assert "Nurse Reid: They take part. Ring or write to them: no e-mail" in done
    done = added("Oak Room", "room", kind="room", capacity=20)
    assert "Oak Room: It is kept for the meeting." in done


def test_where_it_is_names_the_room(client, town, asked, room):
    client.force_login(town.asha)
    page = f"/diary/meetings/{asked.pk}/"
    assert "<dd>In person: Elm Room</dd>" in text(client, page)
    room.place = "Civic Centre"
    room.save()
    assert "<dd>In person: Elm Room, Civic Centre</dd>" in text(client, page)
    asked.attendances.filter(role="room").update(removed_at=timezone.now())
    assert "In person: no room or place is noted yet" in text(client, page)


def test_ones_own_meetings_alone(client, town, asked):
    own = Resource.objects.create(kind="person", name="Wes Okafor", user=town.wes)
    mine = ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin,
        people=[Wanted(own, "social_worker")],
    )  # fmt: skip
    client.force_login(town.wes)
    both = text(client, "/diary/meetings/?show=asked")
    assert mine.reference in both and asked.reference in both
    alone = text(client, "/diary/meetings/?show=asked&mine=me")
    assert mine.reference in alone and asked.reference not in alone
    mine.attendances.update(removed_at=timezone.now())
    assert mine.reference not in text(client, "/diary/meetings/?show=asked&mine=me")
