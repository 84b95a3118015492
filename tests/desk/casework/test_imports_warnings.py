"""A wrong file reads well: what gives it away is said before anybody can apply it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from alongside.desk.casework import actions
from alongside.desk.casework.models import Due, Extract
from tests.desk.casework.exports import Told, imported, prepared, text

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")

TODAY = date(2026, 3, 10)
CHECK = "I have checked that this is the right file"


def council(children=range(100, 130), on="2026-03-02", dob="2014-05-02") -> Told:
    """Thirty children, each with an enquiry."""
    told = Told()
    for child in children:
        told._tell("ssd_person", "pers", person_id=f"{child}", dob=dob)
        told.s47_of(f"{child}", on, s47_enquiry_id=f"E{child}")
    return told


@pytest.fixture
def held(town):
    return imported(town.ana, council(), date(2026, 3, 9))


def warned(client, town, told: Told, as_at=TODAY) -> list[str]:
    """What the page warns of; where of anything, it is applied only if ticked."""
    extract = prepared(town.ana, told, as_at)
    assert extract.state == Extract.State.READY
    client.force_login(town.ana)
    page = text(client.get(f"/imports/{extract.pk}/"))
    said = [warning["what"] for warning in extract.warnings]
    assert all(sentence in page for sentence in said)
    assert (CHECK in page) == bool(said)
    if said:
        assert page.index(said[-1]) < page.index("Apply this export")
        assert '<button class="secondary">Apply this export</button>' in page
        must_be_ticked(client, extract)
    return said


def must_be_ticked(client, extract):
    before = list(Due.objects.order_by("pk").values())
    page = text(client.post(f"/imports/{extract.pk}/apply/", follow=True))
    assert "tick that you have checked before you apply it" in page
    with pytest.raises(ValidationError):
        actions.apply_extract(by=extract.uploaded_by, extract=extract)
    assert list(Due.objects.order_by("pk").values()) == before


def test_next_weeks_export_of_the_same_council_warns_of_nothing(client, town, held):
    assert warned(client, town, council(range(102, 132))) == []


def test_ticked_it_is_applied(client, town, held, django_capture_on_commit_callbacks):
    extract = prepared(town.ana, council(range(500, 530)), TODAY)
    client.force_login(town.ana)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/imports/{extract.pk}/apply/", {"checked": "yes"})
    assert Extract.objects.in_force() == extract


def test_most_open_timescales_would_vanish(client, town, held):
    assert warned(client, town, council(range(100, 114))) == [
        "About 11 in 20 of the open timescales would vanish: the export no longer shows "
        "what they rest on."
    ]
    assert warned(client, town, council(range(100, 115))) == []


def test_another_councils_children(client, town, held):
    said = warned(client, town, council(range(120, 150)))
    assert "Only 10 of its 30 children are known here." in said


def test_a_part_of_the_children_are_no_strangers(client, town, held):
    """Twenty core groups of this council's, beside its thirty children."""
    groups = Told().without(*set(Told().records.rows) - {"local_core_groups"})
    for child in range(100, 120):
        groups.core_group("2026-03-05", child=f"{child}")
    assert warned(client, town, groups) == []


def test_the_same_ids_with_other_births(client, town, held):
    other = council(range(103, 130))
    other.records.rows["ssd_person"] += council(range(100, 103), dob="2010-01-01").records.rows["ssd_person"]  # fmt: skip
    for child in range(100, 103):
        other.s47_of(f"{child}", "2026-03-02", s47_enquiry_id=f"E{child}")
    assert warned(client, town, other) == [
        "3 of the 30 children who are known here by the same id come with another date "
        "of birth."
    ]


def test_two_births_put_right_are_no_other_council(client, town, held):
    told = council()
    for row in told.records.rows["ssd_person"][:2]:
        row["pers_dob"] = date(2014, 5, 3)
    assert warned(client, town, told) == []


