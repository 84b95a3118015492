"""Who is told of a concern, who answers it, and to whom it is as if it were not there."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alongside.desk.access.models import AuditEntry, User
from alongside.desk.contacts import concern_actions as actions
from alongside.desk.contacts.models import Concern, ConcernHanding, ConcernTold
from alongside.desk.messages.models import Message
from alongside.desk.people.models import NeedToKnow
from alongside.desk.workforce.away_actions import arrange_cover, note_absence
from alongside.desk.workforce.models import Membership, OutOfHours
from tests.desk.contacts.calling import TUESDAY, logged, london, on_duty

FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)


@pytest.fixture
def ten(now_is):
    return now_is(london(10))


def raised(by, **told) -> Concern:
    immediate = told.pop("immediate", False)
    contact = logged(by, **told)
    return actions.raise_concern(by=by, contact=contact, immediate=immediate)


def told(concern) -> list[tuple[str, str]]:
    rows = concern.told.order_by("pk").select_related("to")
    return [(row.to.full_name.split()[0], row.role) for row in rows]


def seen(user) -> list[Concern]:
    return list(Concern.objects.visible_to(user))


def out_of_hours(email="nights@town.example") -> OutOfHours:
    return OutOfHours.objects.create(
        pk=1, name="Night duty", telephone="01632 960000", email=email
    )


# Who is told.


def test_the_duty_worker_is_told_at_once_and_nobody_else(town, ten):
    on_duty(town.north, worker=town.wes, manager=town.sam)
    concern = raised(town.asha, child=town.robin)
    assert concern.team == town.north
    assert told(concern) == [("Wes", "duty")]
    [message] = Message.objects.filter(kind="concern")
    assert message.to == town.wes


def test_a_message_names_nobody_and_says_the_reference(town, ten):
    on_duty(town.north, worker=town.wes)
    concern = raised(town.asha, child=town.robin)
    message = Message.objects.get(kind="concern")
    for said in (message.subject, message.body):
        for secret in ("Robin", "Hale", "900123", "bruise", "teacher", "North"):
            assert secret not in said
    assert concern.contact.reference in message.body
    assert concern.contact.reference not in message.subject


def test_the_clock_tells_the_duty_manager_then_those_who_manage(town, now_is, ten):
    on_duty(town.north, worker=town.wes, manager=town.sam)
    concern = raised(town.asha, child=town.robin)
    assert actions.see_to_waiting(now_is(london(10, 14))) == london(10, 15)
    assert told(concern) == [("Wes", "duty")]
    assert actions.see_to_waiting(now_is(london(10, 15))) == london(10, 30)
    assert told(concern)[1:] == [("Sam", "duty_manager")]
    actions.see_to_waiting(now_is(london(10, 30)))
    assert told(concern)[2:] == [("Mo", "team_manager"), ("Sam", "service")]


def test_run_twice_it_tells_nobody_twice(town, now_is, ten):
    on_duty(town.north, worker=town.wes, manager=town.sam)
    raised(town.asha, child=town.robin)
    now_is(london(10, 31))
    actions.see_to_waiting(london(10, 31))
    before = ConcernTold.objects.count(), Message.objects.count()
    actions.see_to_waiting(london(10, 31))
    actions.see_to_waiting(london(10, 45))
    assert (ConcernTold.objects.count(), Message.objects.count()) == before == (4, 4)


def test_what_was_missed_while_nothing_ran_is_made_good_at_once(town, now_is, ten):
    on_duty(town.north, worker=town.wes, manager=town.mo)
    concern = raised(town.asha, child=town.robin)
    now_is(london(12))
    actions.see_to_waiting(london(12))
    assert [role for _, role in told(concern)] == [
        "duty", "duty_manager", "team_manager", "service",
    ]  # fmt: skip


def test_nobody_more_is_told_once_it_is_acknowledged(town, now_is, ten):
    on_duty(town.north, worker=town.wes)
    concern = raised(town.asha, child=town.robin)
    actions.acknowledge_concern(by=town.wes, concern=concern)
    assert actions.see_to_waiting(now_is(london(18))) is None
    assert told(concern) == [("Wes", "duty")]
    assert not ConcernHanding.objects.exists()


def test_an_empty_rota_leads_to_who_manages_and_then_to_the_service_manager(town, ten):
    assert told(raised(town.asha, child=town.robin)) == [("Mo", "duty")]
    assert told(raised(town.ben, child=town.skye)) == [("Sam", "service")]


def test_a_duty_worker_who_is_away_is_passed_over(town, ten):
    on_duty(town.north, worker=town.wes)
    note_absence(by=town.mo, user=town.wes, kind="leave", first_on=TUESDAY, last_on=TUESDAY)  # fmt: skip
    assert told(raised(town.asha, child=town.robin)) == [("Mo", "duty")]


def test_a_rota_that_names_somebody_who_cannot_answer_is_passed_over(town, ten):
    on_duty(town.north, worker=town.sef, manager=town.mo)
    assert told(raised(town.asha, child=town.robin)) == [("Mo", "duty")]


def test_of_no_known_team_it_goes_to_the_team_that_is_set(town, ten):
    on_duty(town.south, worker=town.wes)
    assert told(raised(town.asha)) == [("Sam", "service")]
    actions.keep_concern_settings(
        by=town.sam, duty_manager_after=15, managers_after=30, unknown_team=town.south
    )
    concern = raised(town.asha)
    assert (concern.team, told(concern)) == (town.south, [("Wes", "duty")])


def test_the_minutes_are_the_councils_own(town, now_is, ten):
    on_duty(town.north, worker=town.wes, manager=town.sam)
    actions.keep_concern_settings(
        by=town.sam, duty_manager_after=5, managers_after=90, unknown_team=None
    )
    concern = raised(town.asha, child=town.robin)
    actions.see_to_waiting(now_is(london(11, 29)))
    assert told(concern) == [("Wes", "duty"), ("Sam", "duty_manager")]


def test_the_managers_are_told_after_the_duty_manager(town, ten):
    with pytest.raises(ValidationError, match="Enter more minutes"):
        actions.keep_concern_settings(
            by=town.sam, duty_manager_after=30, managers_after=30, unknown_team=None
        )


def test_raised_again_of_the_same_contact_it_is_the_same(town, ten):
    on_duty(town.north, worker=town.wes)
    concern = raised(town.asha, child=town.robin)
    again = actions.raise_concern(by=town.asha, contact=concern.contact, immediate=True)
    assert again == concern and not again.immediate
    assert told(concern) == [("Wes", "duty")]


# When the office is closed.


def test_at_closing_time_the_out_of_hours_team_is_written_to_once(town, now_is):
    out_of_hours()
    on_duty(town.north, worker=town.wes)
    now_is(london(16, 50))
    concern = raised(town.asha, child=town.robin)
    assert actions.see_to_waiting(now_is(london(16, 59))) == london(17)
    assert not concern.handings.exists()
    for minute in (0, 1, 30):
        actions.see_to_waiting(now_is(london(17, minute)))
    [handing] = concern.handings.all()
    assert handing.since == london(17) and handing.emailed_at == london(17)
    [message] = Message.objects.filter(kind="concern_handed")
    assert message.address == "nights@town.example" and message.by is None
    assert concern.contact.reference in message.body
    for secret in ("Robin", "Hale", "900123", "bruise", "teacher", "North", "safeguarding"):  # fmt: skip
        assert secret not in message.subject + message.body
    assert told(concern) == [("Wes", "duty")]


def test_that_message_stands_in_nobodys_list(town, now_is):
    out_of_hours()
    now_is(london(18))
    raised(town.asha, child=town.robin)
    handed = Message.objects.filter(kind="concern_handed")
    assert handed.exists()
    for user in (town.asha, town.mo, town.sam):
        assert not Message.objects.visible_to(user).filter(pk__in=handed).exists()


def test_raised_on_a_friday_evening_it_is_the_duty_workers_on_monday(town, now_is):
    out_of_hours()
    on_duty(town.north, worker=town.wes, day=MONDAY)
    now_is(london(19, 0, FRIDAY))
    concern = raised(town.asha, child=town.robin)
    assert told(concern) == []
    assert concern.handings.get().since == london(19, 0, FRIDAY)
    assert actions.see_to_waiting(london(19, 1, FRIDAY)) == london(8, 30, MONDAY)
    now_is(london(8, 30, MONDAY))
    actions.see_to_waiting(london(8, 30, MONDAY))
    assert told(concern) == [("Wes", "duty")]
    assert concern.handings.count() == 1


def test_without_an_address_it_is_handed_over_all_the_same(town, now_is):
    now_is(london(18))
    concern = raised(town.asha, child=town.robin)
    assert concern.handings.get().emailed_at is None


def test_a_person_says_whom_they_spoke_to_and_the_next_is_told(town, now_is):
    out_of_hours()
    now_is(london(18))
    concern = raised(town.asha, child=town.robin)
    now_is(london(18, 4))
    actions.say_who_took_concern(by=town.asha, concern=concern, spoke_to="Pat Lowe")
    with pytest.raises(ValidationError, match="Asha Patel spoke to Pat Lowe"):
        actions.say_who_took_concern(by=town.mo, concern=concern, spoke_to="Pat")
    concern.refresh_from_db()
    assert concern.acknowledged_at is None, "The duty worker has it in the morning."


def test_while_the_office_is_open_it_is_not_handed_over(town, ten):
    concern = raised(town.asha, child=town.robin)
    with pytest.raises(ValidationError, match="The office is open"):
        actions.say_who_took_concern(by=town.asha, concern=concern, spoke_to="Pat")


# Answering.


def test_one_acknowledges_and_the_other_is_told_who_did(town, now_is, ten):
    concern = raised(town.asha, child=town.robin)
    now_is(london(10, 6))
    actions.acknowledge_concern(by=town.wes, concern=concern)
    with pytest.raises(ValidationError, match=r"Wes Okafor acknowledged .* 10:06am"):
        actions.acknowledge_concern(by=town.mo, concern=concern)
    concern.refresh_from_db()
    assert (concern.acknowledged_by, concern.minutes_to_acknowledgement) == (town.wes, 6)  # fmt: skip


DONE = {"outcome": "strategy", "done": "Called for 2pm.", "recorded_as": "S-77"}


def test_it_is_closed_with_what_was_done_and_where_it_is_recorded(town, ten):
    concern = raised(town.asha, child=town.robin)
    with pytest.raises(ValidationError, match="Acknowledge this concern first"):
        actions.close_concern(by=town.wes, concern=concern, **DONE)
    actions.acknowledge_concern(by=town.wes, concern=concern)
    with pytest.raises(ValidationError, match="where it is recorded"):
        actions.close_concern(
            by=town.wes, concern=concern, **DONE | {"recorded_as": ""}
        )
    actions.close_concern(by=town.mo, concern=concern, **DONE)
    with pytest.raises(ValidationError, match="Mo Hassan closed this concern already"):
        actions.close_concern(by=town.wes, concern=concern, **DONE)
    said = list(AuditEntry.objects.filter(subject_type="contacts.Concern").order_by("sequence").values_list("action", flat=True))  # fmt: skip
    assert said == ["raise concern", "acknowledge concern", "close concern"]


@pytest.mark.parametrize("who", ["asha", "sef", "ana", "hal", "adi"])
def test_nobody_else_acknowledges_or_closes(town, ten, who):
    concern = raised(town.asha, child=town.robin)
    with pytest.raises(ValidationError, match="Only a social worker or a manager"):
        actions.acknowledge_concern(by=getattr(town, who), concern=concern)
    actions.acknowledge_concern(by=town.wes, concern=concern)
    with pytest.raises(ValidationError, match="Only a social worker or a manager"):
        actions.close_concern(by=getattr(town, who), concern=concern, **DONE)


def test_the_database_itself_refuses_half_an_answer(town, ten):
    concern = raised(town.asha, child=town.robin)
    halves = ({"closed_at": london(11)}, {"acknowledged_by": town.wes}, {"outcome": "strategy"})  # fmt: skip
    for half in halves:
        with pytest.raises(IntegrityError), transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(**half)


# Who is shown it.


def test_the_team_that_answers_and_whoever_took_it_are_shown_it(town, ten):
    concern = raised(town.asha, child=town.robin)
    for user in (town.asha, town.wes, town.mo, town.sam):
        assert seen(user) == [concern], user
    for user in (town.ben, town.sef, town.ana, town.hal, town.adi):
        assert seen(user) == [], user


def test_who_was_told_for_another_team_is_shown_it(town, ten):
    on_duty(town.south, worker=town.wes)
    concern = raised(town.ben, child=town.skye)
    assert seen(town.wes) == [concern]


def test_whoever_covers_for_a_worker_who_is_away_is_shown_it(town, ten):
    concern = raised(town.asha, child=town.robin)
    other = User.objects.create(
        username="other@town.example", full_name="Ola Frey", role=town.mo.role
    )
    assert seen(other) == []
    away = note_absence(by=town.sam, user=town.mo, kind="leave", first_on=TUESDAY, last_on=None)  # fmt: skip
    arrange_cover(by=town.sam, absence=away, covering=other, since=TUESDAY, until=None)
    assert seen(other) == [concern]
    third = User.objects.create(
        username="third@town.example", full_name="Tia Vance", role=town.mo.role
    )
    gone = note_absence(by=town.sam, user=other, kind="leave", first_on=TUESDAY, last_on=None)  # fmt: skip
    arrange_cover(by=town.sam, absence=gone, covering=third, since=TUESDAY, until=None)
    assert seen(third) == [concern]


# Of a restricted record.


@pytest.fixture
def una(town):
    """A social worker on the hidden child's list."""
    user = User.objects.create(
        username="una@town.example", full_name="Una Reed", role=town.wes.role
    )
    Membership.objects.create(
        user=user, team=town.north, how="works_in", since=date(2025, 9, 1)
    )
    NeedToKnow.objects.create(restriction=town.restriction, user=user)
    return user


