"""A report that no format knows: mapped once on the desk, and read by its layout for good."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from alongside.desk.casework import store
from alongside.desk.casework.layout_models import Layout, LayoutVersion
from alongside.desk.casework.models import Due, Extract
from alongside.reckon.intake.reports import load
from tests.desk.casework.exports import MONDAY, Told, imported, text, the_house

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")

HEADERS = ["Client ID", "Meeting held", "Chaired by"]
GROUPS = [["900123", "03/03/2026", "A. Lee"], ["900124", "02/03/2026", "B. Ray"]]
MAPPED = {"to_0": "child", "to_1": "local_core_groups.core_core_group_date", "date_1": "dd/mm/yyyy"}  # fmt: skip
CORE_GROUPS = {
    "name": "Core groups",
    "headers": HEADERS,
    "columns": [
        {"header": "Client ID", "to": "child"},
        {
            "header": "Meeting held",
            "to": "local_core_groups.core_core_group_date",
            "date": "dd/mm/yyyy",
        },
    ],
}


def as_csv(headers=HEADERS, rows=GROUPS, separator=",") -> bytes:
    return "".join(separator.join(row) + "\n" for row in [headers, *rows]).encode()


def workbook(**sheets) -> bytes:
    book, held = openpyxl.Workbook(), BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(held)
    return held.getvalue()


def newest() -> Extract:
    return Extract.objects.newest().first()


@pytest.fixture
def plans(town, home, today):
    """Robin and Skye have plans, as Monday's export says, so that core groups are due."""
    told = Told()
    for child, team in (("900123", "North"), ("900124", "South")):
        told.person(child)
        told._tell(
            "ssd_cp_plans", "cppl", person_id=child, cp_plan_start_date="2026-02-16",
            cp_plan_team=team,
        )  # fmt: skip
    return imported(town.ana, told, MONDAY)


@pytest.fixture
def page(client):
    def read(address, **asked):
        return text(client.get(address, asked))

    return read


@pytest.fixture
def mapping(client, django_capture_on_commit_callbacks):
    """Answer the page that asks what columns are; return its answer."""

    def answer(pressed="save", part=0, of=None, table="local_core_groups", **said):
        address = f"/imports/{newest().pk}/layout/{part}/"
        address += f"?of={of}" if of else f"?table={table}"
        known = client.get(address).context["known"]
        told = {"known": known, "name": "Core groups"} | MAPPED | said
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, told | {pressed: "yes"})

    return answer


@pytest.fixture
def core_groups(town):
    """A layout that was saved last week."""
    layout = Layout.objects.create(name="Core groups")
    told = load(CORE_GROUPS)
    LayoutVersion.objects.create(
        layout=layout,
        number=1,
        told=told.as_dict(),
        fingerprint=told.fingerprint,
        saved_by=town.ana,
    )
    return layout


def test_from_an_unknown_report_to_the_worklist(
    client, town, plans, uploaded, mapping, page, django_capture_on_commit_callbacks
):
    before = the_house()
    answer = uploaded(as_csv(), name="core groups.csv")
    extract = newest()
    assert extract.state == Extract.State.ASKING
    assert "Say what it is" in page(answer.url)
    asked = page(f"/imports/{extract.pk}/layout/")
    assert "1 table was found in it." in asked and "In row 1: Client ID" in asked
    shown = text(mapping("look"))
    assert "As it would be read" in shown and "3 March 2026" in shown
    assert not Layout.objects.exists(), "Looking saves nothing."
    assert mapping("save").url == f"/imports/{extract.pk}/"
    extract.refresh_from_db()
    assert extract.state == Extract.State.READY and the_house() == before
    assert [part["kept"] for part in extract.lists] == [2]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/imports/{extract.pk}/apply/", {"checked": "yes"})
    extract.refresh_from_db()
    assert extract.state == Extract.State.APPLIED
    held = store.kept_records(extract.stored_as).rows
    assert [row["core_core_group_date"] for row in held["local_core_groups"]] == [
        date(2026, 3, 3),
        date(2026, 3, 2),
    ]
    assert len(held["ssd_cp_plans"]) == 2, "What it does not tell of stays."
    begun = set(
        Due.objects.filter(rule="CORE_GROUP_N").values_list("started_on", flat=True)
    )
    assert begun == {date(2026, 3, 3), date(2026, 3, 2)}


def test_the_next_file_with_the_same_headers_is_read_without_asking(
    plans, uploaded, core_groups, page
):
    """In another order and case, and as another kind of file."""
    turned = [
        ["MEETING HELD", "chaired by", "Client  ID"],
        ["09/03/2026", "A", "900123"],
    ]
    answer = uploaded(as_csv(turned[0], turned[1:], "\t"), name="week 2.tsv")
    extract = newest()
    assert extract.state == Extract.State.READY
    assert [str(version) for version in extract.layouts.all()] == [f"{core_groups.pk}, version 1"]  # fmt: skip
    assert "Read by the layout Core groups, version 1." in _plain(page(answer.url))
    assert extract.lists[0]["name"] == "Core groups"


def _plain(said: str) -> str:
    import re

    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", said))
