"""Restricting a child's record, its list, and lifting it: through the pages."""

from __future__ import annotations

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.desk.access.models import AuditEntry
from alongside.desk.people.actions import add_to_need_to_know
from alongside.desk.people.models import Child, Restriction

LIST = "/restricted/"


def text(answer) -> str:
    return unescape(answer.content.decode())


def seen(user) -> set[str]:
    return set(Child.objects.visible_to(user).values_list("forename", flat=True))


@pytest.fixture
def mo(client, town):
    client.force_login(town.mo)
    return client


@pytest.fixture
def own(mo, town) -> Restriction:
    """Robin's record, as Mo restricted it to herself and Wes."""
    said = {"reason": "A relative works here.", "people": [town.wes.pk]}
    mo.post(f"/children/{town.robin.pk}/restrict/", said)
    return Restriction.objects.get(child=town.robin)


def test_restricting_a_record_from_its_timeline(mo, town, own):
    assert (own.by, own.reason) == (town.mo, "A relative works here.")
    assert seen(town.mo) == seen(town.wes) == {"Robin"}
    assert seen(town.asha) == seen(town.sef) == set()
    page = text(mo.get(f"{LIST}{own.pk}/"))
    for said in ("Robin Hale", "900123", "A relative works here.", "Wes Okafor"):
        assert said in page
    assert "Robin Hale" in text(mo.get(LIST))
    page = text(mo.get(f"/children/{town.robin.pk}/"))
    assert f"{LIST}{own.pk}/" in page and "Restrict this record" not in page
    line = AuditEntry.objects.get(action="restrict record")
    assert (line.by, line.subject_id) == (town.mo, str(town.robin.pk))
    assert line.detail == {"listed": sorted([town.mo.pk, town.wes.pk])}


def test_the_timeline_offers_it_to_those_who_may(client, town):
    for person, offered in (("mo", True), ("sam", True), ("asha", False), ("wes", False)):  # fmt: skip
        client.force_login(getattr(town, person))
        page = text(client.get(f"/children/{town.robin.pk}/"))
        assert ("Restrict this record" in page) is offered, person


def test_only_people_who_could_see_the_child_can_be_listed(mo, town):
    page = mo.get(f"/children/{town.robin.pk}/restrict/")
    named = page.context["form"].fields["people"].queryset
    assert list(named) == [town.ana, town.asha, town.sam, town.sef, town.wes]
    said = {"reason": "x", "people": [town.ben.pk]}
    page = mo.post(f"/children/{town.robin.pk}/restrict/", said)
    assert "not one of the available choices" in text(page)
    assert not Restriction.objects.filter(child=town.robin).exists()


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason_is_asked_for(mo, town, reason):
    page = text(mo.post(f"/children/{town.robin.pk}/restrict/", {"reason": reason}))
    assert "Enter why the record is to be restricted" in page
    assert seen(town.asha) == {"Robin"}


def test_restricting_twice_is_refused_in_a_sentence(mo, town, own):
    page = mo.post(f"/children/{town.robin.pk}/restrict/", {"reason": "Again"})
    assert "This record is restricted already." in text(page)


def test_the_list_is_added_to_and_taken_from(mo, town, own):
    mo.post(f"{LIST}{own.pk}/", {"user": town.asha.pk})
    assert seen(town.asha) == {"Robin"}
    page = mo.post(f"{LIST}{own.pk}/take-off/{town.asha.pk}/", follow=True)
    assert "Asha Patel was taken off the list." in text(page)
    assert seen(town.asha) == set()
    lines = AuditEntry.objects.filter(subject_id=str(town.robin.pk)).order_by(
        "sequence"
    )
    assert [(line.action, line.detail.get("person")) for line in lines][1:] == [
        ("add to need to know", town.asha.pk),
        ("take off need to know", town.asha.pk),
    ]


def test_whoever_could_lift_it_last_stays_on_the_list(mo, town, own):
    page = mo.post(f"{LIST}{own.pk}/take-off/{town.mo.pk}/", follow=True)
    assert "Nobody else on the list could lift the restriction." in text(page)
    add_to_need_to_know(by=town.mo, restriction=own, user=town.sam)
    mo.post(f"{LIST}{own.pk}/take-off/{town.mo.pk}/")
    assert seen(town.mo) == set()
    assert mo.get(f"{LIST}{own.pk}/").status_code == 404


def test_lifting_shows_the_record_again_and_is_asked_twice(mo, town, own):
    assert "Lift the restriction on Robin Hale?" in text(
        mo.get(f"{LIST}{own.pk}/lift/")
    )
    assert seen(town.asha) == set()
    page = mo.post(f"{LIST}{own.pk}/lift/", follow=True)
    assert "The restriction on Robin Hale was lifted." in text(page)
    assert seen(town.asha) == {"Robin"}
    assert AuditEntry.objects.filter(action="lift restriction", by=town.mo).exists()
    assert mo.get(f"{LIST}{own.pk}/").status_code == 404, "it is in force no more"


def test_to_others_nothing_is_there(client, another, town, own):
    for person in ("sam", "asha", "ana", "adi"):
        another.force_login(getattr(town, person))
        for address in (LIST, f"{LIST}{own.pk}/", f"{LIST}{own.pk}/lift/", f"/children/{town.robin.pk}/restrict/"):  # fmt: skip
            answer = another.get(address)
            assert "Robin" not in text(answer) and "900123" not in text(answer)
            assert address == LIST or answer.status_code in (403, 404), (
                person,
                address,
            )
        assert another.post(f"{LIST}{own.pk}/lift/").status_code in (403, 404)
    own.refresh_from_db()
    assert own.lifted_at is None


def test_a_record_that_nobody_on_the_list_could_lift_falls_to_the_service_manager(
    another, town, own
):
    another.force_login(town.sam)
    assert "Robin Hale" not in text(another.get(LIST))
    town.mo.is_active = False
    town.mo.save()
    assert "Robin Hale" in text(another.get(LIST)), "Wes is left, who cannot lift it"
    another.post(f"{LIST}{own.pk}/lift/")
    assert seen(town.asha) == {"Robin"}


def test_looking_at_a_restriction_is_on_record(mo, town, own):
    mo.get(f"{LIST}{own.pk}/")
    line = AuditEntry.objects.get(action="see restriction")
    assert (line.by, line.subject_id) == (town.mo, str(town.robin.pk))


def test_the_same_questions_however_many_records(client, town, django_assert_num_queries):  # fmt: skip
    client.force_login(town.sam)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for number in range(9):
        child = Child.objects.create(case_id=f"N{number}", forename=f"N{number}")
        made = Restriction.objects.create(child=child, reason="x", by=town.sam)
        add_to_need_to_know(by=town.sam, restriction=made, user=town.sam)
    with django_assert_num_queries(len(few)):
        client.get(LIST)


def test_a_page_asks_once_what_is_kept_from_its_reader(client, town):
    client.force_login(town.asha)
    with CaptureQueriesContext(connection) as asked:
        client.get("/contacts/")
    said = [each["sql"] for each in asked]
    for table in ("people_restriction", "people_conflict"):
        assert sum(f'FROM "{table}"' in sql for sql in said) == 1, table
