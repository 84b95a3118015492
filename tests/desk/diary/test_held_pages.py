"""Meetings held, as people use their pages: who was there, minutes, and what was agreed."""

from __future__ import annotations

from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting, attend
from alongside.desk.diary.models import Resource
from tests.desk.diary.meeting_steps import held_with_minutes, over, plain, text


def test_one_that_is_over_is_noted_as_held_with_its_minutes(client, town, asked):
    client.force_login(town.asha)
    over(asked)
    page, school = f"/diary/meetings/{asked.pk}/", asked.attendances.get(role="school")
    assert str(asked.reference) in text(client, "/diary/meetings/?show=past")
    said = {f"presence_{school.pk}": "present", "revision": asked.revision}
    client.post(f"{page}held/", said | {"decisions": "It goes on."})
    shown = text(client, page)
    assert "Not quorate" in shown and "social worker" in shown
    client.post(
        f"{page}minutes/", {"decisions": "It goes on.", "text": "Ms Vale came."}
    )
    agreed = {"what": "Ring the nurse", "owner": school.pk, "due_on": "20 3 2026"}
    client.post(f"{page}actions/add/", agreed)
    shown = text(client, page)
    assert "Ring the nurse" in shown and "Overdue" in shown
    client.post(f"{page}minutes/circulate/", {"on": "30 4 2026"})
    assert "late: they were due on 16 March 2026" in text(client, page)
    assert "Present: Ms Vale (school)" in text(client, f"{page}note/")


def test_nobody_is_left_out_of_who_was_there(client, town, asked):
    client.force_login(town.asha)
    over(asked)
    page = client.post(
        f"/diary/meetings/{asked.pk}/held/", {"revision": asked.revision}
    )
    assert "Say whether Ms Vale was there" in page.content.decode()
    asked.refresh_from_db()
    assert asked.state == "booked"


def test_a_meeting_whose_minutes_are_owed_is_found_until_they_go_out(client, town, asked):  # fmt: skip
    client.force_login(town.asha)
    owed = "/diary/meetings/?show=minutes"
    assert asked.reference not in text(client, owed)
    held_with_minutes(client, asked)
    assert asked.reference in text(client, owed)
    client.post(f"/diary/meetings/{asked.pk}/minutes/circulate/", {"on": "10 3 2026"})
    assert asked.reference not in text(client, owed)


def test_actions_are_listed_with_owner_and_day_until_done(client, town, asked, another):
    wes = Resource.objects.create(kind="person", name="Wes Okafor", user=town.wes)
    attend(asked, Wanted(wes, "other", required=False))
    client.force_login(town.asha)
    over(asked)
    people = asked.attendances.exclude(role="room")
    there = {f"presence_{each.pk}": "present" for each in people}
    page = f"/diary/meetings/{asked.pk}/"
    client.post(f"{page}held/", there | {"revision": asked.revision})
    for what, role in (("Ring the nurse", "school"), ("Write the plan", "other")):
        owner = asked.attendances.get(role=role).pk
        client.post(f"{page}actions/add/", {"what": what, "owner": owner, "due_on": "20 3 2026"})  # fmt: skip
    assert "Actions agreed at meetings</a>: 2 overdue" in text(client, "/diary/meetings/")  # fmt: skip
    listed = plain(client.get("/diary/meetings/actions/"))
    assert "Ring the nurse Ms Vale 20 March 2026 ▲ Overdue" in listed
    another.force_login(town.wes)
    own = plain(another.get("/diary/meetings/actions/?whose=own"))
    assert "Write the plan" in own and "Ring the nurse" not in own
    done = asked.actions.get(what="Ring the nurse").pk
    client.post(f"{page}actions/{done}/finish/")
    assert "Ring the nurse" not in plain(client.get("/diary/meetings/actions/"))


def test_actions_about_a_restricted_child_are_in_no_list_and_no_count(client, town, room):  # fmt: skip
    made = over(
        ask_for_meeting(
            by=town.sam, kind="icpc", child=town.hidden, people=[Wanted(room, "room")]
        )  # fmt: skip
    )
    made.actions.create(
        what="Ring the ward",
        owner=made.attendances.get(),
        due_on=made.day,
        added_by=town.sam,
    )
    for user, seen in ((town.asha, False), (town.sam, True)):
        client.force_login(user)
        assert ("Ring the ward" in text(client, "/diary/meetings/actions/")) is seen
        assert ("1 overdue" in text(client, "/diary/meetings/")) is seen


def test_of_a_kind_without_a_quorum_none_is_told(client, town, room):
    school = Resource.objects.create(kind="outside", name="Ms Vale")
    made = over(
        ask_for_meeting(
            by=town.asha,
            kind="other",
            child=town.robin,
            people=[Wanted(school, "school")],
        )  # fmt: skip
    )
    client.force_login(town.asha)
    page = f"/diary/meetings/{made.pk}/"
    assert "awaiting recording" not in text(client, f"{page}held/")
    there = {f"presence_{made.attendances.get().pk}": "present"}
    client.post(f"{page}held/", there | {"revision": made.revision})
    assert "quorate" not in text(client, page)
    note = text(client, f"{page}note/")
    assert "No quorum is laid down for it." in note and "quorate" not in note
