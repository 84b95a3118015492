"""Who may read which contact, who counts it, and that one sent twice stands once."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.contacts.actions import log_contact
from alongside.desk.contacts.models import Contact, Topic


def logged(by, **told) -> Contact:
    usual = {
        "send_key": uuid4(),
        "began_at": timezone.now(),
        "caller_kind": "family",
        "caller_said": "A grandmother",
        "topic": Topic.objects.get(code="meeting"),
        "said": "When is the meeting?",
        "outcome": "answered",
        "checked": True,
        "checked_how": "asked",
    }
    return log_contact(by=by, **usual | told)


def seen(user) -> set[str]:
    """What a person may read; what is counted quickly is as many."""
    found = {str(each.pk) for each in Contact.objects.visible_to(user)}
    assert Contact.objects.how_many(user) == len(found), user
    return found


def counted(user) -> set[str]:
    return {str(each.pk) for each in Contact.objects.counted_for(user)}


def test_a_contact_is_read_by_those_who_may_be_shown_its_child(town):
    key = str(logged(town.asha, child=town.robin).pk)
    for user in (town.asha, town.sef, town.wes, town.mo, town.sam):
        assert seen(user) == {key}, user
    for user in (town.ben, town.ana, town.hal, town.adi):
        assert seen(user) == set(), user


def test_it_takes_the_team_that_holds_the_child(town):
    assert logged(town.asha, child=town.robin, team=town.south).team == town.north


def test_of_a_restricted_child_only_those_on_the_list_read_it(town):
    key = str(logged(town.sam, child=town.hidden).pk)
    for user in (town.asha, town.sef, town.wes, town.mo, town.ana):
        assert seen(user) == counted(user) == set(), user
    assert seen(town.sam) == {key}


def test_the_taker_loses_it_once_the_child_is_out_of_reach(town):
    logged(town.ben, child=town.robin)
    assert seen(town.ben) == set()


def test_about_no_child_the_team_reads_it_and_whoever_took_it(town):
    key = str(logged(town.asha, team=town.south).pk)
    for user in (town.asha, town.ben, town.sam):
        assert seen(user) == {key}, user
    assert seen(town.mo) == set()


def test_of_no_team_whoever_took_it_and_those_who_see_the_whole_service(town):
    key = str(logged(town.asha).pk)
    assert seen(town.asha) == seen(town.sam) == {key}
    assert seen(town.mo) == seen(town.ben) == set()


def test_figures_are_made_of_the_same_reach_by_those_who_read_figures(town):
    key = str(logged(town.asha, child=town.robin).pk)
    for user in (town.sef, town.mo, town.sam, town.ana):
        assert counted(user) == {key}, user
    for user in (town.asha, town.wes, town.ben, town.hal, town.adi):
        assert counted(user) == set(), user


def test_sent_again_it_is_the_same_contact(town):
    form = {"send_key": uuid4(), "began_at": timezone.now()}
    first, again = logged(town.asha, **form), logged(town.asha, **form)
    assert first == again
    assert Contact.objects.count() == 1
    assert AuditEntry.objects.filter(action="log contact").count() == 1


def test_the_form_of_somebody_else_shows_nobody_their_contact(town):
    key = uuid4()
    logged(town.asha, send_key=key)
    with pytest.raises(ValidationError, match="somebody else"):
        logged(town.ben, send_key=key)


def test_a_reference_can_be_said_and_tells_nothing(town):
    assert re.fullmatch("[HKLMRWXYZ]{3}-[0-9]{4}", logged(town.asha).reference)


def test_a_contact_begins_before_it_is_logged(town):
    with pytest.raises(ValidationError, match="begins before"):
        logged(town.asha, began_at=timezone.now() + timedelta(hours=1))


def test_nobody_is_known_without_a_check(town):
    with pytest.raises(ValidationError, match="how it was checked"):
        logged(town.asha, checked=True, checked_how="not_checked")


@pytest.mark.parametrize("code", ["concern", "payment"])
def test_the_database_keeps_concerns_and_payments_on_the_list(town, code):
    with pytest.raises(IntegrityError):
        Topic.objects.filter(code=code).update(active=False)


def test_a_reference_that_another_contact_has_is_drawn_anew(town):
    first = logged(town.asha)
    second = Contact.objects.get(pk=logged(town.asha).pk)
    second.pk, second._state.adding = None, True
    second.reference, second.send_key = first.reference, uuid4()
    second.save()
    assert second.reference != first.reference
    assert Contact.objects.count() == 3
