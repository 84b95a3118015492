"""A report of some columns fills a list that the whole export fills too: the rest of it goes."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.desk.casework.layout_models import Layout, LayoutVersion
from alongside.desk.casework.models import Extract
from alongside.reckon.intake.reports import load
from tests.desk.casework.exports import Told, imported, prepared

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")

TODAY = date(2026, 3, 10)
GROUPS = {
    "name": "Core groups of the week",
    "headers": ["Client", "Held"],
    "columns": [
        {"header": "Client", "to": "child"},
        {
            "header": "Held",
            "to": "local_core_groups.core_core_group_date",
            "date": "dd/mm/yyyy",
        },
    ],
}


def council(children=range(100, 160)) -> Told:
    """Sixty children on plans, each with a core group."""
    told = Told()
    for child in range(100, 160):
        told._tell("ssd_person", "pers", person_id=f"{child}", dob="2014-05-02")
        told._tell("ssd_cp_plans", "cppl", person_id=f"{child}", cp_plan_start_date="2026-02-16")  # fmt: skip
        if child in children:
            told.core_group("2026-03-02", child=f"{child}")
    return told


def report(children) -> bytes:
    rows = [f"{child},03/03/2026" for child in children]
    return "\n".join(["Client,Held", *rows]).encode()


@pytest.fixture
def layout(town):
    told = load(GROUPS)
    LayoutVersion.objects.create(
        layout=Layout.objects.create(name=told.name), number=1, told=told.as_dict(),
        fingerprint=told.fingerprint, saved_by=town.ana,
    )  # fmt: skip


def warned(town, children) -> list[str]:
    extract = prepared(town.ana, report(children), TODAY, "week.csv")
    assert extract.state == Extract.State.READY
    return [each["what"] for each in extract.warnings if "fewer rows" in each["what"]]


def test_the_weeks_core_groups_alone_are_no_whole_list(town, layout):
    imported(town.ana, council(), date(2026, 3, 9))
    (said,) = warned(town, range(100, 110))
    assert said.endswith("than last time: core groups has 10 rows, and had 60.")


def test_the_whole_list_by_a_report_warns_of_nothing(town, layout):
    imported(town.ana, council(), date(2026, 3, 9))
    assert warned(town, range(100, 160)) == []


def test_a_whole_export_in_between_is_what_counts(town, layout):
    """Ten rows are as many as in the last report; the list has held sixty since."""
    imported(town.ana, report(range(100, 110)), date(2026, 3, 2), name="first.csv")
    imported(town.ana, council(), date(2026, 3, 9))
    assert len(warned(town, range(110, 120))) == 1


def test_a_whole_export_after_a_report_of_the_whole_is_held_to_it(town, layout):
    imported(town.ana, council(), date(2026, 3, 2))
    imported(town.ana, report(range(100, 160)), date(2026, 3, 9), name="whole.csv")
    extract = prepared(town.ana, council(range(100, 130)), TODAY)
    said = [each["what"] for each in extract.warnings]
    assert said[-1].endswith("core groups has 30 rows, and had 60.")
