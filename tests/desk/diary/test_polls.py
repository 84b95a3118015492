"""Polls: a link each, that names nobody, answers once it is open, and not after."""

from __future__ import annotations

import re
from datetime import time, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from alongside.desk.access.actions import deactivate_person
from alongside.desk.casework.feeds import PER_HOUR
from alongside.desk.diary.attendance_actions import remove_attendance
from alongside.desk.diary.booking_actions import book_meeting, cancel_meeting
from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting
from alongside.desk.diary.models import Poll, PollAsked, Resource
from alongside.desk.diary.poll_actions import make_poll
from alongside.desk.diary.poll_forms import moment_of
from alongside.desk.diary.wall import at_wall


@pytest.fixture
def meeting(town):
    mother = Resource.objects.create(kind="outside", name="Ada Hale")
    wes = Resource.objects.create(kind="person", name="Wes Okafor", user=town.wes)
    return ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin, mode="online",
        people=[Wanted(mother, "parent"), Wanted(wes, "social_worker")],
    )  # fmt: skip


@pytest.fixture
def polled(client, town, meeting):
    """A poll of the first two times, of the mother alone."""
    client.force_login(town.asha)
    page = reverse("arrange:poll", args=[meeting.pk])
    first, second, *_ = client.get(page).context["form"].offered
    mother = meeting.attendances.get(role="parent")
    client.post(page, {"times": [first.key, second.key], "people": [mother.pk]})
    return Poll.objects.get()


def stranger_opens(asked, **typed):
    page = reverse("arrange:answer-poll", args=[asked.token])
    return Client().post(page, typed) if typed else Client().get(page)


def said(poll, *answers):
    times = poll.times.all()
    return {f"time_{each.pk}": a for each, a in zip(times, answers, strict=True)}


def test_the_page_behind_a_link_names_nobody(town, polled):
    page = stranger_opens(polled.asked.get())
    told = page.content.decode()
    assert page.status_code == 200 and "60 minutes" in told
    names = ("Ada", "Hale", "Robin", "Wes", "Okafor", "Asha", town.robin.case_id)
    assert not [each for each in names if each in told]
    assert "core group" not in told.lower() and "no-store" in page["Cache-Control"]


def test_an_answer_is_seen_by_the_officer_and_can_be_changed(client, polled):
    asked = polled.asked.get()
    assert "Thank you" in stranger_opens(asked, **said(polled, "yes", "no")).content.decode()  # fmt: skip
    stranger_opens(asked, **said(polled, "at_need", "no"))
    page = client.get(reverse("arrange:poll", args=[polled.meeting_id]))
    assert page.context["links"][0].said == ["If need be", "No"]
    assert asked.said.count() == 2


def test_half_an_answer_is_asked_for_again(polled):
    times = polled.times.all()
    page = stranger_opens(polled.asked.get(), **{f"time_{times[0].pk}": "yes"})
    assert "Say whether you can come on" in page.content.decode()
    assert not PollAsked.objects.get().said.exists()


@pytest.mark.parametrize("over", ["closed", "late", "asked anew"])
def test_a_link_whose_poll_is_over_takes_no_answer(client, town, polled, over):
    asked, answers = polled.asked.get(), said(polled, "yes", "yes")
    if over == "closed":
        client.post(reverse("arrange:close-poll", args=[polled.meeting_id]))
    elif over == "late":
        Poll.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    else:
        page = reverse("arrange:poll", args=[polled.meeting_id])
        keys = [each.key for each in client.get(page).context["form"].offered[2:4]]
        wes = polled.meeting.attendances.get(role="social_worker")
        client.post(page, {"times": keys, "people": [wes.pk]})
    page = stranger_opens(asked, **answers)
    assert page.status_code == 410 and "This link is closed" in page.content.decode()
    assert not asked.said.exists()


def test_a_link_that_was_changed_opens_nothing(polled):
    token = polled.asked.get().token
    for wrong in (token[:-1], "x" + token, "1"):
        page = Client().get(reverse("arrange:answer-poll", args=[wrong]))
        assert page.status_code == 404


def test_a_colleague_who_left_opens_their_link_no_more(town, meeting, polled):
    theirs = polled.asked.create(
        attendance=meeting.attendances.get(resource__user=town.wes)
    )
    assert stranger_opens(theirs).status_code == 200
    deactivate_person(by=town.adi, user=town.wes)
    assert stranger_opens(theirs).status_code == 404
    assert stranger_opens(polled.asked.exclude(pk=theirs.pk).get()).status_code == 200


def test_links_are_not_tried_without_end(polled):
    cache.clear()
    page = reverse("arrange:answer-poll", args=["guess"])
    answers = [Client().get(page).status_code for _ in range(PER_HOUR + 1)]
    assert answers[-1] == 429 and set(answers[:-1]) == {404}