@pytest.mark.parametrize(("back", "stale"), [(14, False), (15, True)])
def test_an_old_file_passed_as_todays(client, town, back, stale):
    newest = TODAY - timedelta(back)
    said = warned(client, town, council(on=newest.isoformat()))
    sentence = (
        "The newest date in it is 23 February 2026, among the section 47 enquiries: 15 "
        "days before 10 March 2026, the day it is said to be taken."
    )
    assert said == ([sentence] if stale else [])


def test_a_later_file_passed_as_an_earlier(client, town):
    said = warned(client, town, council(on="2026-03-09"), date(2026, 3, 6))
    assert said == [
        "30 dates in it are after 6 March 2026, the day it is said to be taken; the last "
        "is 9 March 2026, among the section 47 enquiries."
    ]


@pytest.mark.parametrize(
    ("began", "ended", "warns"),
    [
        ("2008-03-09", None, True),
        ("2008-03-11", None, False),
        ("2008-03-09", "2026-03-01", False),
    ],
)
def test_looked_after_for_longer_than_a_childhood(client, town, began, ended, warns):
    told = council().care("P", began, ended, child="100")
    sentence = "1 child is shown as looked after for more than 18 years, and still so."
    assert warned(client, town, told) == ([sentence] if warns else [])


def test_an_older_file_again_after_another(client, town):
    first = council()
    imported(town.ana, first, date(2026, 3, 6))
    imported(town.ana, council(range(101, 131)), date(2026, 3, 9))
    assert "The same file was imported before, as at 6 March 2026." in warned(
        client, town, first
    )


def test_one_of_annex_as_two_lists_of_referrals(client, town):
    both = Told()
    for child in range(100, 130):
        number = 3 if child < 125 else 6
        both.referral(
            f"annex-a:{number}:{child}:2026-03-02", "2026-03-02", child=f"{child}"
        )
        both.assessment(f"A{child}", "2026-03-02", f"annex-a:{number}:{child}:2026-03-02", child=f"{child}")  # fmt: skip
    imported(town.ana, both, date(2026, 3, 9))
    three = Told().without(*set(Told().records.rows) - {"ssd_cin_episodes", "ssd_cin_assessments"})  # fmt: skip
    for child in range(100, 125):
        three.referral(f"annex-a:3:{child}:2026-03-02", "2026-03-02", child=f"{child}")
        three.assessment(f"A{child}", "2026-03-02", f"annex-a:3:{child}:2026-03-02", child=f"{child}")  # fmt: skip
    (said,) = warned(client, town, three)
    assert said.startswith("It holds List 3 of Annex A without List 6.")


def test_a_list_cut_short(client, town):
    imported(town.ana, council(range(100, 500)), date(2026, 3, 9))
    cut = council(range(100, 500))
    del cut.records.rows["ssd_s47_enquiry"][380:]
    assert warned(client, town, cut) == []
    del cut.records.rows["ssd_s47_enquiry"][379:]
    assert warned(client, town, cut) == [
        "Lists have fewer rows than last time: section 47 enquiries has 379 rows, and had 400."
    ]


def test_a_list_that_lost_every_row(client, town, held):
    cut = council()
    cut.records.rows["ssd_s47_enquiry"].clear()
    said = " ".join(warned(client, town, cut))
    assert "section 47 enquiries has 0 rows, and had 30." in said


def test_an_older_export_under_a_later_day(client, town, held):
    older = council(on="2026-02-27")
    assert warned(client, town, older) == [
        "Nothing in it is later than 27 February 2026; the desk holds what happened up "
        "to 2 March 2026."
    ]


def test_one_list_with_nothing_new_in_it_is_no_older_export(client, town, held):
    groups = Told().without(*set(Told().records.rows) - {"local_core_groups"})
    for child in range(100, 120):
        groups.core_group("2026-02-27", child=f"{child}")
    assert warned(client, town, groups) == []
