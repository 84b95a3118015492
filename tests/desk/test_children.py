"""Who may know that a child is there."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from alongside.desk.access.models import AuditEntry
from alongside.desk.people import actions
from alongside.desk.people.models import Child, Restriction


def seen(user) -> set[str]:
    return set(Child.objects.visible_to(user).values_list("forename", flat=True))


def test_children_are_seen_by_their_teams(town):
    assert seen(town.asha) == seen(town.mo) == seen(town.wes) == {"Robin"}
    assert seen(town.ben) == {"Skye"}
    assert seen(town.adi) == set()


def test_a_restricted_record_is_there_only_for_those_on_the_list(town):
    assert seen(town.sam) == {"Robin", "Skye", "Jo"}
    assert seen(town.ana) == {"Robin", "Skye"}
    actions.add_to_need_to_know(by=town.sam, restriction=town.restriction, user=town.mo)
    assert seen(town.mo) == {"Robin", "Jo"}
    assert seen(town.asha) == {"Robin"}


def test_being_on_the_list_is_not_enough_without_the_team(town):
    actions.add_to_need_to_know(
        by=town.sam, restriction=town.restriction, user=town.ben
    )
    assert seen(town.ben) == {"Skye"}


def test_lifting_shows_the_record_again(town):
    actions.lift_restriction(by=town.sam, restriction=town.restriction)
    assert seen(town.asha) == {"Robin", "Jo"}
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject_id) == ("lift restriction", str(town.hidden.pk))


def test_a_child_of_two_teams_is_seen_once(town):
    town.robin.teams.add(town.south)
    assert list(Child.objects.visible_to(town.sam).filter(pk=town.robin.pk)) == [
        town.robin
    ]


def test_restricting_keeps_others_out_and_is_recorded(town):
    actions.restrict_record(
        by=town.mo, child=town.robin, reason="Staff", people=[town.wes]
    )
    assert seen(town.mo) == seen(town.wes) == {"Robin"}
    assert seen(town.asha) == set()
    detail = AuditEntry.objects.get().detail
    assert detail == {"listed": sorted([town.mo.pk, town.wes.pk])}


def test_restricting_twice_is_refused(town):
    with pytest.raises(ValidationError, match="This record is restricted already."):
        actions.restrict_record(by=town.sam, child=town.hidden, reason="Again")


def test_lifting_twice_is_refused(town):
    actions.lift_restriction(by=town.sam, restriction=town.restriction)
    with pytest.raises(ValidationError, match="This restriction was lifted on"):
        actions.lift_restriction(by=town.sam, restriction=town.restriction)


def test_the_same_person_is_listed_once(town):
    with pytest.raises(ValidationError, match="This person is on the list already."):
        actions.add_to_need_to_know(
            by=town.sam, restriction=town.restriction, user=town.sam
        )


def test_the_database_itself_refuses_two_restrictions(town):
    with pytest.raises(IntegrityError):
        Restriction.objects.create(child=town.hidden, reason="Again", by=town.sam)


def test_a_child_without_a_name_is_called_by_the_case_systems_id(db):
    assert str(Child(case_id="900123")) == "Child 900123"
    assert str(Child(case_id="1", surname="Hale")) == "Hale"
