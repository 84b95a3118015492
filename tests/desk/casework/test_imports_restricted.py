"""Restricted records: what an import tells, and to whom."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.desk.access.audit import faults
from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import actions, import_views
from alongside.desk.people.actions import lift_restriction
from alongside.desk.people.models import Child
from tests.desk.casework.exports import (
    MONDAY,
    Told,
    imported,
    prepared,
    text,
)

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")


def test_a_restricted_record_stays_restricted_and_out_of_what_is_told(
    client, town, monday
):
    story = Told().person("900125", "Jo", "Sparrow").person("777", "New", "Comer")
    story.s47_of("900125", "2026-03-05").s47_of("777", "2026-03-05")
    extract = prepared(town.ana, story, MONDAY)
    client.force_login(town.sef)
    page = client.get(f"/imports/{extract.pk}/")
    assert {group["label"]: group["count"] for group in page.context["told"]} == {
        "New": 1, "Done": 0, "Ended without being done": 0, "Moved": 0,
        "Under another id": 0,
        "Vanished": 1,
        "Marked done, still open": 0, "Look wrong": 0, "Cannot be told": 0,
    }  # fmt: skip
    assert "Child 777" in text(page)
    for word in ("900125", "Farrow", "Sparrow"):
        assert word not in text(page)
    actions.apply_extract(by=town.ana, extract=extract)
    extract.refresh_from_db()
    actions.write_extract(extract)
    for where in (f"/imports/{extract.pk}/", "/imports/", "/timescales/", "/"):
        page = text(client.get(where))
        assert "Sparrow" not in page and "900125" not in page
    assert town.hidden.restrictions.get().lifted_at is None
    client.force_login(town.sam)
    assert "Jo Sparrow" in text(client.get("/timescales/"))


def test_the_list_of_imports_counts_nothing_that_its_pages_hide(client, town, monday):
    imported(town.ana, Told().s47_of("900125", "2026-03-05"), MONDAY)
    client.force_login(town.sef)
    assert "1 new" not in text(client.get("/imports/"))


def same_person_as_hidden(told: Told, child: str, **values) -> Told:
    return told.person(child, "Jo", "FARROW", **values).s47_of(child, "2026-03-05")


def test_a_restricted_child_under_a_new_id_arrives_restricted(client, town, monday):
    """The same name, in other letters, and the same date of birth."""
    extract = prepared(town.ana, same_person_as_hidden(Told(), "911"), MONDAY)
    for person in (town.sef, town.ana):
        client.force_login(person)
        page = text(client.get(f"/imports/{extract.pk}/"))
        assert "A record that is restricted here comes under a new id" in page
        for word in ("Child 911", "FARROW", "Farrow"):
            assert word not in page
    actions.apply_extract(by=town.ana, extract=extract)
    extract.refresh_from_db()
    actions.write_extract(extract)
    child = Child.objects.get(case_id="911")
    restriction = child.restrictions.get()
    assert list(restriction.people.all()) == [town.sam]
    assert restriction.reason == town.restriction.reason
    carried = AuditEntry.objects.get(action="carry restriction to a new id")
    assert (carried.by, carried.subject_id) == (town.ana, str(child.pk))
    assert carried.detail == {
        "known_before_as": town.hidden.pk, "listed": [town.sam.pk],
    }  # fmt: skip
    assert not list(faults())
    client.force_login(town.asha)
    assert client.get(f"/children/{child.pk}/").status_code == 404
    client.force_login(town.sam)
    assert client.get(f"/children/{child.pk}/").status_code == 200


def test_another_birth_date_another_name_or_a_lifted_restriction_is_another_matter(
    town, monday
):
    twin = Told().person("911", "Jay", "Farrow").s47_of("911", "2026-03-05")
    imported(town.ana, twin, MONDAY)
    lift_restriction(by=town.sam, restriction=town.restriction)
    imported(town.ana, same_person_as_hidden(Told(), "912"), MONDAY)
    for child in ("911", "912"):
        assert not Child.objects.get(case_id=child).restrictions.exists()


def test_findings_give_a_childs_id_only_to_who_may_know_of_the_child(
    client, town, monday
):
    story = Told().s47_of("900123", "2026-03-02").s47_of("900125", "2026-03-02")
    for row in story.records.rows["ssd_s47_enquiry"]:
        row["s47e_s47_end_date"] = date(2026, 3, 1)  # before it began
    extract = prepared(town.ana, story, MONDAY)
    backwards = extract.findings.filter(what__contains="is before")
    assert [found.child for found in backwards] == ["900123", "900125"]
    for person, ids in ((town.sef, {"900123"}), (town.sam, {"900123", "900125"})):
        shown = import_views._with_children(person, extract.findings.all())
        assert {each.shown_child for each in shown} - {""} == ids
    client.force_login(town.sef)
    for where in ("", "findings/"):
        page = text(client.get(f"/imports/{extract.pk}/{where}"))
        assert "Child 900123" in page and "900125" not in page


def test_findings_tell_no_restricted_child_from_one_the_desk_does_not_know(
    client, town, monday
):
    """To Ana, who sees the whole service but for Jo, 900125; to Sam nobody is hidden."""
    story = Told().s47_of("900999", "2026-03-02").s47_of("900125", "2026-03-02")
    for row in story.records.rows["ssd_s47_enquiry"]:
        row["s47e_s47_end_date"] = date(2026, 3, 1)  # before it began
    extract = prepared(town.ana, story, MONDAY)
    backwards = extract.findings.filter(what__contains="is before")
    shown = import_views._with_children(town.ana, backwards)
    assert [each.shown_child for each in shown] == ["", ""]
    town.restriction.delete()
    shown = import_views._with_children(town.ana, backwards)
    assert {each.shown_child for each in shown} == {"900999", "900125"}
