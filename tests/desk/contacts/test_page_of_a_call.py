"""The page of a call: what stands before what, and what a search says that finds nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.desk.people.adult_actions import add_adult, link_adult
from alongside.desk.people.models import Child, ChildTeam
from tests.desk.contacts.test_log_contact import NEW, text


@pytest.fixture
def asha(client, town):
    client.force_login(town.asha)
    return client


@pytest.fixture
def meanwhile(asha):
    def meanwhile(part: str, **typed) -> str:
        return text(asha.post(f"{NEW}meanwhile/", {"part": part} | typed))

    return meanwhile


def test_what_may_be_said_stands_before_the_words_and_what_came_of_it(asha):
    """In the order of the page, which is that of a narrow one and of a screen reader."""
    page = text(asha.get(NEW))
    parts = ("callers", "identity", "children", "topics", "meanwhile", "payments", "id_said", "outcomes", "log")  # fmt: skip
    places = [page.index(f'id="{part}"') for part in parts]
    assert places == sorted(places)
    assert "(optional)" not in page


@pytest.mark.parametrize(
    ("part", "field", "what_to_do"),
    [
        ("callers", "caller_sought", "four figures of a number"),
        ("children", "child_sought", "the id in the case system"),
    ],
)
def test_a_search_says_that_it_found_nothing_where_it_is_read_out(
    asha, town, meanwhile, part, field, what_to_do
):
    page = text(asha.get(NEW))
    assert f'<div id="{part}_found" role="status"></div>' in page.replace("> <", "><")
    for said in ("Zebedee", "Jo Farrow"):  # Jo is restricted, and as if not there
        told = meanwhile(part, **{field: said}).split(f'id="{part}_found"')[1]
        assert "<p>Nothing found" in told.split("</div>")[0]
        assert what_to_do in told.split("</div>")[0]
    assert "Nothing found" not in meanwhile(part)


def test_a_message_is_offered_first_to_those_who_are_shown_the_child(
    asha, town, meanwhile
):
    near, others = "Who work with this child, or are on duty", "Others: not all of them"
    assert near not in text(asha.get(NEW))
    told = meanwhile("who_rings", child=town.robin.pk, passed_to=town.wes.pk)
    chooser = told.split('id="who_gets"')[1]
    first, _, last = chooser.partition(others)
    assert near in first and first.index(near) < first.index("Wes Okafor")
    assert "Ben Carter" in last and "Ben Carter" not in first
    assert chooser.count("Wes Okafor") == chooser.count(" selected") == 1
    assert near not in meanwhile("who_rings", child=town.skye.pk)  # not shown to her


def test_it_says_how_many_it_found(town, meanwhile):
    add_adult(by=town.sam, name="Olu Reid", kind="school")
    assert "1 found." in meanwhile("callers", caller_sought="olu")
    assert "1 found." in meanwhile("children", child_sought="robin")


def test_each_caller_has_what_they_are_to_a_child_and_no_child_before_the_check(
    town, meanwhile
):
    gran = add_adult(by=town.asha, name="Greta Hale", kind="family")
    link_adult(by=town.asha, adult=gran, child=town.robin, relationship="grandparent")
    found = meanwhile("callers", caller_sought="greta")
    assert "Grandparent." in found and "Robin" not in found
    known = meanwhile("callers", caller_sought="greta", identity="voice")
    assert "Grandparent of Robin Hale." in known


def test_a_new_callers_number_is_asked_for_before_by_when_which_leads_to_the_button(
    asha,
):
    page = text(asha.get(NEW))
    number, by_when = page.index('id="id_call_back-number"'), page.index("By when")
    assert page.index('id="who_rings"') < number < by_when


def test_a_child_chosen_asks_anew_who_may_ring_and_nothing_that_is_typed(meanwhile):
    anew = meanwhile("who_rings")
    assert "Who is to ring" in anew and "call_back-number" not in anew


@pytest.mark.parametrize("part", ["meanwhile/", "draft/"])
def test_a_part_asks_nothing_of_the_concerns_that_stand_above_a_page(asha, part):
    with CaptureQueriesContext(connection) as asked:
        asha.post(f"{NEW}{part}", {"part": "callers", "caller_sought": "Zebedee"})
    assert not [each for each in asked if "contacts_concern" in each["sql"]]
    with CaptureQueriesContext(connection) as asked:
        asha.get(NEW)
    assert [each for each in asked if "contacts_concern" in each["sql"]]


@pytest.mark.parametrize("count", [9, 10])
def test_of_more_children_than_there_are_keys_it_is_said_that_more_are_there(
    town, meanwhile, count
):
    """Nine have a key each; the search finds a tenth, and so does a school’s own list."""
    school = add_adult(by=town.asha, name="Ms Vale", kind="school")
    for at in range(count):
        child = Child.objects.create(
            case_id=f"C-{at}", forename=f"Kit{at}", surname="Ash"
        )
        ChildTeam.objects.create(child=child, team=town.north)
        link_adult(by=town.asha, adult=school, child=child, relationship="teacher")
    sought = meanwhile("children", child_sought="ash")
    theirs = meanwhile("children", adult=school.pk, identity="voice")
    for part in (sought, theirs):
        assert part.count('name="child"') == 10  # nine, and none of them
        assert ("and there are more: type more of the name" in part) == (count > 9)
