"""Four published reports rebuilt from typed inputs: what is right comes out, each fault is found.

The faults are those that a reader listed by hand, paragraph by paragraph, before this was
written. Two rest on an officer's address, which these folders do not carry.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("docx")
pytest.importorskip("typst")

from alongside.reckon.cli import main  # noqa: E402
from alongside.reckon.figures import rounded  # noqa: E402
from alongside.reckon.reports import folder  # noqa: E402
from alongside.reckon.reports.made import make  # noqa: E402

REPORTS = Path(__file__).parents[2] / "examples" / "reports"
NAMES = sorted(path.name for path in REPORTS.iterdir() if path.is_dir())
PILOT, UPDATE = "practice-pilot-2015", "pilot-update-2015"
SERVICE, GRANT = "assessment-service-2019", "improvement-grant-2010"

# Where the report goes wrong, which check finds it, and a word of what it says.
FAULTS = [
    (PILOT, "paragraph 3", "claim", "31 March 2015"),
    (PILOT, "paragraph 3", "date", "March 2015"),
    (PILOT, "paragraph 1", "two names for one thing", "scale 5"),
    (PILOT, "paragraph 13", "claim", "7 months"),
    (PILOT, "sign-off of the Human resources adviser", "missing sign-off", "posts"),
    (PILOT, "the report", "section", "no HR comments"),
    (PILOT, "below “Background papers and published documents”",
     "two names for one thing", "Assistant"),
    (UPDATE, "paragraph 3", "figure and its formula", "£11.8 million"),
    (UPDATE, "paragraph 3", "claim", "14.2%"),
    (UPDATE, "paragraph 12", "missing appendix", "Appendix 1"),
    (UPDATE, "paragraph 14", "points called per cent", "turnover_fall"),
    (UPDATE, "paragraph 14", "percentage points", "5.4 points"),
    (UPDATE, "paragraph 14", "claim", "7 months"),
    (UPDATE, "paragraph 14", "two names for one thing", "staff leaving"),
    (UPDATE, "paragraph 18", "claim", "1 March 2015"),
    (UPDATE, "paragraph 18", "two names for one thing", "5% or more"),
    (UPDATE, "paragraph 18", "claim", "others_worse is 1"),
    (UPDATE, "paragraph 18", "claim", "others_inadequate_since is 22%"),
    (UPDATE, "table 2, below 18", "percentages of a whole", "Mansfield"),
    (UPDATE, "table 2, below 18", "percentages of a whole", "Ashfield"),
    (UPDATE, "table 2, below 18", "missing", "Looked after children"),
    (UPDATE, "table 2, below 18", "missing", "Ashfield"),
    (UPDATE, "paragraph 19", "claim", "31 March 2016"),
    (UPDATE, "paragraph 23", "claim", "£231,000"),
    (SERVICE, "paragraph 4", "claim", "22 cases"),
    (SERVICE, "table 1, below 5", "table without a caption", "no caption"),
    (SERVICE, "paragraph 14", "pounds of no year", "cost"),
    (SERVICE, "paragraph 15", "claim", "£106,976"),
    (SERVICE, "paragraph 3", "background paper not listed", "December 2018"),
    (SERVICE, "paragraph 4", "background paper not listed", "2017"),
    (GRANT, "paragraph 2.2", "claim", "£169,000"),
    (GRANT, "paragraph 2.2", "recommendation", "£98,000"),
    (GRANT, "paragraph 2.2", "figure and its formula", "£97,000"),
    (GRANT, "paragraph 2.2", "claim", "31 March 2011"),
    (GRANT, "paragraph 5.1", "cross-reference", "3.9"),
    (GRANT, "heading “Impact summary”", "figure and its formula", "£170,000"),
    (GRANT, "box “Financial”, Cost of the proposal", "claim", "£170,000"),
    (GRANT, "box “Staff”, Number of staff, now and more", "claim", "3 people"),
    (GRANT, "section “Personnel implications”", "missing section", "does not apply"),
    (GRANT, "section “Legal implications”", "missing section", "does not apply"),
    (GRANT, "paragraph 3.2", "claim", "£130,000"),
    (GRANT, "paragraph 5.2", "claim", "£130,000"),
    (GRANT, "paragraph 1.1", "two names for one thing", "Work Force"),
    (GRANT, "paragraph 3.6", "two names for one thing", "Task Reform"),
    (GRANT, "paragraph 5.1", "two names for one thing", "Development Workforce"),
    (GRANT, "box “Customer impact”, Users or beneficiaries, now and expected",
     "blank box", "Nothing"),
]  # fmt: skip
RIGHT = [
    (PILOT, "posts_approved", "19"), (PILOT, "one_post", "17963"),
    (PILOT, "all_posts", "35926"),
    (UPDATE, "pilot_cost", "437000"), (UPDATE, "days_fewer", "2.31"),
    (UPDATE, "turnover_fall", "5.4"), (UPDATE, "pilot_better_more", "18.00"),
    (UPDATE, "others_better_before", "52.00"), (UPDATE, "others_better_since", "51.50"),
    (SERVICE, "officers_now", "41"), (SERVICE, "officers_then", "37"),
    (SERVICE, "administrators", "4"), (SERVICE, "average", "24"),
    (SERVICE, "each_new", "23119"), (SERVICE, "each_old", "26744"),
    (SERVICE, "left", "14500"),
    (GRANT, "release_now", "72000"), (GRANT, "swif", "130000"), (GRANT, "nqsw", "39000"),
    (GRANT, "asked", "170000"), (GRANT, "allocated", "169000"),
    (GRANT, "each_practitioner", "4000"), (GRANT, "each_student", "10000"),
]  # fmt: skip


@pytest.fixture(scope="module")
def folders():
    return {name: folder.read(folder.texts(REPORTS / name)) for name in NAMES}


@pytest.fixture(scope="module")
def made(folders):
    return {name: make(found) for name, found in folders.items()}


@pytest.mark.parametrize(("name", "where", "kind", "said"), FAULTS)
def test_each_fault_of_the_report_is_found_and_named_by_its_paragraph(
    made, name, where, kind, said
):
    found = [(each.where, each.kind, each.what) for each, _ in made[name].accepted]
    assert any((w, k) == (where, kind) and said in what for w, k, what in found), found


@pytest.mark.parametrize(("name", "figure", "value"), RIGHT)
def test_arithmetic_that_is_right_comes_out_right(made, name, figure, value):
    places = len(value.partition(".")[2])
    worked = made[name].composed.formulas[figure]
    assert rounded(worked, places) == Decimal(value)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_else_is_found_and_nothing_is_accepted_in_vain(made, name):
    listed = {(where, kind) for report, where, kind, _ in FAULTS if report == name}
    found = {(each.where, each.kind) for each, _ in made[name].accepted}
    also = {
        (
            PILOT,
            "section “Human resources implications”",
        ),  # posts change, none is there
        (GRANT, "paragraph 2.1"),  # another way of writing the funder's name
        (GRANT, "paragraph 5.1"),
    }
    assert {(name, where) for where, kind in found - listed} <= also
    assert not made[name].refusing and not made[name].idle


@pytest.mark.parametrize("name", NAMES)
def test_without_the_reasons_none_goes_forward(folders, name):
    front = replace(folders[name].front, accepted=())
    assert make(replace(folders[name], front=front)).refusing


@pytest.mark.parametrize("name", NAMES)
def test_nothing_has_changed_since_it_was_last_made(folders, made, name):
    lock = (REPORTS / name / folder.LOCK).read_text("utf-8")
    assert made[name].lock() == lock and not made[name].changes


@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
@pytest.mark.parametrize("name", NAMES)
def test_it_is_made_in_every_form(name, form, tmp_path, capsys):
    target = tmp_path / f"{name}.{form}"
    assert main(["report", str(REPORTS / name), "--marked", "--to", str(target)]) == 0
    assert target.stat().st_size > 8_000


def test_no_folder_names_an_officer_or_how_to_reach_one():
    text = "".join(t for name in NAMES for t in folder.texts(REPORTS / name).values())
    assert "@" not in text and "Tel" not in text
