"""Any two exports kept are compared, in the words in which an import is shown."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from alongside.desk.casework import owner_actions, store
from alongside.desk.casework.models import Due
from alongside.desk.people.actions import restrict_record
from alongside.desk.people.models import Child
from tests.desk.casework.exports import MONDAY, Told, imported, text

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")

TUESDAY = date(2026, 3, 10)


def told(*enquiries: tuple[str, str]) -> Told:
    made = Told()
    for child, day in enquiries:
        made.person(child).s47_of(child, day, s47_enquiry_id=f"E{child}")
    return made


@pytest.fixture
def three(town):
    """1 stays, 2 is done and 3 is moved by the second; 4 vanishes and 5 is new by the third."""
    first = told(*((n, "2026-03-02") for n in "1234"))
    second = told(("1", "2026-03-02"), ("2", "2026-03-02"), ("3", "2026-03-04"), ("4", "2026-03-02"))  # fmt: skip
    third = told(("1", "2026-03-02"), ("2", "2026-03-02"), ("3", "2026-03-04"), ("5", "2026-03-06"))  # fmt: skip
    for later in (second, third):
        later.conference_of("2", "E2", "2026-03-09")
    exports = [imported(town.ana, first, MONDAY)]
    owner_actions.mark_dues(
        by=town.sam, dues=Due.objects.filter(child__case_id="1"), kind="awaiting"
    )
    return exports + [imported(town.ana, each, TUESDAY) for each in (second, third)]


def rows(client, first, second) -> list[tuple]:
    answer = client.get(f"/imports/{first.pk}/compare/{second.pk}/export/")
    sheet = load_workbook(BytesIO(answer.content)).active
    found = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=4)]
    return sorted((row[0], row[2], row[5] and f"{row[5]:%d %b}", row[6] and f"{row[6]:%d %b}") for row in found)  # fmt: skip


def test_the_first_with_the_last_tells_all_that_changed_between(client, town, three):
    client.force_login(town.ana)
    assert rows(client, three[0], three[2]) == [
        ("Done", "Child 2", "23 Mar", "23 Mar"),
        ("Marked done, still open", "Child 1", "23 Mar", "23 Mar"),
        ("Moved", "Child 3", "23 Mar", "25 Mar"),
        ("New", "Child 5", None, "27 Mar"),
        ("Vanished", "Child 4", "23 Mar", None),
    ]
    page = text(client.get(f"/imports/{three[0].pk}/compare/{three[2].pk}/"))
    for words in ("New: 1", "Done: 1", "Moved: 1", "Vanished: 1", "still open: 1"):
        assert words in page


def test_backwards_new_is_vanished_and_with_itself_nothing_differs(client, town, three):
    client.force_login(town.ana)
    backwards = {(what, child) for what, child, *_ in rows(client, three[2], three[0])}
    assert {
        ("New", "Child 4"),
        ("New", "Child 2"),
        ("Vanished", "Child 5"),
    } <= backwards
    same = rows(client, three[1], three[1])
    assert [what for what, *_ in same] == ["Marked done, still open"]


def test_two_are_chosen_and_the_address_can_be_passed_on(client, town, three):
    client.force_login(town.ana)
    page = text(client.get("/imports/compare/"))
    assert page.count("<option") >= 6
    answer = client.get("/imports/compare/", {"first": three[0].pk, "second": three[1].pk})  # fmt: skip
    assert answer.url == f"/imports/{three[0].pk}/compare/{three[1].pk}/"


def test_what_cannot_be_compared_is_said(client, town, three):
    client.force_login(town.ana)
    first, second, third = three
    (store._folder(first.stored_as) / "projection").write_bytes(b"rust")
    page = text(client.get(f"/imports/{first.pk}/compare/{second.pk}/"))
    assert "What its records come to is damaged" in page
    answer = client.get(f"/imports/{first.pk}/compare/{second.pk}/export/")
    assert answer.url == f"/imports/{first.pk}/compare/{second.pk}/"
    third.removed_at = third.applied_at
    third.save()
    page = text(client.get(f"/imports/{second.pk}/compare/{third.pk}/"))
    assert "is not kept any more. Choose another." in page


def test_a_restricted_child_is_not_told_of(client, town, three):
    child = Child.objects.get(case_id="3")
    restrict_record(by=town.sam, child=child, reason="Safe address")
    client.force_login(town.ana)
    assert not [row for row in rows(client, three[0], three[2]) if row[1] == "Child 3"]
    page = text(client.get(f"/imports/{three[0].pk}/compare/{three[2].pk}/"))
    assert "Child 3" not in page and "Moved: " not in page
