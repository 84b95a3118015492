"""What a report says of who a child is: taken; what it has no column for stays as it was."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.desk.casework.layout_models import Layout, LayoutVersion
from alongside.desk.people.models import Child
from alongside.reckon.intake.reports import load
from tests.desk.casework.exports import MONDAY, Told, imported

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")

CORE_GROUPS = {
    "Id": "child",
    "Held": "local_core_groups.core_core_group_date",
}
TUESDAY = date(2026, 3, 10)


@pytest.fixture
def plans(town):
    """Robin and Skye have plans, as Monday's whole export says."""
    story = Told()
    for child, team in (("900123", "North"), ("900124", "South")):
        story.person(child, sex="F")
        story._tell(
            "ssd_cp_plans", "cppl", person_id=child, cp_plan_start_date="2026-02-16",
            cp_plan_team=team,
        )  # fmt: skip
    return imported(town.ana, story, MONDAY)


def layout(town, headers: dict[str, str]) -> None:
    columns = [{"header": name, "to": to} for name, to in headers.items()]
    columns[1]["date"] = "dd/mm/yyyy"
    told = load({"name": "Groups", "headers": list(headers), "columns": columns})
    LayoutVersion.objects.create(
        layout=Layout.objects.create(name="Groups"), number=1, told=told.as_dict(),
        fingerprint=told.fingerprint, saved_by=town.ana,
    )  # fmt: skip


def who() -> tuple:
    child = Child.objects.get(case_id="900123")
    return child.forename, child.surname, child.sex, child.born_on


def test_a_report_of_days_leaves_names_birth_and_sex(town, plans):
    layout(town, CORE_GROUPS)
    rows = b"Id,Held\n900123,03/03/2026\n900124,02/03/2026\n"
    imported(town.ana, rows, TUESDAY, name="groups.csv")
    assert who() == ("Robin", "Hale", "F", date(2014, 5, 2))


def test_names_that_were_mapped_are_taken(town, plans):
    named = {"First": "ssd_person.pers_forename", "Last": "ssd_person.pers_surname"}
    layout(town, CORE_GROUPS | named)
    rows = b"Id,Held,First,Last\n900123,03/03/2026,Robyn,Hale-Marsh\n"
    imported(town.ana, rows, TUESDAY, name="groups.csv")
    assert who() == ("Robyn", "Hale-Marsh", "F", date(2014, 5, 2))
