"""Somebody came to a meeting who was not asked; and who took something on says it is done."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.desk.casework.models import Due
from alongside.desk.diary import held_actions as held
from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting, attend
from alongside.desk.diary.models import (
    AgreedAction,
    Attendance,
    Meeting,
    Minutes,
    Resource,
)
from alongside.desk.messages.models import Message
from alongside.desk.people.models import Adult, AdultOfChild
from tests.desk.diary.meeting_steps import ROLE_OF, over, plain, text, there


@pytest.fixture
def page(client, town, conference):
    client.force_login(town.asha)
    return f"/diary/meetings/{conference.pk}/"


def came(client, page, meeting, who, role, wrong=None):
    meeting.refresh_from_db()
    told = {"who": who, "role": role, "revision": meeting.revision} | (wrong or {})
    return plain(client.post(f"{page}held/came/", told, follow=True))


def test_a_chair_who_stood_in_makes_it_quorate_and_its_clock_is_done(client, town, conference, page):  # fmt: skip
    """Noted as held without a chair; another had taken the chair, as somebody says later."""
    presence = there(conference, *ROLE_OF[1:])
    held.note_held(by=town.asha, meeting=conference, presence=presence)
    assert "Not quorate" in text(client, page) and Due.objects.get().mark is None
    other = Resource.objects.create(kind="chair", name="Ida Roe")
    shown = came(client, page, conference, f"person_{other.pk}", "chair")
    assert "Ida Roe is noted as there." in shown and "It was quorate." in shown
    assert "Ida Roe Chair Was not asked Not invited Present" in shown
    mark = Due.objects.get().mark
    assert (mark.kind, mark.done_on) == ("awaiting", date(2026, 3, 9))
    assert not conference.occupancies.filter(resource=other).exists()
    assert not Message.objects.exists()


def test_who_was_added_by_mistake_is_taken_off_again_and_the_clock_goes_on(client, town, conference, page):  # fmt: skip
    presence = there(conference, *ROLE_OF[1:])
    held.note_held(by=town.asha, meeting=conference, presence=presence)
    other = Resource.objects.create(kind="chair", name="Ida Roe")
    came(client, page, conference, f"person_{other.pk}", "chair")
    conference.refresh_from_db()
    ida = conference.attendances.get(resource=other)
    told = {
        f"presence_{key}": how for key, how in there(conference, *ROLE_OF[1:]).items()
    }
    told |= {f"presence_{ida.pk}": "absent", "revision": conference.revision}
    assert "Was not there after all" in text(client, f"{page}held/")
    shown = plain(client.post(f"{page}held/", told, follow=True))
    assert "Ida Roe" not in shown and "Not quorate" in shown
    assert Due.objects.get().mark is None


def test_somebody_around_the_child_is_added_before_it_is_said_who_was_there(client, town, conference, page):  # fmt: skip
    gran = Adult.objects.create(name="Joan Hale", kind="family", added_by=town.sam)
    AdultOfChild.objects.create(child=town.robin, adult=gran, relationship="grandparent")  # fmt: skip
    away = Adult.objects.create(name="Una Other", kind="family", added_by=town.sam)
    Resource.objects.create(kind="outside", name="Una Other", adult=away)
    offered = text(client, f"{page}held/came/")
    assert "Joan Hale, grandparent" in offered
    asks = "It is quorate with chair, social worker, 2 of: health, school, police, another professional."
    assert asks in plain(client.get(f"{page}held/"))
    assert "Una Other" not in offered and ">Chair</option>" in offered
    shown = came(client, page, conference, f"adult_{gran.pk}", "family")
    assert "Say that it was held" in shown
    conference.refresh_from_db()
    assert conference.state == "booked"
    joan = conference.attendances.get(resource__adult=gran)
    noted = client.get(f"{page}held/").context["form"]
    assert noted[f"presence_{joan.pk}"].value() == "present"
    assert (joan.uninvited, joan.presence) == (True, "present")
    assert "Joan Hale" not in text(client, f"{page}held/came/")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"who": ""}, "Choose who came"),
        ({"who": "adult_0"}, "Select a valid choice"),
        ({"role": ""}, "Choose as what"),
        ({"role": "room"}, "Select a valid choice"),
        ({"revision": 99}, "Somebody changed this meeting"),
    ],
)
def test_who_came_is_chosen_from_those_offered(client, conference, page, wrong, said):
    nurse = Resource.objects.create(kind="outside", name="Nurse Reid")
    shown = came(client, page, conference, f"person_{nurse.pk}", "health", wrong)
    assert said in shown
    assert not Attendance.objects.filter(uninvited=True).exists()


def test_nobody_is_added_once_the_minutes_went_out_nor_before_it_began(client, town, conference, page, asked):  # fmt: skip
    nurse = Resource.objects.create(kind="outside", name="Nurse Reid")
    held.note_held(by=town.asha, meeting=conference, presence=there(conference, *ROLE_OF))  # fmt: skip
    held.write_minutes(by=town.asha, meeting=conference, decisions="", text="All came.")
    held.circulate_minutes(by=town.asha, meeting=conference, on=date(2026, 3, 10))
    assert "Add somebody who came" not in text(client, page)
    told = came(client, page, conference, f"person_{nurse.pk}", "health")
    assert "The minutes went out on 10 March 2026" in told
    told = came(client, f"/diary/meetings/{asked.pk}/", asked, f"person_{nurse.pk}", "health")  # fmt: skip
    assert "This meeting is to be arranged" in told
    assert not Attendance.objects.filter(uninvited=True).exists()


@pytest.fixture
def agreed(town):
    """What Wes took on at a meeting about Robin, and what a school took on there."""
    wes = Resource.objects.create(kind="person", name="Wes Okafor", user=town.wes)
    school = Resource.objects.create(kind="outside", name="Ms Vale")
    made = ask_for_meeting(by=town.asha, kind="core_group", child=town.robin)
    for resource, role in ((wes, "social_worker"), (school, "school")):
        attend(made, Wanted(resource, role))
    made = over(made)
    Minutes.objects.create(meeting=made, written_by=town.asha)
    return {
        what: AgreedAction.objects.create(
            meeting=made,
            what=what,
            due_on=made.day,
            added_by=town.asha,
            owner=made.attendances.get(role=role),
        )  # fmt: skip
        for what, role in (("Write the plan", "social_worker"), ("Ring", "school"))
    }


def test_whose_it_is_says_that_it_is_done_and_takes_it_back(client, town, agreed):
    client.force_login(town.wes)
    action = agreed["Write the plan"]
    listed = "/diary/meetings/actions/?whose=own"
    assert "Done<span" in text(client, listed)
    page = f"/diary/meetings/{action.meeting_id}/"
    done = client.post(f"{page}actions/{action.pk}/finish/", {"listed": "own"})
    assert done["Location"] == listed
    shown = plain(client.get(listed))
    assert f"The action of M-{action.meeting_id} is done." in shown and "No action is open" in shown  # fmt: skip
    assert "Not done after all" in text(client, page)
    shown = plain(client.post(f"{page}actions/{action.pk}/reopen/", follow=True))
    assert f"The action of M-{action.meeting_id} is open again." in shown
    assert "This is open already." in plain(client.post(f"{page}actions/{action.pk}/reopen/", follow=True))  # fmt: skip
    assert "Write the plan" in text(client, listed)


def test_what_another_took_on_is_not_for_them_to_say(client, town, agreed):
    client.force_login(town.wes)
    action = agreed["Ring"]
    page = f"/diary/meetings/{action.meeting_id}/"
    assert text(client, page).count("finish/") == 1
    assert client.post(f"{page}actions/{action.pk}/finish/").status_code == 403
    action.refresh_from_db()
    assert action.done_on is None
    client.force_login(town.asha)
    client.post(f"{page}actions/{action.pk}/finish/")
    action.refresh_from_db()
    assert action.done_on


def test_todays_page_leads_to_what_one_took_on_while_one_is_shown_it(client, town, agreed):  # fmt: skip
    client.force_login(town.wes)
    card = "Your actions from meetings"
    shown = plain(client.get("/")).partition(card)[2]
    assert shown.startswith("1") and "1 past its day" in shown[:40]
    assert "/diary/meetings/actions/?whose=own" in text(client, "/")
    Meeting.objects.update(child=town.hidden)
    assert card not in text(client, "/")
    client.force_login(town.asha)
    assert card not in text(client, "/")


def test_of_adults_around_children_this_child_s_alone_can_be_invited(client, town, conference, page):  # fmt: skip
    """A parent of another child, chosen by a slip, would be told of this child's meeting."""
    for name in ("Ana Dale", "Bea Vane"):
        adult = Adult.objects.create(name=name, kind="family", added_by=town.asha)
        Resource.objects.create(kind="outside", name=name, adult=adult)
    ana = Adult.objects.get(name="Ana Dale")
    AdultOfChild.objects.create(child=town.robin, adult=ana, relationship="mother")
    shown = text(client, f"{page}people/add/")
    assert "Ana Dale" in shown and "Bea Vane" not in shown
