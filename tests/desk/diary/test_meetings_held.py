"""What became of a meeting: quorum, its clock, minutes and their day, what was agreed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.casework.models import Due
from alongside.desk.diary import held_actions as held
from alongside.desk.diary.meeting_kinds import ROLES, kinds
from alongside.desk.diary.meeting_notes import note_of
from alongside.desk.diary.models import Minutes, Resource
from alongside.reckon import rulebook as rules
from tests.desk.diary.meeting_steps import ROLE_OF, there


def note(town, meeting, *roles, **said):
    return held.note_held(by=town.asha, meeting=meeting, presence=there(meeting, *roles), **said)  # fmt: skip


def test_a_quorate_conference_closes_its_clock_as_awaiting_recording(town, conference):
    minutes = note(town, conference, *ROLE_OF)
    assert minutes.quorate and minutes.meeting.state == "held"
    mark = Due.objects.get().mark
    assert (mark.kind, mark.done_on) == ("awaiting", date(2026, 3, 9))


@pytest.mark.parametrize(
    ("roles", "lacked"),
    [
        (("social_worker", "health", "school"), "chair"),
        (("chair", "health", "school"), "social worker"),
        (
            ("chair", "social_worker", "health", "parent"),
            "1 more of: health, school, police, another professional",
        ),
    ],
)
def test_one_that_was_not_quorate_completes_no_clock(town, conference, roles, lacked):
    minutes = note(town, conference, *roles)
    assert not minutes.quorate and minutes.lacked == lacked
    assert Due.objects.get().mark is None


def test_two_of_one_agency_are_one_agency(town, conference):
    school = Resource.objects.create(kind="outside", name="Second teacher")
    conference.attendances.create(resource=school, role="school", uid="two")
    minutes = note(town, conference, "chair", "social_worker", "school")
    assert not minutes.quorate


def test_minutes_are_due_so_many_working_days_after(town, conference):
    # 20 working days after Monday 9 March 2026: Good Friday (3 April) and Easter Monday
    # (6 April) do not count, so that it is Wednesday 8 April.
    minutes = note(town, conference, *ROLE_OF)
    assert minutes.due_on == date(2026, 4, 8)


@pytest.mark.parametrize(("on", "late"), [(date(2026, 4, 8), 0), (date(2026, 4, 9), 1)])
def test_minutes_sent_out_after_their_day_are_counted_late(town, conference, on, late):
    note(town, conference, *ROLE_OF)
    held.write_minutes(by=town.asha, meeting=conference, decisions="", text="All came.")
    held.circulate_minutes(by=town.asha, meeting=conference, on=on)
    assert Minutes.objects.late(timezone.localdate()).count() == late


def test_minutes_owed_are_late_once_their_day_has_passed(town, conference):
    note(town, conference, *ROLE_OF)
    assert not Minutes.objects.late(date(2026, 4, 8)).exists()
    assert Minutes.objects.late(date(2026, 4, 9)).count() == 1


def test_minutes_that_went_out_stay_as_they_are(town, conference):
    note(town, conference, *ROLE_OF)
    with pytest.raises(ValidationError, match="There are no minutes yet"):
        held.circulate_minutes(by=town.asha, meeting=conference, on=date(2026, 3, 10))
    held.write_minutes(by=town.asha, meeting=conference, decisions="", text="All came.")
    with pytest.raises(ValidationError, match="from 9 March 2026"):
        held.circulate_minutes(by=town.asha, meeting=conference, on=date(2026, 3, 8))
    held.circulate_minutes(by=town.asha, meeting=conference, on=date(2026, 3, 10))
    with pytest.raises(ValidationError, match="stay as they are"):
        held.write_minutes(by=town.asha, meeting=conference, decisions="", text="No.")


def test_it_is_noted_once_and_not_before_it_began(town, conference):
    note(town, conference, *ROLE_OF)
    with pytest.raises(ValidationError, match="This meeting is held"):
        note(town, conference, *ROLE_OF)
    conference.state = "booked"
    conference.starts_at = timezone.now() + timedelta(hours=1)
    conference.ends_at = conference.starts_at + timedelta(hours=1)
    conference.save()
    with pytest.raises(ValidationError, match="has not begun"):
        note(town, conference, *ROLE_OF)


def test_nobody_there_is_no_meeting(town, conference):
    with pytest.raises(ValidationError, match="Say who was there"):
        note(town, conference)
    conference.refresh_from_db()
    assert conference.state == "booked"


def test_not_held_says_why_and_its_clock_goes_on(town, conference):
    held.note_not_held(by=town.asha, meeting=conference, why="quorum")
    conference.refresh_from_db()
    assert conference.state == "not_held"
    assert conference.changes.get().why == "quorum"
    assert Due.objects.get().mark is None


def test_what_was_agreed_has_an_owner_and_a_day(town, conference):
    note(town, conference, *ROLE_OF)
    school = conference.attendances.get(role="school")
    with pytest.raises(ValidationError, match="Enter a day from 9 March 2026 on"):
        held.add_action(by=town.asha, meeting=conference, what="Ring", owner=school, due_on=date(2026, 3, 8))  # fmt: skip
    action = held.add_action(by=town.asha, meeting=conference, what="Ring", owner=school, due_on=date(2026, 3, 20))  # fmt: skip
    assert held.finish_action(by=town.asha, agreed=action).done_on
    with pytest.raises(ValidationError, match="already"):
        held.finish_action(by=town.asha, agreed=action)


def test_the_text_for_the_case_system(town, conference):
    minutes = note(town, conference, *ROLE_OF[:4], decisions="The plan goes on.")
    school = conference.attendances.get(role="school")
    held.add_action(by=town.asha, meeting=conference, what="Ring the nurse", owner=school, due_on=date(2026, 3, 20))  # fmt: skip
    text, why_not = note_of(minutes, town.asha)
    today = timezone.localdate()
    assert why_not == "" and text == (
        f"Review child protection conference, Monday 9 March 2026 at 10:00am. Meeting {conference.reference}.\n"
        "Present: Chair (chair), Health (health), School (school), "
        "Social_Worker (social worker)\n"
        "Apologies: Parent (parent or carer)\nAbsent: nobody\nIt was quorate.\n"
        "Decisions:\nThe plan goes on.\nActions:\n"
        "- Ring the nurse (School, by 20 March 2026)\n"
        f"Taken from Alongside by Asha Patel on {today.day} {today:%B %Y}."
    )


def test_each_kind_names_rules_and_roles_that_there_are():
    book = rules.england()
    for kind in kinds().values():
        assert set(kind.rules) <= set(book), kind.code
        for quorum in kind.quorums:
            assert {*quorum.all_of, *quorum.of} <= set(ROLES), kind.code
            assert quorum.least <= len(quorum.of) and quorum.source


def test_a_quorum_holds_from_its_day():
    assert kinds()["cla_review"].quorum_on(date(2011, 3, 31)) is None
    assert kinds()["cla_review"].quorum_on(date(2011, 4, 1)) is not None


def test_who_was_there_is_corrected_and_the_clock_follows(client, town, conference):
    """Apologies were ticked as there: the conference was not quorate, and its clock goes on."""
    note(town, conference, *ROLE_OF)
    client.force_login(town.asha)
    page = f"/diary/meetings/{conference.pk}/held/"
    shown = client.get(page)
    chair = conference.attendances.get(role="chair")
    assert shown.context["form"][f"presence_{chair.pk}"].value() == "present"

    def corrected(*roles):
        conference.refresh_from_db()
        told = {
            f"presence_{key}": how for key, how in there(conference, *roles).items()
        }
        client.post(page, told | {"revision": conference.revision, "decisions": "Adjourned."})  # fmt: skip
        return Minutes.objects.get(), Due.objects.get().mark

    minutes, mark = corrected("social_worker", "health")
    assert (minutes.quorate, minutes.decisions, mark) == (False, "Adjourned.", None)
    assert minutes.lacked.startswith("chair, 1 more of")
    minutes, mark = corrected(*ROLE_OF)
    assert minutes.quorate and minutes.lacked == "" and mark.kind == "awaiting"


def test_who_was_there_stays_once_the_minutes_went_out(town, conference):
    note(town, conference, *ROLE_OF)
    held.write_minutes(by=town.asha, meeting=conference, decisions="", text="All came.")
    held.circulate_minutes(by=town.asha, meeting=conference, on=date(2026, 3, 10))
    with pytest.raises(ValidationError, match="stay as they are"):
        held.correct_held(by=town.asha, meeting=conference, presence=there(conference, "chair"))  # fmt: skip