OTHERS = ("asha", "sef", "wes", "mo", "ana", "hal", "adi", "ben")


def test_of_a_restricted_record_only_its_list_is_told_at_every_step(town, una, now_is, ten):  # fmt: skip
    on_duty(town.north, worker=town.wes, manager=town.mo)
    concern = raised(town.sam, child=town.hidden)
    actions.see_to_waiting(now_is(london(11)))
    assert {name for name, _ in told(concern)} == {"Una", "Sam"}
    for name in OTHERS:
        user = getattr(town, name)
        assert seen(user) == [] and not user.messages.exists(), name
    assert seen(town.sam) == seen(una) == [concern]


def test_logged_as_passed_to_duty_it_reaches_the_list_and_not_the_duty_worker(town, ten):  # fmt: skip
    on_duty(town.north, worker=town.wes)
    contact = logged(town.sam, "concern", child=town.hidden, outcome="duty")
    assert told(contact.concern) == [("Sam", "listed")]
    assert contact.passed_to is None and not town.wes.messages.exists()


def test_a_concern_that_is_passed_to_duty_is_told_once(town, ten):
    on_duty(town.north, worker=town.wes)
    contact = logged(town.asha, "concern", child=town.robin, outcome="duty")
    assert contact.passed_to == town.wes
    assert [each.kind for each in town.wes.messages.all()] == ["concern"]


