"""Arranging one meeting on the pages: who comes, the times free for all, and the booking."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from alongside.desk.casework.models import Due, Extract, Mark
from alongside.desk.diary.booking_actions import book_meeting
from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting
from alongside.desk.diary.models import Meeting, Resource
from alongside.desk.holidays import clock_in_force
from alongside.desk.people.models import Adult, AdultOfChild
from alongside.desk.said import day_said


@pytest.fixture
def wes(town):
    return Resource.objects.create(kind="person", name="Wes Okafor", user=town.wes)


@pytest.fixture
def room(town):
    return Resource.objects.create(kind="room", name="Elm Room", capacity=8)


def text(answer) -> str:
    return " ".join(strip_tags(answer.content.decode()).split())


def adult(town, name, relationship, kind="family", child=None):
    made = Adult.objects.create(name=name, kind=kind, added_by=town.asha)
    AdultOfChild.objects.create(
        adult=made, child=child or town.robin, relationship=relationship
    )
    return made


def tomorrow():
    return clock_in_force().working_days(timezone.localdate(), 1)


def in_a_week():
    """The first working day of which people hear a week before."""
    return clock_in_force().working_days(timezone.localdate() + timedelta(days=6), 1)


def ask_page(child, kind="core_group", due=None):
    page = reverse("arrange:ask", args=[child.pk, kind])
    return f"{page}?due={due.pk}" if due else page


def typed(*people, **others):
    chosen = {f"person_{each.pk}": "must" for each in people}
    return {"length": "60", "mode": "in_person", "place": ""} | chosen | others


def test_a_kind_and_a_child_lead_to_who_comes(client, town):
    client.force_login(town.asha)
    told = {"kind": "core_group", "child": town.robin.case_id}
    answer = client.get(reverse("arrange:what"), told)
    assert answer.url == ask_page(town.robin)
    unknown = client.get(reverse("arrange:what"), told | {"child": town.hidden.case_id})
    assert "No child you are shown" in unknown.content.decode()


def test_what_is_due_is_found_from_the_kind_and_the_child(client, town, wes):
    client.force_login(town.asha)
    first, later = _core_groups_due(town, 8, 10)
    told = {"kind": "core_group", "child": town.robin.case_id}
    answer = client.get(reverse("arrange:what"), told)
    assert answer.url == ask_page(town.robin, due=first)
    said = text(client.get(answer.url))
    assert (
        f"The last day in time is {first.due_on:%A} {day_said(first.due_on)}." in said
    )
    assert "law" not in said  # six weeks are a local standard
    asked = client.post(answer.url, typed(wes))
    meeting = Meeting.objects.get()
    assert asked.url == reverse("arrange:times", args=[meeting.pk])
    again = client.get(ask_page(town.robin, due=first)).content.decode()
    assert reverse("meetings:meeting", args=[meeting.pk]) in again
    assert f"Meeting {meeting.reference}</a> of this kind stands" in again
    assert client.get(reverse("arrange:what"), told).url == ask_page(
        town.robin, due=later
    )
    seen = text(client.get(reverse("meetings:meeting", args=[meeting.pk])))
    assert "by the timescale “Core group”" in seen and "CORE_GROUP_N" not in seen


def test_another_kind_is_not_for_what_is_due(client, town):
    client.force_login(town.asha)
    _core_groups_due(town, 8)
    told = {"kind": "panel", "child": town.robin.case_id}
    answer = client.get(reverse("arrange:what"), told)
    assert answer.url == ask_page(town.robin, kind="panel")


def test_nobody_reads_optional_behind_a_name(client, town, wes):
    client.force_login(town.asha)
    adult(town, "Ada Hale", "mother")
    page = client.get(ask_page(town.robin)).content.decode()
    assert "Ada Hale, mother</label>" in page and "Place (optional)" in page


def _core_groups_due(town, *working_days):
    extract = _extract(town)
    return [
        Due.objects.create(
            first_in=extract, child=town.robin, rule="CORE_GROUP_N", status="open",
            started_on=timezone.localdate() - timedelta(days=20 - each),
            due_on=clock_in_force().working_days(timezone.localdate(), each),
        )
        for each in working_days
    ]  # fmt: skip


def test_the_adults_around_the_child_are_asked_after_and_the_parents_usual(
    client, town
):
    client.force_login(town.asha)
    mother = adult(town, "Ada Hale", "mother")
    other = adult(town, "Una Marsh", "mother", child=town.skye)
    page = client.get(ask_page(town.robin)).content.decode()
    assert "Ada Hale, mother" in page and "Una Marsh" not in page
    assert f'name="adult_{mother.pk}"' in page and f"adult_{other.pk}" not in page


def test_from_a_clock_to_a_booked_meeting_that_is_marked_on_it(client, town, wes, room):
    client.force_login(town.asha)
    due = Due.objects.create(
        first_in=_extract(town), child=town.robin, rule="CORE_GROUP_N", status="open",
        started_on=timezone.localdate() - timedelta(days=20),
        due_on=clock_in_force().working_days(timezone.localdate(), 8),
    )  # fmt: skip
    first = client.get(reverse("arrange:from-due", args=[due.pk]))
    assert first.url == ask_page(town.robin, due=due)
    asked = client.post(first.url, typed(wes))
    meeting = Meeting.objects.get()
    assert asked.url == reverse("arrange:times", args=[meeting.pk])
    assert meeting.due_on == due.due_on and meeting.rule == "CORE_GROUP_N"
    page = client.get(asked.url)
    best = page.context["offers"].offers[0]
    assert best.slot.starts.date() == in_a_week() and "Elm Room" in best.where
    booked = client.post(asked.url, {"slot": best.key, "revision": meeting.revision})
    assert booked.url == reverse("meetings:meeting", args=[meeting.pk])
    meeting.refresh_from_db()
    assert meeting.state == "booked" and meeting.starts_at == best.starts_at
    assert meeting.attendances.standing().filter(role="room", resource=room).exists()
    assert Mark.objects.get(due=due).arranged_for == in_a_week()
    again = client.post(first.url, typed(wes)).content.decode()
    assert f"Meeting {meeting.reference} is asked for this already" in again


def _extract(town):
    return Extract.objects.create(
        file_name="x", sha256="0" * 64, stored_as="x", as_at=timezone.localdate(),
        uploaded_by=town.sef, state="refused",
    )  # fmt: skip


def test_a_time_taken_meanwhile_is_refused_and_the_others_stand(
    client, town, wes, room
):
    client.force_login(town.asha)
    meeting = ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin,
        people=[Wanted(wes, "social_worker")],
    )  # fmt: skip
    page = reverse("arrange:times", args=[meeting.pk])
    best = client.get(page).context["offers"].offers[0]
    other = ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin, people=[Wanted(room, "room")]
    )
    book_meeting(by=town.asha, meeting=other, starts_at=best.starts_at)
    told = client.post(page, {"slot": best.key, "revision": meeting.revision})
    assert "no longer free" in told.content.decode()
    meeting.refresh_from_db()
    assert meeting.state == "asked" and not meeting.occupancies.exists()


def test_who_leaves_the_fewest_times_is_told_where_there_are_none(client, town, wes):
    client.force_login(town.asha)
    day = tomorrow()
    busy = ask_for_meeting(
        by=town.asha, kind="panel", child=town.robin, length=600,
        people=[Wanted(wes, "social_worker")],
    )  # fmt: skip
    days = [clock_in_force().working_days(day, n) for n in range(1, 6)]
    for each in [day, *days]:
        at = datetime.combine(each, time(7), UTC)
        one = ask_for_meeting(
            by=town.asha, kind="panel", child=town.robin, length=600,
            people=[Wanted(wes, "social_worker")],
        )  # fmt: skip
        book_meeting(by=town.asha, meeting=one, starts_at=at)
    meeting = ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin, mode="online", due_on=day,
        people=[Wanted(wes, "social_worker")],
    )  # fmt: skip
    page = client.get(reverse("arrange:times", args=[meeting.pk]))
    assert not page.context["offers"].offers and busy.state == "asked"
    assert [(each.name, each.starts) for each in page.context["offers"].scarce] == [
        ("Wes Okafor", 0)
    ]


def test_parents_kept_apart_have_each_their_half(client, town, wes):
    client.force_login(town.asha)
    mother, father = adult(town, "Ada Hale", "mother"), adult(town, "Bo Hale", "father")
    halves = {f"adult_{mother.pk}": "first", f"adult_{father.pk}": "second"}
    client.post(ask_page(town.robin), typed(wes, **halves))
    parts = Meeting.objects.get().attendances.filter(role="parent").order_by("after")
    assert [(each.after, each.until) for each in parts] == [(0, 30), (30, 60)]
    assert [each.resource.adult for each in parts] == [mother, father]
    assert all(each.required for each in parts)


def test_nobody_chosen_or_a_first_day_after_the_last_is_refused(client, town, wes):
    client.force_login(town.asha)
    nobody = client.post(ask_page(town.robin), typed()).content.decode()
    assert "Choose at least one person" in nobody
    wrong = typed(wes, due_on="1 3 2027", earliest_on="2 3 2027")
    assert (
        "must not be after" in client.post(ask_page(town.robin), wrong).content.decode()
    )
    assert not Meeting.objects.exists()


def test_an_interpreter_asked_for_is_chosen_whenever_the_time_is(client, town, wes):
    """The language stays with the meeting: found again from its page, it is not lost."""
    anna = Resource.objects.create(kind="interpreter", name="Anna", language="Polish")
    client.force_login(town.asha)
    client.post(ask_page(town.robin), typed(wes, mode="online", language="Polish"))
    meeting = Meeting.objects.get()
    seen = text(client.get(reverse("meetings:meeting", args=[meeting.pk])))
    assert "Polish" in seen and "Chosen with the time" in seen
    page = client.get(reverse("arrange:times", args=[meeting.pk]))
    first = page.context["offers"].offers[0]
    assert first.chosen == {"interpreter": anna}
    told = {"slot": first.key, "revision": meeting.revision}
    client.post(reverse("arrange:times", args=[meeting.pk]), told)
    assert meeting.attendances.get(role="interpreter").resource == anna


def test_where_nobody_interprets_the_language_it_is_said(client, town, wes):
    made = ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin, mode="online",
        language="Polish", people=[Wanted(wes, "social_worker")],
    )  # fmt: skip
    client.force_login(town.asha)
    page = text(client.get(reverse("arrange:times", args=[made.pk])))
    assert "An interpreter of Polish is asked for, and none is in use here" in page
    book_meeting(by=town.asha, meeting=made, starts_at=datetime(2031, 3, 3, 10, tzinfo=UTC))  # fmt: skip
    seen = text(client.get(reverse("meetings:meeting", args=[made.pk])))
    assert "Polish" in seen and "None takes part" in seen


def test_a_time_is_kept_for_half_an_hour_and_booked_from_the_meeting(client, town, wes, room):  # fmt: skip
    made = ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin,
        people=[Wanted(wes, "social_worker")],
    )  # fmt: skip
    client.force_login(town.asha)
    address = reverse("arrange:times", args=[made.pk])
    second = client.get(address).context["offers"].offers[1]
    kept = client.post(address, {"slot": second.key, "revision": 0, "keep": "yes"}, follow=True)  # fmt: skip
    assert "Nobody was asked yet: book it before then" in text(kept)
    assert "Kept until" in text(kept) and "Book the time on hold" in text(kept)
    assert set(made.occupancies.live().values_list("resource", "state")) == {(wes.pk, "held"), (room.pk, "held")}  # fmt: skip
    assert not made.attendances.filter(invitations__isnull=False).exists()
    page = client.get(address)
    assert page.context["form"]["slot"].value() == second.key  # chosen already
    client.post(address, {"slot": second.key, "revision": page.context["form"]["revision"].value()})  # fmt: skip
    made.refresh_from_db()
    assert (made.state, made.starts_at) == ("booked", second.starts_at)
    assert made.attendances.get(role="room").resource == room


def test_a_time_that_was_kept_too_long_is_said_to_be_free(client, town, wes, room):
    made = ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin,
        people=[Wanted(wes, "social_worker")],
    )  # fmt: skip
    client.force_login(town.asha)
    address = reverse("arrange:times", args=[made.pk])
    first = client.get(address).context["offers"].offers[0]
    client.post(address, {"slot": first.key, "revision": 0, "keep": "yes"})
    made.occupancies.update(until=timezone.now() - timedelta(minutes=1))
    page = text(client.get(reverse("meetings:meeting", args=[made.pk])))
    assert "by now anybody may take it" in page


def test_times_to_choose_between_do_not_overlap_and_every_one_can_be_asked_for(client, town, wes):  # fmt: skip
    made = ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin, mode="online",
        people=[Wanted(wes, "social_worker")],
    )  # fmt: skip
    client.force_login(town.asha)
    address = reverse("arrange:times", args=[made.pk])
    page = client.get(address)
    starts = sorted(each.starts_at for each in page.context["offers"].offers)
    assert len(starts) == 12
    hour = timedelta(hours=1)
    assert all(one + hour <= two for one, two in zip(starts, starts[1:], strict=False))
    assert 'href="?every=yes"' in page.content.decode()
    every = client.get(address, {"every": "yes"}).context["offers"].offers
    assert len(every) > 100
    odd = next(each for each in every if each.starts_at - starts[0] == hour / 4)
    client.post(f"{address}?every=yes", {"slot": odd.key, "revision": made.revision})
    made.refresh_from_db()
    assert made.starts_at == odd.starts_at


def test_a_clock_with_a_meeting_leads_to_it_and_arranges_no_other(client, town, wes):
    client.force_login(town.asha)
    due, other = _core_groups_due(town, 8, 10)
    clock = reverse("casework:due", args=[due.pk])
    assert "Arrange a meeting for it" in text(client.get(clock))
    client.post(ask_page(town.robin, due=due), typed(wes))
    meeting = Meeting.objects.get()
    to = reverse("meetings:meeting", args=[meeting.pk])
    answer = client.get(clock)
    page = text(answer)
    assert f'href="{to}"' in answer.content.decode()
    assert f"Meeting {meeting.reference} is to be arranged for it" in page
    assert "Arrange a meeting for it" not in page
    assert client.get(reverse("arrange:from-due", args=[due.pk])).url == to
    assert "Arrange a meeting for it" in text(
        client.get(reverse("casework:due", args=[other.pk]))
    )
    starts_at = timezone.now() + timedelta(days=3)
    book_meeting(by=town.asha, meeting=meeting, starts_at=starts_at)
    day = day_said(timezone.localdate(starts_at))
    assert f"{meeting.reference} is booked for it: {day}, " in text(client.get(clock))
    meeting.refresh_from_db()
    client.post(f"{to}cancel/", {"why": "not_needed", "revision": meeting.revision})
    meeting.refresh_from_db()
    assert meeting.state == "cancelled"
    assert "Arrange a meeting for it" in text(client.get(clock))
