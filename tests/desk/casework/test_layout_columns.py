"""What a column of a report is: whose table its row is one of, and how its days are read."""

from __future__ import annotations

import re
from datetime import date

import pytest

from alongside.desk.casework import store
from alongside.desk.casework.layout_models import Layout
from tests.desk.casework.exports import text
from tests.desk.casework.mapped import GROUPS, as_csv, newest, said

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")


def test_a_row_stays_what_it_was_where_a_name_stands_before_its_own_columns(
    uploaded, mapping, page
):
    """Who the child is may be told first: a new version is of the core groups still."""
    top, day = ["Child ID", "Born", "Group held"], "local_core_groups.core_core_group_date"  # fmt: skip
    told = {
        "to_1": "ssd_person.pers_dob", "date_1": "dd/mm/yyyy", "to_2": day,
        "date_2": "dd/mm/yyyy",
    }  # fmt: skip
    row = ["900123", "13/05/2015", "13/03/2026"]
    uploaded(as_csv(top, [row]))
    assert mapping(**told).status_code == 302
    layout = Layout.objects.get()
    uploaded(as_csv([*top[:2], "Date of group"], [row]))
    asked = said(page(f"/imports/{newest().pk}/layout/0/", of=layout.pk))
    assert "Each row is one of the core groups" in asked
    assert "no column says anything of them" in text(
        mapping(of=layout.pk, **told | {"to_2": "", "date_2": ""})
    )
    assert mapping(of=layout.pk, **told).status_code == 302
    assert layout.newest.named.row_table == "local_core_groups"
    kept = store.kept_records(newest().stored_as).rows["local_core_groups"]
    assert [held["core_core_group_date"] for held in kept] == [date(2026, 3, 13)]


def test_days_that_two_patterns_read_are_not_chosen_for_anybody(
    client, uploaded, mapping
):
    uploaded(
        as_csv(rows=[["900123", "09/09/2026", "A"], ["900124", "05/02/2026", "B"]])
    )
    form = client.get(
        f"/imports/{newest().pk}/layout/0/?table=local_core_groups"
    ).context["form"]
    effects = form.fields["date_1"].help_text
    assert form["date_1"].value() == ""
    assert "dd/mm/yyyy reads 05/02/2026 as 5 February 2026 (all)" in effects
    assert "mm/dd/yyyy reads 05/02/2026 as 2 May 2026 (all)" in effects
    refused = text(mapping("save", date_1=""))
    assert "Choose how the days of Meeting held are written" in refused
    assert not Layout.objects.exists()


def test_two_figures_for_a_year_are_read_as_the_person_says(uploaded, mapping):
    uploaded(as_csv(rows=[["900123", "13/02/26", "A"]]))
    shown = text(mapping("look", date_1="dd/mm/yy 1930"))
    assert "13 February 1926" not in shown and "13 February 2026" in shown


TWO_WAYS = ["03/02/2026"] * 5 + ["13/02/26"] * 4 + ["soon", "May be 8 Jan 2026"]


def test_days_in_two_ways_are_read_by_two_patterns_and_what_neither_reads_is_counted(
    uploaded, mapping, page
):
    """Neither reads half of 11 but the first; of `soon`, nothing is a day."""
    rows = [[f"9001{at:02}", day, "A"] for at, day in enumerate(TWO_WAYS)]
    uploaded(as_csv(rows=rows))
    shown = text(mapping("look"))
    assert "5 cells in all rows would be left blank, since no chosen pattern reads them: 5 of Meeting held." in shown  # fmt: skip
    two = {"or_date_1": "dd/mm/yy 1950"}
    assert "1 cell in all rows would be left blank" in text(mapping("look", **two))
    refused = mapping("save", or_date_1="dd/mm/yyyy")
    assert "Choose another way for the other days of Meeting held" in text(refused)
    assert not Layout.objects.exists()
    assert mapping("save", **two).status_code == 302
    held = store.kept_records(newest().stored_as).rows["local_core_groups"]
    days = [row["core_core_group_date"] for row in held]
    both = [date(2026, 2, 3)] * 5 + [date(2026, 2, 13)] * 4
    assert days == [*both, date(2026, 1, 8)], "A core group is held on a day."
    told = said(page(f"/imports/layouts/{Layout.objects.get().pk}/"))
    assert "dd/mm/yyyy, else dd/mm/yy, years 1950 to 2049" in told