def test_with_nobody_there_who_answers_the_service_manager_is_told_in_their_place(town, una, now_is, ten):  # fmt: skip
    NeedToKnow.objects.filter(user=town.sam).delete()
    second = User.objects.create(
        username="second@town.example", full_name="Sol Reyes", role=town.sam.role
    )
    hidden = raised_of_hidden(town)
    assert told(hidden) == [("Una", "listed")]
    assert hidden not in seen(second) and hidden not in seen(town.sam)
    note_absence(by=town.mo, user=una, kind="sickness", first_on=TUESDAY, last_on=None)
    actions.see_to_waiting(now_is(london(10, 15)))
    assert set(told(hidden)[1:]) == {("Sam", "in_place"), ("Sol", "in_place")}
    assert hidden in seen(second) and hidden in seen(town.sam)
    for name in OTHERS:
        assert hidden not in seen(getattr(town, name)), name


def raised_of_hidden(town) -> Concern:
    """A contact that was logged before the record was restricted, as its caller rang."""
    contact = logged(town.asha)
    contact.child = town.hidden
    contact.team = town.north
    contact.save()
    return actions.raise_concern(by=town.asha, contact=contact, immediate=False)


def test_a_record_restricted_afterwards_leaves_the_lists_of_those_told(town, una, ten):
    on_duty(town.north, worker=town.wes)
    town.restriction.lifted_at, town.restriction.lifted_by = london(9), town.sam
    town.restriction.save()
    concern = raised(town.asha, child=town.hidden)
    assert seen(town.wes) == seen(town.asha) == [concern]
    town.restriction.lifted_at = town.restriction.lifted_by = None
    town.restriction.save()
    assert seen(town.wes) == seen(town.asha) == seen(town.mo) == []
    assert seen(una) == [concern]