def test_one_time_or_nobody_makes_no_poll(client, town, meeting):
    client.force_login(town.asha)
    page = reverse("arrange:poll", args=[meeting.pk])
    offered = client.get(page).context["form"].offered
    mother = meeting.attendances.get(role="parent")
    told = client.post(page, {"times": [offered[0].key], "people": [mother.pk]})
    assert "two times or more" in told.content.decode() and not Poll.objects.exists()


def test_a_poll_ends_with_the_first_of_its_times(polled):
    assert polled.closes_at <= polled.times.first().starts_at


def officers_page(client, meeting):
    page = client.get(reverse("arrange:poll", args=[meeting.pk]))
    return page, " ".join(strip_tags(page.content.decode()).split())


@pytest.mark.parametrize("over", ["closed", "late"])
def test_what_was_said_stands_when_the_poll_is_over(client, polled, over):
    asked = polled.asked.get()
    stranger_opens(asked, **said(polled, "yes", "no"))
    if over == "closed":
        client.post(reverse("arrange:close-poll", args=[polled.meeting_id]))
    else:
        Poll.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    page, told = officers_page(client, polled.meeting)
    assert page.context["links"][0].said == ["Yes", "No"]
    assert "This poll is over" in told and asked.token not in page.content.decode()


def test_a_time_that_suits_is_taken_from_the_poll(client, town, polled):
    """Of each time is said what all answered; the one that is taken is chosen already."""
    stranger_opens(polled.asked.get(), **said(polled, "no", "yes"))
    page, told = officers_page(client, polled.meeting)
    first, second = page.context["times"]
    assert (first.counts, second.counts) == ("No: 1", "Yes: 1")
    address = reverse("arrange:times", args=[polled.meeting_id])
    free = client.get(address, {"slot": second.key})
    chosen = re.findall(
        r'value="(\S+)" id="id_slot_\d+" checked', free.content.decode()
    )
    assert chosen == [second.key]
    revision = polled.meeting.revision
    client.post(address, {"slot": second.key, "revision": revision})
    polled.meeting.refresh_from_db()
    assert polled.meeting.starts_at == polled.times.last().starts_at


def test_a_time_that_is_given_away_is_said_not_to_be_free(client, town, polled):
    wes = Resource.objects.get(user=town.wes)
    other = ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin, mode="online", length=5,
        people=[Wanted(wes, "social_worker")],
    )  # fmt: skip
    first = polled.times.first().starts_at
    book_meeting(by=town.asha, meeting=other, starts_at=first)
    page, told = officers_page(client, polled.meeting)
    assert [bool(each.key) for each in page.context["times"]] == [False, True]
    assert told.count("Not free any more") == 1


@pytest.mark.parametrize("how", ["booked", "called off"])
def test_a_poll_ends_when_its_meeting_has_its_time_or_is_called_off(client, town, polled, how):  # fmt: skip
    asked, answers = polled.asked.get(), said(polled, "yes", "yes")
    if how == "booked":
        at = polled.times.last().starts_at
        book_meeting(by=town.asha, meeting=polled.meeting, starts_at=at)
    else:
        cancel_meeting(by=town.asha, meeting=polled.meeting, why="not_needed")
    page = stranger_opens(asked, **answers)
    assert page.status_code == 410 and "has its time by now" in page.content.decode()
    assert not asked.said.exists()
    page, told = officers_page(client, polled.meeting)
    assert page.status_code == 200 and "Make the links" not in told


def test_who_has_a_part_of_the_meeting_is_asked_about_that_alone(client, town):
    """The father has the second half: of 10:00 to 11:00 he is told 10:30 to 11:00."""
    father = Resource.objects.create(kind="outside", name="Ola Hale")
    meeting = ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin, mode="online",
        people=[Wanted(father, "parent", after=30, until=60)],
    )  # fmt: skip
    starts = at_wall(timezone.localdate() + timedelta(days=3), time(10))
    poll = make_poll(
        by=town.asha, meeting=meeting, times=[starts, starts + timedelta(hours=2)],
        people=meeting.attendances.all(),
    )  # fmt: skip
    told = stranger_opens(poll.asked.get()).content.decode()
    assert "10:30am to 11:00am" in told and "12:30pm to 1:00pm" in told
    assert "30 minutes" in told and "60 minutes" not in told and "10:00am" not in told


def test_who_was_taken_off_is_asked_no_more(client, town, meeting, polled):
    asked = polled.asked.get()
    remove_attendance(by=town.asha, attendance=asked.attendance)
    assert stranger_opens(asked).status_code == 404
    page, told = officers_page(client, meeting)
    assert page.context["links"] == [] and "Ada Hale" not in told


def test_until_when_an_answer_can_be_changed_is_said_to_the_hour(polled):
    page = stranger_opens(polled.asked.get(), **said(polled, "yes", "no"))
    assert f"{moment_of(polled.closes_at)}." in page.content.decode()
