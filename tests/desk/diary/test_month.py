"""A month at once: proposed, worked out, and booked only where somebody accepts it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from alongside.desk.casework.models import Due, Extract
from alongside.desk.diary import month_actions, month_asked, tasks
from alongside.desk.diary.booking_actions import book_meeting
from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting
from alongside.desk.diary.models import Meeting, Proposal, Resource
from alongside.desk.diary.month_actions import accept, propose, work_out
from alongside.desk.holidays import clock_in_force
from alongside.desk.workforce.models import Worker


def working_day(n):
    return clock_in_force().working_days(timezone.localdate(), n)


@pytest.fixture
def worker(town):
    made = Worker.objects.create(source_id="w-1", team=town.north, name="W One")
    Resource.objects.create(kind="person", name="W One", worker=made)
    return made


@pytest.fixture
def room(town):
    return Resource.objects.create(kind="room", name="Elm Room", capacity=8)


@pytest.fixture
def extract(town):
    return Extract.objects.create(
        file_name="x", sha256="0" * 64, stored_as="x", as_at=timezone.localdate(),
        uploaded_by=town.sef, state="refused",
    )  # fmt: skip


def clocks(town, extract, worker, number, child=None, rule="CORE_GROUP_N", due=8):
    today = timezone.localdate()
    return [
        Due.objects.create(
            first_in=extract, child=child or town.robin, rule=rule, status="open",
            started_on=today - timedelta(days=n + 1), due_on=working_day(due),
            worker=worker,
        )
        for n in range(number)
    ]  # fmt: skip


@pytest.fixture
def proposal(town, extract, worker, room):
    """Three core groups of one worker, who must be in one room after the other."""
    clocks(town, extract, worker, 3)
    made = propose(by=town.asha, until=working_day(10))
    Proposal.objects.update(seconds=0)
    made.refresh_from_db()
    return work_out(proposal=made)


def test_each_clock_gets_a_meeting_and_each_meeting_a_place_in_time(proposal, room):
    places = list(proposal.places.in_order())
    assert len(places) == 3 == Meeting.objects.count()
    assert all(each.room == room and not each.late for each in places)
    starts = [each.starts_at for each in places]
    ends = [each.starts_at + timedelta(hours=1) for each in places]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert proposal.state == "ready" and proposal.law == 0
    assert not Meeting.objects.exclude(state="asked").exists()  # nothing is booked


def test_what_is_accepted_is_booked_and_the_rest_stays(client, town, proposal):
    client.force_login(town.asha)
    first, second, third = proposal.places.in_order()
    page = reverse("arrange:accept", args=[proposal.pk])
    client.post(page, {"places": [first.pk, third.pk]})
    states = {each.pk: each.state for each in Meeting.objects.all()}
    assert states[first.meeting_id] == states[third.meeting_id] == "booked"
    assert states[second.meeting_id] == "asked"
    again = client.get(reverse("arrange:proposal", args=[proposal.pk]))
    assert [each.pk for each in again.context["form"].fields["places"].queryset] == [
        second.pk
    ]


def test_nothing_is_asked_for_twice(town, proposal):
    again = propose(by=town.asha, until=working_day(10))
    again.seconds = 0
    assert work_out(proposal=again).meetings == 3 == Meeting.objects.count()


def test_where_nobody_is_known_to_ask_it_is_said(client, town, extract, room):
    clocks(town, extract, None, 1)
    made = propose(by=town.asha, until=working_day(10))
    made.seconds = 0
    assert work_out(proposal=made).nobody == 1 and not Meeting.objects.exists()
    client.force_login(town.asha)
    page = client.get(reverse("arrange:proposal", args=[made.pk])).content.decode()
    assert "Of 1 timescale no worker" in page


def test_a_place_taken_meanwhile_is_said_and_the_others_are_booked(
    town, proposal, room
):
    first, *others = proposal.places.in_order()
    other = ask_for_meeting(
        by=town.asha, kind="panel", child=town.robin, people=[Wanted(room, "room")],
        length=60,
    )  # fmt: skip
    book_meeting(by=town.asha, meeting=other, starts_at=first.starts_at)
    places = list(proposal.places.in_order())
    assert accept(by=town.asha, proposal=proposal, places=places) == 2
    first.refresh_from_db()
    assert "Elm Room was taken" in first.refused
    first.meeting.refresh_from_db()
    assert first.meeting.state == "asked" and not first.meeting.occupancies.exists()


def test_children_out_of_reach_are_in_no_proposal(client, town, extract, worker, room):
    clocks(town, extract, worker, 1, child=town.hidden)
    clocks(town, extract, worker, 1, child=town.skye)
    with pytest.raises(ValidationError, match="Nothing is to be arranged"):
        propose(by=town.asha, until=working_day(10))
    client.force_login(town.asha)
    page = client.get(reverse("arrange:month"))
    assert page.context["dues"] == [] and not Meeting.objects.exists()


def test_a_clock_that_no_meeting_completes_is_left_alone(town, extract, worker):
    clocks(town, extract, worker, 1, rule="CP_VISIT")
    with pytest.raises(ValidationError):
        propose(by=town.asha, until=working_day(10))


def test_of_what_is_supposed_nothing_is_booked(client, town, proposal):
    client.force_login(town.asha)
    page = reverse("arrange:suppose", args=[proposal.pk])
    made = client.post(page, {"what": "chair"})
    supposed = Proposal.objects.latest("pk")
    assert made.url == reverse("arrange:proposal", args=[supposed.pk])
    assert supposed.what_if == "with one more chair"
    with pytest.raises(ValidationError, match="Nothing of this proposal"):
        accept(by=town.asha, proposal=supposed, places=list(supposed.places.all()))


def test_a_chair_off_sick_leaves_a_conference_without_one(town, extract, worker, room):
    chair = Resource.objects.create(kind="chair", name="C One")
    clocks(town, extract, worker, 1, rule="RCPC_N")
    whole = propose(by=town.asha, until=working_day(10))
    sick = propose(
        by=town.asha, until=working_day(10),
        supposed={"what": "sick", "chair": chair.pk, "name": "C One"},
    )  # fmt: skip
    Proposal.objects.update(seconds=0)
    placed = work_out(proposal=Proposal.objects.get(pk=whole.pk)).places.get()
    assert placed.chair == chair
    left = work_out(proposal=Proposal.objects.get(pk=sick.pk)).places.get()
    assert left.starts_at is None and "with one more chair" in left.why


def test_who_is_in_the_way_is_named(town, extract, worker, room):
    """The worker has a panel on each day in which the core group could be."""
    clocks(town, extract, worker, 1, due=1)
    person = Resource.objects.get(worker=worker)
    for n in range(1, 8):
        panel = ask_for_meeting(
            by=town.asha, kind="panel", child=town.robin, length=600,
            people=[Wanted(person, "other")],
        )  # fmt: skip
        at = datetime.combine(working_day(n), time(7), UTC)
        book_meeting(by=town.asha, meeting=panel, starts_at=at)
    made = propose(by=town.asha, until=working_day(1))
    Proposal.objects.update(seconds=0)
    made.refresh_from_db()
    [left] = work_out(proposal=made).places.all()
    assert left.starts_at is None and "without W One" in left.why


def test_what_stops_it_is_told_and_nothing_is_half_kept(town, proposal, monkeypatch):
    def fails(*_, **__):
        raise RuntimeError("planted")

    before = list(proposal.places.order_by("pk").values_list("starts_at", flat=True))
    monkeypatch.setattr("alongside.desk.diary.month_actions.arrange", fails)
    with pytest.raises(RuntimeError):
        tasks.work_out_month.func(proposal.pk)
    proposal.refresh_from_db()
    assert proposal.state == "failed" and "Propose the month again" in proposal.problem
    after = proposal.places.order_by("pk").values_list("starts_at", flat=True)
    assert list(after) == before


def test_nobody_sees_anothers_proposal(client, town, proposal):
    client.force_login(town.ben)
    page = reverse("arrange:proposal", args=[proposal.pk])
    assert client.get(page).status_code == 404


def test_a_day_past_or_far_ahead_is_refused(client, town):
    client.force_login(town.asha)
    today = timezone.localdate()
    for day in (today, today + timedelta(days=100)):
        said = f"{day.day} {day.month} {day.year}"
        page = client.post(reverse("arrange:month"), {"until": said})
        assert "within 3 months" in page.content.decode()


def test_where_it_stands_is_said_in_a_place_that_is_not_replaced(
    client, town, proposal
):
    """A place that is put there anew each time tells nobody who hears the page."""
    client.force_login(town.asha)
    address = reverse("arrange:proposal", args=[proposal.pk])
    ready = client.get(address).content.decode().partition('id="proposal"')[0]
    assert f"Ready: {proposal.meetings} of {proposal.meetings} placed." in ready
    Proposal.objects.update(state="working")
    head, _, rest = client.get(address).content.decode().partition('id="proposal"')
    assert 'id="standing" role="status">Looking for better places…' in head
    assert (
        'hx-select-oob="#standing:innerHTML"' in rest
        and "role=" not in rest.partition("<dl")[0]
    )


def test_what_was_supposed_is_named_and_set_beside_what_is(client, town, extract, worker, room):  # fmt: skip
    """No chair there is: one review conference has no place, and with one more chair it has."""
    Resource.objects.create(kind="chair", name="C One", active=False)
    busy = Resource.objects.create(kind="chair", name="C Two")
    clocks(town, extract, worker, 1, rule="RCPC_N", due=1)
    for n in range(1, 8):
        panel = ask_for_meeting(
            by=town.asha, kind="panel", child=town.robin, length=600,
            people=[Wanted(busy, "chair")],
        )  # fmt: skip
        at = datetime.combine(working_day(n), time(7), UTC)
        book_meeting(by=town.asha, meeting=panel, starts_at=at)
    real = propose(by=town.asha, until=working_day(1))
    more = propose(by=town.asha, until=working_day(1), supposed={"what": "chair"})
    Proposal.objects.update(seconds=0)
    assert work_out(proposal=Proposal.objects.get(pk=real.pk)).places.get().starts_at is None  # fmt: skip
    placed = work_out(proposal=Proposal.objects.get(pk=more.pk)).places.get()
    assert placed.starts_at and placed.why.startswith("takes the one more chair; ")
    client.force_login(town.asha)
    page = client.get(reverse("arrange:proposal", args=[more.pk])).content.decode()
    assert "0 of 1 placed</a>, 0 after" in page and "Takes the one more chair" in page
    assert (
        "As things are"
        not in client.get(reverse("arrange:proposal", args=[real.pk])).content.decode()
    )


def test_how_many_are_to_be_told_by_hand_is_said(client, town, proposal):
    client.force_login(town.asha)
    first, *_ = proposal.places.in_order()
    page = reverse("arrange:accept", args=[proposal.pk])
    told = client.post(page, {"places": [first.pk]}, follow=True).content.decode()
    # The worker of an extract neither signs in nor has an address here.
    assert "1 meeting booked, and invited to. 1 person is told by no e-mail" in told


def test_each_meeting_is_asked_for_by_itself_and_the_rest_when_it_is_begun_again(
    town, extract, worker, room, monkeypatch
):
    """Broken off after two of three, both stand; begun again, the third is asked for."""
    clocks(town, extract, worker, 3)
    made = propose(by=town.asha, until=working_day(10))
    Proposal.objects.update(seconds=0)
    made.refresh_from_db()
    asking = month_asked.ask_people

    def breaks_off(**asked):
        if Meeting.objects.count() == 2:
            raise RuntimeError("killed")
        return asking(**asked)

    monkeypatch.setattr(month_asked, "ask_people", breaks_off)
    with pytest.raises(RuntimeError):
        work_out(proposal=made)
    assert Meeting.objects.count() == 2
    monkeypatch.setattr(month_asked, "ask_people", asking)
    done = work_out(proposal=made)
    assert Meeting.objects.count() == 3 == done.places.count() == done.meetings
    assert done.nobody == 0 and done.state == "ready"


@pytest.mark.django_db(transaction=True)
def test_between_two_meetings_nothing_is_locked(town, extract, worker, monkeypatch):
    clocks(town, extract, worker, 2)
    made = propose(by=town.asha, until=working_day(10))
    inside = []

    def looks(by, due, today):
        inside.append(connection.in_atomic_block)
        return True

    monkeypatch.setattr(month_asked, "_ask_for", looks)
    assert month_actions._ask(made) == []
    assert inside == [False, False]


def test_one_that_somebody_asks_for_meanwhile_stands_and_is_not_asked_for_twice(
    town, extract, worker
):
    first, second = clocks(town, extract, worker, 2)
    dues = month_asked.without_a_meeting(town.asha, working_day(10))
    assert {first, second} == set(dues)
    ask_for_meeting(by=town.sef, kind="core_group", child=town.robin, due=first)
    today = timezone.localdate()
    assert month_asked.ask_for_all(by=town.asha, dues=dues, today=today) == 0
    assert Meeting.objects.filter(rule_started_on=first.started_on).count() == 1
    assert Meeting.objects.count() == 2


def said_against(client, town, proposal):
    client.force_login(town.asha)
    page = client.get(reverse("arrange:proposal", args=[proposal.pk]))
    assert b"points" not in page.content
    return page.context["against"]


def test_what_speaks_against_a_month_is_said_in_words(client, town, proposal):
    late, out, smaller = proposal.places.in_order()
    due = late.meeting.due_on
    late.starts_at = datetime.combine(after(due, 3), time(10), tzinfo=UTC)
    late.why = "3 working days past its due day"
    out.starts_at, out.why = None, "Every start in its window is taken."
    smaller.why = "begins before 9:30am"
    for each in (late, out, smaller):
        each.save()
    assert said_against(client, town, proposal) == (
        "1 meeting without a place; 1 meeting past the deadline, 3 working days in all; "
        "something smaller against 1 meeting, told beside each."
    )


def test_a_month_says_that_nothing_is_against_it_and_that_it_became_better(
    client, town, proposal
):
    proposal.places.update(why="nothing against it")
    assert said_against(client, town, proposal) == "Nothing."
    Proposal.objects.update(first_comfort=proposal.comfort + 1, proved=True)
    assert said_against(client, town, proposal) == (
        "Nothing. Better than what was found first. "
        "It is proved that no arrangement is better."
    )


def after(day, working_days):
    return clock_in_force().working_days(day, working_days)
