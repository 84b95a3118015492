"""As at when: each list has its own day, and the pages say so where they differ."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.desk.casework import as_at
from alongside.desk.casework.models import Due
from alongside.reckon.rulebook import england
from tests.desk.casework.exports import Told, imported, prepared, text

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")

OLD, NEW = "2026-11-03", "2026-11-20"
CARE = "ssd_cla_episodes", "ssd_cla_reviews"
PLANS = "ssd_cp_plans", "ssd_cp_visits", "ssd_s47_enquiry"


def days(old=(), new=()) -> dict[str, str]:
    return dict.fromkeys(old, OLD) | dict.fromkeys(new, NEW)


SAID = [
    (days(new=(*CARE, *PLANS)), "Friday 20 November 2026"),
    (
        days(CARE, PLANS),
        "3 November 2026 for looked after children, and 20 November 2026 for everything else",
    ),
    (
        days((*CARE, *PLANS[:2]), PLANS[2:]),
        "20 November 2026 for section 47 enquiries, and 3 November 2026 for everything else",
    ),
    (
        days(CARE[:1], (*CARE[1:], *PLANS)),
        "3 November 2026 for episodes of care, and 20 November 2026 for everything else",
    ),
    (days(CARE, ("ssd_person", "ssd_department")), "Tuesday 3 November 2026"),
    (days(new=["ssd_person"]), "Friday 20 November 2026"),
]


@pytest.mark.parametrize(("held", "words"), SAID)
def test_as_at_when_in_words(held, words):
    assert as_at.in_words(held) == words


@pytest.mark.parametrize(
    ("held", "known"),
    [
        (days(CARE, PLANS), None),
        (days(PLANS, CARE), date(2026, 11, 3)),
        (days(("ssd_cp_visits", *CARE), ("ssd_cp_plans",)), date(2026, 11, 3)),
        (days(("ssd_person", *CARE), PLANS), None),
    ],
)
def test_a_clock_is_known_to_the_oldest_of_its_lists(held, known):
    """A child protection visit rests on the plans and on the visits."""
    assert as_at.of_rule(england()["CP_VISIT_10WD"], held) == known


def only(*tables: str) -> Told:
    told = Told()
    return told.without(*set(told.records.rows) - set(tables))


@pytest.fixture
def in_parts(town):
    """Everything as at Wednesday; then the enquiries alone, as at Tuesday week."""
    whole = (
        Told().person("900123").cp_plan("P", "2026-03-02", child="900123", team="North")
    ).cp_review("2026-02-20", child="900124")  # a list without a row would tell nothing
    whole.s47_of("900123", "2026-03-02")
    imported(town.ana, whole, date(2026, 3, 4))
    part = only("ssd_s47_enquiry").s47_of("900123", "2026-03-02")
    return prepared(town.ana, part, date(2026, 3, 10))


WORDS = "10 March 2026 for section 47 enquiries, and 4 March 2026 for everything else"


def test_a_part_does_not_make_the_desk_say_as_at_this_morning(client, town, in_parts):
    imported(town.ana, only("ssd_s47_enquiry").s47_of("900123", "2026-03-03"), date(2026, 3, 10))  # fmt: skip
    client.force_login(town.asha)
    for where in ("/", "/timescales/", f"/children/{town.robin.pk}/"):
        page = text(client.get(where))
        assert WORDS in page, where
        assert "this morning" not in page


def test_the_import_says_as_at_when_the_desk_would_be(client, town, in_parts):
    client.force_login(town.ana)
    page = text(client.get(f"/imports/{in_parts.pk}/"))
    assert f"Once it is applied, the desk is as at {WORDS}." in page


def test_a_clock_on_older_lists_says_to_which_day_it_is_known(client, town, in_parts):
    imported(town.ana, only("ssd_s47_enquiry").s47_of("900123", "2026-03-03"), date(2026, 3, 10))  # fmt: skip
    client.force_login(town.asha)
    page = text(client.get("/timescales/"))
    assert "as known on 4 Mar 2026" in page
    visit = Due.objects.open().get(rule="RCPC_1")
    page = text(client.get(f"/timescales/{visit.pk}/"))
    assert "Wednesday 4 March 2026. The lists that this rests on are older" in page


def test_where_all_lists_have_one_day_nothing_is_said_of_it(client, town):
    whole = (
        Told().person("900123").cp_plan("P", "2026-03-02", child="900123", team="North")
    ).cp_review("2026-02-20", child="900124")
    imported(town.ana, whole, date(2026, 3, 10))
    client.force_login(town.asha)
    assert "as at Tuesday 10 March 2026" in text(client.get("/timescales/"))
    due = Due.objects.open().get(rule="RCPC_1")
    page = text(client.get(f"/timescales/{due.pk}/"))
    assert "Tuesday 10 March 2026, the case system’s last export" in page
    assert "this morning" in text(client.get("/"))
