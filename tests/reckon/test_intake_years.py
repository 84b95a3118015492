"""A return gives every review of its year: within it a late one is late, before it unknown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from alongside.reckon.clock import Clock
from alongside.reckon.dues import dues
from alongside.reckon.intake import read, read_all
from alongside.reckon.records import Records
from alongside.reckon.rulebook import england

EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,"
    "HOME_POST,PL_POST,URN\n"
)
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n"
PLAN = """<Child><ChildIdentifiers><LAchildID>{0}</LAchildID></ChildIdentifiers><CINdetails>
<CINreferralDate>{1}</CINreferralDate><ChildProtectionPlans><CPPstartDate>{1}</CPPstartDate>
{2}</ChildProtectionPlans></CINdetails></Child>"""
REVIEWED = "<Reviews><CPPreviewDate>{}</CPPreviewDate></Reviews>"


def returned(folder: Path, care: dict[str, str], *held: tuple[str, str]) -> Path:
    """A return: the day on which care began by child, and reviews as child and day."""
    folder.mkdir(exist_ok=True)
    episodes = (f"{c},{day},S,C2,N1,U6,PR1,,,,,,\n" for c, day in care.items())
    reviews = (f"{child},01/02/2012,{day},PN1\n" for child, day in held)
    (folder / "episodes.csv").write_text(EPISODES + "".join(episodes))
    (folder / "reviews.csv").write_text(REVIEWS + "".join(reviews))
    return folder


def census(folder: Path, *plans: str, day: str = "2026-03-31") -> Path:
    path = folder / "census.xml"
    header = f"<Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>{day}</ReferenceDate></CollectionDetails></Header>"
    path.write_text(f"<Message>{header}<Children>{''.join(plans)}</Children></Message>")
    return path


def clocks(records: Records, *codes: str, as_at=date(2026, 3, 31)) -> list[str]:
    return [
        f"{d.child_id} {d.code} {d.started_on} {d.due_on} {d.completed_on or '-'} {d.status}"
        + (f" {d.reason}" if d.reason else "")
        for d in dues(records, england(), Clock.england(), as_at)
        if d.code in codes
    ]


def test_a_review_held_late_in_the_year_is_late_and_not_unknown(tmp_path):
    """20 working days from 10 April 2025, without 18 and 21 April and 5 May: 13 May.
    A second is due three months after the first, on 30 September; it was the second, so
    only the next is due six months after the one before."""
    path = returned(tmp_path, {"A": "10/04/2025"}, ("A", "30/06/2025"), ("A", "20/09/2025"))  # fmt: skip
    records = read(path).records
    assert records.complete_since == {"ssd_cla_reviews": date(2025, 4, 1)}
    assert clocks(records, "CLA_REVIEW_1", "CLA_REVIEW_2", "CLA_REVIEW_N") == [
        "A CLA_REVIEW_1 2025-04-10 2025-05-13 2025-06-30 late",
        "A CLA_REVIEW_2 2025-06-30 2025-09-30 2025-09-20 met",
        "A CLA_REVIEW_N 2025-09-20 2026-03-20 - overdue",
    ]


def test_what_began_before_the_year_is_judged_only_where_it_was_in_time(tmp_path):
    """20 working days from 24 March 2025: 23 April; from 3 February: 3 March; from 2 May 2023,
    without 8 and 29 May: 1 June. Z was looked
    after since 2023: which review the one of June was is known by its day alone."""
    path = returned(
        tmp_path,
        {"B": "24/03/2025", "C": "24/03/2025", "D": "03/02/2025", "Z": "02/05/2023"},
        ("B", "23/04/2025"), ("C", "24/04/2025"), ("Z", "10/06/2025"), ("Z", "11/12/2025"),
    )  # fmt: skip
    found = clocks(read(path).records, "CLA_REVIEW_1", "CLA_REVIEW_2", "CLA_REVIEW_N")
    assert found == [
        "B CLA_REVIEW_1 2025-03-24 2025-04-23 2025-04-23 met",
        "B CLA_REVIEW_2 2025-04-23 2025-07-23 - overdue",
        "C CLA_REVIEW_1 2025-03-24 2025-04-23 - cannot_compute year_only",
        "C CLA_REVIEW_N 2025-04-24 2025-10-24 - overdue",
        "D CLA_REVIEW_1 2025-02-03 2025-03-03 - cannot_compute year_only",
        "Z CLA_REVIEW_1 2023-05-02 2023-06-01 - cannot_compute year_only",
        "Z CLA_REVIEW_N 2025-06-10 2025-12-10 2025-12-11 late",
        "Z CLA_REVIEW_N 2025-12-11 2026-06-11 - due",
    ]


def test_a_first_review_not_held_in_a_year_of_none_is_overdue(tmp_path):
    began = {"A": "10/04/2025", "B": "31/03/2025", "C": "01/04/2025"}
    records = read(returned(tmp_path, began)).records
    assert clocks(records, "CLA_REVIEW_1") == [
        "A CLA_REVIEW_1 2025-04-10 2025-05-13 - overdue",
        "B CLA_REVIEW_1 2025-03-31 2025-04-30 - cannot_compute year_only",
        "C CLA_REVIEW_1 2025-04-01 2025-05-01 - overdue",
    ], "the latest day told of is 10 April: the year is 2025, and 31 March is before it"


@pytest.mark.parametrize(
    ("days", "first", "why"),
    [
        (["31/03/2025"], date(2024, 4, 1), "the last day of a year"),
        (["01/04/2025"], date(2025, 4, 1), "its first"),
        (["05/05/2025", "06/06/2025", "05/05/2052"], date(2025, 4, 1), "one mistyped"),
        (["05/05/2025", "06/06/2024"], date(2025, 4, 1), "of two years the later"),
    ],
)
def test_the_year_is_that_of_most_reviews(tmp_path, days, first, why):
    path = returned(tmp_path, {"A": "01/04/2020"}, *(("A", day) for day in days))
    reading = read(path)
    assert reading.records.complete_since == {"ssd_cla_reviews": first}, why
    (note,) = [f for f in reading.findings if "its own year" in f.what]
    assert f"since 1 April {first.year}," in note.what


def test_of_a_census_too(tmp_path):
    """Three months from 10 April 2025: 10 July; from 31 March: 30 June."""
    path = census(
        tmp_path,
        PLAN.format("K", "2025-04-10", REVIEWED.format("2025-09-01")),
        PLAN.format("L", "2025-03-31", REVIEWED.format("2025-07-01")),
        PLAN.format("M", "2025-03-31", REVIEWED.format("2025-06-30")),
    )
    assert clocks(read(path).records, "RCPC_1") == [
        "K RCPC_1 2025-04-10 2025-07-10 2025-09-01 late",
        "L RCPC_1 2025-03-31 2025-06-30 - cannot_compute year_only",
        "M RCPC_1 2025-03-31 2025-06-30 2025-06-30 met",
    ]


def test_the_census_says_its_year_whatever_its_reviews_say(tmp_path):
    plan = PLAN.format("K", "2025-04-10", REVIEWED.format("2024-09-01"))
    for day, first in (("2026-03-31", 2025), ("2025-03-31", 2024)):
        records = read(census(tmp_path, plan, day=day)).records
        assert records.complete_since == {"ssd_cp_reviews": date(first, 4, 1)}


def test_two_returns_that_are_joined_keep_it(tmp_path):
    """A folder of episodes, then the reviews alone: their year goes with them."""
    first = returned(tmp_path / "e", {"A": "10/04/2025"})
    (first / "reviews.csv").unlink()
    second = returned(tmp_path / "r", {}, ("A", "14/05/2025"))
    (second / "episodes.csv").unlink()
    _, records = read_all([first, second])
    assert clocks(records, "CLA_REVIEW_1") == [
        "A CLA_REVIEW_1 2025-04-10 2025-05-13 2025-05-14 late"
    ]
