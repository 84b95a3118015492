"""Somebody knows a family outside work: its children are out of their reach, everywhere."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework.applying import conflicts_before
from alongside.desk.casework.models import Due, Extract
from alongside.desk.casework.owners import Owners
from alongside.desk.contacts.concern_clock import Step
from alongside.desk.contacts.concern_people import to_be_told
from alongside.desk.messages.models import Message
from alongside.desk.people.conflict_actions import carry_conflicts, declare_conflict
from alongside.desk.people.models import Child, ChildTeam, Conflict, Restriction
from alongside.desk.people.opening_actions import open_restricted

LIST, DECLARE = "/conflicts/", "/conflicts/declare/"
SAID = {"kind": "related", "words": "My cousin’s children"}


def text(answer) -> str:
    return unescape(answer.content.decode())


def seen(user) -> set[str]:
    return set(Child.objects.visible_to(user).values_list("case_id", flat=True))


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def family(town):
    """Robin has a sister in the same team, and Skye is of another family."""
    Child.objects.filter(pk=town.robin.pk).update(family_id="F1")
    sister = Child.objects.create(case_id="900126", forename="Wren", family_id="F1")
    ChildTeam.objects.create(child=sister, team=town.north)
    return sister


@pytest.fixture
def declared(town, family) -> Conflict:
    wes = signed_in(town.wes)
    wes.get(f"/children/{family.pk}/")
    wes.post(DECLARE, SAID | {"case_id": "900123"})
    wes.get(f"/children/{town.robin.pk}/")
    return Conflict.objects.get()


def test_the_whole_family_is_out_of_reach_and_nobody_elses(town, declared):
    assert (declared.user, declared.by) == (town.wes, town.wes)
    assert seen(town.wes) == set()
    assert {"900123", "900126"} <= seen(town.mo) & seen(town.asha) & seen(town.sam)
    wes = signed_in(town.wes)
    assert wes.get(f"/children/{town.robin.pk}/").status_code == 404
    assert "Hale" not in text(wes.post("/children/", {"said": "Robin"}))
    line = AuditEntry.objects.get(action="declare conflict of interest")
    assert line.detail == {"person": town.wes.pk, "kind": "related"}


def test_families_that_are_not_known_are_not_one_family(town):
    """Most exports name no family: a blank one joins nobody."""
    declare_conflict(by=town.sam, case_id="900123", **SAID)
    assert seen(town.sam) == {"900124", "900125"}


def test_no_list_and_no_opening_lets_them_in(town):
    declare_conflict(by=town.sam, case_id="900125", **SAID)
    assert not town.restriction.need_to_know.exists()
    assert not Restriction.objects.visible_to(town.sam).exists()
    assert "900125" not in seen(town.sam)
    asked = {"why": "at_risk", "words": "x", "case_id": "900125"}
    assert open_restricted(by=town.sam, **asked) == (None, None)
    made = open_restricted(by=town.wes, **asked)
    declare_conflict(by=town.wes, case_id="900125", **SAID)
    assert made.opening and "900125" not in seen(town.wes)


@pytest.mark.parametrize("case_id", ["900123", "900124", "900125", "1"])
def test_every_id_is_answered_in_the_same_words(town, case_id):
    page = text(signed_in(town.wes).post(DECLARE, SAID | {"case_id": case_id}, follow=True))  # fmt: skip
    assert "If the desk holds a record of that id" in page
    for name in ("Robin", "Skye", "Farrow"):
        assert name not in page


def test_what_was_declared_of_an_id_stands_when_the_child_comes(town):
    declare_conflict(by=town.wes, case_id="N1", **SAID)
    child = Child.objects.create(case_id="N1", forename="New")
    ChildTeam.objects.create(child=child, team=town.north)
    assert "N1" not in seen(town.wes) and "N1" in seen(town.mo)


def test_the_manager_is_told_and_sees_what_was_looked_at(town, declared):
    message = Message.objects.get()
    assert message.to == town.mo
    for secret in ("Robin", "Hale", "900123", "cousin"):
        assert secret not in message.subject + message.body
    page = text(signed_in(town.mo).get(f"{LIST}{declared.pk}/"))
    assert "Robin Hale, 900123" in page and "My cousin’s children" in page
    rows = re.findall(r'data-label="What">([^<]*)<.*?About">([^<]*)<', page)
    assert ("See child", "Child 900126") in rows
    assert not [row for row in rows if "Refuse" in row[0]], "before, and not after"


def test_to_a_manager_who_is_not_shown_the_child_it_names_nobody(town):
    made = declare_conflict(by=town.wes, case_id="900125", **SAID)
    mo = signed_in(town.mo)
    for page in (text(mo.get(LIST)), text(mo.get(f"{LIST}{made.pk}/"))):
        assert "A record not shown to you" in page
        assert "Farrow" not in page and "900125" not in page


def test_a_manager_records_it_of_people_they_manage_and_ends_it(town):
    mo = signed_in(town.mo)
    page = mo.get(f"{DECLARE}?child={town.robin.pk}")
    assert 'value="900123"' in text(page)
    assert set(page.context["form"].fields["user"].queryset) == {town.asha, town.wes, town.sef}  # fmt: skip
    mo.post(DECLARE, SAID | {"case_id": "900123", "user": town.asha.pk})
    made = Conflict.objects.get()
    assert (made.user, made.by) == (town.asha, town.mo)
    assert seen(town.asha) == set()
    mo.post(f"{LIST}{made.pk}/end/")
    assert seen(town.asha) == {"900123"}
    assert AuditEntry.objects.get(action="end conflict of interest").by == town.mo


def test_nobody_ends_their_own_and_a_worker_names_nobody_else(town):
    made = declare_conflict(by=town.mo, case_id="900123", **SAID)
    assert signed_in(town.mo).post(f"{LIST}{made.pk}/end/").status_code == 404
    wes = signed_in(town.wes)
    wes.post(DECLARE, SAID | {"case_id": "900124", "user": town.mo.pk})
    assert Conflict.objects.get(case_id="900124").user == town.wes
    assert wes.get(f"{LIST}{made.pk}/").status_code == 403


def test_a_clock_of_the_family_has_no_owner_among_those_who_know_it(town, family):
    first = Extract.objects.create(
        file_name="x", sha256="0" * 64, stored_as="x", as_at=date(2026, 1, 5),
        uploaded_by=town.sef, state=Extract.State.REFUSED,
    )  # fmt: skip
    due = Due.objects.create(
        child=family, rule="S47_ICPC", started_on=date(2026, 1, 5),
        due_on=date(2026, 1, 26), status=Due.Status.OPEN, first_in=first, team=town.north,
    )  # fmt: skip
    assert Owners.today().of(due) == town.asha
    declare_conflict(by=town.asha, case_id="900123", **SAID)
    owners, dues = Owners.today(), Due.objects.all()
    assert owners.of(due) is None
    assert not dues.filter(owners.of_any([town.asha.pk])).exists()
    assert dues.filter(owners.of_nobody(town.mo)).exists()


def test_who_knows_the_family_is_told_of_no_concern(town, family):
    class Contact:
        child, child_id = family, family.pk

    class Raised:
        contact, team = Contact, town.north
        open_restriction = staticmethod(lambda: None)

    told = [u for u, _ in to_be_told(Raised, Step.MANAGERS, timezone.now())]
    assert told == [town.mo, town.sam]
    declare_conflict(by=town.mo, case_id="900123", **SAID)
    told = [u for u, _ in to_be_told(Raised, Step.MANAGERS, timezone.now())]
    assert told == [town.sam]


def test_it_goes_with_the_child_to_another_id(town):
    declare_conflict(by=town.wes, case_id="900123", **SAID)
    born = {"born_on": date(2014, 5, 2)}
    export = {
        "A1": {"forename": "ROBIN", "surname": "Hale"} | born,
        "A2": {"forename": "Skye", "surname": "Marsh"} | born,
        "A3": {"forename": None, "surname": None, "born_on": None},
    }
    pairs = conflicts_before(export)
    assert pairs == [("900123", "A1")]
    carry_conflicts(by=None, ids=pairs * 2)
    carried = Conflict.objects.get(case_id="A1")
    assert (carried.user, carried.by) == (town.wes, town.wes)


def test_the_database_holds_one_of_a_person_and_a_child(town, declared):
    declare_conflict(by=town.wes, case_id="900123", **SAID)
    assert Conflict.objects.count() == 1
    declared.pk = None
    with pytest.raises(IntegrityError):
        declared.save(force_insert=True)