def test_an_unborn_childs_birth_is_not_counted_as_left_blank(uploaded, mapping):
    rows = [["900123", "03/03/2026", "-1"], ["900124", "-1", "13/05/2015"]]
    uploaded(as_csv(["Client", "Held", "Born"], rows))
    born = {"to_2": "ssd_person.pers_dob", "date_2": "dd/mm/yyyy"}
    shown = text(mapping("look", **born))
    assert "1 cell in all rows would be left blank" in shown
    assert "reads them: 1 of Held." in shown


def test_of_long_text_only_the_beginning_is_shown(uploaded, mapping):
    """60 letters with the mark of the cut, as an example, as read, and where it is asked."""
    rows = [["900123", "03/03/2026", "S" + 3000 * "n"]]
    uploaded(as_csv(rows=rows))
    shown = text(mapping("look", to_2="local_core_groups.core_cp_plan_id"))
    assert shown.count("S" + 58 * "n" + "…") == 2 and 60 * "n" not in shown
    uploaded(as_csv(["Client", "Visited", "Seen?"], rows), name="visits.csv")
    asked = text(
        mapping(
            "look", table="ssd_cp_visits", to_1="ssd_cp_visits.cppv_cp_visit_date",
            to_2="ssd_cp_visits.cppv_cp_visit_seen",
        )
    )  # fmt: skip
    assert "what is ‘S" + 58 * "n" + "…’?" in asked and 60 * "n" not in asked


def body(answer) -> str:
    """A page without the hidden fields that differ from one visit to the next."""
    shown = re.sub(r'<(input type="hidden"|meta|script)[^>]*>', "", text(answer))
    return re.sub(r"/imports/[0-9]+/|[0-9]+:[0-9]+", "", shown)


@pytest.mark.parametrize("beside", [[], [["900123", "04/03/2026", "B"]]])
def test_a_restricted_child_looks_like_one_the_desk_does_not_know(
    town, uploaded, mapping, beside
):
    """900125 is restricted to Sam; of 900999 the desk knows nothing. Sef sees alike."""
    pages = []
    for child in ("900125", "900999"):
        uploaded(as_csv(rows=[[child, "03/03/2026", "Kim Secret"], *beside]))
        pages.append(body(mapping("look")))
    assert pages[0] == pages[1]
    assert "900999" not in pages[1] and "Kim Secret" not in pages[1]
    assert ("Like 900123" in pages[0]) == bool(beside)
    assert ("No row can be shown." in pages[0]) == (not beside)


def test_where_no_record_is_restricted_new_children_are_shown(
    client, town, uploaded, mapping
):
    town.restriction.delete()
    client.force_login(town.ana)
    uploaded(as_csv(rows=[["900999", "03/03/2026", "A. Lee"]]))
    client.force_login(town.ana)
    assert "Like 900999" in text(mapping("look"))


def test_half_and_half_is_a_column_of_days(client, uploaded):
    """Each of two patterns reads 2 of 5, both together 4: more than half are days."""
    days = ["13/02/2026", "14/02/2026", "2026-02-13", "2026-02-14", "soon"]
    uploaded(as_csv(rows=[[f"90012{at}", day, "A"] for at, day in enumerate(days)]))
    address = f"/imports/{newest().pk}/layout/0/?table=local_core_groups"
    form = client.get(address).context["form"]
    codes = [code for code, _ in form.fields["date_1"].choices]
    assert codes == ["", "dd/mm/yyyy", "yyyy-mm-dd"]


def test_a_column_with_a_day_here_and_there_is_no_column_of_days(client, uploaded):
    rows = [[*row[:2], note] for row, note in zip(GROUPS * 2, "abc", strict=False)]
    uploaded(as_csv(rows=[*rows, ["900125", "01/03/2026", "05/03/2026"]]))
    address = f"/imports/{newest().pk}/layout/0/?table=local_core_groups"
    fields = client.get(address).context["form"].fields
    assert "date_1" in fields and "date_2" not in fields
